//! Finds definitions by name, and the path of an operation's module. It is built once, because every operation needs it.

use std::collections::BTreeMap;

use super::scope::TypeScope;
use crate::api::{Api, Definitions, Folder, Operation};

/// The definitions and operations of an API.
#[derive(Debug)]
pub(crate) struct Index<'a> {
    pub(super) api: &'a Api,
    shared: Definitions<'a>,
    /// By address, as names are unique only within a folder.
    operations: BTreeMap<usize, Entry<'a>>,
}

#[derive(Debug)]
struct Entry<'a> {
    path: String,
    definitions: Definitions<'a>,
}

impl<'a> Index<'a> {
    pub(crate) fn of(api: &'a Api) -> Self {
        let mut index = Self {
            api,
            shared: Definitions::shared(&api.types),
            operations: BTreeMap::new(),
        };
        index.add(api.module.as_str(), &api.operations, &api.folders);
        index
    }

    fn add(&mut self, parent: &str, operations: &'a [Operation], folders: &'a [Folder]) {
        for operation in operations {
            let entry = Entry {
                path: format!("{parent}::{}", operation.module),
                definitions: self.shared.with_own(&operation.types),
            };
            self.operations.insert(address(operation), entry);
        }
        for folder in folders {
            let path = format!("{parent}::{}", folder.module);
            self.add(&path, &folder.operations, &folder.folders);
        }
    }

    /// The path of an operation's module in the crate that holds the API's module.
    pub(super) fn path_of(&self, operation: &Operation) -> Option<&str> {
        let entry = self.operations.get(&address(operation))?;
        Some(&entry.path)
    }

    /// The types that an operation's code can name.
    pub(super) fn scope(&'a self, operation: &Operation) -> TypeScope<'a> {
        let entry = self.operations.get(&address(operation));
        TypeScope {
            definitions: entry.map_or(&self.shared, |entry| &entry.definitions),
            ..self.shared_scope()
        }
    }

    /// The types that the code of shared types can name.
    pub(super) fn shared_scope(&'a self) -> TypeScope<'a> {
        TypeScope {
            definitions: &self.shared,
            serde: self.api.serde,
        }
    }
}

fn address(operation: &Operation) -> usize {
    std::ptr::from_ref(operation).addr()
}
