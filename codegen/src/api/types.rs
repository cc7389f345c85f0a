//! The types of parameters, bodies and payloads.

use super::{Docs, Evidence, Ident, Observed};

/// A type in generated code.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Type {
    /// `String`.
    String,
    /// `bool`.
    Bool,
    /// `i32`, if the collection declares 32 bits.
    I32,
    /// `i64`.
    I64,
    /// `u64`, for numbers beyond `i64`.
    U64,
    /// `f32`, if the collection declares it.
    F32,
    /// `f64`.
    F64,
    /// Any JSON: `serde_json::Value`.
    Json,
    /// A type of another crate that is a string in JSON, such as `uuid::Uuid` or `jiff::Timestamp`: its path in
    /// `codegen.toml`.
    External(String),
    /// A file to send: `client::File`.
    File,
    /// `Vec<T>`.
    List(Box<Type>),
    /// `BTreeMap<String, T>`.
    Map(Box<Type>),
    /// `Option<T>` for a value that is `null` in examples, inside of a list or map.
    Nullable(Box<Type>),
    /// A [`TypeDef`], by name: of the operation itself, or else of [`Api::types`](super::Api::types).
    Named(Ident),
}

/// A type that is emitted.
#[derive(Debug, Clone, PartialEq)]
pub enum TypeDef {
    /// A struct: an object with known fields.
    Struct(Struct),
    /// An enum: a set of values.
    Enum(Enum),
    /// A union: one of several types.
    Union(Union),
}

/// Whether values of a type are read, sent, or both. Only code that is used is emitted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Uses {
    /// It is read from responses.
    pub decode: bool,
    /// It is sent in requests.
    pub encode: bool,
}

/// A struct.
#[derive(Debug, Clone, PartialEq)]
pub struct Struct {
    /// Its name.
    pub name: Ident,
    /// Its description.
    pub docs: Docs,
    /// Its fields, in the order of the examples.
    pub fields: Vec<Field>,
    /// Whether it is read, sent, or both.
    pub uses: Uses,
    /// What it was inferred from.
    pub evidence: Evidence,
    /// Additional derives, in the order of the configuration: traits, and paths of other derives.
    pub derives: Vec<String>,
}

/// Which fields of a response are always present, and therefore not an `Option`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum AlwaysThere {
    /// Those that enough examples have.
    #[default]
    Proven,
    /// Those that all examples have, even if there is only one.
    Shown,
    /// None.
    Never,
}

impl AlwaysThere {
    /// All, as `codegen.toml` names them.
    pub const ALL: [(&'static str, Self); 3] = [
        ("proven", Self::Proven),
        ("shown", Self::Shown),
        ("never", Self::Never),
    ];
}

/// A field of a struct.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says something else of the field"
)]
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The JSON key.
    pub wire_name: String,
    /// The field's name.
    pub name: Ident,
    /// Its type if it is present and not null.
    pub ty: Type,
    /// Whether it is always present. In requests, required fields are arguments of `new`.
    pub required: bool,
    /// Whether `null` was seen or declared.
    pub nullable: bool,
    /// Whether a missing field or `null` is an empty list: `Vec<T>` instead of `Option<Vec<T>>`, for lists that are only read.
    pub empty_if_missing: bool,
    /// Whether `Debug` hides its value.
    pub is_secret: bool,
    /// Values in the examples; empty for a secret.
    pub observed: Observed,
    /// Its description.
    pub docs: Docs,
}

/// An enum: a set of values.
#[derive(Debug, Clone, PartialEq)]
pub struct Enum {
    /// Its name.
    pub name: Ident,
    /// Its description.
    pub docs: Docs,
    /// Its values, in the order of the collection.
    pub variants: Vec<Variant>,
    /// Whether the set is closed. An open one also has the variant `Other(String)`.
    pub closed: bool,
    /// How values are written in JSON.
    pub repr: EnumRepr,
    /// Whether it is read, sent, or both.
    pub uses: Uses,
    /// The phrase that it was read from.
    pub evidence: Evidence,
    /// Additional derives, in the order of the configuration: traits, and paths of other derives.
    pub derives: Vec<String>,
}

/// How the values of an enum are written in JSON; elsewhere they are text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EnumRepr {
    /// As strings.
    String,
    /// As integers.
    Integer,
}

/// A value of an enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// The variant's name.
    pub name: Ident,
    /// The value as it is sent.
    pub value: String,
    /// The collection's description.
    pub docs: Docs,
}

/// A union: one of several types. A [`Tag`] discriminates them; without one, the first type that fits is used.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// Its name.
    pub name: Ident,
    /// Its description.
    pub docs: Docs,
    /// Variant names with their types. The ones with the most required fields come first.
    pub variants: Vec<(Ident, Type)>,
    /// The field that discriminates them, if there is one.
    pub tag: Option<Tag>,
    /// Whether it is read, sent, or both.
    pub uses: Uses,
    /// What it was inferred from.
    pub evidence: Evidence,
    /// Additional derives, in the order of the configuration: traits, and paths of other derives.
    pub derives: Vec<String>,
}

/// A field that discriminates the types of a union, such as `"type": "card"`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Tag {
    /// The JSON key.
    pub key: String,
    /// The texts for each variant, in the order of the variants. Variants after the last text accept all other values.
    pub values: Vec<Vec<String>>,
}
