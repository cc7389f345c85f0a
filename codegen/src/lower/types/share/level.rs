//! Lets types that differ only in what is always there agree on it.

use std::collections::BTreeMap;

use crate::api::{Operation, TypeDef};

use super::distinct::{DistinctTypes, Flags};

/// Makes equal what differs only in what is always there or can be null.
pub(super) fn level(operations: &mut [&mut Operation]) {
    let mut distinct = DistinctTypes::new(Flags::Ignore);
    for (index, operation) in operations.iter().enumerate() {
        distinct.add(index, operation);
    }
    for ty in distinct.all.iter().filter(|ty| ty.uses.len() > 1) {
        // By key: whether it is always there, and whether it can be null.
        let mut flags: BTreeMap<String, (bool, bool)> = BTreeMap::new();
        for &(operation, position) in &ty.uses {
            if let TypeDef::Struct(def) = &operations[operation].types[position] {
                for field in &def.fields {
                    let known = flags
                        .entry(field.wire_name.clone())
                        .or_insert((true, false));
                    known.0 &= field.required;
                    known.1 |= field.nullable;
                }
            }
        }
        for &(operation, position) in &ty.uses {
            if let TypeDef::Struct(def) = &mut operations[operation].types[position] {
                for field in &mut def.fields {
                    (field.required, field.nullable) = flags[&field.wire_name];
                }
            }
        }
    }
}
