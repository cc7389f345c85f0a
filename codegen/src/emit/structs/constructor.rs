//! How a struct that is sent is made.

use proc_macro2::TokenStream;
use quote::quote;

use super::members::Members;
use crate::api::Field;
use crate::emit::arguments::{has_constructor, required_fields};
use crate::emit::docs::{DocText, code};
use crate::emit::members::{initializer, setter};
use crate::emit::types::ident;

/// The constructor from what is required, where that is not too much, and setters for the rest. Where nothing is
/// required, the struct derives `Default` instead.
pub(super) fn constructor(members: Members<'_>) -> TokenStream {
    let def = members.def;
    if !has_constructor(def) {
        return quote!();
    }
    let name = ident(&def.name);
    let arguments = required_fields(def).map(|field| {
        let name = ident(&field.name);
        let (ty, _) = members.argument(field, &name);
        quote!(#name: #ty)
    });
    let values = def.fields.iter().map(|field| {
        let name = ident(&field.name);
        match (field.required, field.nullable) {
            (true, _) => initializer(&name, &members.argument(field, &name).1),
            (false, true) => quote!(#name: client::json::Maybe::Absent),
            (false, false) => quote!(#name: None),
        }
    });
    let new = required_fields(def).next().map(|_| {
        quote! {
            #[doc = " Creates the value from its required fields."]
            #[must_use]
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }
        }
    });
    let setters = def.fields.iter().filter(|field| !field.required);
    let setters = setters.map(|field| setter_of(field, members));
    quote! {
        impl #name {
            #new
            #(#setters)*
        }
    }
}

fn setter_of(field: &Field, members: Members<'_>) -> TokenStream {
    let docs = DocText::new(format!("Sets {}.", code(&field.wire_name))).outer();
    let (ty, value) = members.setter_argument(field, &ident(&field.name));
    setter(&field.name, &quote!(#docs #[must_use]), &ty, &value)
}
