//! Parameters in paths, queries and headers: each type with each presence, alone and composed.

use codegen::api::{
    AuthUse, EnumRepr, ExampleValue, ExampleValues, HeaderEntry, IndexedKeys, Location, Operation,
    Presence, Profile, QueryEntry, Segment, Serialization, Type, TypeDef,
};

use super::shorthand::{
    ENCODE, argument, closed, docs, field, header, list, map, named, nullable, object, of_client,
    open, operation, optional, optional_field, or_default, or_dynamic, parameter, text,
};

pub fn operations() -> Vec<Operation> {
    vec![
        in_path(),
        in_query(&Presence::Required),
        in_query(&Presence::Optional),
        in_query(&Presence::Default("1".to_owned())),
        in_query(&Presence::Preset("1".to_owned())),
        in_query(&Presence::Dynamic("$guid".to_owned())),
        indexed_query(),
        shared(),
        of_clients(),
        in_headers(),
        composed(),
        with_profile(),
        many_required(),
        many_optional(),
        odd_names(),
        odd_texts(),
        // Names that sort differently by their numbers.
        operation("user_2", "User2", "GET", "/2"),
        operation("user_10", "User10", "GET", "/10"),
        Operation {
            server: "{{login}}".to_owned(),
            ..operation("elsewhere", "Elsewhere", "POST", "/token")
        },
    ]
}

fn in_path() -> Operation {
    let mut it = operation("in_path", "InPath", "GET", "/a/:b/{{version}}/:c.json");
    it.docs = docs(
        "Reads one.\n\nWith [a link](https://example.com/a) and `code`.\n\n```text\nand a block\n```",
    );
    it.parameters = vec![
        parameter(Location::Path, "b", "b", Type::String),
        parameter(Location::Path, "c", "c", Type::I64),
        parameter(Location::Path, "d", "d", named("Direction")),
        optional(Location::Path, "e", "e", Type::String),
        or_default(parameter(Location::Path, "f", "f", Type::String), "me"),
        parameter(Location::Path, "g", "g", named("Loose")),
    ];
    it.parameters[0].docs = docs(
        "The first of them. It goes on for so long that no line of a width that people can read could ever hold it.\n\nA second paragraph.",
    );
    it.path = vec![
        text("/a/"),
        argument(0),
        text("/"),
        Segment::ServerVariable("version".to_owned()),
        text("/"),
        argument(1),
        text(".json/"),
        argument(2),
        text("/"),
        argument(3),
        argument(4),
        argument(5),
        Segment::Dynamic("$guid".to_owned()),
    ];
    it.types = vec![closed_enum(), open_enum()];
    it.auth = AuthUse::Scheme(1);
    it.example = Some(ExampleValues {
        values: vec![
            (0, ExampleValue::Text("x".to_owned())),
            (1, ExampleValue::Text("-1234567".to_owned())),
            (2, ExampleValue::Text("up".to_owned())),
            (5, ExampleValue::Text("z".to_owned())),
        ],
        unresolved: None,
        filler: Vec::new(),
        shown: None,
    });
    it
}

/// Values that the client has: with and without a default, alone and composed.
fn of_clients() -> Operation {
    let mut it = operation("of_clients", "OfClients", "GET", "/{{tenant}}");
    let region = parameter(Location::Query, "region", "region", Type::String);
    let note = parameter(Location::Query, "note", "note", Type::String);
    it.parameters = vec![
        of_client(
            parameter(Location::Variable, "tenant", "tenant", Type::String),
            "tenant",
        ),
        codegen::api::Parameter {
            variable: Some("region".to_owned()),
            ..or_default(region, "eu%20west")
        },
        of_client(note, "self"),
    ];
    it.path = vec![text("/"), argument(0)];
    it.query = vec![
        QueryEntry::Parameter(1),
        QueryEntry::Parameter(2),
        QueryEntry::Composed {
            key: vec![text("of")],
            value: Some(vec![text("tenant "), argument(0)]),
        },
    ];
    it.headers = vec![header("X-A", vec![text("a "), argument(1), argument(2)])];
    it
}

