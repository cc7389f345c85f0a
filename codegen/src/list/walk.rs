//! The way to each operation.

use crate::api::{Api, Folder, Operation};

/// An operation with the path to it.
#[derive(Debug, Clone)]
pub(crate) struct Located<'a> {
    /// Names of modules, the API's first, without the operation's own.
    pub modules: Vec<&'a str>,
    /// Names of folders in the collection, from the top.
    pub folders: Vec<&'a str>,
    /// The operation.
    pub operation: &'a Operation,
}

impl Located<'_> {
    /// The names that select the operation in `codegen.toml` and on the command line: its path of names, JSON pointer,
    /// name and type.
    pub(crate) fn keys(&self) -> [String; 4] {
        let mut path = self.folders.clone();
        path.push(&self.operation.name);
        [
            path.join("/"),
            self.operation.pointer.clone(),
            self.operation.name.clone(),
            self.operation.type_name.to_string(),
        ]
    }
}

/// All operations, in file order: those of a level before those of its folders.
pub(crate) fn operations(api: &Api) -> Vec<Located<'_>> {
    let top = Level {
        modules: vec![api.module.as_str()],
        folders: Vec::new(),
    };
    let mut all = Vec::new();
    add(&top, &api.operations, &api.folders, &mut all);
    all
}

/// The path to a level of the API.
struct Level<'a> {
    modules: Vec<&'a str>,
    folders: Vec<&'a str>,
}

fn add<'a>(
    level: &Level<'a>,
    operations: &'a [Operation],
    folders: &'a [Folder],
    all: &mut Vec<Located<'a>>,
) {
    all.extend(operations.iter().map(|operation| Located {
        modules: level.modules.clone(),
        folders: level.folders.clone(),
        operation,
    }));
    for folder in folders {
        let mut modules = level.modules.clone();
        modules.push(folder.module.as_str());
        let mut names = level.folders.clone();
        names.push(&folder.name);
        let level = Level {
            modules,
            folders: names,
        };
        add(&level, &folder.operations, &folder.folders, all);
    }
}
