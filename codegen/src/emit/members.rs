//! Members that several constructs have in common.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::DocText;
use super::types::ident;
use crate::api::{Docs, Ident};

/// A setter that takes an `argument` of this type and stores `value` in the field.
pub(super) fn setter(
    name: &Ident,
    attributes: &TokenStream,
    argument: &TokenStream,
    value: &TokenStream,
) -> TokenStream {
    let name = ident(name);
    quote! {
        #attributes
        pub fn #name(mut self, #name: #argument) -> Self {
            self.#name = #value;
            self
        }
    }
}

/// A field in a struct expression: `name`, or `name: value`.
pub(super) fn initializer(name: &proc_macro2::Ident, value: &TokenStream) -> TokenStream {
    if *name == value.to_string() {
        quote!(#name)
    } else {
        quote!(#name: #value)
    }
}

/// Docs that start with a generated sentence, before the collection's description.
pub(super) fn docs_after(head: impl Into<String>, docs: &Docs) -> TokenStream {
    let text = DocText::new(head);
    if docs.is_empty() {
        text.outer()
    } else {
        text.blank().docs(docs).outer()
    }
}
