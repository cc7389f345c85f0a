//! `new`, which takes all required parameters.

use proc_macro2::TokenStream;
use quote::quote;

use super::field::Fields;
use crate::api::{Operation, Parameter, Presence};
use crate::emit::arguments::{arguments_struct, is_required, required, struct_name, takes_struct};
use crate::emit::debug::Member;
use crate::emit::docs::{DocText, capitalized};
use crate::emit::members::initializer;
use crate::emit::types::ident;
use crate::emit::words::described;

/// The constructor, and the struct of its arguments if it takes one.
pub(super) fn emit(operation: &Operation, fields: Fields<'_>) -> (TokenStream, TokenStream) {
    let required: Vec<&Parameter> = required(operation).collect();
    if takes_struct(operation) {
        return (
            of_struct(operation, fields),
            arguments(operation, &required, fields),
        );
    }
    (of_arguments(operation, &required, fields), quote!())
}

fn of_arguments(operation: &Operation, required: &[&Parameter], fields: Fields<'_>) -> TokenStream {
    let mut docs = DocText::new(match required {
        [] => "Creates the request.",
        _ => "Creates the request from its required parameters.",
    });
    if !required.is_empty() {
        docs = docs.blank();
    }
    for parameter in required {
        docs = docs.item(&format!("`{}`: {}", parameter.name, described(parameter)));
    }
    let docs = docs.outer();
    let arguments = required.iter().map(|parameter| {
        let name = ident(&parameter.name);
        let (ty, _) = fields.argument(parameter, &name);
        quote!(#name: #ty)
    });
    let values = operation.parameters.iter().map(|parameter| {
        let name = ident(&parameter.name);
        if !is_required(parameter) {
            return absent(parameter, fields);
        }
        let (_, value) = fields.argument(parameter, &name);
        initializer(&name, &value)
    });
    let body = if required.is_empty() && !has_preset(operation) {
        quote!(Self::default())
    } else {
        quote!(Self { #(#values),* })
    };
    quote!(#docs pub fn new(#(#arguments),*) -> Self { #body })
}

fn absent(parameter: &Parameter, fields: Fields<'_>) -> TokenStream {
    let name = ident(&parameter.name);
    if fields.is_list(parameter) {
        quote!(#name: Vec::new())
    } else if let Some(value) = fields.preset(parameter) {
        quote!(#name: Some(#value))
    } else {
        quote!(#name: None)
    }
}

/// Whether a parameter has an initial value.
pub(super) fn has_preset(operation: &Operation) -> bool {
    let mut parameters = operation.parameters.iter();
    parameters.any(|it| matches!(it.presence, Presence::Preset(_)))
}

fn of_struct(operation: &Operation, fields: Fields<'_>) -> TokenStream {
    let name = struct_name(operation.type_name.as_str());
    let values = operation.parameters.iter().map(|parameter| {
        let name = ident(&parameter.name);
        if is_required(parameter) {
            quote!(#name: arguments.#name)
        } else {
            absent(parameter, fields)
        }
    });
    quote! {
        #[doc = " Creates the request from its required parameters."]
        pub fn new(arguments: #name) -> Self {
            Self { #(#values),* }
        }
    }
}

/// Many required parameters are passed in a struct, so that callers name them.
fn arguments(operation: &Operation, required: &[&Parameter], fields: Fields<'_>) -> TokenStream {
    let members = required.iter().map(|parameter| {
        let docs = DocText::new(capitalized(&described(parameter))).outer();
        let (name, ty) = (ident(&parameter.name), fields.value(parameter));
        quote!(#docs pub #name: #ty)
    });
    let debug = required
        .iter()
        .map(|parameter| Member::new(ident(&parameter.name), parameter.is_secret));
    arguments_struct(
        operation.type_name.as_str(),
        &members.collect::<Vec<_>>(),
        &debug.collect::<Vec<_>>(),
    )
}