/// Each type in the query.
fn in_query(presence: &Presence) -> Operation {
    let (module, name) = match presence {
        Presence::Required => ("query_required", "QueryRequired"),
        Presence::Optional => ("query_optional", "QueryOptional"),
        Presence::Default(_) => ("query_default", "QueryDefault"),
        Presence::Preset(_) => ("query_preset", "QueryPreset"),
        Presence::Variable => ("query_variable", "QueryVariable"),
        Presence::Dynamic(_) => ("query_dynamic", "QueryDynamic"),
    };
    let mut it = operation(module, name, "GET", "/query");
    let types = [
        ("text", Type::String),
        ("flag", Type::Bool),
        ("small", Type::I32),
        ("number", Type::I64),
        ("large", Type::U64),
        ("single", Type::F32),
        ("double", Type::F64),
        ("any", Type::Json),
        (
            "address",
            Type::External("client::json::Text<std::net::IpAddr>".to_owned()),
        ),
        ("texts", list(Type::String)),
        ("numbers", list(Type::I64)),
        ("directions", list(named("Direction"))),
        ("looses", list(named("Loose"))),
        ("direction", named("Direction")),
        ("loose", named("Loose")),
        ("map", map(Type::I64)),
        ("nullables", list(nullable(Type::I64))),
        ("object", named("Inner")),
        ("joined_texts", list(Type::String)),
        ("joined_numbers", list(Type::I64)),
        ("joined_directions", list(named("Direction"))),
        ("joined_looses", list(named("Loose"))),
        ("json_list", list(named("Inner"))),
        ("json_list_of_texts", list(Type::String)),
        ("larges", list(Type::U64)),
        ("singles", list(Type::F32)),
    ];
    it.parameters = types
        .into_iter()
        .map(|(name, ty)| codegen::api::Parameter {
            serialization: match name {
                name if name.starts_with("joined") => Serialization::Joined(","),
                name if name.starts_with("json_list") => Serialization::Json,
                _ => Serialization::Plain,
            },
            presence: presence.clone(),
            default: (*presence == Presence::Optional).then(|| "7".to_owned()),
            docs: docs("What it does."),
            ..parameter(Location::Query, name, name, ty)
        })
        .collect();
    it.query = (0..it.parameters.len())
        .map(QueryEntry::Parameter)
        .collect();
    it.types = vec![
        closed_enum(),
        open_enum(),
        object("Inner", vec![field("a", "a", Type::I64)], ENCODE),
    ];
    it.example = Some(ExampleValues {
        values: vec![
            (0, ExampleValue::Text("x".to_owned())),
            (1, ExampleValue::Text("true".to_owned())),
            (2, ExampleValue::Text("2".to_owned())),
            (3, ExampleValue::Text("1000000".to_owned())),
            (4, ExampleValue::Text("18446744073709551615".to_owned())),
            (5, ExampleValue::Text("0.5".to_owned())),
            (6, ExampleValue::Text("-1234.5678".to_owned())),
            (7, ExampleValue::Text("{\"a\":1}".to_owned())),
            (8, ExampleValue::Text("127.0.0.1".to_owned())),
            (9, ExampleValue::Texts(vec!["a".to_owned(), "b".to_owned()])),
            (10, ExampleValue::Text("12345678901".to_owned())),
            (
                11,
                ExampleValue::Texts(vec!["up".to_owned(), "down".to_owned()]),
            ),
            (12, ExampleValue::Texts(vec!["c".to_owned()])),
            (13, ExampleValue::Text("down".to_owned())),
            (14, ExampleValue::Text("unknown".to_owned())),
            (18, ExampleValue::Text("a,b".to_owned())),
            (19, ExampleValue::Text("1,2".to_owned())),
            (20, ExampleValue::Text("down,up".to_owned())),
            (21, ExampleValue::Text("b,c".to_owned())),
            (24, ExampleValue::Text("5".to_owned())),
            (25, ExampleValue::Text("0.5".to_owned())),
        ],
        unresolved: None,
        filler: Vec::new(),
        shown: None,
    });
    it
}

