//! Where an example is written, and why it can be missing.

use proc_macro2::TokenStream;

/// Where an example finds the types of an operation.
#[derive(Debug)]
pub(super) struct Paths {
    /// The operation's module.
    pub(super) operation: TokenStream,
    /// The module of the types that all operations share.
    pub(super) shared: TokenStream,
    /// Whether JSON is written with its types, or as the text of the collection.
    pub(super) shows_types: bool,
    /// Whether `variables`, a [`client::Variables`], has the values that the collection lacks.
    pub(super) has_variables: bool,
}

/// The reason why a request is missing.
#[derive(Debug)]
pub(super) enum Lacking {
    /// A variable has no value.
    Variable(String),
    /// A value does not have the type of its parameter.
    Value { name: String, text: String },
}
