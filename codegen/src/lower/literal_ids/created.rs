//! Names of data that a collection creates itself: `POST /groups` with `{"name": "Demo"}`, before `GET /groups/Demo`.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use crate::lower::path;
use crate::postman::{Body, Item};
use crate::words::words;

use super::parents;

/// Last words of keys whose value tells one of several things from the others.
const KEYS: [&str; 10] = [
    "alias",
    "code",
    "handle",
    "id",
    "identifier",
    "key",
    "login",
    "name",
    "slug",
    "username",
];

/// What requests name in their bodies, by the path of the request: the text, and the last word of its key.
#[derive(Debug, Default)]
pub(super) struct Created(HashMap<String, HashMap<String, String>>);

impl Created {
    /// Reads the bodies of the requests that other paths continue.
    pub(super) fn by(items: &[&Item]) -> Self {
        let urls = items.iter().filter_map(|item| item.request.url.as_ref());
        let continued: HashSet<&str> = urls
            .flat_map(|url| parents(&url.path))
            .filter(|(_, segment)| path::names_in(segment).next().is_none())
            .map(|(parent, _)| parent)
            .collect();
        let mut created = Self::default();
        for item in items.iter().filter(|item| item.request.method == "POST") {
            let Some(url) = &item.request.url else {
                continue;
            };
            let path = url.path.trim_end_matches('/');
            if continued.contains(path) {
                let names = created.0.entry(path.to_owned()).or_default();
                names.extend(names_in(item.request.body.as_ref()));
            }
        }
        created
    }

    /// Whether a request to this path creates what longer paths are about.
    pub(super) fn is_created_by(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    /// The last word of the key that has this text in a request to this path.
    pub(super) fn key_word(&self, path: &str, text: &str) -> Option<&str> {
        Some(self.0.get(path)?.get(text)?)
    }
}

/// The texts of a JSON body that tell what it creates from others.
fn names_in(body: Option<&Body>) -> impl Iterator<Item = (String, String)> {
    let members = match body {
        Some(Body::Raw { text, .. }) => serde_json::from_str(text).unwrap_or_default(),
        _ => Map::new(),
    };
    members.into_iter().filter_map(|(key, value)| {
        let word = words(&key).pop()?;
        match value {
            Value::String(text) if KEYS.contains(&word.as_str()) => Some((text, word)),
            _ => None,
        }
    })
}
