//! The names in use on each level of folders, while corrections change them.

use std::collections::HashMap;

use crate::api::Api;
use crate::names::Scope;

use super::find::{self, Place};

/// The levels that something was renamed on.
#[derive(Default)]
pub(super) struct Levels(HashMap<Place, Level>);

/// The names in use on one level.
pub(super) struct Level {
    /// Those of the modules of items and folders, and of the module that they are in.
    pub modules: Scope,
    /// Those of the request types.
    pub types: Scope,
}

impl Levels {
    /// The names on the level at a path of indices.
    pub(super) fn at(&mut self, api: &mut Api, parents: &[usize]) -> &mut Level {
        self.0.entry(parents.to_vec()).or_insert_with(|| {
            let (module, operations, folders) = find::level(api, parents);
            let of_items = operations.iter().map(|it| it.module.as_str());
            let of_folders = folders.iter().map(|it| it.module.as_str());
            Level {
                // A module in one of the same name reads badly (`clippy::module_inception`).
                modules: Scope::holding(of_items.chain(of_folders).chain([module])),
                types: Scope::holding(operations.iter().map(|it| it.type_name.as_str())),
            }
        })
    }

    /// Forgets a level whose module has another name now.
    pub(super) fn forget(&mut self, place: &[usize]) {
        self.0.remove(place);
    }
}
