//! The enums that parameters can be of, found by name: an API can have thousands of types.

use std::collections::HashMap;

use crate::api::{Enum, Ident, Operation, Type, TypeDef};

/// Enums by their names.
pub(super) type ByName<'a> = HashMap<&'a Ident, &'a Enum>;

/// The enums that an operation can name.
pub(super) struct Enums<'a> {
    own: ByName<'a>,
    shared: &'a ByName<'a>,
}

/// The enums among definitions.
pub(super) fn by_name(defs: &[TypeDef]) -> ByName<'_> {
    let enums = defs.iter().filter_map(|def| match def {
        TypeDef::Enum(def) => Some((&def.name, def)),
        TypeDef::Struct(_) | TypeDef::Union(_) => None,
    });
    enums.collect()
}

impl<'a> Enums<'a> {
    /// The enums of an operation, and those of the API.
    pub(super) fn of(operation: &'a Operation, shared: &'a ByName<'a>) -> Self {
        Self {
            own: by_name(&operation.types),
            shared,
        }
    }

    /// The enum that a type names, through lists and the like.
    pub(super) fn get(&self, ty: &Type) -> Option<&'a Enum> {
        let name = ty.named()?;
        self.own
            .get(name)
            .or_else(|| self.shared.get(name))
            .copied()
    }
}
