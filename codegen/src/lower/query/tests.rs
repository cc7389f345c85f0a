use super::*;
use crate::api::{ExampleValue, IndexedKeys, Segment, Serialization, Type};
use crate::lower::testing::{
    api_with_codes, collection, item, operation, query, summary, variable, with_query,
};

fn disabled(mut entry: QueryParam) -> QueryParam {
    entry.disabled = true;
    entry
}

#[test]
fn disabled_entries_are_optional_and_enabled_ones_required() {
    let entries = vec![
        query("a", "1"),
        disabled(query("b", "2")),
        disabled(query("a", "3")),
    ];
    let operation = operation(with_query(item("A", "/a"), entries), vec![]);
    assert_eq!(
        summary(&operation),
        ["query a required", "query b optional"]
    );
}

#[test]
fn a_literal_page_order_or_format_of_a_safe_method_is_sent_unless_replaced_or_left_out() {
    let mut format = query("format", "xml");
    format.description = Some("One of: `json`, `xml`".to_owned());
    let entries = vec![
        query("page", "2"),
        query("pretty", "true"),
        format,
        query("sort", "-created"),
        query("userId", "7"),
    ];
    let sent = with_query(item("A", "/a"), entries);
    let listed = operation(sent.clone(), vec![]);
    assert_eq!(
        summary(&listed),
        [
            "query page = 2, or nothing",
            "query pretty = true, or nothing",
            "query format = xml, or nothing",
            "query sort required",
            "query userId required"
        ]
    );
    assert_eq!(listed.parameters[0].ty, Type::I64);
    let mut changing = sent;
    changing.request.method = "POST".to_owned();
    let changing = operation(changing, vec![]);
    assert_eq!(summary(&changing)[0], "query page required");
    assert_eq!(changing.parameters[0].ty, Type::I64);
}

#[test]
fn a_variable_without_value_for_the_page_or_order_of_a_safe_method_is_optional() {
    let entries = vec![
        query("limit", "{{limit}}"),
        query("page", "{{page}}"),
        query("sort", "{{sort}}"),
        query("offset", "{{start}}"),
        query("q", "{{q}}"),
    ];
    let sent = with_query(item("A", "/a"), entries);
    let variables = vec![variable("page", "3"), variable("sort", "")];
    let listed = operation(sent.clone(), variables);
    assert_eq!(
        summary(&listed),
        [
            "query limit optional",
            "query page = 3",
            "query sort optional",
            "query offset optional",
            "query q required"
        ]
    );
    let types: Vec<&Type> = listed.parameters.iter().map(|it| &it.ty).collect();
    let text = &Type::String;
    assert_eq!(types, [&Type::I64, text, text, &Type::I64, text]);
    let mut changing = sent;
    changing.request.method = "POST".to_owned();
    let changing = operation(changing, vec![]);
    assert_eq!(summary(&changing)[0], "query limit required");
}

#[test]
fn an_empty_text_to_search_for_is_optional() {
    let sent = |path: &str, method: &str| {
        let entries = ["search", "status"].map(|key| query(key, ""));
        let mut sent = with_query(item("A", path), entries.into());
        sent.request.method = method.to_owned();
        summary(&operation(sent, vec![]))
    };
    assert_eq!(
        sent("/users", "GET"),
        ["query search optional", "query status required"]
    );
    for (path, method) in [("/users/search", "GET"), ("/users", "POST")] {
        assert_eq!(sent(path, method)[0], "query search required");
    }
}

#[test]
fn a_saved_id_is_the_default_of_safe_methods_only() {
    let entries = vec![
        query("id", "{{itemId}}"),
        query("q", "owner={{ownerId}}"),
        query("note", "{{note}}"),
    ];
    let sent = with_query(item("A", "/a"), entries);
    let variables = ["itemId", "ownerId", "note"].map(|name| variable(name, "7"));
    let read = operation(sent.clone(), variables.to_vec());
    assert_eq!(
        summary(&read),
        ["query id = 7", "variable ownerId = 7", "query note = 7"]
    );
    let mut changing = sent;
    changing.request.method = "DELETE".to_owned();
    let changing = operation(changing, variables.to_vec());
    assert_eq!(
        summary(&changing),
        [
            "query id required",
            "variable ownerId required",
            "query note = 7"
        ]
    );
    let id = &changing.parameters[0];
    assert_eq!(
        id.evidence.to_string(),
        "its value in the collection selects data of whoever saved it"
    );
    assert_eq!(id.variable, None);
    let example = changing.example.unwrap();
    assert_eq!(example.values[0], (0, ExampleValue::Text("7".to_owned())));
}

