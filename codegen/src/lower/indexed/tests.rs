use crate::api::{ExampleValue, Ident, Operation, Struct, Type, TypeDef};
use crate::lower::testing::{item, operation, query, summary, variable, with_query};
use crate::postman::QueryParam;

fn disabled(mut entry: QueryParam) -> QueryParam {
    entry.disabled = true;
    entry
}

fn described(mut entry: QueryParam, description: &str) -> QueryParam {
    entry.description = Some(description.to_owned());
    entry
}

/// The operation for a query whose variable `price` is `"5"`, quotes included.
fn lowered(entries: Vec<QueryParam>) -> Operation {
    let variables = vec![variable("price", "\"5\""), variable("count", "3")];
    operation(with_query(item("A", "/a"), entries), variables)
}

fn line(operation: &Operation) -> &Struct {
    let lines = operation.types.iter().find_map(|def| match def {
        TypeDef::Struct(def) if def.name.as_str() == "Line" => Some(def),
        _ => None,
    });
    lines.unwrap_or_else(|| panic!("{:?}", operation.types))
}

/// The types of the members, and the first value of the example.
fn members(operation: &Operation) -> (Vec<(&str, &Type)>, &str) {
    let fields = line(operation).fields.iter();
    let ExampleValue::Texts(texts) = &operation.example.as_ref().unwrap().values[0].1 else {
        panic!("{:?}", operation.example)
    };
    let fields = fields.map(|field| (field.wire_name.as_str(), &field.ty));
    (fields.collect(), &texts[0])
}

