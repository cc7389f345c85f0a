//! Where an example is written, and why it can be missing.

use proc_macro2::TokenStream;

/// Where an example finds the types of an operation.
#[derive(Debug)]
pub(super) struct Paths {
    /// The operation's module.
    pub(super) operation: TokenStream,
    /// The module of the types that all operations share.
    pub(super) shared: TokenStream,
    /// How JSON is written.
    pub(super) json: JsonForm,
    /// Whether `variables`, a [`client::Variables`], has the values that the collection lacks.
    pub(super) has_variables: bool,
}

/// How the JSON of an example is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum JsonForm {
    /// As the text of the collection.
    Text,
    /// As an expression of its types, with all that they can represent.
    Typed,
    /// As an expression of its types if they can represent all of it, and otherwise as text.
    #[cfg(feature = "cli")]
    Exact,
    /// As an expression of its types, with that many optional fields of each struct.
    Sketched(usize),
}

/// The reason why a request is missing.
#[derive(Debug)]
pub(super) enum Lacking {
    /// A variable has no value.
    Variable(String),
    /// A value does not have the type of its parameter.
    Value { name: String, text: String },
}
