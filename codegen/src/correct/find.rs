//! Folders and items by what a configuration calls them.

use std::collections::BTreeSet;

use crate::api::{Api, Folder, Operation};

use super::index::Index;

/// Where something is: indices of folders from the top, the last one the index of the thing in its parent.
pub(super) type Place = Vec<usize>;

/// The items of an API.
pub(super) fn operations(api: &Api) -> Index<Place> {
    let mut all = Vec::new();
    each_level(api, &mut |path, indices, operations, _| {
        for (index, operation) in operations.iter().enumerate() {
            let full = format!("{path}{}", operation.name);
            let ty = operation.type_name.to_string();
            let keys = vec![full, operation.pointer.clone(), operation.name.clone(), ty];
            all.push((keys, with(indices, index)));
        }
    });
    Index::new(all)
}

/// The item at a place.
pub(super) fn operation<'a>(api: &'a Api, place: &[usize]) -> &'a Operation {
    let (mut operations, mut folders) = (&api.operations, &api.folders);
    let (index, parents) = in_parent(place);
    for parent in parents {
        (operations, folders) = (&folders[*parent].operations, &folders[*parent].folders);
    }
    &operations[index]
}

/// The index of a thing in its parent, and the place of the parent.
pub(super) fn in_parent(place: &[usize]) -> (usize, &[usize]) {
    let (index, parents) = place
        .split_last()
        .expect("a thing has a place in its parent");
    (*index, parents)
}

/// The folders of an API.
pub(super) fn folders(api: &Api) -> Index<Place> {
    let mut all = Vec::new();
    each_level(api, &mut |path, indices, _, folders| {
        for (index, folder) in folders.iter().enumerate() {
            let full = format!("{path}{}", folder.name);
            let keys = vec![full, folder.pointer.clone(), folder.name.clone()];
            all.push((keys, with(indices, index)));
        }
    });
    Index::new(all)
}

fn with(indices: &[usize], index: usize) -> Place {
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

/// Removes the items at some places.
pub(super) fn remove_operations(api: &mut Api, places: &BTreeSet<&Place>) {
    let parents: BTreeSet<&[usize]> = places.iter().map(|place| in_parent(place).1).collect();
    for parent in parents {
        let (_, operations, _) = level(api, parent);
        remove(operations, |index| places.contains(&with(parent, index)));
    }
}

/// Removes the folders at some places, with all that is in them.
pub(super) fn remove_folders(api: &mut Api, places: &BTreeSet<&Place>) {
    let parents: BTreeSet<&[usize]> = places.iter().map(|place| in_parent(place).1).collect();
    // From the last to the first, so that removing one does not move the others.
    for parent in parents.into_iter().rev() {
        let (_, _, folders) = level(api, parent);
        remove(folders, |index| places.contains(&with(parent, index)));
    }
}

fn remove<T>(all: &mut Vec<T>, is_removed: impl Fn(usize) -> bool) {
    let mut index = 0;
    all.retain(|_| {
        index += 1;
        !is_removed(index - 1)
    });
}

/// Removes the folders that hold no item any more.
pub(super) fn remove_empty_folders(folders: &mut Vec<Folder>) {
    for folder in &mut *folders {
        remove_empty_folders(&mut folder.folders);
    }
    folders.retain(|folder| !(folder.operations.is_empty() && folder.folders.is_empty()));
}
