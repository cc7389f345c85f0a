//! Leaves out items and folders before anything is made of them, so that what is wrong with them does not matter.

use std::collections::BTreeSet;

use crate::config::Config;
use crate::names;
use crate::postman::{Collection, Node};

use super::index::Index;

/// The pointers of what was left out.
#[derive(Debug, Default)]
pub struct Skipped(BTreeSet<String>);

impl Skipped {
    /// Whether the value at a pointer was left out, or is inside of something that was.
    pub fn holds(&self, pointer: &str) -> bool {
        let ends = pointer.match_indices('/').map(|(at, _)| at);
        let mut ends = ends.chain([pointer.len()]);
        !self.0.is_empty() && ends.any(|end| self.0.contains(&pointer[..end]))
    }
}

/// Removes what the configuration skips: what exactly one item or folder here goes by, or all that match a pattern.
/// Returns what was removed.
///
/// A correction with one match is done then. A pattern can match in other files of the API as well. All others are left to
/// [`correct`](super::correct()), which knows these files, and the names of types.
pub fn skip(collection: &mut Collection, config: &mut Config) -> Skipped {
    let mut patterns = Vec::new();
    let mut skipped = Skipped::default();
    let mut is_done = |key: &str, index: &mut Index<String>| {
        let found = index.matches(key);
        if found.matching.len() != 1 && !found.is_pattern {
            return false;
        }
        if found.is_pattern && !found.matching.is_empty() {
            patterns.push(key.to_owned());
        }
        for position in found.matching {
            remove_from(index, position);
        }
        !found.is_pattern
    };
    if config.items.iter().any(|item| item.change.skip) {
        let mut index = items(&collection.nodes);
        config
            .items
            .retain(|item| !(item.change.skip && is_done(&item.key, &mut index)));
        skipped.0.extend(index.removed().cloned());
        remove(&mut collection.nodes, &skipped.0);
    }
    if config.folders.iter().any(|folder| folder.change.skip) {
        let mut index = folders(&collection.nodes);
        config
            .folders
            .retain(|folder| !(folder.change.skip && is_done(&folder.key, &mut index)));
        skipped.0.extend(index.removed().cloned());
        remove(&mut collection.nodes, &skipped.0);
    }
    config.skipped.extend(patterns);
    skipped
}

/// Removes a node from an index, and the nodes in it, which follow it.
fn remove_from(index: &mut Index<String>, position: usize) {
    let inside = format!("{}/", index.place(position));
    let last = (position + 1..index.len())
        .take_while(|at| index.place(*at).starts_with(&inside))
        .last();
    for position in position..=last.unwrap_or(position) {
        index.remove(position);
    }
}

/// The items of a collection by pointer, name and path of names.
pub(super) fn items(nodes: &[Node]) -> Index<String> {
    index(nodes, |node| matches!(node, Node::Item(_)))
}

fn folders(nodes: &[Node]) -> Index<String> {
    index(nodes, |node| matches!(node, Node::Folder(_)))
}

fn index(nodes: &[Node], is_wanted: fn(&Node) -> bool) -> Index<String> {
    let mut all = Vec::new();
    collect(nodes, "", is_wanted, &mut all);
    Index::new(all)
}

/// Adds the pointer, name and path of names of each wanted node.
fn collect(
    nodes: &[Node],
    path: &str,
    is_wanted: fn(&Node) -> bool,
    all: &mut Vec<(Vec<String>, String)>,
) {
    for node in nodes {
        let (name, pointer) = match node {
            Node::Folder(folder) => (names::one_line(&folder.name), &folder.pointer),
            Node::Item(item) => (names::one_line(&item.name), &item.pointer),
        };
        let path = format!("{path}{name}");
        if is_wanted(node) {
            let keys = vec![pointer.clone(), name, path.clone()];
            all.push((keys, pointer.clone()));
        }
        if let Node::Folder(folder) = node {
            collect(&folder.nodes, &format!("{path}/"), is_wanted, all);
        }
    }
}

fn remove(nodes: &mut Vec<Node>, wanted: &BTreeSet<String>) {
    nodes.retain(|node| match node {
        Node::Folder(folder) => !wanted.contains(&folder.pointer),
        Node::Item(item) => !wanted.contains(&item.pointer),
    });
    for node in nodes {
        if let Node::Folder(folder) = node {
            remove(&mut folder.nodes, wanted);
        }
    }
}
