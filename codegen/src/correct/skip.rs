//! Leaves out items and folders before anything is made of them, so that what is wrong with them does not matter.

use crate::config::Config;
use crate::names;
use crate::postman::{Collection, Node};

/// Removes what the configuration skips and exactly one item or folder goes by, here; the pointers of what was
/// removed. Those corrections are done then.
///
/// The others are left to [`correct`](super::correct()), which knows all files of the API, and its type names.
pub fn skip(collection: &mut Collection, config: &mut Config) -> Vec<String> {
    let mut skipped = Vec::new();
    let mut is_done = |key: &str, is_wanted: fn(&Node) -> bool| {
        let mut pointers = Vec::new();
        find(&collection.nodes, "", key, is_wanted, &mut pointers);
        let [pointer] = pointers.as_slice() else {
            return false;
        };
        remove(&mut collection.nodes, pointer);
        skipped.push(pointer.clone());
        true
    };
    let items = |node: &Node| matches!(node, Node::Item(_));
    let folders = |node: &Node| matches!(node, Node::Folder(_));
    config
        .items
        .retain(|item| !(item.change.skip && is_done(&item.key, items)));
    config
        .folders
        .retain(|folder| !(folder.change.skip && is_done(&folder.key, folders)));
    skipped
}

/// Adds the pointers of nodes that match `key`: a name, a path of names or a pointer.
pub(super) fn find(
    nodes: &[Node],
    path: &str,
    key: &str,
    is_wanted: fn(&Node) -> bool,
    pointers: &mut Vec<String>,
) {
    for node in nodes {
        let (name, pointer) = match node {
            Node::Folder(folder) => (names::one_line(&folder.name), &folder.pointer),
            Node::Item(item) => (names::one_line(&item.name), &item.pointer),
        };
        let path = format!("{path}{name}");
        if is_wanted(node) && [&name, pointer, &path].into_iter().any(|way| way == key) {
            pointers.push(pointer.clone());
        }
        if let Node::Folder(folder) = node {
            find(&folder.nodes, &format!("{path}/"), key, is_wanted, pointers);
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