#[test]
fn a_file_that_marks_what_is_required_leaves_the_rest_optional() {
    let mut marked = query("a", "<string>");
    marked.description = Some("(Required) It.".to_owned());
    let operation = operation(
        with_query(item("A", "/a"), vec![marked, query("b", "x")]),
        vec![],
    );
    assert_eq!(
        summary(&operation),
        ["query a required", "query b optional"]
    );
    assert_eq!(
        operation.parameters[1].evidence.to_string(),
        "no `(Required)` mark, in a collection that uses it"
    );
}

/// The types of the query parameters of a request.
fn types_of(entries: Vec<QueryParam>) -> Vec<Type> {
    let operation = operation(with_query(item("A", "/a"), entries), vec![]);
    operation.parameters.into_iter().map(|it| it.ty).collect()
}

fn without_value(key: &str) -> QueryParam {
    QueryParam {
        key: Some(key.to_owned()),
        description: Some("How many.".to_owned()),
        ..QueryParam::default()
    }
}

#[test]
fn the_length_of_a_page_without_a_value_is_a_number() {
    for entry in [
        query("limit", "{{limit}}"),
        query("page_size", "<page size>"),
        disabled(query("per_page", "")),
        without_value("pageSize"),
        disabled(without_value("maxResults")),
    ] {
        assert_eq!(types_of(vec![entry.clone()]), [Type::I64], "{entry:?}");
    }
    let mut unlimited = without_value("limit");
    unlimited.description = Some("How many. Default: all".to_owned());
    for entry in [
        query("limit", "all"),
        query("limit", "<string>"),
        // It is sent empty.
        query("limit", ""),
        without_value("offset"),
        without_value("count"),
        unlimited,
    ] {
        assert_eq!(types_of(vec![entry.clone()]), [Type::String], "{entry:?}");
    }
}

#[test]
fn a_default_that_is_true_or_false_is_that_of_a_flag() {
    let described = |value: &str, description: &str| QueryParam {
        description: Some(description.to_owned()),
        ..query("archived", value)
    };
    for entry in [
        described("true", "Also archived ones. Default is false."),
        described("", "Defaults to `true`"),
        disabled(described("false", "Optional. Default: false")),
    ] {
        let operation = operation(with_query(item("A", "/a"), vec![entry.clone()]), vec![]);
        assert_eq!(operation.parameters[0].ty, Type::Bool, "{entry:?}");
        let evidence = operation.parameters[0].evidence.to_string();
        assert!(evidence.contains("the default `"), "{evidence}");
    }
    for entry in [
        described("1", "Default is false."),
        described("{{archived}}", "Default is false."),
        described("", "Default is False."),
        described("", "Default is false if there is a `query`."),
        described("", "The default for users is false."),
        described("", "Possible values: true, false, all. Default is false."),
    ] {
        assert_ne!(types_of(vec![entry.clone()]), [Type::Bool], "{entry:?}");
    }
    let items = vec![
        with_query(item("A", "/a"), vec![described("", "Default is false.")]),
        with_query(item("B", "/b"), vec![query("archived", "only")]),
    ];
    let (api, _) = api_with_codes(collection(items, vec![]));
    assert_eq!(api.operations[0].parameters[0].ty, Type::String);
}

#[test]
fn a_count_without_a_value_is_a_number_next_to_where_the_page_starts() {
    let types = |keys: &[&str]| {
        let entries = keys.iter().map(|key| query(key, "{{x}}"));
        types_of(entries.collect())
    };
    let is_number = |keys: &[&str]| types(keys)[0] == Type::I64;
    for keys in [
        ["count", "start_position"],
        ["size", "page"],
        ["rows", "start"],
        ["top", "skip"],
    ] {
        assert!(is_number(&keys), "{keys:?}");
    }
    for keys in [
        &["count", "since_id"][..],
        &["$count", "$skip", "$top"],
        &["count", "offset", "limit"],
        &["count", "start", "end"],
    ] {
        assert!(!is_number(keys), "{keys:?}");
    }
}

#[test]
fn a_length_that_is_a_word_elsewhere_is_text() {
    let items = vec![
        with_query(item("A", "/a"), vec![query("limit", "{{limit}}")]),
        with_query(item("B", "/b"), vec![query("limit", "all")]),
    ];
    let (api, _) = api_with_codes(collection(items, vec![]));
    assert_eq!(api.operations[0].parameters[0].ty, Type::String);
}

