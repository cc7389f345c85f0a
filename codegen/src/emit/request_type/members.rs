//! The methods of a request type: setters for what is optional, accessors for what is required.

use proc_macro2::TokenStream;
use quote::quote;

use super::field::Fields;
use crate::api::{Operation, Parameter, Presence, Type};
use crate::emit::docs::{DocText, code};
use crate::emit::members;
use crate::emit::types::{ident, text_ident, tokens};
use crate::emit::words::named;

/// Whether the collection's description names the server's default.
fn names_default(parameter: &Parameter) -> bool {
    let mut lines = parameter.docs.lines().iter();
    lines.any(|line| line.to_lowercase().contains("default"))
}

pub(super) fn setter(parameter: &Parameter, fields: Fields<'_>) -> TokenStream {
    let name = ident(&parameter.name);
    let head = format!("Sets the {}", named(parameter));
    let otherwise = match (&parameter.presence, &parameter.default) {
        (Presence::Variable, _) => format!(
            " If not set, the client's variable {} is sent; one of the two is required.",
            code(parameter.variable.as_deref().unwrap_or_default())
        ),
        (Presence::Default(text), _) if parameter.variable.is_some() => format!(
            " If not set, the client's variable {} is sent, or else {}.",
            code(parameter.variable.as_deref().unwrap_or_default()),
            code(text)
        ),
        (Presence::Default(text), _) => {
            format!(" If not set, {} is sent.", code(text))
        }
        (Presence::Preset(text), _) if fields.preset(parameter).is_some() => {
            format!(" If not set, {} is sent.", code(text))
        }
        (Presence::Dynamic(name), _) => format!(" If not set, a new {} is sent.", code(name)),
        (_, Some(default)) if !names_default(parameter) => {
            format!(" If not set, the server uses {}.", code(default))
        }
        _ => String::new(),
    };
    let mut docs = DocText::new(format!("{head}.{otherwise}"));
    if !parameter.docs.is_empty() {
        docs = docs.blank().docs(&parameter.docs);
    }
    let docs = docs.outer();
    let (ty, value) = fields.argument(parameter, &name);
    let value = if fields.is_list(parameter) {
        value
    } else {
        quote!(Some(#value))
    };
    members::setter(&parameter.name, &docs, &ty, &value)
}

/// The method that omits a parameter with a preset value, unless another parameter has the name of the method.
pub(super) fn omitter(
    parameter: &Parameter,
    operation: &Operation,
    fields: Fields<'_>,
) -> Option<TokenStream> {
    fields.preset(parameter)?;
    let method = format!("without_{}", parameter.name);
    let mut others = operation.parameters.iter();
    if others.any(|other| other.name.as_str() == method) {
        return None;
    }
    let (field, method) = (ident(&parameter.name), text_ident(&method));
    let docs = DocText::new(format!("Omits the {}.", named(parameter))).outer();
    Some(quote! {
        #docs
        pub fn #method(mut self) -> Self {
            self.#field = None;
            self
        }
    })
}

pub(super) fn accessor(parameter: &Parameter, fields: Fields<'_>) -> TokenStream {
    let name = ident(&parameter.name);
    let docs = DocText::new(format!("The {}.", named(parameter))).outer();
    let (ty, value) = match &parameter.ty {
        _ if fields.is_json(parameter) => {
            let ty = fields.value(parameter);
            (quote!(&#ty), quote!(&self.#name))
        }
        Type::String => (quote!(&str), quote!(&self.#name)),
        Type::Bool | Type::I32 | Type::I64 | Type::U64 | Type::F32 | Type::F64 => {
            (tokens(&parameter.ty), quote!(self.#name))
        }
        Type::List(_) => {
            let item = fields.item(parameter);
            (quote!(&[#item]), quote!(&self.#name))
        }
        ty if fields.is_copy(parameter) => (tokens(ty), quote!(self.#name)),
        ty => {
            let ty = tokens(ty);
            (quote!(&#ty), quote!(&self.#name))
        }
    };
    quote! {
        #docs
        #[must_use]
        pub fn #name(&self) -> #ty {
            #value
        }
    }
}
