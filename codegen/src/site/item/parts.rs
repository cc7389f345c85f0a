//! What each part of an item's JSON became.

use std::collections::BTreeMap;

use crate::api::{AuthUse, Payload};
use crate::list::types;

use super::super::documents::ItemSource;
use super::super::json::Became;
use super::super::links::{From, id, response_id};
use super::super::page::Page;

/// What parts became, by their JSON pointers.
pub(super) fn became(
    page: &Page<'_>,
    source: &ItemSource<'_>,
    from: From<'_>,
) -> BTreeMap<String, Vec<Became>> {
    let operation = page.item.operation();
    let mut all: BTreeMap<String, Vec<Became>> = BTreeMap::new();
    let mut add = |pointer: &str, link: String, name: String| {
        // A pointer can lead to a part of the item only.
        let inside = pointer.strip_prefix(&source.pointer);
        if inside.is_some_and(|it| source.json.pointer(it).is_some()) {
            let became = Became { link, name };
            all.entry(pointer.to_owned()).or_default().push(became);
        }
    };
    let at = |inside: &str| format!("{}{inside}", source.pointer);
    add(
        &at("/name"),
        "#rust".to_owned(),
        operation.type_name.to_string(),
    );
    if let AuthUse::Scheme(index) = operation.auth
        && let Some(scheme) = page.chapter.api.schemes.get(index)
    {
        add(
            &at("/request/auth"),
            "#auth".to_owned(),
            format!("credentials `{}`", scheme.name),
        );
    }
    for parameter in &operation.parameters {
        let link = format!("#{}", id("parameter", parameter.name.as_str()));
        let name = format!("{}: {}", parameter.name, types::text(&parameter.ty));
        add(&parameter.pointer, link, name);
        if let (Some(link), Some(name)) = (from.definition(&parameter.ty), parameter.ty.named()) {
            add(&parameter.pointer, link, format!("type {name}"));
        }
    }
    for saved in &source.saved {
        let mut responses = operation.responses.iter();
        let Some(response) = responses.find(|response| response.status == saved.code) else {
            continue;
        };
        let link = format!("#{}", response_id(response.status));
        let name = format!("{}Response::{}", operation.type_name, response.variant);
        add(&saved.pointer, link, name);
        if let Payload::Json(ty) = &response.payload
            && let Some(link) = from.definition(ty)
        {
            add(&format!("{}/body", saved.pointer), link, types::text(ty));
        }
    }
    all
}
