//! Leaves out items and folders before anything is made of them, so that what is wrong with them does not matter.

use crate::config::Config;
use crate::names;
use crate::pattern::Selector;
use crate::postman::{Collection, Node};

/// Removes what the configuration skips: what exactly one item or folder here goes by, or all that match a pattern.
/// Gives the pointers of what was removed.
///
/// A correction with one match is done then. A pattern can match in other files of the API as well. All others are left to
/// [`correct`](super::correct()), which knows these files, and the names of types.
pub fn skip(collection: &mut Collection, config: &mut Config) -> Vec<String> {
    let mut skipped = Vec::new();
    let mut patterns = Vec::new();
    let mut is_done = |key: &str, is_wanted: fn(&Node) -> bool| {
        let found = find(&collection.nodes, key, is_wanted);
        if found.pointers.len() != 1 && !found.is_pattern {
            return false;
        }
        for pointer in &found.pointers {
            remove(&mut collection.nodes, pointer);
        }
        if found.is_pattern && !found.pointers.is_empty() {
            patterns.push(key.to_owned());
        }
        skipped.extend(found.pointers);
        !found.is_pattern
    };
    let items = |node: &Node| matches!(node, Node::Item(_));
    let folders = |node: &Node| matches!(node, Node::Folder(_));
    config
        .items
        .retain(|item| !(item.change.skip && is_done(&item.key, items)));
    config
        .folders
        .retain(|folder| !(folder.change.skip && is_done(&folder.key, folders)));
    config.skipped.extend(patterns);
    skipped
}

/// What goes by a key.
pub(super) struct Found {
    pub pointers: Vec<String>,
    /// Whether the key is a pattern.
    pub is_pattern: bool,
}

/// The nodes that match `key`: a name, a path of names, a pointer, or a pattern of one of these.
pub(super) fn find(nodes: &[Node], key: &str, is_wanted: fn(&Node) -> bool) -> Found {
    let mut all = Vec::new();
    collect(nodes, "", is_wanted, &mut all);
    let names = all.iter().flatten().map(String::as_str);
    let selector = Selector::new(key, names);
    let selected = all
        .iter()
        .filter(|keys| keys.iter().any(|key| selector.selects(key)));
    Found {
        pointers: selected.map(|[pointer, ..]| pointer.clone()).collect(),
        is_pattern: selector.is_pattern(),
    }
}

/// Adds the pointer, name and path of names of each wanted node.
fn collect(nodes: &[Node], path: &str, is_wanted: fn(&Node) -> bool, all: &mut Vec<[String; 3]>) {
    for node in nodes {
        let (name, pointer) = match node {
            Node::Folder(folder) => (names::one_line(&folder.name), &folder.pointer),
            Node::Item(item) => (names::one_line(&item.name), &item.pointer),
        };
        let path = format!("{path}{name}");
        if is_wanted(node) {
            all.push([pointer.clone(), name, path.clone()]);
        }
        if let Node::Folder(folder) = node {
            collect(&folder.nodes, &format!("{path}/"), is_wanted, all);
        }
    }
}

fn remove(nodes: &mut Vec<Node>, wanted: &str) {
    nodes.retain(|node| match node {
        Node::Folder(folder) => folder.pointer != wanted,
        Node::Item(item) => item.pointer != wanted,
    });
    for node in nodes {
        if let Node::Folder(folder) = node {
            remove(&mut folder.nodes, wanted);
        }
    }
}
