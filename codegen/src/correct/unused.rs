//! Types that nothing uses any more.

use std::collections::BTreeSet;

use crate::api::{Ident, Operation, Type, TypeDef};

/// Removes the types of an operation that neither a parameter nor a response leads to.
pub(super) fn remove(operation: &mut Operation) {
    let mut used = BTreeSet::new();
    for ty in operation.sent().chain(operation.read()) {
        add(ty, &operation.types, &mut used);
    }
    operation.types.retain(|def| used.contains(def.name()));
}

fn add(ty: &Type, defs: &[TypeDef], used: &mut BTreeSet<Ident>) {
    let Some(name) = ty.named().filter(|name| !used.contains(*name)) else {
        return;
    };
    used.insert(name.clone());
    if let Some(def) = defs.iter().find(|def| def.name() == name) {
        for ty in def.types() {
            add(ty, defs, used);
        }
    }
}
