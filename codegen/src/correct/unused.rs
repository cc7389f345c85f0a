//! Types that nothing uses any more.

use std::collections::{BTreeSet, HashMap};

use crate::api::{Ident, Operation, Type, TypeDef};

/// Removes the types of an operation that neither a parameter nor a response leads to.
pub(super) fn remove(operation: &mut Operation) {
    let defs = operation.types.iter().map(|def| (def.name(), def));
    let defs: HashMap<&Ident, &TypeDef> = defs.collect();
    let mut names: Vec<&Ident> = operation
        .sent()
        .chain(operation.read())
        .filter_map(Type::named)
        .collect();
    let mut used: BTreeSet<Ident> = BTreeSet::new();
    while let Some(name) = names.pop() {
        if used.insert(name.clone())
            && let Some(def) = defs.get(name)
        {
            names.extend(def.types().into_iter().filter_map(Type::named));
        }
    }
    operation.types.retain(|def| used.contains(def.name()));
}
