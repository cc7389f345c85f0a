//! Types that nothing uses any more.

use std::collections::BTreeSet;

use crate::api::{Ident, Operation, Payload, Type, TypeDef};

/// Removes the types of an operation that neither a parameter nor an answer leads to.
pub(super) fn remove(operation: &mut Operation) {
    let mut used = BTreeSet::new();
    let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
    let payloads = operation
        .answers
        .iter()
        .filter_map(|answer| match &answer.payload {
            Payload::Json(ty) => Some(ty),
            _ => None,
        });
    for ty in parameters.chain(payloads) {
        add(ty, &operation.types, &mut used);
    }
    operation.types.retain(|def| used.contains(def.name()));
}

fn add(ty: &Type, defs: &[TypeDef], used: &mut BTreeSet<Ident>) {
    match ty {
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => add(inner, defs, used),
        Type::Named(name) if used.insert(name.clone()) => {
            match defs.iter().find(|def| def.name() == name) {
                Some(TypeDef::Struct(def)) => {
                    for field in &def.fields {
                        add(&field.ty, defs, used);
                    }
                }
                Some(TypeDef::Union(def)) => {
                    for (_, ty) in &def.variants {
                        add(ty, defs, used);
                    }
                }
                _ => {}
            }
        }
        _ => {}
    }
}
