//! Synthetic collections of any size, to measure speed and compile cost with.
//!
//! They look like the collection of a large vendor that was converted from a description of its API: nested folders,
//! several kinds of auth, path variables, query parameters with enumerations in prose, bodies of each kind, and three
//! to five saved answers for each request, most of them nested JSON with nulls, empty lists, times, UUIDs and odd keys.
//! Every method with its path is unique. The same size and seed give the same bytes on every machine.

mod answers;
mod body;
mod item;
mod schema;
mod url;
mod words;

use mutator::random::Random;
use serde::Serialize;
use serde_json::{Map, Value, json};

use item::Kind;
use words::{AREAS, NOUNS};

/// The seed where none is given.
pub const SEED: u64 = 20_240_607;

/// How the JSON is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Indented by tabs, as Postman exports are.
    Tabs,
    /// Without blanks.
    Compact,
}

/// The text of a collection with the given number of operations.
#[must_use]
pub fn text(operations: usize, seed: u64, layout: Layout) -> String {
    let collection = collection(operations, seed);
    let mut text = match layout {
        Layout::Compact => collection.to_string(),
        Layout::Tabs => words::indented(&collection, b"\t"),
    };
    text.push('\n');
    text
}

/// A collection with the given number of operations.
#[must_use]
pub fn collection(operations: usize, seed: u64) -> Value {
    let mut random = Random::new(seed);
    let mut pairs: Vec<(&str, &str)> = NOUNS
        .iter()
        .flat_map(|noun| AREAS.iter().map(move |area| (*area, *noun)))
        .collect();
    random.shuffle(&mut pairs);
    let mut areas: Folders<Folders<Vec<Value>>> = Folders::default();
    for index in 0..operations.div_ceil(Kind::ALL.len()) {
        let (area, noun) = pairs[index % pairs.len()];
        // Once all pairs are used up, they come again in another version of the area.
        let area = match index / pairs.len() {
            0 => area.to_owned(),
            version => format!("{area}-v{}", version + 1),
        };
        let left = operations - index * Kind::ALL.len();
        for kind in Kind::ALL.into_iter().take(left) {
            let item = item::item(&mut random, &area, noun, kind);
            areas.entry(&area).entry(noun).push(item);
        }
    }
    let folders = areas.0.into_iter().map(|(area, nouns)| {
        let folders = nouns
            .0
            .into_iter()
            .map(|(noun, items)| json!({ "name": words::capitalized(&noun) + "s", "item": items }));
        let folders: Vec<Value> = folders.collect();
        json!({ "name": area, "description": words::text(&mut random, 5, 20), "item": folders })
    });
    let folders: Vec<Value> = folders.collect();
    json!({
        "info": {
            "_postman_id": format!("00000000-0000-4000-8000-{seed:012}"),
            "name": format!("Synthetic {operations}"),
            "description": words::text(&mut random, 20, 60),
            "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
        },
        "item": folders,
        "auth": { "type": "oauth2", "oauth2": [{ "key": "addTokenTo", "value": "header", "type": "string" }] },
        "variable": [
            { "key": "baseUrl", "value": "https://api.example.com/v2", "type": "string" },
            { "key": "bearerToken", "value": "" },
            { "key": "apiKey", "value": "" },
        ],
    })
}

/// Folders by name, in the order of their first use.
struct Folders<T>(Vec<(String, T)>);

impl<T> Default for Folders<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Default> Folders<T> {
    fn entry(&mut self, name: &str) -> &mut T {
        let known = self.0.iter().position(|(known, _)| known == name);
        let index = known.unwrap_or_else(|| {
            self.0.push((name.to_owned(), T::default()));
            self.0.len() - 1
        });
        &mut self.0[index].1
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use codegen::{ApiInput, Options, Source, understand};

    use super::{Layout, SEED, text};

    fn of(folders: &[codegen::api::Folder], all: &mut Vec<(String, String)>) {
        for folder in folders {
            let here = folder.operations.iter();
            all.extend(here.map(|it| (it.method.clone(), it.path_template.clone())));
            of(&folder.folders, all);
        }
    }

    fn operations(collection: String) -> Vec<(String, String)> {
        let source = Source {
            path: "synthetic.json".to_owned(),
            text: collection,
        };
        let understanding = understand(&[ApiInput::of(source)], &Options::default());
        let mut all = Vec::new();
        for api in &understanding.apis {
            of(&api.folders, &mut all);
        }
        all
    }

    #[test]
    fn size_and_seed_decide_every_byte() {
        let once = text(30, SEED, Layout::Tabs);
        assert_eq!(once, text(30, SEED, Layout::Tabs));
        assert_ne!(once, text(30, SEED + 1, Layout::Tabs));
    }

    #[test]
    fn layout_changes_blanks_only() {
        let value = |layout| serde_json::from_str::<serde_json::Value>(&text(12, SEED, layout));
        assert_eq!(
            value(Layout::Tabs).unwrap(),
            value(Layout::Compact).unwrap()
        );
    }

    #[test]
    fn every_item_becomes_an_operation_of_its_own() {
        let all = operations(text(137, SEED, Layout::Compact));
        assert_eq!(all.len(), 137);
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 137);
    }
}
