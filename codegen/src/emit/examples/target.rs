//! Where an example is written, and why it may not be.

use proc_macro2::TokenStream;

/// Where the types of an operation are found.
#[derive(Debug)]
pub(super) struct Paths {
    /// The operation's module.
    pub(super) operation: TokenStream,
    /// The module of the types that all operations share.
    pub(super) shared: TokenStream,
    /// Whether JSON is shown by its types, or as the text that the collection has.
    pub(super) shows_types: bool,
    /// Whether `variables`, a [`client::Variables`], gives what the collection does not.
    pub(super) has_variables: bool,
}

/// The reason why a request is missing.
#[derive(Debug)]
pub(super) enum Lacking {
    /// A variable has no value.
    Variable(String),
    /// A value is not of its parameter's type.
    Value { name: String, text: String },
}
