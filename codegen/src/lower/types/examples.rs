//! The JSON examples of an item: its saved responses by status, and its request bodies.

use std::collections::{BTreeMap, HashSet};

use rayon::prelude::*;

use crate::api::{AlwaysThere, FormatTypes};
use crate::postman::{Body, Item, Node, Request};
use crate::variables::{Lookup, Variables};

use crate::shape::{Json, JsonProblem, Statistics, lenient};

/// How many items have their examples in memory at the same time.
const ITEMS: usize = 64;

/// An example, and its position.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// JSON pointer of the response, or of the body's text.
    pub pointer: String,
    /// What it holds.
    pub json: Json,
}

/// What the examples of an API show, for each direction.
#[derive(Debug, Clone, Default)]
pub struct ExampleStatistics {
    /// Of responses.
    pub responses: Statistics,
    /// Of request bodies.
    pub requests: Statistics,
}

impl ExampleStatistics {
    /// Empty statistics, in which strings of a format are of these types. `always_there` is for responses. `is_generated` tells that a program wrote the
    /// examples from a schema.
    #[must_use]
    pub fn new(format_types: &FormatTypes, always_there: AlwaysThere, is_generated: bool) -> Self {
        let statistics = Statistics::with_format_types(format_types).generated(is_generated);
        Self {
            responses: statistics.clone().claiming(always_there),
            requests: statistics,
        }
    }

    /// Adds all that items show, in their order. The examples of several items are read at the same time.
    pub fn add(&mut self, items: &[&Item], values: &Variables) {
        for items in items.chunks(ITEMS) {
            let examples = items
                .par_iter()
                .map(|item| (responses(item, values), bodies(item, values)));
            let examples: Vec<_> = examples.collect();
            for (responses, bodies) in &examples {
                for example in responses.values().flatten() {
                    self.responses.add(&example.json);
                }
                for example in bodies {
                    self.requests.add(&example.json);
                }
            }
        }
    }
}

/// Reads JSON text in which variables of a file can occur outside strings.
///
/// # Errors
///
/// [`JsonProblem`] if it is not JSON.
pub fn read(text: &str, values: &Variables) -> Result<Json, JsonProblem> {
    lenient(text, &|name| match values.look_up(name) {
        Lookup::Text(text) => Some(text),
        Lookup::Dynamic(_) | Lookup::Nothing => None,
    })
}

/// The objects and arrays among the saved responses of an item, by status.
#[must_use]
pub fn responses(item: &Item, values: &Variables) -> BTreeMap<Option<u16>, Vec<Example>> {
    let mut by_status: BTreeMap<Option<u16>, Vec<Example>> = BTreeMap::new();
    for response in &item.responses {
        let text = response.body.as_deref().unwrap_or_default();
        if let Some(json) = structured(text, values) {
            by_status.entry(response.code).or_default().push(Example {
                pointer: response.pointer.clone(),
                json,
            });
        }
    }
    by_status
}

/// The objects and arrays that an item's request sends as its raw body: its own, then those that its examples saved,
/// where method and path were the same.
#[must_use]
pub fn bodies(item: &Item, values: &Variables) -> Vec<Example> {
    let saved = item
        .responses
        .iter()
        .filter_map(|response| response.original_request.as_ref())
        .filter(|saved| is_same(saved, &item.request));
    let mut bodies: Vec<Example> = Vec::new();
    for request in std::iter::once(&item.request).chain(saved) {
        if let Some(Body::Raw { pointer, text, .. }) = &request.body
            && let Some(json) = structured(text, values)
        {
            bodies.push(Example {
                pointer: pointer.clone(),
                json,
            });
        }
    }
    bodies
}

/// Of equal examples the first.
#[must_use]
pub fn distinct(examples: Vec<Example>) -> Vec<Example> {
    let mut seen = HashSet::new();
    let is_new: Vec<bool> = examples
        .iter()
        .map(|example| seen.insert(&example.json))
        .collect();
    let examples = examples.into_iter().zip(is_new);
    examples
        .filter_map(|(example, is_new)| is_new.then_some(example))
        .collect()
}

/// Whether a saved request still is the one of the item (docs/postman-semantics.md §8.2): the same method and path, but
/// for values of path variables.
fn is_same(saved: &Request, own: &Request) -> bool {
    let (Some(saved_url), Some(own_url)) = (&saved.url, &own.url) else {
        return false;
    };
    let (saved_path, own_path) = (saved_url.path.split('/'), own_url.path.split('/'));
    let is_variable = |segment: &str| segment.starts_with(':') || segment.contains("{{");
    saved.method == own.method
        && saved_path.clone().count() == own_path.clone().count()
        && saved_path
            .zip(own_path)
            .all(|(saved, own)| saved == own || is_variable(own))
}

fn structured(text: &str, values: &Variables) -> Option<Json> {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if !start.starts_with(['{', '[', '/']) {
        return None;
    }
    read(text, values)
        .ok()
        .filter(|json| matches!(json, Json::Object(_) | Json::Array(_)))
}

/// Visits the items of a tree in file order.
pub fn each_item<'a>(nodes: &'a [Node], visit: &mut dyn FnMut(&'a Item)) {
    for node in nodes {
        match node {
            Node::Folder(folder) => each_item(&folder.nodes, visit),
            Node::Item(item) => visit(item),
        }
    }
}
