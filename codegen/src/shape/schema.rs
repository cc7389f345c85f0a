//! From a JSON Schema, which format 3 can have next to a body or a parameter, to a [`Shape`].
//!
//! A schema outranks examples. Keywords that only restrict values, such as `maxLength`, do not matter for types. Those that
//! do and cannot be expressed are reported, and what they are about is any JSON.

mod all_of;

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::api::{Docs, FormatTypes, Observed, TextFormat, Type};
use crate::pointer::below;

use super::{Listed, Member, Object, Shape, Tagged};

/// How deep schemas can be nested.
const DEPTH: usize = 40;

/// How many schemas are read behind references. A few references to a schema that has references itself would multiply.
const EXPANSION: usize = 10_000;

/// Keywords that describe what no type can.
const UNSUPPORTED: [&str; 7] = [
    "dependentSchemas",
    "if",
    "not",
    "patternProperties",
    "prefixItems",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// What a schema describes.
#[derive(Debug, Clone, PartialEq)]
pub struct Declaration {
    /// Its values, if they are not null.
    pub shape: Shape,
    /// Whether they can be null.
    pub nullable: bool,
    /// The format of a string, as a sentence.
    pub format: Option<&'static str>,
}

impl Declaration {
    fn of(shape: Shape) -> Self {
        Self {
            shape,
            nullable: false,
            format: None,
        }
    }

    /// Its values in a list or map.
    fn element(self) -> Shape {
        if self.nullable && self.shape != Shape::Any {
            Shape::Nullable(Box::new(self.shape))
        } else {
            self.shape
        }
    }
}

/// A part of a schema that is not supported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsupported {
    /// JSON pointer into the schema.
    pub pointer: String,
    /// What it is, such as `` `not` ``.
    pub what: String,
}

/// Reads a schema. Strings of a format are of `format_types`.
#[must_use]
pub fn read(schema: &Value, format_types: &FormatTypes) -> (Declaration, Vec<Unsupported>) {
    let mut reader = Reader {
        root: schema,
        format_types,
        open: Vec::new(),
        depth: 0,
        expanded: 0,
        unsupported: Vec::new(),
    };
    let declaration = reader.of(schema, "");
    (declaration, reader.unsupported)
}

struct Reader<'a> {
    root: &'a Value,
    format_types: &'a FormatTypes,
    /// The references that are being followed.
    open: Vec<&'a str>,
    depth: usize,
    /// How many schemas were read behind references.
    expanded: usize,
    unsupported: Vec<Unsupported>,
}

impl<'a> Reader<'a> {
    fn report(&mut self, pointer: &str, what: impl Into<String>) -> Declaration {
        self.unsupported.push(Unsupported {
            pointer: pointer.to_owned(),
            what: what.into(),
        });
        Declaration::of(Shape::Any)
    }

    fn of(&mut self, schema: &'a Value, at: &str) -> Declaration {
        let Value::Object(members) = schema else {
            return Declaration::of(Shape::Any);
        };
        if self.depth >= DEPTH {
            return self.report(at, format!("more than {DEPTH} levels of nesting"));
        }
        if !self.open.is_empty() {
            self.expanded += 1;
            if self.expanded == EXPANSION + 1 {
                return self.report(
                    at,
                    format!("more than {EXPANSION} schemas behind references"),
                );
            }
            // One report is enough.
            if self.expanded > EXPANSION {
                return Declaration::of(Shape::Any);
            }
        }
        self.depth += 1;
        let found = self.of_members(members, at);
        self.depth -= 1;
        found
    }

