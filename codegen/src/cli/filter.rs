//! The operations that a list shows.

use std::collections::BTreeSet;

use crate::api::{Api, Folder, Operation};
use crate::list::walk::{self, Located};
use crate::pattern::is_match;
use crate::suggest;

use super::arguments::Filter;

/// Removes all operations that do not pass.
///
/// # Errors
///
/// If nothing is left: which filter excludes everything, and the closest names.
pub(super) fn apply(apis: &mut Vec<Api>, filter: &Filter) -> Result<(), String> {
    let filters: [(&str, &Option<String>, KeysOf); 3] = [
        ("--item", &filter.item, |it| it.keys().to_vec()),
        ("--folder", &filter.folder, folders),
        ("--path", &filter.path, |it| {
            vec![it.operation.path_template.clone()]
        }),
    ];
    for (flag, pattern, keys) in filters {
        if let Some(pattern) = pattern {
            apply_one(apis, pattern, keys).map_err(|known| {
                let help = suggest::closest(pattern, &known);
                format!("no operation matches `{flag} {pattern}`{help}")
            })?;
        }
    }
    Ok(())
}

/// The texts of an operation that a filter is compared with.
type KeysOf = fn(&Located<'_>) -> Vec<String>;

/// The folders that an operation is in, by name and by path of names.
fn folders(located: &Located<'_>) -> Vec<String> {
    let names = located.folders.iter().map(|name| (*name).to_owned());
    let paths = 1..=located.folders.len();
    let paths = paths.map(|depth| located.folders[..depth].join("/"));
    names.chain(paths).collect()
}

/// Applies one filter; if nothing passes, gives all texts that were compared, by operation.
fn apply_one(apis: &mut Vec<Api>, pattern: &str, keys: KeysOf) -> Result<(), Vec<Vec<String>>> {
    let mut known = Vec::new();
    for api in &mut *apis {
        let mut kept = BTreeSet::new();
        for (index, located) in walk::operations(api).iter().enumerate() {
            let keys = keys(located);
            if keys.iter().any(|key| is_match(pattern, key)) {
                kept.insert(index);
            }
            known.push(keys);
        }
        let mut index = 0;
        retain(&mut api.operations, &mut api.folders, &mut |_| {
            index += 1;
            kept.contains(&(index - 1))
        });
    }
    apis.retain(|api| !api.operations.is_empty() || !api.folders.is_empty());
    if apis.is_empty() { Err(known) } else { Ok(()) }
}

/// Keeps the operations that `is_kept` accepts, in the order of [`walk::operations`], and the folders that have any.
fn retain(
    operations: &mut Vec<Operation>,
    folders: &mut Vec<Folder>,
    is_kept: &mut dyn FnMut(&Operation) -> bool,
) {
    operations.retain(|operation| is_kept(operation));
    for folder in &mut *folders {
        retain(&mut folder.operations, &mut folder.folders, is_kept);
    }
    folders.retain(|folder| !folder.operations.is_empty() || !folder.folders.is_empty());
}
