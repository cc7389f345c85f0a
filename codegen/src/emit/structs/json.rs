//! How a struct is read from JSON and written to it.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::api::Struct;
use crate::emit::types::ident;

/// One expression with a line for each field. Only what is always there is a branch (`?`): `end` says whether the
/// others fit, as thousands of branches would be slow to compile.
pub(super) fn decode(def: &Struct) -> TokenStream {
    let name = ident(&def.name);
    let fields = def.fields.iter().map(|field| {
        let (name, key) = (ident(&field.name), &field.wire_name);
        match (field.required, field.nullable) {
            _ if field.empty_if_missing => quote!(#name: fields.or_empty(#key)),
            (true, false) => quote!(#name: fields.required(#key)?),
            (false, true) => quote!(#name: fields.maybe(#key)),
            _ => quote!(#name: fields.optional(#key)),
        }
    });
    let body = if def.fields.is_empty() {
        quote!(value.object()?; Ok(Self {}))
    } else {
        quote! {
            let mut fields = value.fields();
            let object = Self { #(#fields),* };
            fields.end(object)
        }
    };
    quote! {
        impl client::FromJson for #name {
            #[inline]
            fn from_json(value: &client::json::Value<'_>) -> Result<Self, client::json::Mismatch> {
                #body
            }
        }
    }
}

pub(super) fn encode(def: &Struct) -> TokenStream {
    let name = ident(&def.name);
    let fields = def.fields.iter().map(|field| {
        let (name, key) = (ident(&field.name), &field.wire_name);
        let write = match (field.required, field.nullable) {
            _ if field.empty_if_missing => format_ident!("field"),
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
            #[inline]
            fn to_json(&self, out: &mut client::json::Writer) {
                #object
            }
        }
    }
}
