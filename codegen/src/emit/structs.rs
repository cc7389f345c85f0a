//! Structs: objects in JSON.

mod constructor;
mod json;
mod members;

use proc_macro2::TokenStream;
use quote::quote;

use super::debug::{self, Debug, Member};
use super::docs::{DocText, code};
use super::scope::TypeScope;
use super::types::{derives, ident};
use crate::api::{Field, Struct, Uses};
use members::Members;

/// A struct; `role` says where its values are.
pub(super) fn emit(def: &Struct, scope: TypeScope<'_>, role: &str) -> TokenStream {
    let members = Members { def, scope };
    let docs = DocText::of(&def.docs, || format!("Type of {role}."));
    let docs = if def.evidence.is_empty() {
        docs
    } else {
        docs.paragraph(format!("Inferred from {}.", def.evidence))
    };
    let docs = docs.outer();
    let name = ident(&def.name);
    let fields = def.fields.iter().map(|field| {
        let docs = field_docs(field);
        let name = ident(&field.name);
        let ty = members.ty(field);
        quote!(#docs pub #name: #ty)
    });
    let non_exhaustive = (!def.uses.encode).then(|| quote!(#[non_exhaustive]));
    let constructor = (def.uses.encode).then(|| constructor::constructor(members));
    let is_optional = def.fields.iter().all(|field| !field.required);
    let default = (def.uses.encode && is_optional).then(|| quote!(, Default));
    let derives = derives(&def.derives);
    let debug: Vec<Member> = def
        .fields
        .iter()
        .map(|field| Member::new(ident(&field.name), field.is_secret))
        .collect();
    let Debug { derive, item } = debug::debug(&name, &debug);
    let json = json(def, def.uses);
    quote! {
        #docs
        #[derive(#derive Clone #default #derives)]
        #non_exhaustive
        pub struct #name {
            #(#fields,)*
        }

        #item
        #constructor
        #json
    }
}

/// How it is read from JSON and written to it.
pub(super) fn json(def: &Struct, uses: Uses) -> TokenStream {
    let decode = uses.decode.then(|| json::decode(def));
    let encode = uses.encode.then(|| json::encode(def));
    quote!(#decode #encode)
}

fn field_docs(field: &Field) -> TokenStream {
    let wire_name = code(&field.wire_name);
    if field.docs.is_empty() {
        let missing = if field.empty_if_missing {
            "; empty if it is missing"
        } else {
            ""
        };
        DocText::new(format!("JSON key {wire_name}{missing}.")).outer()
    } else {
        DocText::titled(&wire_name, &field.docs).outer()
    }
}
