//! The code that reads a struct from JSON and writes it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Field, Struct};
use crate::emit::json::directions;
use crate::emit::types::ident;

/// The table of fields, for both directions.
pub(super) fn table(def: &Struct, serde: bool) -> TokenStream {
    let Some(directions) = directions(def.uses, serde) else {
        return quote!();
    };
    let name = ident(&def.name);
    let fields = def.fields.iter().map(entry);
    quote! {
        client::json_struct! { #name #directions; #(#fields),* }
    }
}

/// A field: its name, whether it is required, and its key if that differs from the name.
fn entry(field: &Field) -> TokenStream {
    let name = ident(&field.name);
    let presence = match (field.required, field.nullable) {
        _ if field.empty_if_missing => quote!((or_empty)),
        (true, _) => quote!((required)),
        (false, true) => quote!((maybe)),
        (false, false) => quote!(),
    };
    let key = &field.wire_name;
    let key = (key != field.name.as_str()).then(|| quote!(= #key));
    quote!(#name #presence #key)
}
