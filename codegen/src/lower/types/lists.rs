//! Lists in responses: `Vec<T>`, which is empty if the list is missing or null.
//!
//! Few servers distinguish an empty list from one that is missing, and a loop over a `Vec` needs no `Option`.

use crate::api::{Api, Field, Type, TypeDef};

/// Marks the lists that can be missing or null, in all types that are only read.
///
/// A type that is also sent keeps its `Option`s, because a missing list and an empty one are different requests.
pub fn read_missing_lists_as_empty(api: &mut Api) {
    let (operations, shared) = api.parts_mut();
    let own = operations.into_iter().flat_map(|it| &mut it.types);
    for def in own.chain(shared) {
        if let TypeDef::Struct(def) = def
            && !def.uses.encode
        {
            for field in def.fields.iter_mut().filter(|it| is_optional_list(it)) {
                field.empty_if_missing = true;
            }
        }
    }
}

fn is_optional_list(field: &Field) -> bool {
    matches!(field.ty, Type::List(_)) && (!field.required || field.nullable)
}
