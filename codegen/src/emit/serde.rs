//! serde's traits for the types in JSON, behind feature `serde` of `client`.
//!
//! A type has one direction of its own, by where it goes: the other one stands here as well, in a macro that is empty
//! without the feature.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::TypeScope;
use super::types::ident;
use super::{enums, format, structs, unions};
use crate::api::{TypeDef, Uses};

/// The text behind the types of a module; empty where there are none.
pub(super) fn emit(defs: &[&TypeDef], scope: TypeScope<'_>) -> String {
    if defs.is_empty() {
        return String::new();
    }
    let others = defs.iter().map(|def| other_direction(def, scope));
    let names: Vec<_> = defs.iter().map(|def| ident(def.name())).collect();
    let items = format::items(quote! {
        #(#others)*
        client::deserialize!(#(#names),*);
        client::serialize!(#(#names),*);
    });
    let lines = items.lines().map(|line| match line {
        "" => "\n".to_owned(),
        line => format!("    {line}\n"),
    });
    format!(
        "\nclient::with_serde! {{\n{}}}\n",
        lines.collect::<String>()
    )
}

/// The direction that the type does not go by itself.
fn other_direction(def: &TypeDef, scope: TypeScope<'_>) -> TokenStream {
    let other = |uses: Uses| Uses {
        decode: !uses.decode,
        encode: !uses.encode,
    };
    match def {
        TypeDef::Struct(def) => structs::json(def, other(def.uses)),
        TypeDef::Enum(def) => enums::json(def, other(def.uses)),
        TypeDef::Union(def) => unions::json(def, other(def.uses), scope),
    }
}
