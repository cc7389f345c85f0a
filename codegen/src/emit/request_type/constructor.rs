//! `new`: nothing required can be forgotten.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::described::described;
use super::field::Fields;
use super::is_required;
use crate::api::{Operation, Parameter, Type};
use crate::emit::docs::{Text, capitalized};
use crate::emit::names::{self, FLAG_LIMIT};
use crate::emit::types::ident;

/// How many arguments a function may have, how many of them flags, and how many named by a letter.
const ARGUMENT_LIMIT: usize = 7;
const LETTER_LIMIT: usize = 4;

/// Whether `new` takes its arguments as one struct: there are too many to be told apart by their order.
pub(in crate::emit) fn takes_struct(operation: &Operation) -> bool {
    let required = || {
        operation
            .parameters
            .iter()
            .filter(|parameter| is_required(parameter))
    };
    let is_flag = |parameter: &&Parameter| parameter.ty == Type::Bool;
    let is_letter = |parameter: &&Parameter| parameter.name.as_str().len() == 1;
    required().count() > ARGUMENT_LIMIT
        || required().filter(is_flag).count() > FLAG_LIMIT
        || required().filter(is_letter).count() > LETTER_LIMIT
}

/// The constructor; and the struct of its arguments, where it takes one.
pub(super) fn emit(operation: &Operation, fields: Fields<'_>) -> (TokenStream, TokenStream) {
    let required: Vec<&Parameter> = operation
        .parameters
        .iter()
        .filter(|parameter| is_required(parameter))
        .collect();
    if takes_struct(operation) {
        return (
            of_struct(operation, fields),
            arguments(operation, &required, fields),
        );
    }
    (of_arguments(operation, &required, fields), quote!())
}

fn of_arguments(operation: &Operation, required: &[&Parameter], fields: Fields<'_>) -> TokenStream {
    let mut docs = Text::new(match required {
        [] => "Starts a request.",
        _ => "Starts a request from its required parameters.",
    });
    if !required.is_empty() {
        docs = docs.blank();
    }
    for parameter in required {
        docs = docs.line(format!("- `{}`: {}", parameter.name, described(parameter)));
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
        if name == value.to_string() {
            quote!(#name)
        } else {
            quote!(#name: #value)
        }
    });
    let body = if required.is_empty() {
        quote!(Self::default())
    } else {
        quote!(Self { #(#values),* })
    };
    let argument_names: Vec<_> = required.iter().map(|parameter| &parameter.name).collect();
    let alike = names::alike_arguments(&argument_names);
    quote!(#docs #alike pub fn new(#(#arguments),*) -> Self { #body })
}

fn absent(parameter: &Parameter, fields: Fields<'_>) -> TokenStream {
    let name = ident(&parameter.name);
    if fields.is_list(parameter) {
        quote!(#name: Vec::new())
    } else {
        quote!(#name: None)
    }
}

fn of_struct(operation: &Operation, fields: Fields<'_>) -> TokenStream {
    let name = arguments_name(operation);
    let values = operation.parameters.iter().map(|parameter| {
        let name = ident(&parameter.name);
        if is_required(parameter) {
            quote!(#name: arguments.#name)
        } else {
            absent(parameter, fields)
        }
    });
    quote! {
        #[doc = " Starts a request from its required parameters."]
        pub fn new(arguments: #name) -> Self {
            Self { #(#values),* }
        }
    }
}

/// Many required parameters come in a struct, so that they have names where they are given.
fn arguments(operation: &Operation, required: &[&Parameter], fields: Fields<'_>) -> TokenStream {
    let name = arguments_name(operation);
    let docs = Text::new(format!(
        "What [`{}`] cannot be sent without.",
        operation.type_name
    ))
    .outer();
    let members = required.iter().map(|parameter| {
        let docs = Text::new(capitalized(&described(parameter))).outer();
        let (name, ty) = (ident(&parameter.name), fields.value(parameter));
        quote!(#docs pub #name: #ty)
    });
    let names: Vec<_> = required.iter().map(|parameter| &parameter.name).collect();
    let alike = names::alike_fields(operation.type_name.as_str(), &names);
    let many_flags = names::many_flags(required.iter().map(|parameter| &parameter.ty));
    quote! {
        #docs
        #[derive(Debug, Clone)]
        #many_flags
        #alike
        pub struct #name {
            #(#members,)*
        }
    }
}

/// The name of the struct that `new` takes.
pub(in crate::emit) fn arguments_name(operation: &Operation) -> proc_macro2::Ident {
    format_ident!("{}Arguments", operation.type_name.as_str())
}
