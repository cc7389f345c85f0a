//! The types of parameters, bodies and payloads.

use super::{Docs, Evidence, Ident, Observed};

/// A type in generated code.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Type {
    /// `String`.
    String,
    /// `bool`.
    Bool,
    /// `i32`, where the collection declares 32 bits.
    I32,
    /// `i64`.
    I64,
    /// `u64`, for numbers beyond `i64`.
    U64,
    /// `f32`, where the collection declares it.
    F32,
    /// `f64`.
    F64,
    /// Any JSON: `serde_json::Value`.
    Json,
    /// A type of another crate that reads and writes as a string, such as `uuid::Uuid` or `jiff::Timestamp`:
    /// the path as the configuration gives it.
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
    /// An object of known fields.
    Struct(Struct),
    /// A set of values.
    Enum(Enum),
    /// One of several shapes.
    Union(Union),
}

/// Which way values of a type go: only what is used is emitted.
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
    /// What it is.
    pub docs: Docs,
    /// Its fields, in the order the examples show.
    pub fields: Vec<Field>,
    /// Which way it goes.
    pub uses: Uses,
    /// What it was inferred from.
    pub evidence: Evidence,
    /// Additional derives in the order of writing: traits, and paths of other derives.
    pub derives: Vec<String>,
}

/// Which fields of a response are claimed to be always there, and so are no `Option`.
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
    /// Whether it is always there. In requests, required fields are arguments of `new`.
    pub required: bool,
    /// Whether `null` was seen or declared.
    pub nullable: bool,
    /// Whether it is empty if it is missing or null: a list that is only read, `Vec<T>` instead of `Option<Vec<T>>`.
    pub empty_if_missing: bool,
    /// Whether `Debug` hides its value.
    pub is_secret: bool,
    /// Values that examples show; none of a secret.
    pub observed: Observed,
    /// What is known of it.
    pub docs: Docs,
}

/// A set of values.
#[derive(Debug, Clone, PartialEq)]
pub struct Enum {
    /// Its name.
    pub name: Ident,
    /// What it is.
    pub docs: Docs,
    /// Its values, in the order of the collection.
    pub variants: Vec<Variant>,
    /// Whether the set is closed; an open one also has an arm `Other(String)`.
    pub closed: bool,
    /// How values are written in JSON.
    pub repr: EnumRepr,
    /// Which way it goes.
    pub uses: Uses,
    /// The words it was read from.
    pub evidence: Evidence,
    /// Additional derives in the order of writing: traits, and paths of other derives.
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
    /// The value as sent.
    pub value: String,
    /// What the collection says of it.
    pub docs: Docs,
}

/// One of several shapes, discriminated by a [`Tag`], or else the first that fits.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// Its name.
    pub name: Ident,
    /// What it is.
    pub docs: Docs,
    /// Variant names with their types, most demanding first.
    pub variants: Vec<(Ident, Type)>,
    /// The field that discriminates them, if there is one.
    pub tag: Option<Tag>,
    /// Which way it goes.
    pub uses: Uses,
    /// Which examples show which.
    pub evidence: Evidence,
    /// Additional derives in the order of writing: traits, and paths of other derives.
    pub derives: Vec<String>,
}

/// A field whose text says which shape an object has, such as `"type": "card"`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Tag {
    /// The JSON key.
    pub key: String,
    /// The texts of each variant, in their order. Variants after the last accept every other value.
    pub values: Vec<Vec<String>>,
}
