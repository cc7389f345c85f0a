//! Bodies of each kind.

use codegen::api::{
    Body, EnumRepr, ExampleValue, ExampleValues, FormEntry, GraphQlVariables, Location, Operation,
    Segment, Type,
};

use super::parameters::{indexed, indexed_types};
use super::shorthand::{
    ENCODE, argument, closed, field, form, list, named, object, operation, optional,
    optional_field, or_default, or_dynamic, parameter, text,
};

pub fn operations() -> Vec<Operation> {
    vec![
        text_argument(),
        text_segments(),
        json_body("json_required", "JsonRequired", true),
        json_body("json_optional", "JsonOptional", false),
        json_any(),
        urlencoded(),
        form_data(),
        indexed_form(
            "indexed_urlencoded",
            "IndexedUrlencoded",
            Location::Urlencoded,
        ),
        indexed_form("indexed_form_data", "IndexedFormData", Location::FormData),
        file("file_required", "FileRequired", true),
        file("file_optional", "FileOptional", false),
        graphql_text(),
        graphql_json("graphql_required", "GraphqlRequired", true),
        graphql_json("graphql_optional", "GraphqlOptional", false),
    ]
}

/// An operation in a folder of a folder.
pub fn nested() -> Operation {
    let mut it = json_body("nested", "Nested", true);
    it.parameters[0].ty = named("User");
    it.types = Vec::new();
    it
}

fn text_argument() -> Operation {
    let mut it = operation("text_argument", "TextArgument", "POST", "/text");
    it.parameters = vec![parameter(Location::Body, "body", "body", Type::String)];
    it.body = Body::Text {
        segments: vec![argument(0)],
        language: Some("xml".to_owned()),
    };
    it.example = Some(ExampleValues {
        values: vec![(0, ExampleValue::Text("<a>\n  \"b\"\n</a>".to_owned()))],
        unresolved: None,
        filler: Vec::new(),
        shown: None,
    });
    it
}

fn text_segments() -> Operation {
    let mut it = operation("text_pieces", "TextPieces", "POST", "/text");
    it.parameters = vec![
        parameter(Location::Variable, "a", "a", Type::String),
        or_default(parameter(Location::Variable, "b", "b", Type::String), "x"),
        or_dynamic(
            parameter(Location::Variable, "c", "c", Type::String),
            "$guid",
        ),
    ];
    it.body = Body::Text {
        segments: vec![
            text("{\"a\": \""),
            argument(0),
            text("\", \"b\": "),
            argument(1),
            argument(2),
            Segment::Dynamic("$timestamp".to_owned()),
            text("}"),
        ],
        language: None,
    };
    it
}

fn json_body(module: &str, name: &str, required: bool) -> Operation {
    let mut it = operation(module, name, "POST", "/json");
    let ty = named("Pet");
    it.parameters = vec![if required {
        parameter(Location::Body, "body", "body", ty)
    } else {
        optional(Location::Body, "body", "body", ty)
    }];
    it.body = Body::Json {
        parameter: 0,
        language: Some("json".to_owned()),
    };
    it.types = vec![object(
        "Pet",
        vec![
            field("name", "name", Type::String),
            optional_field("age", "age", Type::I64),
        ],
        ENCODE,
    )];
    it.example = Some(ExampleValues {
        values: vec![(
            0,
            ExampleValue::Json(serde_json::json!({"name": "Rex", "age": 3})),
        )],
        unresolved: None,
        filler: Vec::new(),
        shown: None,
    });
    it
}

fn json_any() -> Operation {
    let mut it = operation("json_any", "JsonAny", "POST", "/json");
    it.parameters = vec![parameter(
        Location::Body,
        "body",
        "body",
        list(named("Color")),
    )];
    it.body = Body::Json {
        parameter: 0,
        language: None,
    };
    it
}

fn urlencoded() -> Operation {
    let mut it = operation("urlencoded", "Urlencoded", "POST", "/form");
    let location = Location::Urlencoded;
    it.parameters = vec![
        parameter(location, "a", "a", Type::String),
        optional(location, "b", "b", Type::Bool),
        optional(location, "c", "c", list(named("Color"))),
        or_default(parameter(location, "d", "d", named("Order")), "asc"),
        parameter(location, "e", "e", named("Data")),
    ];
    it.types = vec![object("Data", vec![field("x", "x", Type::F64)], ENCODE)];
    it.body = Body::Urlencoded(vec![
        form("a", vec![argument(0)]),
        form("b", vec![argument(1)]),
        form("c", vec![argument(2)]),
        form("d", vec![argument(3)]),
        form("e", vec![argument(4)]),
        form("grant_type", vec![text("password")]),
        FormEntry {
            key: vec![text("x-"), argument(0)],
            ..form("", vec![text("<"), argument(0), text(">")])
        },
    ]);
    it
}

