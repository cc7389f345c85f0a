//! The index of the search: names, paths, parameters, values and error codes of all items.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::api::TypeDef;
use crate::output::mark::header;
use crate::text::escaped_in_json;

use super::catalogue::{Catalogue, Chapter, Item};

/// `search-index.js`: one item on each line.
pub(super) fn index(catalogue: &Catalogue<'_>) -> String {
    let items = catalogue.chapters.iter().flat_map(|chapter| {
        let items = chapter.items.iter();
        items.map(|item| entry(chapter, item).to_string())
    });
    let items: Vec<String> = items.collect();
    format!(
        "{}\nwindow.searchIndex = [\n{}\n];\n",
        header("//", &catalogue.source()),
        escaped_in_json(&items.join(",\n"))
    )
}

/// `[name, method, path, page, api, [[kind, word], …]]`
fn entry(chapter: &Chapter<'_>, item: &Item<'_>) -> Value {
    let operation = item.operation();
    json!([
        operation.name,
        operation.method,
        operation.path_template,
        item.path().html(),
        chapter.api.name,
        words(item),
    ])
}

/// What an item is found by in addition to its name and its path.
fn words<'a>(item: &Item<'a>) -> Vec<(&'static str, &'a str)> {
    let operation = item.operation();
    let mut words = Vec::new();
    let parameters = operation.parameters.iter();
    words.extend(parameters.map(|it| ("parameter", it.wire_name.as_str())));
    for def in item.definitions() {
        if let TypeDef::Enum(def) = def {
            words.extend(def.variants.iter().map(|it| ("value", it.value.as_str())));
        }
    }
    let codes = operation.error_codes.iter();
    words.extend(codes.map(|it| ("error code", it.code.as_str())));
    words.push(("type", operation.type_name.as_str()));
    words.extend(item.located.folders.iter().map(|it| ("folder", *it)));
    let mut seen = BTreeSet::new();
    words.retain(|word| !word.1.is_empty() && seen.insert(*word));
    words
}