#[test]
fn members_behind_an_index_are_a_list_of_structs() {
    let mut note = disabled(query("lines[0][note]", "a&b"));
    note.description = Some("Printed below.".to_owned());
    let entries = vec![
        query("lines[0][price]", "{{price}}"),
        note,
        query("lines[0][tags][0]", "x&y"),
        query("page", "2"),
    ];
    let operation = operation(
        with_query(item("A", "/a"), entries),
        vec![variable("price", "\"5\"")],
    );
    assert_eq!(
        summary(&operation),
        ["query lines[0] required", "query page = 2, or nothing"]
    );
    let line = Type::Named(Ident::new("Line"));
    assert_eq!(operation.parameters[0].ty, Type::List(Box::new(line)));
    let [TypeDef::Struct(line)] = operation.types.as_slice() else {
        panic!("{:?}", operation.types)
    };
    let fields: Vec<(&str, &Type, bool)> = line
        .fields
        .iter()
        .map(|it| (it.wire_name.as_str(), &it.ty, it.required))
        .collect();
    let texts = Type::List(Box::new(Type::String));
    assert_eq!(
        fields,
        [
            ("price", &Type::String, true),
            ("note", &Type::String, false),
            ("tags", &texts, true)
        ]
    );
    assert_eq!(line.fields[1].docs.lines(), ["Printed below."]);
    let texts = vec![r#"{"price":"\"5\"","tags":["x%26y"]}"#.to_owned()];
    let example = operation.example.unwrap();
    assert_eq!(example.values[0], (0, ExampleValue::Texts(texts)));
}

#[test]
fn keys_that_a_list_would_not_send_stay_parameters() {
    for entries in [
        vec![query("a[5]", "x")],
        vec![query("a[0]", "x"), query("a[2]", "y")],
        vec![query("a[1]", "x"), query("a[0]", "y")],
        vec![disabled(query("a[0]", "x")), query("a[1]", "y")],
        vec![query("a[0]", "x"), query("b", "y"), query("a[1]", "z")],
        vec![query("a[0]", "x"), query("a[1][b]", "y")],
        vec![query("a[0][0]", "x"), query("a[0][1]", "y")],
        vec![query("a[0][b]", "x"), query("a[0].c", "y")],
        vec![
            query("a[0][b]", "x"),
            query("a[0][c]", "y"),
            query("a[0][b]", "z"),
        ],
    ] {
        let operation = operation(with_query(item("A", "/a"), entries.clone()), vec![]);
        assert_eq!(operation.parameters.len(), entries.len(), "{entries:?}");
        let mut parameters = operation.parameters.iter();
        assert!(parameters.all(|it| it.list_name().is_none()));
    }
}

#[test]
fn a_placeholder_is_the_type_of_a_member() {
    let operation = lowered(vec![
        query("lines[0][quantity]", "<integer>"),
        query("lines[0][price]", "<number>"),
        query("lines[0][gift]", "<boolean>"),
        query("lines[0][sku]", "<string>"),
        query("lines[0][rates][0]", "<integer>"),
        query("lines[1][quantity]", "2"),
    ]);
    let rates = Type::List(Box::new(Type::I64));
    assert_eq!(
        members(&operation),
        (
            vec![
                ("quantity", &Type::I64),
                ("price", &Type::F64),
                ("gift", &Type::Bool),
                ("sku", &Type::String),
                ("rates", &rates)
            ],
            r#"{"quantity":1,"price":1.5,"gift":true,"sku":"<string>","rates":[1]}"#
        )
    );
}

#[test]
fn a_member_stays_text_if_its_type_would_send_another_text() {
    let operation = lowered(vec![
        query("lines[0][a]", "<integer>"),
        query("lines[0][b]", "<integer>"),
        query("lines[0][c]", "<integer>"),
        query("lines[0][d]", "<integer>"),
        query("lines[1][a]", "{{count}}"),
        query("lines[1][b]", "007"),
        query("lines[1][c]", ""),
        query("lines[1][d]", "{{price}}"),
    ]);
    let (types, _) = members(&operation);
    let text = &Type::String;
    assert_eq!(
        types,
        [("a", &Type::I64), ("b", text), ("c", text), ("d", text)]
    );
}

#[test]
fn values_that_the_description_of_a_member_lists_are_an_enum() {
    let unit = "The unit. Possible values: kg, lb";
    let grade = "(Required) The grade. (This can only be one of a,b)";
    let operation = lowered(vec![
        described(query("lines[0][unit]", "kg"), unit),
        described(query("lines[0][grade]", "<string>"), grade),
    ]);
    let (types, example) = members(&operation);
    let (unit, grade) = (Ident::new("Unit"), Ident::new("Grade"));
    assert_eq!(
        types,
        [
            ("unit", &Type::Named(unit.clone())),
            ("grade", &Type::Named(grade.clone()))
        ]
    );
    assert_eq!(example, r#"{"unit":"kg","grade":"a"}"#);
    let find = |name: &Ident| {
        let mut enums = operation.types.iter().filter_map(|def| match def {
            TypeDef::Enum(def) if def.name == *name => Some(def),
            _ => None,
        });
        enums.next().unwrap()
    };
    let values = |name| {
        let values = find(name).variants.iter().map(|it| it.value.as_str());
        (values.collect::<Vec<_>>(), find(name).closed)
    };
    assert_eq!(values(&unit), (vec!["kg", "lb"], false));
    assert_eq!(values(&grade), (vec!["a", "b"], true));
    assert_eq!(find(&unit).evidence.to_string(), "Possible values: kg, lb");
    assert!(!line(&operation).fields[0].docs.is_empty());
}

#[test]
fn a_description_that_all_members_repeat_is_that_of_the_list() {
    let lines = "(Required) The lines. Possible values: up, down";
    let operation = lowered(vec![
        described(query("lines[0][way]", "up"), lines),
        described(query("lines[0][sku]", "7"), lines),
    ]);
    let text = &Type::String;
    assert_eq!(members(&operation).0, [("way", text), ("sku", text)]);
    assert!(line(&operation).fields.iter().all(|it| it.docs.is_empty()));
    assert!(!operation.parameters[0].docs.is_empty());
}