/// Lists whose keys have indexes.
fn indexed_query() -> Operation {
    let mut it = operation("indexed_query", "IndexedQuery", "GET", "/indexed");
    it.parameters = indexed(Location::Query);
    it.query = (0..it.parameters.len())
        .map(QueryEntry::Parameter)
        .collect();
    it.types = indexed_types();
    let lines = [r#"{"sku":"{{sku}}","taxes":["1"]}"#, r#"{"sku":"b"}"#];
    it.example = Some(ExampleValues {
        values: vec![
            (0, ExampleValue::Texts(vec!["a".to_owned(), "b".to_owned()])),
            (1, ExampleValue::Texts(vec!["5".to_owned()])),
            (2, ExampleValue::Texts(vec!["up".to_owned()])),
            (5, ExampleValue::Texts(lines.map(str::to_owned).to_vec())),
        ],
        unresolved: Some("sku".to_owned()),
        filler: Vec::new(),
        shown: None,
    });
    it
}

/// Lists with indexes in their keys: of each type that text can have, and of objects.
pub fn indexed(location: Location) -> Vec<codegen::api::Parameter> {
    let with_keys = |first, is_dotted, it: codegen::api::Parameter| codegen::api::Parameter {
        serialization: Serialization::Indexed(IndexedKeys { first, is_dotted }),
        ..it
    };
    let address = Type::External("client::json::Text<std::net::IpAddr>".to_owned());
    let of = |wire: &str, name: &str, item: Type| optional(location, wire, name, list(item));
    vec![
        with_keys(
            0,
            false,
            parameter(location, "texts[0]", "texts", list(Type::String)),
        ),
        with_keys(1, false, of("numbers[1]", "numbers", Type::I64)),
        with_keys(
            0,
            false,
            of("directions[0]", "directions", named("Direction")),
        ),
        with_keys(0, false, of("looses[0]", "looses", named("Loose"))),
        with_keys(0, false, of("addresses[0]", "addresses", address)),
        with_keys(
            0,
            false,
            parameter(location, "lines[0]", "lines", list(named("Line"))),
        ),
        with_keys(1, true, of("order[rows][1]", "order_rows", named("Line"))),
    ]
}

fn closed_enum() -> TypeDef {
    let values = [("up", "Up"), ("down", "Down")];
    closed("Direction", &values, EnumRepr::String, ENCODE)
}

fn open_enum() -> TypeDef {
    let values = [("a", "A"), ("b", "B")];
    open("Loose", &values, EnumRepr::String, ENCODE)
}

pub fn indexed_types() -> Vec<TypeDef> {
    vec![
        closed_enum(),
        open_enum(),
        object(
            "Line",
            vec![
                field("sku", "sku", Type::String),
                optional_field("taxes", "taxes", list(Type::String)),
            ],
            ENCODE,
        ),
    ]
}

/// Types of the module `types`.
fn shared() -> Operation {
    let mut it = operation("shared", "Shared", "GET", "/shared");
    it.parameters = vec![
        parameter(Location::Query, "order", "order", named("Order")),
        optional(Location::Query, "color", "color", named("Color")),
        optional(Location::Query, "orders", "orders", list(named("Order"))),
    ];
    it.query = (0..3).map(QueryEntry::Parameter).collect();
    it.example = Some(ExampleValues {
        values: vec![
            (0, ExampleValue::Text("asc".to_owned())),
            (1, ExampleValue::Text("blue".to_owned())),
            (
                2,
                ExampleValue::Texts(vec!["asc".to_owned(), "desc".to_owned()]),
            ),
        ],
        unresolved: None,
        filler: Vec::new(),
        shown: None,
    });
    it
}

fn in_headers() -> Operation {
    let mut it = operation("in_headers", "InHeaders", "GET", "/headers");
    it.parameters = vec![
        parameter(Location::Header, "X-A", "x_a", Type::String),
        optional(Location::Header, "X-B", "x_b", Type::I64),
        parameter(Location::Variable, "tenant", "tenant", Type::String),
        or_default(
            parameter(Location::Variable, "user", "user", Type::String),
            "me",
        ),
        or_dynamic(
            parameter(Location::Variable, "request", "request", Type::String),
            "$guid",
        ),
        optional(Location::Variable, "note", "note", Type::String),
        optional(Location::Variable, "other", "other", Type::I64),
    ];
    it.headers = vec![
        header("X-A", vec![argument(0)]),
        header("X-B", vec![argument(1)]),
        header("Accept", vec![text("application/json")]),
        header("X-Tenant", vec![text("tenant="), argument(2), text(";")]),
        header("X-User", vec![text("user="), argument(3)]),
        header(
            "X-Request",
            vec![
                argument(4),
                text("-"),
                Segment::Dynamic("$timestamp".to_owned()),
            ],
        ),
        header("X-Note", vec![argument(5), text(","), argument(6)]),
        header("X-Version", vec![Segment::Dynamic("$guid".to_owned())]),
        header("X-Twice", vec![argument(2), argument(2)]),
        HeaderEntry {
            name: vec![text("X-"), argument(2)],
            value: vec![argument(2)],
            is_secret: true,
        },
    ];
    it
}

fn composed() -> Operation {
    let mut it = operation("composed", "Composed", "GET", "/composed");
    it.parameters = vec![
        parameter(Location::Variable, "a", "a", Type::String),
        optional(Location::Variable, "b", "b", Type::String),
        or_default(parameter(Location::Variable, "c", "c", Type::I64), "3"),
        optional(Location::Query, "", "bare", Type::String),
        parameter(Location::Variable, "d", "d", named("Direction")),
    ];
    it.types = vec![closed(
        "Direction",
        &[("up", "Up")],
        EnumRepr::String,
        ENCODE,
    )];
    it.query = vec![
        QueryEntry::Literal("fixed=1".to_owned()),
        QueryEntry::Literal("key".to_owned()),
        QueryEntry::Parameter(3),
        QueryEntry::Composed {
            key: vec![text("filter")],
            value: Some(vec![
                text("a eq "),
                argument(0),
                text(" and b eq "),
                argument(1),
            ]),
        },
        QueryEntry::Composed {
            key: vec![argument(0)],
            value: None,
        },
        QueryEntry::Composed {
            key: vec![text("k-"), argument(2)],
            value: Some(vec![Segment::Dynamic("$guid".to_owned()), argument(4)]),
        },
    ];
    it
}

fn with_profile() -> Operation {
    let mut it = operation("with_profile", "WithProfile", "X-CUSTOM", "/profile");
    it.profile = Profile {
        disable_url_encoding: true,
        disable_cookies: true,
        follow_redirects: Some(false),
        follow_original_method: true,
        follow_authorization: true,
        remove_referer: true,
        max_redirects: Some(100_000),
        disabled_system_headers: vec!["user-agent".to_owned(), "accept".to_owned()],
    };
    it
}

/// More than a constructor may have arguments, among them more flags than a struct may have.
fn many_required() -> Operation {
    let mut it = operation("many_required", "ManyRequired", "GET", "/many");
    for index in 0..5 {
        let name = format!("flag_{index}");
        it.parameters
            .push(parameter(Location::Query, &name, &name, Type::Bool));
    }
    for (name, ty) in [
        ("name", Type::String),
        ("tags", list(Type::String)),
        ("order", named("Order")),
        ("number", Type::I64),
    ] {
        it.parameters
            .push(parameter(Location::Query, name, name, ty));
    }
    it.parameters
        .push(optional(Location::Query, "more", "more", Type::String));
    it.query = (0..it.parameters.len())
        .map(QueryEntry::Parameter)
        .collect();
    it.example = Some(ExampleValues {
        values: (0..5)
            .map(|index| (index, ExampleValue::Text("true".to_owned())))
            .chain([
                (5, ExampleValue::Text("n".to_owned())),
                (6, ExampleValue::Texts(vec!["t".to_owned()])),
                (7, ExampleValue::Text("asc".to_owned())),
                (8, ExampleValue::Text("4".to_owned())),
            ])
            .collect(),
        unresolved: None,
        filler: Vec::new(),
        shown: None,
    });
    it
}

/// More statements than a function may have lines.
fn many_optional() -> Operation {
    let mut it = operation("many_optional", "ManyOptional", "GET", "/many");
    for index in 0..110 {
        let name = format!("parameter_{index}");
        let ty = if index % 2 == 0 {
            Type::Bool
        } else {
            Type::String
        };
        it.parameters
            .push(optional(Location::Query, &name, &name, ty));
    }
    it.query = (0..it.parameters.len())
        .map(QueryEntry::Parameter)
        .collect();
    it.example = Some(ExampleValues::default());
    it
}

/// Names that lints, traits and local variables have a meaning for.
fn odd_names() -> Operation {
    let mut it = operation("odd_names", "OddNames", "GET", "/odd");
    let names = [
        "request",
        "value",
        "self_",
        "is_active",
        "to_date",
        "from_date",
        "into_account",
        "as_of",
        "from",
        "to",
        "is",
        "default",
        "clone",
        "eq",
        "hash",
        "cmp",
        "len",
        "next",
        "not_before",
        "index",
        "deref",
        "drop",
        "from_str",
        "from_iter",
        "as_ref",
        "as_mut",
        "borrow",
        "fmt",
        "to_string",
        "into_request",
        "decode",
        "similar_name",
        "similar_nane",
        "status",
        "self_name",
        "client",
        "string",
        "into_iter",
        "shr_2",
        "a",
        "b",
        "c",
        "d",
        "e",
    ];
    for (index, name) in names.iter().enumerate() {
        let ty = if index % 3 == 0 {
            Type::I64
        } else {
            Type::String
        };
        it.parameters.push(if index < 7 {
            parameter(Location::Query, name, name, ty)
        } else {
            optional(Location::Query, name, name, ty)
        });
    }
    it.query = (0..names.len()).map(QueryEntry::Parameter).collect();
    it.headers = vec![header(
        "X",
        vec![argument(0), argument(8), argument(1), argument(20)],
    )];
    it
}

/// Texts with characters that Rust, Markdown or formatting could mistake.
fn odd_texts() -> Operation {
    let odd = "quote \" backslash \\ brace {x} {{y}} `tick` \t tab \u{1F600} | pipe";
    let mut it = operation("odd_texts", "OddTexts", "GET", "/odd");
    "A *bold* `tick` <name> [x] | y_z $".clone_into(&mut it.name);
    it.path = vec![text(&format!("/{odd}"))];
    it.path_template = format!("/{odd}");
    it.parameters = vec![
        or_default(parameter(Location::Query, odd, "odd", Type::String), odd),
        parameter(Location::Query, "dashed-name", "dashed_name", named("Odd")),
    ];
    it.parameters[1].default = Some(odd.to_owned());
    it.query = vec![
        QueryEntry::Literal(odd.to_owned()),
        QueryEntry::Parameter(0),
        QueryEntry::Parameter(1),
    ];
    it.types = vec![closed(
        "Odd",
        &[
            (odd, "One"),
            ("", "Empty"),
            ("*", "Star"),
            ("a\nb", "TwoLines"),
        ],
        EnumRepr::String,
        ENCODE,
    )];
    it.headers = vec![header("X-Odd", vec![text(odd)])];
    it
}
