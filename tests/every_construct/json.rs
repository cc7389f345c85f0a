//! Types that are read from JSON and written to it.

use codegen::api::{
    Body, Content, EnumRepr, Evidence, Fact, Field, Location, Operation, Payload, Tag, Type,
    TypeDef, Union, Uses,
};

use super::shorthand::{
    BOTH, DECODE, ENCODE, closed, field, id, list, map, named, nullable, nullable_field, object,
    open, operation, optional_field, parameter, response,
};

pub fn operations() -> Vec<Operation> {
    vec![structs(), unions(), enums(), long()]
}

fn all_fields() -> Vec<Field> {
    let types = [
        ("text", Type::String),
        ("flag", Type::Bool),
        ("int", Type::I32),
        ("long", Type::I64),
        ("unsigned", Type::U64),
        ("single", Type::F32),
        ("double", Type::F64),
        ("any", Type::Json),
        ("list", list(Type::String)),
        ("map", map(list(nullable(Type::I64)))),
        ("inner", named("Inner")),
        ("order", named("Order")),
        ("user", named("User")),
    ];
    let mut fields = Vec::new();
    for (name, ty) in types {
        let known = |suffix: &str| {
            field(
                &format!("{name}-{suffix}"),
                &format!("{name}_{suffix}"),
                ty.clone(),
            )
        };
        fields.push(known("required"));
        fields.push(nullable_field(known("nullable")));
        fields.push(Field {
            required: false,
            ..known("optional")
        });
        fields.push(nullable_field(Field {
            required: false,
            ..known("maybe")
        }));
    }
    fields
}

fn flags(uses: Uses) -> TypeDef {
    let fields = ["a", "b", "c", "d", "e"]
        .into_iter()
        .map(|name| field(name, name, Type::Bool))
        .collect();
    object(
        if uses.encode {
            "FlagsSent"
        } else {
            "FlagsRead"
        },
        fields,
        uses,
    )
}

/// Sends `ty` and reads it back.
fn echo(module: &str, name: &str, sent: Type, read: Type) -> Operation {
    let mut it = operation(module, name, "POST", "/echo");
    it.parameters = vec![parameter(Location::Body, "body", "body", sent)];
    it.body = Body::Json {
        parameter: 0,
        language: Some("json".to_owned()),
    };
    it.responses = vec![response(Some(200), "Ok", "OK", Payload::Json(read))];
    it
}

fn structs() -> Operation {
    let mut it = echo(
        "structs",
        "Structs",
        named("Everything"),
        named("Everything"),
    );
    let few = all_fields()
        .into_iter()
        .filter(|field| field.name.as_str().starts_with("text"));
    let optional = all_fields().into_iter().filter(|field| !field.required);
    it.types = vec![
        object("Everything", all_fields(), BOTH),
        object("Inner", few.collect(), BOTH),
        object("AllOptional", optional.collect(), ENCODE),
        object("Empty", Vec::new(), BOTH),
        object("EmptySent", Vec::new(), ENCODE),
        object("EmptyRead", Vec::new(), DECODE),
        flags(DECODE),
        flags(ENCODE),
        object(
            "Tree",
            vec![
                optional_field("children", "children", list(named("Tree"))),
                optional_field("by_name", "by_name", map(named("Tree"))),
            ],
            BOTH,
        ),
        object(
            "Holder",
            [
                "AllOptional",
                "Empty",
                "EmptySent",
                "EmptyRead",
                "FlagsRead",
                "FlagsSent",
                "Tree",
            ]
            .into_iter()
            .zip(["a", "b", "c", "d", "e", "f", "g"])
            .filter(|(ty, _)| matches!(*ty, "Empty" | "Tree"))
            .map(|(ty, name)| field(name, name, named(ty)))
            .collect(),
            BOTH,
        ),
        // A struct whose fields share a prefix: `clippy::struct_field_names`.
        object(
            "Account",
            vec![
                field("account_id", "account_id", Type::I64),
                field("account_name", "account_name", Type::String),
                field("account_type", "account_type", Type::String),
                field("self_", "self_", Type::String),
            ],
            DECODE,
        ),
        object(
            "Rates",
            vec![
                field("rate_a", "rate_a", Type::F64),
                field("rate_b", "rate_b", Type::F64),
                Field {
                    empty_if_missing: true,
                    ..optional_field("past", "past", list(Type::F64))
                },
                field("rate_c", "rate_c", Type::F64),
            ],
            DECODE,
        ),
    ];
    it
}

