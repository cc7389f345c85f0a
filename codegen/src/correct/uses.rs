//! Which way types go, after corrections have put them in other places.

use std::collections::BTreeSet;

use crate::api::{Api, Ident, Operation, Type, TypeDef, Uses};

/// Whatever a parameter leads to is sent, whatever a response leads to is read; what was so before stays so.
pub(super) fn spread(api: &mut Api) {
    const SENT: Uses = Uses {
        decode: false,
        encode: true,
    };
    const READ: Uses = Uses {
        decode: true,
        encode: false,
    };
    let (operations, shared) = api.parts_mut();
    for operation in operations {
        let sent: Vec<Type> = operation.sent().cloned().collect();
        let read: Vec<Type> = operation.read().cloned().collect();
        for (types, uses) in [(sent, SENT), (read, READ)] {
            let mut seen = BTreeSet::new();
            for ty in types {
                mark(&ty, uses, operation, shared, &mut seen);
            }
        }
    }
}

fn mark(
    ty: &Type,
    uses: Uses,
    operation: &mut Operation,
    shared: &mut [TypeDef],
    seen: &mut BTreeSet<Ident>,
) {
    let Some(name) = ty.named().filter(|name| !seen.contains(*name)) else {
        return;
    };
    seen.insert(name.clone());
    let mut defs = operation.types.iter_mut().chain(shared.iter_mut());
    let Some(def) = defs.find(|def| def.name() == name) else {
        return;
    };
    let all = def.uses_mut();
    all.decode |= uses.decode;
    all.encode |= uses.encode;
    let held: Vec<Type> = def.types().into_iter().cloned().collect();
    for ty in held {
        mark(&ty, uses, operation, shared, seen);
    }
}
