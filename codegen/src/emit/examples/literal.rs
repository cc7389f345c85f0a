//! A struct that has no constructor as a struct literal.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Field, Struct};
use crate::emit::scope::TypeScope;
use crate::emit::types::ident;

/// What a field has in an example.
pub(super) enum Content {
    Absent,
    Null,
    /// An expression of its type.
    Value(TokenStream),
}

/// The struct at a path. `content` returns what its fields have; [`None`] if that cannot be written.
pub(super) fn literal(
    path: &TokenStream,
    def: &Struct,
    scope: TypeScope<'_>,
    content: impl Fn(&Field) -> Option<Content>,
) -> Option<TokenStream> {
    let field = |field: &Field| {
        // Its type is boxed.
        if scope.holds(&field.ty, &def.name) {
            return None;
        }
        let name = ident(&field.name);
        let value = match (content(field)?, field.required, field.nullable) {
            (Content::Value(value), ..) if field.empty_if_missing => value,
            (Content::Absent, ..) if field.empty_if_missing => quote!(Default::default()),
            (Content::Value(value), true, false) => value,
            (Content::Value(value), false, true) => quote!(client::json::Maybe::Value(#value)),
            (Content::Value(value), ..) => quote!(Some(#value)),
            (Content::Null, false, true) => quote!(client::json::Maybe::Null),
            (Content::Absent, false, true) => quote!(client::json::Maybe::Absent),
            (Content::Null, true, true) | (Content::Absent, false, false) => quote!(None),
            (Content::Null, _, false) | (Content::Absent, true, _) => return None,
        };
        Some(quote!(#name: #value))
    };
    let fields: Vec<TokenStream> = def.fields.iter().map(field).collect::<Option<_>>()?;
    Some(quote!(#path { #(#fields),* }))
}