#[test]
fn a_grant_is_sent_also_by_a_file_that_marks_what_is_required() {
    let mut marked = query("code", "<string>");
    marked.description = Some("(Required) It.".to_owned());
    let grants = [
        query("grant_type", "client_credentials"),
        query("grant_type", "<string>"),
    ];
    let [literal, placeholder] = grants.map(|grant| {
        let item = with_query(item("A", "/a"), vec![marked.clone(), grant]);
        summary(&operation(item, vec![])).pop().unwrap()
    });
    assert_eq!(literal, "query grant_type = client_credentials");
    assert_eq!(placeholder, "query grant_type optional");
}

#[test]
fn a_key_without_value_is_sent_alone_unless_the_caller_gives_a_value() {
    let entry = QueryParam {
        key: Some("archived".to_owned()),
        description: Some("Shows archived ones.".to_owned()),
        ..QueryParam::default()
    };
    let operation = operation(with_query(item("A", "/a"), vec![entry]), vec![]);
    assert_eq!(summary(&operation), ["query archived optional"]);
    assert_eq!(operation.query, [QueryEntry::Key(0)]);
    assert_eq!(operation.example.unwrap().values, []);
}

#[test]
fn a_documented_value_other_is_not_the_variant_for_undocumented_ones() {
    let mut kind = query("kind", "male");
    kind.description = Some("One of: `male`, `female`, `other`".to_owned());
    let operation = operation(with_query(item("A", "/a"), vec![kind]), vec![]);
    let [crate::api::TypeDef::Enum(kind)] = operation.types.as_slice() else {
        panic!("{:?}", operation.types);
    };
    let names: Vec<&str> = kind.variants.iter().map(|it| it.name.as_str()).collect();
    assert!(!kind.closed);
    assert_eq!(names, ["Male", "Female", "Other2"]);
}

#[test]
fn a_mark_on_a_path_variable_makes_unmarked_queries_optional() {
    let mut sent = with_query(item("A", "/users/:id"), vec![query("page", "2")]);
    let url = sent.request.url.as_mut().unwrap();
    url.variables = vec![crate::postman::PathVariable {
        key: "id".to_owned(),
        description: Some("(Required) The user.".to_owned()),
        ..Default::default()
    }];
    let operation = operation(sent, vec![]);
    assert_eq!(
        summary(&operation),
        ["path id required", "query page optional"]
    );
}

#[test]
fn what_is_required_on_a_condition_is_left_to_the_caller() {
    let mut id = query("id", "7");
    id.description = Some("[Required] If no name is given.".to_owned());
    let operation = operation(
        with_query(item("A", "/a"), vec![id, query("kind", "1")]),
        vec![],
    );
    assert_eq!(
        summary(&operation),
        ["query id optional", "query kind required"]
    );
    assert_eq!(
        operation.parameters[0].evidence.to_string(),
        "the description names a condition for it"
    );
}

#[test]
fn a_comma_separated_list_of_listed_values_is_one_text_of_several() {
    let mut ways = query("ways", "up,down");
    ways.description = Some("A comma-separated list. Possible values: up, down".to_owned());
    let mut way = query("way", "up");
    way.description = Some("Possible values: up, down".to_owned());
    let operation = operation(with_query(item("A", "/a"), vec![ways, way]), vec![]);
    let [ways, way] = operation.parameters.as_slice() else {
        panic!("{:?}", operation.parameters)
    };
    assert!(matches!(&ways.ty, Type::List(item) if matches!(**item, Type::Named(_))));
    assert_eq!(
        (ways.serialization, way.serialization),
        (Serialization::Joined(","), Serialization::Plain)
    );
    assert!(ways.evidence.to_string().ends_with("; separated by commas"));
    assert!(matches!(way.ty, Type::Named(_)));
}

#[test]
fn constant_entries_stay_as_they_are() {
    let entries = vec![
        QueryParam {
            key: Some("flag".to_owned()),
            ..QueryParam::default()
        },
        query("", "nokey"),
        QueryParam::default(),
    ];
    let operation = operation(with_query(item("A", "/a"), entries), vec![]);
    let literal = |text: &str| QueryEntry::Literal(text.to_owned());
    assert_eq!(
        operation.query,
        [literal("flag"), literal("=nokey"), literal("")]
    );
}

#[test]
fn a_key_that_ends_in_brackets_is_a_list_of_any_length() {
    let entries = vec![query("ids[]", "7"), query("tags[]", "{{tag}}")];
    let operation = operation(
        with_query(item("A", "/a"), entries),
        vec![variable("tag", "x")],
    );
    let list = Type::List(Box::new(Type::String));
    let types: Vec<&Type> = operation.parameters.iter().map(|it| &it.ty).collect();
    assert_eq!(types, [&list, &list]);
    assert_eq!(
        summary(&operation),
        ["query ids[] required", "query tags[] required"]
    );
    assert_eq!(
        operation.parameters[0].evidence.to_string(),
        "enabled in the request; its key ends in `[]`"
    );
    let example = operation.example.unwrap();
    let texts = |text: &str| ExampleValue::Texts(vec![text.to_owned()]);
    assert_eq!(example.values, [(0, texts("7")), (1, texts("x"))]);
}

