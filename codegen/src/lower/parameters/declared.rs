//! What a JSON Schema declares of a parameter: `$type` of format 3.

use crate::api::{Evidence, Fact, Location, Presence, PresenceReason, Type};
use crate::lower::types;
use crate::names;
use crate::shape::{Direction, Shape};

use super::{Entry, Given, Parameters, first_text};

/// What a schema declares of a parameter.
pub(super) struct Declared {
    /// The type, if it is text, a number, or a list of those.
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
        let value = self.context.declared_value(entry.pointer)?;
        let text = match &entry.given {
            // Each text of a list is one value.
            Given::Nothing | Given::Texts(_) | Given::FlattenedList(_) => Some(""),
            Given::Indexed(list) if list.item.is_none() => Some(""),
            given => first_text(given),
        };
        let ty = match value.shape {
            // The content of a file, and JSON, whose type is that of the schema already.
            _ if text.is_none() => None,
            // A list that is written as JSON is one text.
            Shape::List(_) if text.is_some_and(|text| text.starts_with('[')) => None,
            Shape::List(item) => self.declared_type(*item, entry.name()).map(list_of),
            shape => {
                let ty = self.declared_type(shape, entry.name());
                match entry.given {
                    Given::Texts(_) | Given::FlattenedList(_) | Given::Indexed(_) => {
                        ty.map(list_of)
                    }
                    _ => ty,
                }
            }
        };
        Some(Declared {
            ty,
            required: value.required,
        })
    }

    /// The type of one value; [`None`] for objects and lists.
    fn declared_type(&mut self, shape: Shape, wire_name: &str) -> Option<Type> {
        match shape {
            Shape::Scalar(ty) => Some(ty),
            Shape::Values(listed) => {
                let def = types::enum_of(
                    &listed,
                    &names::type_name(wire_name),
                    Direction::Request,
                    &Evidence::of(Fact::Schema),
                );
                Some(Type::Named(self.define(def, wire_name)))
            }
            _ => None,
        }
    }
}

/// How a list is written that a schema declares: its values are one text where a name cannot be repeated, and where the
/// collection shows that they are.
pub(super) fn separator_of(entry: &Entry<'_>) -> Option<&'static str> {
    let is_joined = first_text(&entry.given).is_some_and(|text| text.contains(','));
    let can_repeat = !matches!(
        entry.location,
        Location::Path | Location::Header | Location::Variable
    );
    (is_joined || !can_repeat).then_some(",")
}

fn list_of(item: Type) -> Type {
    Type::List(Box::new(item))
}
