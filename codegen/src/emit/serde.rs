//! serde's traits for the types in JSON.
//!
//! A type is only read or only written by itself, depending on where it is used. serde needs both directions, so the other
//! one is here as well. A crate with features of its own switches all of it by `cfg`; anywhere else, a macro of `client`
//! does, which is empty without `client`'s feature.

use proc_macro2::TokenStream;
use quote::quote;

use super::home::Home;
use super::scope::TypeScope;
use super::types::ident;
use super::{enums, format, structs, unions};
use crate::api::{TypeDef, Uses};

/// The text after the types of a module; empty if there are none.
pub(super) fn emit(defs: &[&TypeDef], scope: TypeScope<'_>, home: &Home) -> String {
    if defs.is_empty() {
        return String::new();
    }
    let others = defs.iter().map(|def| other_direction(def, scope));
    let names: Vec<_> = defs.iter().map(|def| ident(def.name())).collect();
    let module = format::items(quote! {
        mod serde_traits {
            use super::*;

            #(#others)*
            client::deserialize!(#(#names),*);
            client::serialize!(#(#names),*);
        }
    });
    match home {
        Home::Crate { .. } => format!("\n#[cfg(feature = \"serde\")]\n{module}"),
        Home::Included => {
            let module = format::indented(&module);
            format!("\nclient::with_serde! {{\n{module}}}\n")
        }
    }
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
