//! Names for the variants of a union.

use std::collections::HashMap;

use crate::api::Type;
use crate::shape::{Object, Shape};

/// The objects among the variants of a union.
pub(super) struct Objects<'a> {
    count: usize,
    /// How many have each key.
    keys: HashMap<&'a str, usize>,
}

impl<'a> Objects<'a> {
    pub(super) fn among(shapes: &'a [Shape]) -> Self {
        let objects = shapes.iter().filter_map(|shape| match shape {
            Shape::Object(object) => Some(object),
            _ => None,
        });
        let objects: Vec<&Object> = objects.collect();
        Self {
            count: objects.len(),
            keys: Object::key_counts(&objects),
        }
    }

    /// What a variant is called: a key that the others do not have, or the kind of value.
    pub(super) fn distinguishing(&self, shape: &Shape) -> String {
        let object = match shape {
            Shape::Object(object) => object,
            Shape::List(_) => return "list".to_owned(),
            Shape::Map(_) => return "map".to_owned(),
            Shape::Scalar(Type::String) => return "text".to_owned(),
            Shape::Scalar(Type::Bool) => return "flag".to_owned(),
            Shape::Scalar(_) => return "number".to_owned(),
            _ => return "value".to_owned(),
        };
        let is_unique = |key: &str| self.keys.get(key) == Some(&1);
        let mut fields = object.fields.iter();
        let field = fields.find(|field| field.required && is_unique(&field.key));
        match field {
            Some(field) if self.count > 1 => field.key.clone(),
            _ => "object".to_owned(),
        }
    }
}
