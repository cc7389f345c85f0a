//! `allOf`: a value that several schemas describe.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::pointer::below;

use super::super::{Member, Object, Shape};
use super::{Declaration, Reader, required};

/// The fields of several objects, in the order in which they first occur.
#[derive(Default)]
struct Fields {
    fields: Vec<Member>,
    /// Where each key is in `fields`.
    indexes: BTreeMap<String, usize>,
}

impl<'a> Reader<'a> {
    /// The fields of all objects. Of other schemas, the first that is not empty counts.
    pub(super) fn all_of(
        &mut self,
        schema: &'a Map<String, Value>,
        all: &'a [Value],
        at: &str,
    ) -> Declaration {
        let at_all = below(at, "allOf");
        let mut parts: Vec<Declaration> = Vec::new();
        for (index, part) in all.iter().enumerate() {
            parts.push(self.of(part, &format!("{at_all}/{index}")));
        }
        if schema.contains_key("properties") {
            parts.push(self.object(schema, at));
        }
        let nullable = parts.iter().any(|part| part.nullable);
        let mut fields = Fields::default();
        let mut other = None;
        for part in parts {
            match part.shape {
                Shape::Object(object) => object.fields.into_iter().for_each(|it| fields.add(it)),
                Shape::Any => {}
                shape => drop(other.get_or_insert(shape)),
            }
        }
        required(schema).for_each(|key| fields.require(key));
        let shape = match other {
            _ if !fields.fields.is_empty() => Shape::Object(Object {
                fields: fields.fields,
                samples: 1,
            }),
            Some(other) => other,
            None => Shape::Any,
        };
        Declaration {
            nullable,
            ..Declaration::of(shape)
        }
    }
}

impl Fields {
    fn add(&mut self, field: Member) {
        match self.indexes.get(&field.key) {
            Some(at) => self.fields[*at].required |= field.required,
            None => {
                self.indexes.insert(field.key.clone(), self.fields.len());
                self.fields.push(field);
            }
        }
    }

    fn require(&mut self, key: &str) {
        if let Some(at) = self.indexes.get(key) {
            let field = &mut self.fields[*at];
            (field.required, field.in_all) = (true, true);
        }
    }
}
