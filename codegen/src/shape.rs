//! From example JSON to its [`Shape`]: what values in one place look like.
//!
//! ```text
//! lenient      body text to Json
//! statistics   what all examples of the API show together
//! infer        samples to a Shape
//! ```
//!
//! # What is claimed
//!
//! Examples are no schema, so a claim needs evidence:
//!
//! * A field is *always there* if every example shows it with a value, and so does every object of its family in the
//!   API, in five examples at least (see [`Statistics`]). One body proves nothing at its top: the next one can be an error
//!   or a page. Nor do examples that a program wrote from a schema (see `generated`): they show every field, required or
//!   not. The same holds for what requests *require*.
//! * A number is an integer if no example of the API shows one with a fraction under its key.
//! * Scalars of several kinds in the samples of one field stay JSON. Samples of other fields decide only where a field's
//!   own say nothing (null, a variable, an empty list or object), and only if all fields of that key in the API have one
//!   type: objects in two examples at least (see `elsewhere`).
//! * Different objects in one place are separate types where they share less than half of the smaller one's keys, and
//!   each has a field that no other has, or all have one whose text says what they are (see `tags`).
//!
//! These limits were set by leaving out the examples of published collections one by one (docs/benchmarks.md).

mod codes;
pub mod declared;
mod elsewhere;
mod generated;
mod groups;
mod infer;
mod json;
mod keys;
mod lenient;
mod partition;
pub mod schema;
mod statistics;
mod tags;

pub use infer::{Direction, Inference};
pub use json::{Json, Members};
pub use lenient::{JsonProblem, lenient};
pub use statistics::Statistics;

use std::collections::HashMap;

use crate::api::{Docs, Observed, Type};

/// Whether an object is placeholder data of a converter.
#[must_use]
pub fn is_made_up(json: &Json) -> bool {
    matches!(json, Json::Object(members) if members.iter().any(|(_, value)| {
        matches!(value, Json::String(text) if declared::is_synthetic(text))
    }))
}

/// What values in one place look like.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Nothing is known: only null, or no element of an array.
    Unknown,
    /// A string, number or boolean.
    Scalar(Type),
    /// A text of a list.
    Values(Listed),
    /// An array.
    List(Box<Shape>),
    /// An object whose keys are data.
    Map(Box<Shape>),
    /// An object of known fields.
    Object(Object),
    /// A value that can be null, inside of a list or map.
    Nullable(Box<Shape>),
    /// One of several shapes that can be discriminated.
    Union(Vec<Shape>),
    /// One of several objects, discriminated by the text under a key.
    Tagged(Tagged),
    /// Scalars of several kinds, or shapes that cannot be discriminated.
    Any,
}

impl Shape {
    /// Whether the samples show no type: all are null, or empty arrays and objects.
    fn shows_nothing(&self) -> bool {
        match self {
            Self::Unknown => true,
            Self::List(inner) | Self::Nullable(inner) => inner.shows_nothing(),
            Self::Object(object) => object.fields.is_empty(),
            _ => false,
        }
    }
}

/// The texts that a value can be, according to a schema or a description.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// The texts, each with its own documentation.
    pub values: Vec<(String, Docs)>,
    /// Whether requests have no others.
    pub closed: bool,
    /// The words of a description that they were read from.
    pub phrase: Option<String>,
}

impl Listed {
    /// Texts without documentation, and not from a description.
    pub(crate) fn plain(texts: Vec<String>, closed: bool) -> Self {
        let texts = texts.into_iter();
        Self {
            values: texts.map(|text| (text, Docs::default())).collect(),
            closed,
            phrase: None,
        }
    }
}

/// An object of known fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Object {
    /// Its fields, in the order that the samples show.
    pub fields: Vec<Member>,
    /// How many samples there are.
    pub samples: usize,
}

impl Object {
    /// How many of some objects have each key.
    pub(crate) fn key_counts<'a>(all: &[&'a Self]) -> HashMap<&'a str, usize> {
        let mut counts = HashMap::new();
        for field in all.iter().flat_map(|object| &object.fields) {
            *counts.entry(field.key.as_str()).or_default() += 1;
        }
        counts
    }
}

/// Objects that say which of several they are.
#[derive(Debug, Clone, PartialEq)]
pub struct Tagged {
    /// The key whose text says it.
    pub key: String,
    /// The objects, each with the texts of its tag.
    pub variants: Vec<(Vec<String>, Object)>,
}

/// A field of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The key.
    pub key: String,
    /// Its values, where they are not null.
    pub shape: Shape,
    /// Whether it is always there, with a value.
    pub required: bool,
    /// Whether no sample lacks it, which is not enough to be required where there are few.
    pub in_all: bool,
    /// Whether null was seen.
    pub nullable: bool,
    /// The texts and numbers that the samples show, those in an array included.
    pub observed: Observed,
    /// What placeholders say of the format of a string.
    pub format: Option<&'static str>,
    /// What a description says of it.
    pub docs: Docs,
}