    fn of_members(&mut self, schema: &'a Map<String, Value>, at: &str) -> Declaration {
        for keyword in UNSUPPORTED {
            if schema.contains_key(keyword) {
                self.report(&below(at, keyword), format!("`{keyword}`"));
            }
        }
        if let Some(Value::String(reference)) = schema.get("$ref") {
            return self.referenced(reference, &below(at, "$ref"));
        }
        if let Some(Value::Array(all)) = schema.get("allOf") {
            return self.all_of(schema, all, at);
        }
        for keyword in ["oneOf", "anyOf"] {
            if let Some(Value::Array(variants)) = schema.get(keyword) {
                return self.one_of(variants, &below(at, keyword));
            }
        }
        if let Some(Value::Array(values)) = schema.get("enum") {
            return values_of(values);
        }
        if let Some(Value::String(_)) = schema.get("const") {
            return Declaration::of(Shape::Scalar(Type::String));
        }
        let (ty, nullable) = type_of(schema);
        let mut found = match ty {
            Some("string") => self.string(schema),
            Some("integer") => Declaration::of(Shape::Scalar(match text(schema, "format") {
                Some("int32") => Type::I32,
                _ => Type::I64,
            })),
            Some("number") => Declaration::of(Shape::Scalar(match text(schema, "format") {
                Some("float") => Type::F32,
                _ => Type::F64,
            })),
            Some("boolean") => Declaration::of(Shape::Scalar(Type::Bool)),
            Some("array") => {
                let items = schema.get("items").unwrap_or(&Value::Null);
                let item = self.of(items, &below(at, "items")).element();
                Declaration::of(Shape::List(Box::new(item)))
            }
            Some("object") => self.object(schema, at),
            _ => Declaration::of(Shape::Any),
        };
        found.nullable |= nullable;
        found
    }

    fn string(&self, schema: &Map<String, Value>) -> Declaration {
        let (format, words) = match text(schema, "format") {
            Some("email") => (None, Some("An e-mail address.")),
            Some("uri" | "url") => (None, Some("A URI.")),
            name => {
                let format = name.and_then(TextFormat::named);
                (format, format.map(TextFormat::declared))
            }
        };
        let ty = format.and_then(|format| self.format_types.get(&format));
        Declaration {
            shape: Shape::Scalar(ty.cloned().unwrap_or(Type::String)),
            nullable: false,
            format: words,
        }
    }

    fn object(&mut self, schema: &'a Map<String, Value>, at: &str) -> Declaration {
        let properties = schema.get("properties").and_then(Value::as_object);
        let Some(properties) = properties.filter(|it| !it.is_empty()) else {
            let values = schema.get("additionalProperties").unwrap_or(&Value::Null);
            let at = below(at, "additionalProperties");
            let value = self.of(values, &at).element();
            return Declaration::of(Shape::Map(Box::new(value)));
        };
        let at = below(at, "properties");
        let required: BTreeSet<&str> = required(schema).collect();
        let fields = properties.iter().map(|(key, schema)| {
            let found = self.of(schema, &below(&at, key));
            let is_required = required.contains(key.as_str());
            Member {
                key: key.clone(),
                shape: found.shape,
                required: is_required,
                in_all: is_required,
                nullable: found.nullable,
                docs: Docs::default(),
                observed: Observed::default(),
                format: found.format,
            }
        });
        let fields = fields.collect();
        Declaration::of(Shape::Object(Object { fields, samples: 1 }))
    }

    fn referenced(&mut self, reference: &'a str, at: &str) -> Declaration {
        let target = reference.strip_prefix('#');
        let Some(target) = target.and_then(|pointer| self.root.pointer(pointer)) else {
            return self.report(at, format!("reference to `{reference}`"));
        };
        if self.open.contains(&reference) {
            return self.report(at, format!("recursive reference to `{reference}`"));
        }
        self.open.push(reference);
        let found = self.of(target, reference.trim_start_matches('#'));
        self.open.pop();
        found
    }

    /// One of several shapes, if each can be recognized.
    fn one_of(&mut self, variants: &'a [Value], at: &str) -> Declaration {
        let is_null = |schema: &Value| schema["type"] == "null";
        let nullable = variants.iter().any(is_null);
        let others = variants.iter().enumerate().filter(|(_, it)| !is_null(it));
        let found: Vec<(&Value, Declaration)> = others
            .map(|(index, it)| (it, self.of(it, &format!("{at}/{index}"))))
            .collect();
        let nullable = nullable || found.iter().any(|(_, it)| it.nullable);
        let shapes: Vec<Shape> = found.iter().map(|(_, it)| it.shape.clone()).collect();
        let tagged = self.tagged(&found).filter(|_| found.len() > 1);
        let shape = match shapes.as_slice() {
            [] => Shape::Any,
            [first, rest @ ..] if tagged.is_none() && rest.iter().all(|it| it == first) => {
                first.clone()
            }
            _ => match tagged.or_else(|| discriminated(&shapes)) {
                Some(shape) => shape,
                None => {
                    self.report(at, "alternatives that no field discriminates")
                        .shape
                }
            },
        };
        Declaration {
            nullable,
            ..Declaration::of(shape)
        }
    }

