//! Makes one type of those that are equal in several operations, and moves it to the API.
//!
//! Types are equal if they have the same fields with equal types, whatever their names; small ones if they occur
//! under the same key as well, or are whole bodies of the same kind. Those that differ only in
//! what is always there, and go the same way, become equal first: what one of them can lack, all can. A shared type is
//! named by what it is (see [`name`]), so that adding an operation renames none.

mod distinct;
mod level;
mod name;
mod roles;

use std::collections::HashMap;
use std::collections::btree_map::{BTreeMap, Entry};

use crate::api::{Api, Fact, Ident, Observed, Operation, TypeDef};

use distinct::{DistinctTypes, Flags};

/// Moves the structs and unions that more than one operation has to [`Api::types`].
pub fn share(api: &mut Api) {
    let api_type = api.type_name.clone();
    let (mut operations, types) = api.parts_mut();
    level::level(&mut operations);
    let mut distinct = DistinctTypes::new(Flags::Compare);
    let found: Vec<BTreeMap<Ident, usize>> = operations
        .iter()
        .enumerate()
        .map(|(index, operation)| distinct.add(index, operation))
        .collect();
    let names = name::all(&distinct, &operations, &found, api_type.as_str());
    let mut shared: BTreeMap<usize, TypeDef> = BTreeMap::new();
    for (operation, found) in operations.into_iter().zip(&found) {
        take(operation, found, &names, &mut shared);
    }
    let mut order: Vec<usize> = shared.keys().copied().collect();
    order.sort_by_key(|id| distinct.all[*id].first());
    for id in order {
        let Some(mut def) = shared.remove(&id) else {
            continue;
        };
        let count = distinct.all[id].operations.len();
        def.evidence_mut().facts = vec![Fact::Operations(count)];
        types.push(def);
    }
}

/// Takes the shared types out of an operation, names them by their new names, and drops those of its own that are
/// equal to an earlier one.
fn take(
    operation: &mut Operation,
    found: &BTreeMap<Ident, usize>,
    names: &BTreeMap<usize, Ident>,
    shared: &mut BTreeMap<usize, TypeDef>,
) {
    let mut first_of: BTreeMap<usize, Ident> = BTreeMap::new();
    for def in &operation.types {
        if let Some(id) = found.get(def.name()) {
            first_of.entry(*id).or_insert_with(|| def.name().clone());
        }
    }
    let renamed: BTreeMap<Ident, Ident> = found
        .iter()
        .map(|(own, id)| (own.clone(), names.get(id).unwrap_or(&first_of[id]).clone()))
        .collect();
    for ty in operation.types_mut() {
        ty.rename(&|name| renamed.get(name).cloned());
    }
    // Where each type of its own is by now.
    let mut positions: BTreeMap<Ident, usize> = BTreeMap::new();
    for mut def in std::mem::take(&mut operation.types) {
        let Some(id) = found.get(def.name()) else {
            operation.types.push(def);
            continue;
        };
        *def.name_mut() = renamed[def.name()].clone();
        if names.contains_key(id) {
            match shared.entry(*id) {
                Entry::Vacant(entry) => drop(entry.insert(def)),
                Entry::Occupied(mut known) => merge(known.get_mut(), &def),
            }
        } else {
            match positions.get(def.name()) {
                Some(position) => merge(&mut operation.types[*position], &def),
                None => {
                    positions.insert(def.name().clone(), operation.types.len());
                    operation.types.push(def);
                }
            }
        }
    }
}

/// Adds to a type what an equal one of another operation shows.
fn merge(known: &mut TypeDef, other: &TypeDef) {
    let (uses, more) = (known.uses_mut(), other.uses());
    uses.decode |= more.decode;
    uses.encode |= more.encode;
    if let (TypeDef::Struct(known), TypeDef::Struct(other)) = (known, other) {
        // Equal types can have their fields in another order.
        let fields = other.fields.iter();
        let by_key: HashMap<&str, &Observed> = fields
            .map(|field| (field.wire_name.as_str(), &field.observed))
            .collect();
        for field in &mut known.fields {
            if let Some(observed) = by_key.get(field.wire_name.as_str()) {
                field.observed.merge(observed);
            }
        }
    }
}

#[cfg(test)]
mod tests;
