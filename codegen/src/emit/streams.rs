//! Responses that consist of JSON values: the implementations of `client::EventStream` and `client::JsonStream`.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::code;
use super::types::{ident, tokens};
use crate::api::{JsonStream, Operation, StreamFormat, Type};

/// Implements the trait of the stream; nothing for operations without one.
pub(super) fn emit(operation: &Operation) -> Option<TokenStream> {
    let stream = operation.stream()?;
    let (name, item) = (ident(&operation.type_name), tokens(&stream.item));
    Some(match &stream.format {
        StreamFormat::Events { end } => {
            let end = match end {
                Some(end) => quote!(Some(#end)),
                None => quote!(None),
            };
            quote! {
                impl client::EventStream for #name {
                    type Data = #item;

                    const END: Option<&'static str> = #end;
                }
            }
        }
        StreamFormat::JsonLines => quote! {
            impl client::JsonStream for #name {
                type Value = #item;
            }
        },
    })
}

/// The sentences about the stream in the docs of an operation.
pub(super) fn docs(stream: &JsonStream) -> String {
    let item = match &stream.item {
        Type::Named(name) => format!(" of type [`{name}`]"),
        _ => String::new(),
    };
    match &stream.format {
        StreamFormat::Events { end } => {
            let end = end.as_ref().map(|end| format!(", up to {}", code(end)));
            format!(
                "The response can consist of server-sent events. `client.call(operation).typed_events()` returns them while they \
                 arrive, with data{item}{}.",
                end.unwrap_or_default()
            )
        }
        StreamFormat::JsonLines => format!(
            "The response has one JSON text per line. `client.call(operation).json_lines()` returns their values{item} while they \
             arrive."
        ),
    }
}
