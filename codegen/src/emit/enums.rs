//! Enums of documented values.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{DocText, code};
use super::json::directions;
use super::types::{derives, ident};
use crate::api::{Enum, EnumRepr, Evidence, Fact, Variant};

/// An enum. `role` says where its values occur, `in_json` whether they occur in JSON.
pub(super) fn emit(def: &Enum, role: &str, in_json: bool, serde: bool) -> TokenStream {
    let docs = match def.docs.lines() {
        [] => DocText::new(format!("Values of {role}.")),
        _ => DocText::default()
            .docs(&def.docs)
            .paragraph(format!("Values of {role}.")),
    };
    let docs = match (def.closed, def.evidence.is_empty()) {
        (false, false) => docs.paragraph(format!(
            "Inferred from {}. Other values may exist.",
            evidence(&def.evidence)
        )),
        _ => docs,
    }
    .outer();
    let name = ident(&def.name);
    let variants = def.variants.iter().map(|variant| {
        let (name, docs) = (ident(&variant.name), variant_docs(variant));
        quote!(#docs #name)
    });
    let more = derives(&def.derives);
    let derives = if def.closed {
        quote!(#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash #more)])
    } else {
        quote!(#[derive(Debug, Clone, PartialEq, Eq, Hash #more)])
    };
    let other = (!def.closed).then(|| {
        quote!(
            #[doc = " An undocumented value."]
            Other(String)
        )
    });
    let text = text(def);
    let json = in_json.then(|| json(def, serde));
    quote! {
        #docs
        #derives
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #other
        }

        #text
        #json
    }
}

/// The evidence, with the words of a description and names of files as code.
fn evidence(evidence: &Evidence) -> String {
    match evidence.facts.as_slice() {
        [Fact::ListedValues(_) | Fact::Configured] => code(&evidence.to_string()),
        _ => evidence.to_string(),
    }
}

/// The value, and the collection's description.
fn variant_docs(variant: &Variant) -> TokenStream {
    let value = code(&variant.value);
    if variant.docs.is_empty() {
        DocText::new(format!("The value {value}.")).outer()
    } else {
        DocText::titled(&value, &variant.docs).outer()
    }
}

/// The table of its values.
fn text(def: &Enum) -> TokenStream {
    let name = ident(&def.name);
    let set = set(def);
    let values = def.variants.iter().map(|variant| {
        let (name, value) = (ident(&variant.name), &variant.value);
        quote!(#name = #value)
    });
    quote! {
        client::text_enum! { #set #name; #(#values),* }
    }
}

/// The code that reads it from JSON and writes it.
fn json(def: &Enum, serde: bool) -> TokenStream {
    let Some(directions) = directions(def.uses, serde) else {
        return quote!();
    };
    let (name, set) = (ident(&def.name), set(def));
    let repr = match def.repr {
        EnumRepr::String => quote!(string),
        EnumRepr::Integer => quote!(integer),
    };
    quote! {
        client::json_enum! { #name #directions; #set #repr }
    }
}

fn set(def: &Enum) -> TokenStream {
    if def.closed {
        quote!(closed)
    } else {
        quote!(open)
    }
}
