//! What a JSON Schema declares of a parameter: `$type` of format 3.

use crate::api::{Evidence, Fact, Presence, PresenceReason, Type};
use crate::lower::types;
use crate::names;
use crate::shape::{Direction, Shape, schema};

use super::{Entry, Parameters};

/// What a schema declares of a parameter.
pub(super) struct Declared {
    /// The type of one value, if it is text or a number.
    pub(super) ty: Option<Type>,
    required: bool,
}

impl Declared {
    /// Whether the parameter must be given, according to the schema.
    pub(super) fn presence(&self, otherwise: Presence) -> (Presence, PresenceReason) {
        let presence = match (self.required, otherwise) {
            (true, _) => Presence::Required,
            (false, Presence::Required) => Presence::Optional,
            (false, other) => other,
        };
        (presence, PresenceReason::Schema)
    }
}

impl Parameters<'_> {
    /// What a schema declares of a parameter: it describes an object with the member `value`.
    pub(super) fn declared(&mut self, entry: &Entry<'_>) -> Option<Declared> {
        let schema = self.context.schemas.get(entry.pointer)?;
        let (declaration, _) = schema::read(schema, self.context.format_types);
        let Shape::Object(object) = declaration.shape else {
            return None;
        };
        let value = object
            .fields
            .into_iter()
            .find(|field| field.key == "value")?;
        let ty = match value.shape {
            Shape::Scalar(ty) => Some(ty),
            Shape::Values(values) => {
                let name = names::type_name(entry.wire_name);
                let def = types::enum_of(
                    &values,
                    &name,
                    Direction::Request,
                    &Evidence::of(Fact::Schema),
                );
                Some(Type::Named(self.define(def, entry.wire_name)))
            }
            _ => None,
        };
        Some(Declared {
            ty,
            required: value.required,
        })
    }
}