#[test]
fn a_converter_repeats_the_key_of_a_list_itself() {
    let mut marked = query("company[]", "labore");
    marked.description = Some("(Required) It.".to_owned());
    let ids = [query("ids[]", "7"), query("ids[]", "8")];
    let entries = [vec![marked], ids.to_vec()].concat();
    let operation = operation(with_query(item("A", "/a"), entries), vec![]);
    let types: Vec<&Type> = operation.parameters.iter().map(|it| &it.ty).collect();
    assert!(
        matches!(types[..], [Type::String, Type::List(_)]),
        "{types:?}"
    );

    let entries = vec![query("company[]", "<string>")];
    let operation = super::tests::operation(with_query(item("A", "/a"), entries), vec![]);
    assert_eq!(operation.parameters[0].ty, Type::String);
}

#[test]
fn keys_with_indexes_are_a_list_of_any_length() {
    let entries = vec![
        query("ids[1]", "7"),
        query("ids[2]", "{{id}}"),
        disabled(query("ids[3]", "9")),
        disabled(query("status[0]", "open")),
    ];
    let operation = operation(
        with_query(item("A", "/a"), entries),
        vec![variable("id", "8")],
    );
    assert_eq!(
        summary(&operation),
        ["query ids[1] required", "query status[0] optional"]
    );
    let ids = &operation.parameters[0];
    assert_eq!(ids.name.as_str(), "ids");
    assert_eq!(ids.ty, Type::List(Box::new(Type::String)));
    let keys = IndexedKeys {
        first: 1,
        is_dotted: false,
    };
    assert_eq!(ids.list_name(), Some(("ids", keys)));
    assert_eq!(
        ids.evidence.to_string(),
        "enabled in the request; keys with an index"
    );
    let texts = ["7", "8"].map(str::to_owned).to_vec();
    let example = operation.example.unwrap();
    assert_eq!(example.values, [(0, ExampleValue::Texts(texts))]);
    assert_eq!(
        operation.query,
        [QueryEntry::Parameter(0), QueryEntry::Parameter(1)]
    );
}

#[test]
fn keys_that_follow_each_other_are_a_list() {
    let entries = vec![
        query("a", "1"),
        query("a", "2"),
        query("b", "3"),
        query("a", "4"),
    ];
    let operation = operation(with_query(item("A", "/a"), entries), vec![]);
    assert_eq!(
        operation.parameters[0].ty,
        Type::List(Box::new(Type::String))
    );
    assert_eq!(
        summary(&operation),
        ["query a required", "query b required", "query a required"]
    );
    assert_eq!(operation.parameters[2].name.as_str(), "query_a");
}

#[test]
fn a_variable_with_a_value_is_a_default_and_inside_of_text_a_parameter_of_its_own() {
    let entries = vec![
        query("page", "{{page}}"),
        query("q", "name={{name}}&x"),
        query("t", "{{$timestamp}}"),
    ];
    let operation = operation(
        with_query(item("A", "/a"), entries),
        vec![variable("page", "1")],
    );
    assert_eq!(
        summary(&operation),
        [
            "query page = 1",
            "variable name required",
            "query t = $timestamp"
        ]
    );
    let expected = QueryEntry::Composed {
        key: vec![Segment::Literal("q".to_owned())],
        value: Some(vec![
            Segment::Literal("name=".to_owned()),
            Segment::Parameter(1),
            Segment::Literal("%26x".to_owned()),
        ]),
    };
    assert_eq!(operation.query[1], expected);
    assert_eq!(
        operation.example.unwrap().unresolved.as_deref(),
        Some("name")
    );
}

#[test]
fn the_example_has_literal_marks_escaped() {
    let operation = operation(
        with_query(item("A", "/a"), vec![query("a", "x&y#z")]),
        vec![],
    );
    assert_eq!(
        operation.example.unwrap().values,
        [(0, ExampleValue::Text("x%26y%23z".to_owned()))]
    );
}

#[test]
fn a_secret_in_an_example_is_a_variable() {
    let operation = operation(
        with_query(item("A", "/a"), vec![query("api_key", "abc123")]),
        vec![],
    );
    let example = operation.example.unwrap();
    assert_eq!(
        example.values,
        [(0, ExampleValue::Text("{{api_key}}".to_owned()))]
    );
    assert_eq!(example.unresolved.as_deref(), Some("api_key"));
}
