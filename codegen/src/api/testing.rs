//! Parts of models, for tests.

use super::{Docs, Field, Ident, Observed, Type};

/// A required field of a type, of which nothing else is known.
pub(crate) fn field(name: &str, ty: Type) -> Field {
    Field {
        wire_name: name.to_owned(),
        name: Ident::new(name),
        ty,
        required: true,
        nullable: false,
        empty_if_missing: false,
        is_secret: false,
        observed: Observed::default(),
        docs: Docs::default(),
    }
}
