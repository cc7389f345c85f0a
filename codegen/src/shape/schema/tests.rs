use serde_json::json;

use super::*;

fn read_all(schema: &Value) -> (Shape, Vec<String>) {
    let (declaration, unsupported) = read(schema, &FormatTypes::new());
    let unsupported = unsupported.into_iter();
    let reports = unsupported.map(|it| format!("{}: {}", it.pointer, it.what));
    (declaration.shape, reports.collect())
}

fn fields(shape: &Shape) -> Vec<(&str, &Shape, bool, bool)> {
    let Shape::Object(object) = shape else {
        panic!("{shape:?}");
    };
    let fields = object.fields.iter();
    fields
        .map(|it| (it.key.as_str(), &it.shape, it.required, it.nullable))
        .collect()
}

#[test]
fn references_that_multiply_are_read_up_to_a_limit() {
    let level = |i: usize| {
        let target = json!({ "$ref": format!("#/$defs/A{}", i + 1) });
        let properties: Map<String, Value> = (0..10)
            .map(|key| (format!("p{key}"), target.clone()))
            .collect();
        (
            format!("A{i}"),
            json!({ "type": "object", "properties": properties }),
        )
    };
    let definitions: Map<String, Value> = (0..20).map(level).collect();
    let schema = json!({ "$defs": definitions, "$ref": "#/$defs/A0" });
    let (_, unsupported) = read(&schema, &FormatTypes::new());
    let about_limit = unsupported
        .iter()
        .filter(|it| it.what.contains("behind references"));
    assert_eq!(about_limit.count(), 1);
}

#[test]
fn properties_have_types_and_are_required_or_not() {
    let (shape, reports) = read_all(&json!({
        "type": "object", "required": ["id"],
        "properties": {
            "id": { "type": "integer", "format": "int32", "minimum": 1 },
            "price": { "type": ["number", "null"] },
            "state": { "enum": ["paid", "open", null] },
            "lines": { "type": "array", "items": { "type": "string" } }
        }
    }));
    assert_eq!(reports, Vec::<String>::new());
    let state = Shape::Values(Listed::plain(
        ["paid", "open"].map(str::to_owned).to_vec(),
        true,
    ));
    let lines = Shape::List(Box::new(Shape::Scalar(Type::String)));
    assert_eq!(
        fields(&shape),
        [
            ("id", &Shape::Scalar(Type::I32), true, false),
            ("price", &Shape::Scalar(Type::F64), false, true),
            ("state", &state, false, true),
            ("lines", &lines, false, false),
        ]
    );
}

#[test]
fn references_and_parts_are_joined() {
    let (shape, reports) = read_all(&json!({
        "$defs": { "base": { "properties": { "id": { "type": "string" } } } },
        "allOf": [
            { "$ref": "#/$defs/base" },
            { "type": "object", "properties": { "name": { "type": "string" } } }
        ],
        "required": ["id"]
    }));
    assert_eq!(reports, Vec::<String>::new());
    let text = Shape::Scalar(Type::String);
    assert_eq!(
        fields(&shape),
        [("id", &text, true, false), ("name", &text, false, false)]
    );
}

#[test]
fn alternatives_are_discriminated_by_a_tag_or_a_field() {
    let object = |tag: &str| json!({ "properties": { "kind": { "const": tag }, "x": {} } });
    let (shape, reports) = read_all(&json!({ "oneOf": [object("a"), object("b")] }));
    assert_eq!(reports, Vec::<String>::new());
    assert!(
        matches!(&shape, Shape::Tagged(it) if it.key == "kind"),
        "{shape:?}"
    );
    let object = |key: &str| json!({ "properties": { key: {} }, "required": [key] });
    let (shape, _) = read_all(&json!({ "anyOf": [object("a"), object("b")] }));
    assert!(matches!(shape, Shape::Union(_)), "{shape:?}");
    let (shape, reports) = read_all(&json!({
        "oneOf": [{ "type": "string" }, { "type": "object", "properties": { "a": {} } }]
    }));
    assert_eq!(shape, Shape::Any);
    assert_eq!(
        reports,
        ["/oneOf: alternatives that no field discriminates"]
    );
}

#[test]
fn what_is_not_supported_is_reported_where_it_is() {
    let (_, reports) = read_all(&json!({ "properties": {
        "a": { "not": {} },
        "b": { "$ref": "other.json" },
        "c": { "$ref": "#/properties/c" }
    } }));
    assert_eq!(
        reports,
        [
            "/properties/a/not: `not`",
            "/properties/b/$ref: reference to `other.json`",
            "/properties/c/$ref: recursive reference to `#/properties/c`",
        ]
    );
    let deep = (0..100).fold(json!({}), |inner, _| json!({ "items": inner }));
    let (_, reports) = read_all(&deep);
    assert_eq!(reports.len(), 1, "{reports:?}");
}
