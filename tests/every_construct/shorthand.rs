//! Short ways to write a model.

use codegen::api::{
    AuthUse, Body, Docs, Enum, EnumRepr, ErrorCode, Evidence, Fact, Field, FormEntry, HeaderEntry,
    Ident, Location, Observed, Operation, Parameter, Payload, Presence, Profile, Response, Segment,
    Struct, Type, TypeDef, Uses, Variant,
};

pub const DECODE: Uses = Uses {
    decode: true,
    encode: false,
};
pub const ENCODE: Uses = Uses {
    decode: false,
    encode: true,
};
pub const BOTH: Uses = Uses {
    decode: true,
    encode: true,
};

pub fn id(name: &str) -> Ident {
    Ident::new(name)
}

pub fn docs(text: &str) -> Docs {
    Docs::from_clean_lines(text.lines().map(str::to_owned).collect())
}

pub fn named(name: &str) -> Type {
    Type::Named(id(name))
}

pub fn list(item: Type) -> Type {
    Type::List(Box::new(item))
}

pub fn map(value: Type) -> Type {
    Type::Map(Box::new(value))
}

pub fn nullable(value: Type) -> Type {
    Type::Nullable(Box::new(value))
}

pub fn text(text: &str) -> Segment {
    Segment::Literal(text.to_owned())
}

pub fn argument(index: usize) -> Segment {
    Segment::Parameter(index)
}

pub fn operation(module: &str, type_name: &str, method: &str, path: &str) -> Operation {
    Operation {
        name: module.replace('_', " "),
        source: "tests/every_construct.rs".to_owned(),
        pointer: String::new(),
        module: id(module),
        type_name: id(type_name),
        docs: Docs::default(),
        method: method.to_owned(),
        server: "{{baseUrl}}".to_owned(),
        path: vec![text(path)],
        path_template: path.to_owned(),
        query: Vec::new(),
        headers: Vec::new(),
        body: Body::None,
        parameters: Vec::new(),
        auth: AuthUse::None,
        profile: Profile::default(),
        responses: Vec::new(),
        error_codes: Vec::new(),
        code_fields: Vec::new(),
        types: Vec::new(),
        example: None,
        pagination: None,
        saved_responses: Vec::new(),
    }
}

pub fn parameter(location: Location, wire_name: &str, name: &str, ty: Type) -> Parameter {
    Parameter {
        location,
        wire_name: wire_name.to_owned(),
        name: id(name),
        ty,
        is_secret: is_secret(wire_name),
        serialization: codegen::api::Serialization::Plain,
        presence: Presence::Required,
        variable: None,
        default: None,
        docs: Docs::default(),
        pointer: String::new(),
        evidence: Evidence::default(),
    }
}

pub fn optional(location: Location, wire_name: &str, name: &str, ty: Type) -> Parameter {
    Parameter {
        presence: Presence::Optional,
        ..parameter(location, wire_name, name, ty)
    }
}

/// A parameter whose value is a variable of the client.
pub fn of_client(parameter: Parameter, variable: &str) -> Parameter {
    Parameter {
        presence: Presence::Variable,
        variable: Some(variable.to_owned()),
        ..parameter
    }
}

pub fn or_default(parameter: Parameter, text: &str) -> Parameter {
    Parameter {
        presence: Presence::Default(text.to_owned()),
        ..parameter
    }
}

pub fn or_dynamic(parameter: Parameter, name: &str) -> Parameter {
    Parameter {
        presence: Presence::Dynamic(name.to_owned()),
        ..parameter
    }
}

pub fn header(name: &str, value: Vec<Segment>) -> HeaderEntry {
    HeaderEntry {
        name: vec![text(name)],
        value,
        is_secret: is_secret(name),
    }
}

/// Some parameters, headers and fields are secret.
fn is_secret(wire_name: &str) -> bool {
    matches!(wire_name, "X-B" | "b" | "note" | "self_")
}

pub fn form(key: &str, value: Vec<Segment>) -> FormEntry {
    FormEntry {
        key: vec![text(key)],
        value,
        content_type: None,
        file_name: None,
    }
}

pub fn response(status: Option<u16>, variant: &str, reason: &str, payload: Payload) -> Response {
    Response {
        status,
        variant: id(variant),
        reason: reason.to_owned(),
        docs: Docs::default(),
        payload,
        stream: None,
        error_codes: Vec::new(),
        evidence: Evidence::default(),
    }
}

pub fn error_code(code: &str, name: &str, status: Option<u16>, text: &str) -> ErrorCode {
    ErrorCode {
        code: code.to_owned(),
        name: id(name),
        statuses: status.into_iter().collect(),
        text: text.to_owned(),
        docs: docs(text),
    }
}

pub fn field(wire_name: &str, name: &str, ty: Type) -> Field {
    Field {
        wire_name: wire_name.to_owned(),
        name: id(name),
        ty,
        required: true,
        nullable: false,
        empty_if_missing: false,
        observed: Observed::default(),
        is_secret: is_secret(wire_name),
        docs: Docs::default(),
    }
}

pub fn optional_field(wire_name: &str, name: &str, ty: Type) -> Field {
    Field {
        required: false,
        ..field(wire_name, name, ty)
    }
}

pub fn nullable_field(field: Field) -> Field {
    Field {
        nullable: true,
        ..field
    }
}

pub fn object(name: &str, fields: Vec<Field>, uses: Uses) -> TypeDef {
    TypeDef::Struct(Struct {
        name: id(name),
        docs: Docs::default(),
        fields,
        uses,
        evidence: Evidence::default(),
        derives: Vec::new(),
    })
}

/// A closed set; each value with its variant's name.
pub fn closed(name: &str, values: &[(&str, &str)], repr: EnumRepr, uses: Uses) -> TypeDef {
    TypeDef::Enum(Enum {
        name: id(name),
        docs: Docs::default(),
        variants: values
            .iter()
            .map(|(value, name)| Variant {
                name: id(name),
                value: (*value).to_owned(),
                docs: Docs::default(),
            })
            .collect(),
        closed: true,
        repr,
        uses,
        evidence: Evidence::default(),
        derives: Vec::new(),
    })
}

/// An open set.
pub fn open(name: &str, values: &[(&str, &str)], repr: EnumRepr, uses: Uses) -> TypeDef {
    match closed(name, values, repr, uses) {
        TypeDef::Enum(def) => TypeDef::Enum(Enum {
            closed: false,
            evidence: Evidence::of(Fact::ListedValues("One of `a` or so".to_owned())),
            derives: Vec::new(),
            ..def
        }),
        def => def,
    }
}
