//! Types as tokens, and conversions of their values to text.

use proc_macro2::{Span, TokenStream};
use quote::quote;

use crate::api::{Ident, Type};

/// An identifier as a token.
pub(super) fn ident(name: &Ident) -> proc_macro2::Ident {
    text_ident(name.as_str())
}

/// A known identifier as a token.
pub(super) fn text_ident(name: &str) -> proc_macro2::Ident {
    proc_macro2::Ident::new(name, Span::call_site())
}

/// A type as it is written in generated code.
pub(super) fn tokens(ty: &Type) -> TokenStream {
    match ty {
        Type::String => quote!(String),
        Type::Bool => quote!(bool),
        Type::I32 => quote!(i32),
        Type::I64 => quote!(i64),
        Type::U64 => quote!(u64),
        Type::F32 => quote!(f32),
        Type::F64 => quote!(f64),
        Type::Json => quote!(client::serde_json::Value),
        Type::External(path) => path.parse().expect("the configuration is checked"),
        Type::File => quote!(client::File),
        Type::List(item) => {
            let item = tokens(item);
            quote!(Vec<#item>)
        }
        Type::Map(value) => {
            let value = tokens(value);
            quote!(std::collections::BTreeMap<String, #value>)
        }
        Type::Nullable(inner) => {
            let inner = tokens(inner);
            quote!(Option<#inner>)
        }
        Type::Named(name) => {
            let name = ident(name);
            quote!(#name)
        }
    }
}

/// The additional derives of a type, which follow the derives of all types.
pub(super) fn derives(paths: &[String]) -> TokenStream {
    let paths = paths.iter().map(|path| {
        path.parse::<TokenStream>()
            .expect("the configuration is checked")
    });
    quote!(#(, #paths)*)
}

/// The type of an argument for a value of this type, and the conversion of the argument to the value.
pub(super) fn argument(ty: &Type, name: &proc_macro2::Ident) -> (TokenStream, TokenStream) {
    let by_into = |ty: TokenStream| (quote!(impl Into<#ty>), quote!(#name.into()));
    match ty {
        Type::String | Type::Json | Type::File => by_into(tokens(ty)),
        Type::List(item) => {
            let item = tokens(item);
            (
                quote!(impl IntoIterator<Item = impl Into<#item>>),
                quote!(#name.into_iter().map(Into::into).collect()),
            )
        }
        _ => (tokens(ty), quote!(#name)),
    }
}