    /// Objects that have one value each under the same key.
    fn tagged(&self, found: &[(&Value, Declaration)]) -> Option<Shape> {
        let resolved: Vec<(&Value, &Object)> = found
            .iter()
            .map(|(schema, it)| {
                let reference = schema["$ref"].as_str().and_then(|it| it.strip_prefix('#'));
                let schema = reference.map_or(Some(*schema), |it| self.root.pointer(it));
                match &it.shape {
                    Shape::Object(object) => Some((schema?, object)),
                    _ => None,
                }
            })
            .collect::<Option<_>>()?;
        let (_, first) = resolved.first()?;
        first.fields.iter().find_map(|field| {
            let text = |schema: &Value| {
                let property = &schema["properties"][&field.key];
                let only = property["enum"].as_array().filter(|it| it.len() == 1);
                let value = property.get("const").or(only.and_then(|it| it.first()));
                value.and_then(Value::as_str).map(str::to_owned)
            };
            let tags = resolved.iter().map(|(schema, _)| text(schema));
            let mut tags: Vec<String> = tags.collect::<Option<_>>()?;
            let variants = tags.iter().zip(&resolved);
            let variants = variants.map(|(tag, (_, it))| (vec![tag.clone()], (*it).clone()));
            let variants = variants.collect();
            tags.sort_unstable();
            tags.dedup();
            (tags.len() == resolved.len()).then(|| {
                Shape::Tagged(Tagged {
                    key: field.key.clone(),
                    variants,
                })
            })
        })
    }
}

/// A union of objects, if each requires a field that no other has.
fn discriminated(shapes: &[Shape]) -> Option<Shape> {
    let objects = shapes.iter().map(|shape| match shape {
        Shape::Object(object) => Some(object),
        _ => None,
    });
    let objects: Vec<&Object> = objects.collect::<Option<_>>()?;
    let counts = Object::key_counts(&objects);
    let is_discriminated = |object: &&Object| {
        let mut required = object.fields.iter().filter(|field| field.required);
        required.any(|field| counts.get(field.key.as_str()) == Some(&1))
    };
    let all = objects.iter().all(is_discriminated);
    all.then(|| Shape::Union(shapes.to_vec()))
}

/// Listed values: of strings, or else of a type that all have.
fn values_of(values: &[Value]) -> Declaration {
    let nullable = values.iter().any(Value::is_null);
    let others: Vec<&Value> = values.iter().filter(|value| !value.is_null()).collect();
    let texts: Option<Vec<String>> = others
        .iter()
        .map(|value| value.as_str().map(str::to_owned))
        .collect();
    let shape = match texts {
        Some(texts) if !texts.is_empty() => Shape::Values(Listed::plain(texts, true)),
        _ if others.iter().all(|value| value.is_i64()) => Shape::Scalar(Type::I64),
        _ if others.iter().all(|value| value.is_number()) => Shape::Scalar(Type::F64),
        _ if others.iter().all(|value| value.is_boolean()) => Shape::Scalar(Type::Bool),
        _ => Shape::Any,
    };
    Declaration {
        nullable,
        ..Declaration::of(shape)
    }
}

/// The type that a schema names or implies, and whether null is one too.
fn type_of(schema: &Map<String, Value>) -> (Option<&str>, bool) {
    let nullable = schema.get("nullable") == Some(&Value::Bool(true));
    match schema.get("type") {
        Some(Value::String(ty)) => (Some(ty), nullable),
        Some(Value::Array(types)) => {
            let types = types.iter().filter_map(Value::as_str);
            let others: Vec<&str> = types.clone().filter(|ty| *ty != "null").collect();
            let only = match others.as_slice() {
                [only] => Some(*only),
                _ => None,
            };
            (only, nullable || types.clone().any(|ty| ty == "null"))
        }
        _ if schema.contains_key("properties") => (Some("object"), nullable),
        _ if schema.contains_key("items") => (Some("array"), nullable),
        _ => (None, nullable),
    }
}

/// The keys that a schema of an object requires.
fn required(schema: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let required = schema.get("required").and_then(Value::as_array);
    required.into_iter().flatten().filter_map(Value::as_str)
}

fn text<'a>(schema: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    schema.get(key).and_then(Value::as_str)
}

#[cfg(test)]
mod tests;
