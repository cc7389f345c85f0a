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
use crate::api::{Field, Struct};
use members::Members;

/// A struct. `role` says where its values occur, `explains` whether its docs show the evidence.
pub(super) fn emit(def: &Struct, scope: TypeScope<'_>, role: &str, explains: bool) -> TokenStream {
    let members = Members { def, scope };
    let evidence = explains.then_some(&def.evidence);
    let docs = DocText::of_type(&def.docs, || format!("Type of {role}."), evidence).outer();
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
    let json = json::table(def, scope.serde);
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

/// The JSON key and the collection's description. If there is none and the key equals the
/// field's name, there are no docs.
fn field_docs(field: &Field) -> TokenStream {
    if field.docs.is_empty() && field.wire_name == field.name.as_str() {
        return quote!();
    }
    let wire_name = code(&field.wire_name);
    if field.docs.is_empty() {
        DocText::new(format!("JSON key {wire_name}.")).outer()
    } else {
        DocText::titled(&wire_name, &field.docs).outer()
    }
}