fn unions() -> Operation {
    let mut it = echo("unions", "Unions", named("Either"), named("Either"));
    let union = |name: &str, uses| {
        TypeDef::Union(Union {
            name: id(name),
            docs: codegen::api::Docs::default(),
            variants: vec![
                (id("Inner"), named("Inner")),
                (id("List"), list(named("Inner"))),
                (id("Map"), map(Type::String)),
                (id("Text"), Type::String),
                (id("Any"), Type::Json),
            ],
            tag: None,
            uses,
            evidence: examples(1),
            derives: Vec::new(),
        })
    };
    let tagged = |name: &str, uses| {
        TypeDef::Union(Union {
            name: id(name),
            docs: codegen::api::Docs::default(),
            variants: vec![
                (id("Inner"), named("Inner")),
                (id("Leaf"), named("Leaf")),
                (id("Other"), Type::Json),
            ],
            tag: Some(Tag {
                key: "kind".to_owned(),
                values: vec![
                    vec!["inner".to_owned(), "core".to_owned()],
                    vec!["leaf".to_owned()],
                ],
            }),
            uses,
            evidence: examples(3),
            derives: Vec::new(),
        })
    };
    let closed = match tagged("TaggedClosed", BOTH) {
        TypeDef::Union(mut def) => {
            def.variants.truncate(2);
            TypeDef::Union(def)
        }
        other => other,
    };
    it.types = vec![
        union("Either", BOTH),
        union("EitherSent", ENCODE),
        union("EitherRead", DECODE),
        tagged("Tagged", BOTH),
        tagged("TaggedSent", ENCODE),
        tagged("TaggedRead", DECODE),
        closed,
        object("Inner", vec![field("a", "a", named("Either"))], BOTH),
        object("Leaf", vec![field("b", "b", named("Tagged"))], BOTH),
    ];
    it
}

fn enums() -> Operation {
    let mut it = echo("enums", "Enums", named("Chosen"), named("Chosen"));
    let numbers = [("1", "One"), ("-2", "MinusTwo"), ("1000000", "Million")];
    let words = [("a b", "AB"), ("c", "C")];
    let many: Vec<(String, String)> = (0..120)
        .map(|n| (format!("value-{n}"), format!("Value{n}")))
        .collect();
    let many: Vec<(&str, &str)> = many
        .iter()
        .map(|(value, name)| (value.as_str(), name.as_str()))
        .collect();
    it.types = vec![
        object(
            "Chosen",
            [
                ("exact_text", "ExactText"),
                ("loose_text", "LooseText"),
                ("exact_number", "ExactNumber"),
                ("loose_number", "LooseNumber"),
                ("exact_many", "ExactMany"),
                ("loose_many", "LooseMany"),
            ]
            .into_iter()
            .map(|(name, ty)| field(name, name, named(ty)))
            .collect(),
            BOTH,
        ),
        closed("ExactText", &words, EnumRepr::String, BOTH),
        open("LooseText", &words, EnumRepr::String, BOTH),
        closed("ExactNumber", &numbers, EnumRepr::Integer, BOTH),
        open("LooseNumber", &numbers, EnumRepr::Integer, BOTH),
        closed("ExactMany", &many, EnumRepr::String, BOTH),
        open("LooseMany", &many, EnumRepr::String, BOTH),
    ];
    it
}

fn examples(count: usize) -> Evidence {
    Evidence::of(Fact::Examples {
        status: Some(200),
        contents: vec![(Content::Json, count)],
    })
}

/// More fields than a function may have lines.
fn long() -> Operation {
    let mut it = echo("long", "Long", named("Long2"), named("Long2"));
    let fields = (0..130)
        .map(|n| {
            let name = format!("field_{n}");
            if n < 3 {
                field(&name, &name, Type::String)
            } else {
                optional_field(&name, &name, Type::String)
            }
        })
        .collect();
    it.types = vec![object("Long2", fields, BOTH)];
    it
}
