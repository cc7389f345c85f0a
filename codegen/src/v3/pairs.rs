//! Names and values: a map where nothing else is to be said, else a list of `{key, value, description, disabled}`.

use super::part::Part;
use super::yaml::{Content, Node};
use crate::source::Origin;

/// One pair.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair<'a> {
    pub key: &'a str,
    pub value: Option<&'a Node>,
    pub description: Option<&'a Node>,
    pub disabled: bool,
    /// `type`, such as `secret` of a variable or `file` of a form field.
    pub kind: Option<&'a Node>,
    pub origin: &'a Origin,
    /// The whole entry of a list.
    pub entry: Option<&'a Node>,
}

/// The pairs of a node, in its order.
pub(super) fn pairs(node: Option<&Node>) -> Vec<Pair<'_>> {
    match node.map(|node| &node.content) {
        Some(Content::Map(entries)) => {
            let entries = entries.iter();
            entries
                .map(|(key, value)| Pair {
                    key,
                    value: Some(value).filter(|value| !value.is_null()),
                    description: None,
                    disabled: false,
                    kind: None,
                    origin: &value.origin,
                    entry: None,
                })
                .collect()
        }
        Some(Content::List(entries)) => entries
            .iter()
            .filter(|entry| !entry.entries().is_empty())
            .map(|entry| Pair {
                key: ["key", "name"]
                    .iter()
                    .find_map(|key| entry.text_of(key))
                    .unwrap_or_default(),
                value: entry.get("value"),
                description: entry.get("description"),
                disabled: entry.get("disabled").is_some_and(Node::is_true)
                    || entry.get("enabled").is_some_and(Node::is_false),
                kind: entry.get("type"),
                origin: &entry.origin,
                entry: Some(entry),
            })
            .collect(),
        _ => Vec::new(),
    }
}

impl Pair<'_> {
    /// The pair as an entry of a list of format 2.1.
    pub(super) fn part(&self) -> Part {
        Part::object()
            .from(self.origin)
            .with("key", Part::new(self.key))
            .with(
                "value",
                self.value.map_or_else(|| Part::new(()), Part::scalar),
            )
            .with("description", self.description.map(Part::scalar))
            .with("type", self.kind.map(Part::scalar))
            .with("$type", self.entry.and_then(schema))
            .with("disabled", self.disabled.then(|| Part::new(true)))
    }
}

/// The JSON Schema of what a node describes; `""` means that there is none.
pub(super) fn schema(node: &Node) -> Option<Part> {
    let schema = node.get("$type")?;
    (schema.text() != Some("")).then(|| Part::scalar(schema))
}

/// The pairs of a node as a list of format 2.1; [`None`] without any.
pub(super) fn list(node: Option<&Node>) -> Option<Part> {
    let parts: Vec<Part> = pairs(node).iter().map(Pair::part).collect();
    let node = node.filter(|_| !parts.is_empty())?;
    Some(Part::list(parts).from(&node.origin))
}
