//! The types that a module defines.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::named_by;
use super::roles::Roles;
use super::scope::TypeScope;
use super::{enums, structs, unions};
use crate::api::{Operation, TypeDef};

/// An operation's own types; of its enums, those that are in JSON can be read from it and written to it.
pub(super) fn of_operation(operation: &Operation, scope: TypeScope<'_>) -> TokenStream {
    let in_json = named_by(&operation.types);
    let roles = Roles::in_operation(operation);
    let otherwise = format!("[`{}`]", operation.type_name);
    let types = operation.types.iter().map(|def| {
        let role = roles.get(def.name()).unwrap_or(&otherwise);
        definition(def, scope, role, in_json.contains(def.name()))
    });
    quote!(#(#types)*)
}

/// The types that several operations share.
pub(super) fn shared(types: &[TypeDef], scope: TypeScope<'_>) -> TokenStream {
    let roles = Roles::in_fields(types);
    let types = types.iter().map(|def| {
        let role = roles
            .get(def.name())
            .unwrap_or("fields in several operations");
        definition(def, scope, role, true)
    });
    quote!(#(#types)*)
}

fn definition(def: &TypeDef, scope: TypeScope<'_>, role: &str, in_json: bool) -> TokenStream {
    match def {
        TypeDef::Struct(def) => structs::emit(def, scope, role),
        TypeDef::Enum(def) => enums::emit(def, role, in_json),
        TypeDef::Union(def) => unions::emit(def, scope, role),
    }
}
