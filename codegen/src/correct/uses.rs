//! Which way types go, after corrections have put them in other places.

use std::collections::{BTreeSet, HashMap};

use crate::api::{Api, Ident, Type, TypeDef, Uses};

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
    let shared_positions = positions(shared);
    // What a shared type leads to is shared as well.
    let (mut sent_before, mut read_before) = (BTreeSet::new(), BTreeSet::new());
    for operation in operations {
        let sent = operation.sent().filter_map(Type::named).cloned().collect();
        let read = operation.read().filter_map(Type::named).cloned().collect();
        let own_positions = positions(&operation.types);
        for (names, uses, before) in [
            (sent, SENT, &mut sent_before),
            (read, READ, &mut read_before),
        ] {
            let own = (operation.types.as_mut_slice(), &own_positions);
            let rest = mark(names, uses, own);
            let rest = rest.into_iter().filter(|name| before.insert(name.clone()));
            mark(
                rest.collect(),
                uses,
                (shared.as_mut_slice(), &shared_positions),
            );
        }
    }
}

/// Where each definition is.
fn positions(defs: &[TypeDef]) -> HashMap<Ident, usize> {
    let names = defs.iter().map(|def| def.name().clone());
    names.enumerate().map(|(at, name)| (name, at)).collect()
}

/// Marks the definitions that names lead to; returns the names of those that are elsewhere.
fn mark(
    mut names: Vec<Ident>,
    uses: Uses,
    (defs, positions): (&mut [TypeDef], &HashMap<Ident, usize>),
) -> Vec<Ident> {
    let mut elsewhere = Vec::new();
    let mut seen = BTreeSet::new();
    while let Some(name) = names.pop() {
        let Some(position) = positions.get(&name) else {
            elsewhere.push(name);
            continue;
        };
        if !seen.insert(*position) {
            continue;
        }
        let def = &mut defs[*position];
        let all = def.uses_mut();
        all.decode |= uses.decode;
        all.encode |= uses.encode;
        names.extend(def.types().into_iter().filter_map(Type::named).cloned());
    }
    elsewhere
}
