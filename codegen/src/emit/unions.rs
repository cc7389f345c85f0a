//! Unions: one of several shapes in JSON.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Text, code};
use super::types::{ident, tokens};
use crate::api::Union;

/// One of several shapes.
pub(super) fn emit(def: &Union) -> TokenStream {
    let docs = Text::of(&def.docs, || "One of several shapes.".to_owned());
    let docs = if def.evidence.is_empty() {
        docs
    } else {
        docs.paragraph(format!("Read from {}.", def.evidence))
    };
    let docs = docs.outer();
    let name = ident(&def.name);
    let names: Vec<_> = def.variants.iter().map(|(name, _)| ident(name)).collect();
    let types: Vec<_> = def.variants.iter().map(|(_, ty)| tokens(ty)).collect();
    let variant_docs = types
        .iter()
        .map(|ty| Text::new(format!("{}.", code(&ty.to_string().replace(' ', "")))).outer());
    let decode = def.uses.decode.then(|| {
        quote! {
            impl client::FromJson for #name {
                fn from_json(value: &client::json::Value<'_>) -> Result<Self, client::json::Mismatch> {
                    client::json::first_of(value, &[
                        #(|value| <Box<#types> as client::FromJson>::from_json(value).map(Self::#names),)*
                    ])
                }
            }
        }
    });
    let encode = def.uses.encode.then(|| {
        quote! {
            impl client::ToJson for #name {
                fn to_json(&self, out: &mut client::json::Writer) {
                    match self {
                        #(Self::#names(value) => client::ToJson::to_json(value, out),)*
                    }
                }
            }
        }
    });
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variant_docs #names(Box<#types>),)*
        }

        #decode
        #encode
    }
}
