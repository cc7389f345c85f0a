//! The constructor and setters of a struct that is sent.

use proc_macro2::TokenStream;
use quote::quote;

use super::members::Members;
use crate::emit::arguments::{has_constructor, required_fields};
use crate::emit::members::initializer;
use crate::emit::types::ident;

/// The constructor from the required fields, unless they are too many, and setters for the others. If no field is required,
/// the struct derives `Default` instead.
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
    let new = new.map(|new| quote!(impl #name { #new }));
    let setters = setters(members);
    quote!(#new #setters)
}

/// The table of setters for optional fields.
fn setters(members: Members<'_>) -> TokenStream {
    let name = ident(&members.def.name);
    let fields = members.def.fields.iter().filter(|field| !field.required);
    let setters: Vec<TokenStream> = fields.map(|field| members.setter(field)).collect();
    if setters.is_empty() {
        return quote!();
    }
    quote! {
        client::setters! { #name; #(#setters),* }
    }
}
