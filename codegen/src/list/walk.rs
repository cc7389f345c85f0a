//! The way to each operation.

use crate::api::{Api, Folder, Operation, Type, TypeDef};

/// An operation with the path of the module that holds its module.
#[derive(Debug, Clone)]
pub(super) struct Located<'a> {
    /// Names of modules, the API's first.
    pub modules: Vec<&'a str>,
    /// The operation.
    pub operation: &'a Operation,
}

/// All operations, in file order: those of a level before those of its folders.
pub(super) fn operations(api: &Api) -> Vec<Located<'_>> {
    fn add<'a>(
        modules: &[&'a str],
        operations: &'a [Operation],
        folders: &'a [Folder],
        all: &mut Vec<Located<'a>>,
    ) {
        all.extend(operations.iter().map(|operation| Located {
            modules: modules.to_vec(),
            operation,
        }));
        for folder in folders {
            let modules: Vec<&str> = modules
                .iter()
                .copied()
                .chain([folder.module.as_str()])
                .collect();
            add(&modules, &folder.operations, &folder.folders, all);
        }
    }
    let mut all = Vec::new();
    add(
        &[api.module.as_str()],
        &api.operations,
        &api.folders,
        &mut all,
    );
    all
}

/// The definition that a type names, through lists and the like.
pub(super) fn definition<'a>(
    api: &'a Api,
    operation: &'a Operation,
    ty: &Type,
) -> Option<&'a TypeDef> {
    let name = ty.named()?;
    let mut defs = operation.types.iter().chain(&api.types);
    defs.find(|def| def.name() == name)
}
