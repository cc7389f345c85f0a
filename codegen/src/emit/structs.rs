//! Structs: objects in JSON, and in the keys of forms and queries.

mod constructor;
mod json;
mod members;

use proc_macro2::{Delimiter, Group, TokenStream};
use quote::quote;

use super::debug::{self, Debug, Member};
use super::docs::{DocText, code};
use super::scope::TypeScope;
use super::types::{derives, ident};
use crate::api::{Fact, Field, Struct, TextFormat, Type};
use members::Members;

/// Up to how many bytes more than one value is shown.
const SHOWN: usize = 48;

/// A struct. `role` says where its values occur, `explains` whether its docs show the evidence.
pub(super) fn emit(def: &Struct, scope: TypeScope<'_>, role: &str, explains: bool) -> TokenStream {
    let members = Members { def, scope };
    let evidence = explains.then_some(&def.evidence);
    let docs = DocText::of_type(&def.docs, || format!("Type of {role}."), evidence).outer();
    let name = ident(&def.name);
    let is_in_keys = def.evidence.facts.contains(&Fact::IndexedKey);
    let noun = if is_in_keys { "Member" } else { "JSON key" };
    let fields = def.fields.iter().map(|field| {
        let docs = field_docs(field, noun);
        let name = ident(&field.name);
        let ty = members.ty(field);
        quote!(#docs pub #name: #ty,)
    });
    // Tokens of a group are not copied.
    let fields = Group::new(Delimiter::Brace, fields.collect());
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
        pub struct #name #fields

        #item
        #constructor
        #json
    }
}

/// The JSON key, or the member in a key of a form, and the collection's description or the values of examples.
fn field_docs(field: &Field, noun: &str) -> TokenStream {
    let wire_name = code(&field.wire_name);
    if field.docs.is_empty() {
        let shown = shown(field).unwrap_or_default();
        DocText::new(format!("{noun} {wire_name}{shown}.")).outer()
    } else {
        DocText::titled(&wire_name, &field.docs).outer()
    }
}

/// The values that examples show, with their format.
fn shown(field: &Field) -> Option<String> {
    if matches!(field.ty.innermost(), Type::Named(_)) {
        return None;
    }
    let values = field.observed.values();
    let (first, rest) = values.split_first()?;
    let mut shown = code(first);
    for value in rest {
        if shown.len() + value.len() > SHOWN {
            break;
        }
        shown.push_str(", ");
        shown.push_str(&code(value));
    }
    let format = match field.ty.innermost() {
        Type::String => format_of(values).map(|noun| format!("{noun} ")),
        _ => None,
    };
    let format = format.unwrap_or_default();
    Some(format!(", {format}such as {shown}"))
}

/// What all of some texts are.
fn format_of(texts: &[String]) -> Option<&'static str> {
    let all_are = |has_format: &dyn Fn(&str) -> bool| texts.iter().all(|text| has_format(text));
    let mut formats = TextFormat::ALL.into_iter();
    if let Some(format) = formats.find(|it| all_are(&|text| TextFormat::of(text) == Some(*it))) {
        return Some(format.noun());
    }
    if all_are(&|text| text.starts_with("https://") || text.starts_with("http://")) {
        return Some("a URL");
    }
    all_are(&|text| text.parse::<f64>().is_ok_and(f64::is_finite)).then_some("a number as text")
}
