//! The types that a module defines.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;

use super::context::named_by;
use super::roles::Roles;
use super::scope::TypeScope;
use super::{enums, structs, unions};
use crate::api::{Evidence, Ident, Operation, Type, TypeDef};

/// An operation's own types. Enums that occur in JSON can be read from it and written to it.
pub(super) fn of_operation(operation: &Operation, scope: TypeScope<'_>) -> TokenStream {
    let in_json = named_by(&operation.types);
    let roles = Roles::in_operation(operation);
    let otherwise = format!("[`{}`]", operation.type_name);
    definitions(&operation.types, scope, &roles, &otherwise, &|name| {
        in_json.contains(name)
    })
}

/// The types that several operations share.
pub(super) fn shared(
    types: &[TypeDef],
    operations: &[&Operation],
    scope: TypeScope<'_>,
) -> TokenStream {
    let roles = Roles::of_shared(types, operations);
    definitions(
        types,
        scope,
        &roles,
        "fields in several operations",
        &|_| true,
    )
}

fn definitions(
    types: &[TypeDef],
    scope: TypeScope<'_>,
    roles: &Roles<'_>,
    otherwise: &str,
    is_in_json: &dyn Fn(&Ident) -> bool,
) -> TokenStream {
    let explained = explained(types);
    let types = types.iter().map(|def| {
        let name = def.name();
        let role = roles.get(name).unwrap_or(otherwise);
        let explains = !explained.contains(name);
        match def {
            TypeDef::Struct(def) => structs::emit(def, scope, role, explains),
            TypeDef::Enum(def) => enums::emit(def, role, is_in_json(name), scope.serde),
            TypeDef::Union(def) => unions::emit(def, scope, role, explains),
        }
    });
    types.collect()
}

/// The types that occur in an earlier type with the same evidence, whose docs already show that evidence.
fn explained(types: &[TypeDef]) -> BTreeSet<&Ident> {
    let numbered = types.iter().enumerate();
    let known: BTreeMap<&Ident, (usize, &Evidence)> = numbered
        .clone()
        .filter_map(|(index, def)| Some((def.name(), (index, evidence(def)?))))
        .collect();
    let is_explained = |name: &Ident, index: usize, holder: &TypeDef| {
        let own = known.get(name);
        own.is_some_and(|(own, own_evidence)| {
            index < *own && evidence(holder) == Some(own_evidence)
        })
    };
    let held = numbered.flat_map(|(index, holder)| {
        let names = holder.types().into_iter().filter_map(Type::named);
        names.filter(move |name| is_explained(name, index, holder))
    });
    held.collect()
}

fn evidence(def: &TypeDef) -> Option<&Evidence> {
    match def {
        TypeDef::Struct(def) => Some(&def.evidence),
        TypeDef::Union(def) => Some(&def.evidence),
        TypeDef::Enum(_) => None,
    }
}
