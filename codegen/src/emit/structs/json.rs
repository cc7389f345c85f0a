//! How a struct is read from JSON and written to it.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::api::Struct;
use crate::emit::types::ident;

pub(super) fn decode(def: &Struct) -> TokenStream {
    let name = ident(&def.name);
    let fields = def.fields.iter().map(|field| {
        let (name, key) = (ident(&field.name), &field.wire_name);
        let read = match (field.required, field.nullable) {
            (true, false) => format_ident!("required"),
            (false, true) => format_ident!("maybe"),
            _ => format_ident!("optional"),
        };
        quote!(#name: object.#read(#key)?)
    });
    let object = if def.fields.is_empty() {
        quote!(value.object()?;)
    } else {
        quote!(let object = value.object()?;)
    };
    quote! {
        impl client::FromJson for #name {
            fn from_json(value: &client::json::Value<'_>) -> Result<Self, client::json::Mismatch> {
                #object
                Ok(Self { #(#fields),* })
            }
        }
    }
}

pub(super) fn encode(def: &Struct) -> TokenStream {
    let name = ident(&def.name);
    let fields = def.fields.iter().map(|field| {
        let (name, key) = (ident(&field.name), &field.wire_name);
        let write = match (field.required, field.nullable) {
            (true, _) => format_ident!("field"),
            (false, true) => format_ident!("maybe"),
            (false, false) => format_ident!("optional"),
        };
        quote!(object.#write(#key, &self.#name);)
    });
    let object = if def.fields.is_empty() {
        quote!(out.object().end();)
    } else {
        quote!(let mut object = out.object(); #(#fields)* object.end();)
    };
    quote! {
        impl client::ToJson for #name {
            fn to_json(&self, out: &mut client::json::Writer) {
                #object
            }
        }
    }
}
