//! How a struct that is sent is made.

use proc_macro2::TokenStream;
use quote::quote;

use super::members::Members;
use crate::api::{Field, Struct, Type};
use crate::emit::docs::{Text, code};
use crate::emit::names::FLAG_LIMIT;
use crate::emit::types::ident;

/// How many arguments a function may have, how many of them flags, and how many named by a letter.
const ARGUMENT_LIMIT: usize = 7;
const LETTER_LIMIT: usize = 4;

/// Whether what is required is not too much for a function.
pub(in crate::emit) fn takes_arguments(def: &Struct) -> bool {
    let required = || def.fields.iter().filter(|field| field.required);
    let flags = required().filter(|it| it.ty == Type::Bool).count();
    let letters = required().filter(|it| it.name.as_str().len() == 1).count();
    required().count() <= ARGUMENT_LIMIT && flags <= FLAG_LIMIT && letters <= LETTER_LIMIT
}

/// The constructor from what is required, where that is not too much, and setters for the rest. Where nothing is
/// required, the struct derives `Default` instead.
pub(super) fn constructor(members: Members<'_>) -> TokenStream {
    let def = members.def;
    if !takes_arguments(def) {
        return quote!();
    }
    let required: Vec<&Field> = def.fields.iter().filter(|field| field.required).collect();
    let name = ident(&def.name);
    let arguments = required.iter().map(|field| {
        let name = ident(&field.name);
        let (ty, _) = members.argument(field, &name);
        quote!(#name: #ty)
    });
    let values = def.fields.iter().map(|field| {
        let name = ident(&field.name);
        match (field.required, field.nullable) {
            (true, _) => {
                let (_, value) = members.argument(field, &name);
                if name == value.to_string() {
                    quote!(#name)
                } else {
                    quote!(#name: #value)
                }
            }
            (false, true) => quote!(#name: client::json::Maybe::Absent),
            (false, false) => quote!(#name: None),
        }
    });
    let setters = def
        .fields
        .iter()
        .filter(|field| !field.required)
        .map(|field| setter(field, members));
    let new = (!required.is_empty()).then(|| {
        quote! {
            #[doc = " Takes what is always there."]
            #[must_use]
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }
        }
    });
    quote! {
        impl #name {
            #new
            #(#setters)*
        }
    }
}

fn setter(field: &Field, members: Members<'_>) -> TokenStream {
    let name = ident(&field.name);
    let docs = Text::new(format!("Sets {}.", code(&field.wire_name))).outer();
    let (ty, value) = members.setter_argument(field, &name);
    quote! {
        #docs
        #[must_use]
        pub fn #name(mut self, #name: #ty) -> Self {
            self.#name = #value;
            self
        }
    }
}
