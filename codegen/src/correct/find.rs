//! Folders and items by what a configuration calls them.

use crate::api::{Api, Folder, Operation};
use crate::pattern::Selector;

/// What goes by a key, and what there is.
pub(super) struct Matches {
    /// Where the matches are: indices of folders from the top, the last one the index of the match in its parent.
    pub matching: Vec<Vec<usize>>,
    /// Keys that would match one of several only.
    pub paths: Vec<String>,
    /// All names and paths there are.
    pub known: Vec<String>,
    /// Whether the key is a pattern, and so can match several.
    pub is_pattern: bool,
}

/// A thing with the keys that it goes by (its path, its pointer, its name and others), and its place.
type Keyed = (Vec<String>, Vec<usize>);

impl Matches {
    /// What goes by `wanted`: the things with this key, or else those that match it as a pattern.
    fn of(wanted: &str, all: &[Keyed]) -> Self {
        let known: Vec<String> = all.iter().flat_map(|(keys, _)| keys).cloned().collect();
        let selector = Selector::new(wanted, known.iter().map(String::as_str));
        let mut found = Self {
            matching: Vec::new(),
            paths: Vec::new(),
            is_pattern: selector.is_pattern(),
            known,
        };
        for (keys, place) in all {
            if keys.iter().any(|key| selector.selects(key)) {
                found.matching.push(place.clone());
                // A path says where; a pointer is exact where paths are equal too.
                let exact = keys.iter().find(|key| *key != wanted && !key.is_empty());
                let exact = exact.filter(|key| !found.paths.contains(key));
                found.paths.push(exact.unwrap_or(&keys[1]).clone());
            }
        }
        found
    }

    /// Whether a correction applies to all matches: to one thing, or to the several of a pattern.
    pub(super) fn is_clear(&self) -> bool {
        self.matching.len() == 1 || self.is_pattern && !self.matching.is_empty()
    }
}

/// The items that go by `key`.
pub(super) fn operations(api: &Api, key: &str) -> Matches {
    let mut all = Vec::new();
    each_level(api, &mut |path, indices, operations, _| {
        for (index, operation) in operations.iter().enumerate() {
            let full = format!("{path}{}", operation.name);
            let ty = operation.type_name.to_string();
            let keys = vec![full, operation.pointer.clone(), operation.name.clone(), ty];
            all.push((keys, with(indices, index)));
        }
    });
    Matches::of(key, &all)
}

/// The item at a place.
pub(super) fn operation<'a>(api: &'a Api, place: &[usize]) -> &'a Operation {
    let (mut operations, mut folders) = (&api.operations, &api.folders);
    let (index, parents) = place
        .split_last()
        .expect("an item has a place in its folder");
    for parent in parents {
        (operations, folders) = (&folders[*parent].operations, &folders[*parent].folders);
    }
    &operations[*index]
}

/// The folders that go by `key`.
pub(super) fn folders(api: &Api, key: &str) -> Matches {
    let mut all = Vec::new();
    each_level(api, &mut |path, indices, _, folders| {
        for (index, folder) in folders.iter().enumerate() {
            let full = format!("{path}{}", folder.name);
            let keys = vec![full, folder.pointer.clone(), folder.name.clone()];
            all.push((keys, with(indices, index)));
        }
    });
    Matches::of(key, &all)
}

fn with(indices: &[usize], index: usize) -> Vec<usize> {
    indices.iter().copied().chain([index]).collect()
}

type Visit<'a> = dyn FnMut(&str, &[usize], &[Operation], &[Folder]) + 'a;

/// Visits the top and each folder, with its path of names (ending in a slash) and of indices.
fn each_level(api: &Api, visit: &mut Visit<'_>) {
    fn folders(path: &str, indices: &[usize], all: &[Folder], visit: &mut Visit<'_>) {
        for (index, folder) in all.iter().enumerate() {
            let path = format!("{path}{}/", folder.name);
            let indices = with(indices, index);
            visit(&path, &indices, &folder.operations, &folder.folders);
            folders(&path, &indices, &folder.folders, visit);
        }
    }
    visit("", &[], &api.operations, &api.folders);
    folders("", &[], &api.folders, visit);
}

/// The level at a path of indices: its module's name, its items and folders.
pub(super) fn level<'a>(
    api: &'a mut Api,
    path: &[usize],
) -> (&'a str, &'a mut Vec<Operation>, &'a mut Vec<Folder>) {
    let mut level = (api.module.as_str(), &mut api.operations, &mut api.folders);
    for index in path {
        let folder = &mut level.2[*index];
        level = (
            folder.module.as_str(),
            &mut folder.operations,
            &mut folder.folders,
        );
    }
    level
}

/// Removes the folders that hold no item any more.
pub(super) fn remove_empty_folders(folders: &mut Vec<Folder>) {
    for folder in &mut *folders {
        remove_empty_folders(&mut folder.folders);
    }
    folders.retain(|folder| !(folder.operations.is_empty() && folder.folders.is_empty()));
}