/// Lists whose keys have indexes.
fn indexed_form(module: &str, type_name: &str, location: Location) -> Operation {
    let mut it = operation(module, type_name, "POST", "/form");
    it.parameters = indexed(location);
    it.types = indexed_types();
    let fields = it.parameters.iter().enumerate();
    let fields: Vec<FormEntry> = fields
        .map(|(index, parameter)| form(&parameter.wire_name, vec![argument(index)]))
        .collect();
    it.body = match location {
        Location::FormData => Body::FormData(fields),
        _ => Body::Urlencoded(fields),
    };
    it
}

fn form_data() -> Operation {
    let mut it = operation("form_data", "FormData", "POST", "/form");
    let location = Location::FormData;
    it.parameters = vec![
        parameter(location, "a", "a", Type::String),
        parameter(location, "file", "file", Type::File),
        optional(location, "more", "more", Type::File),
        optional(location, "files", "files", list(Type::File)),
        parameter(location, "data", "data", named("Data")),
        optional(location, "list", "list", list(Type::I64)),
        parameter(location, "kind", "kind", named("Kind")),
        parameter(location, "named", "named", Type::File),
    ];
    it.types = vec![
        object("Data", vec![field("x", "x", Type::F64)], ENCODE),
        closed(
            "Kind",
            &[("1", "One"), ("2", "Two")],
            EnumRepr::Integer,
            ENCODE,
        ),
    ];
    let typed = |entry: FormEntry| FormEntry {
        content_type: Some("text/csv".to_owned()),
        ..entry
    };
    it.body = Body::FormData(vec![
        form("a", vec![argument(0)]),
        form("file", vec![argument(1)]),
        form("more", vec![argument(2)]),
        typed(form("files", vec![argument(3)])),
        typed(form("data", vec![argument(4)])),
        form("list", vec![argument(5)]),
        form("kind", vec![argument(6)]),
        FormEntry {
            file_name: Some("a.csv".to_owned()),
            ..typed(form("named", vec![argument(7)]))
        },
        FormEntry {
            file_name: Some("b.csv".to_owned()),
            ..form("fixed", vec![text("x")])
        },
    ]);
    let one = |path: &str| ExampleValue::Files(vec![path.to_owned()]);
    it.example = Some(ExampleValues {
        values: vec![
            (0, ExampleValue::Text("x".to_owned())),
            (1, one("a.txt")),
            (2, ExampleValue::Files(Vec::new())),
            (
                3,
                ExampleValue::Files(vec!["b.txt".to_owned(), "c.txt".to_owned()]),
            ),
            (4, ExampleValue::Json(serde_json::json!({"x": 1.5}))),
            (6, ExampleValue::Text("2".to_owned())),
            (7, one("d.txt")),
        ],
        unresolved: None,
        filler: Vec::new(),
        shown: None,
    });
    it
}

fn file(module: &str, name: &str, required: bool) -> Operation {
    let mut it = operation(module, name, "PUT", "/file");
    it.parameters = vec![if required {
        parameter(Location::Body, "body", "body", Type::File)
    } else {
        optional(Location::Body, "body", "body", Type::File)
    }];
    it.body = Body::File(0);
    it.example = Some(ExampleValues {
        values: Vec::new(),
        unresolved: Some("file".to_owned()),
        filler: Vec::new(),
        shown: None,
    });
    it
}

fn graphql_text() -> Operation {
    let mut it = operation("graphql_text", "GraphqlText", "POST", "/graphql");
    it.parameters = vec![
        parameter(Location::Variable, "a", "a", Type::String),
        or_default(parameter(Location::Variable, "b", "b", Type::String), "1"),
    ];
    it.body = Body::GraphQl {
        query: vec![text("query Q { a(b: \""), argument(0), text("\") }")],
        operation_name: Some(vec![text("Q")]),
        variables: Some(GraphQlVariables::Text(vec![
            text("{\"b\": "),
            argument(1),
            text("}"),
        ])),
    };
    it
}

fn graphql_json(module: &str, name: &str, required: bool) -> Operation {
    let mut it = operation(module, name, "POST", "/graphql");
    let ty = named("Variables");
    it.parameters = vec![if required {
        parameter(Location::Body, "variables", "variables", ty)
    } else {
        optional(Location::Body, "variables", "variables", ty)
    }];
    it.types = vec![object(
        "Variables",
        vec![field("id", "id", Type::I64)],
        ENCODE,
    )];
    it.body = Body::GraphQl {
        query: vec![text("query Q($id: Int) {\n  a(id: $id)\n}")],
        operation_name: None,
        variables: Some(GraphQlVariables::Json(0)),
    };
    it.example = Some(ExampleValues {
        values: vec![(0, ExampleValue::Json(serde_json::json!({"id": 1})))],
        unresolved: None,
        filler: Vec::new(),
        shown: None,
    });
    it
}
