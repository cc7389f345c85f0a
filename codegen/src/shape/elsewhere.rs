//! What the values under a key show in the whole API: evidence for a field whose own values show nothing.

use std::collections::BTreeSet;

use crate::variables::template;

use super::partition::{self, Scalar};
use super::{Json, Members};

/// How many different examples must show an object, or an element of an array, before another one under its key is taken to
/// be like it. One is enough for a scalar.
///
/// The shape of an object is the same as in one other example in 90 % of the places of published collections, and as in two
/// others in 97 %.
const WITNESSES: usize = 2;

/// How many objects are kept.
const KEPT: usize = 4;

/// How many bytes the objects that are kept have in all, about: each field that shows nothing is inferred from them.
const SIZE_LIMIT: usize = 2048;

/// The values under a key, or the elements of arrays under it.
#[derive(Debug, Clone, Default)]
pub(super) struct Elsewhere {
    /// A scalar of each kind.
    scalars: Vec<(Scalar, Json)>,
    /// A few objects.
    objects: Vec<Json>,
    /// How many bytes can be added to them.
    used: usize,
    /// Whether there is an object; it can be empty.
    has_object: bool,
    /// The keys of the first object that has any.
    keys: BTreeSet<String>,
    /// Whether an object shares less than half of its keys, or of those of the first one, with that.
    is_varied: bool,
    /// How many different examples show a scalar or an object with keys, and the last of them.
    witnesses: usize,
    last: Option<u64>,
    /// The elements of arrays.
    items: Option<Box<Elsewhere>>,
}

impl Elsewhere {
    /// Adds a value that an example shows, which is known by its digest.
    pub(super) fn add(&mut self, value: &Json, example: u64) {
        match value {
            Json::Array(items) => {
                let elements = self.items.get_or_insert_default();
                for item in items {
                    elements.add(item, example);
                }
            }
            Json::Object(members) => {
                self.has_object = true;
                if !members.is_empty() {
                    self.add_object(members, value, example);
                }
            }
            Json::String(text) if template::only_variable(text).is_some() => {}
            scalar => {
                let kind = partition::scalar(scalar).filter(|kind| *kind != Scalar::Anything);
                if kind.is_some() {
                    self.witness(example);
                }
                if let Some(kind) = kind
                    && !self.scalars.iter().any(|(known, _)| *known == kind)
                {
                    self.scalars.push((kind, shortened(scalar)));
                }
            }
        }
    }

    fn witness(&mut self, example: u64) {
        if self.last != Some(example) {
            self.last = Some(example);
            self.witnesses += 1;
        }
    }

    fn add_object(&mut self, members: &Members, value: &Json, example: u64) {
        self.witness(example);
        if self.keys.is_empty() {
            self.keys = members.iter().map(|(key, _)| key.clone()).collect();
        }
        let shared = members.iter().filter(|(key, _)| self.keys.contains(key));
        self.is_varied |= shared.count() * 2 < members.len().min(self.keys.len());
        if self.objects.len() < KEPT
            && let Some(left) = left(SIZE_LIMIT - self.used, value)
        {
            self.used = SIZE_LIMIT - left;
            self.objects.push(value.clone());
        }
    }

    /// Whether enough examples show these values. Arrays are proven by their elements.
    fn is_proven(&self) -> bool {
        let of_elements = self.items.as_ref().is_some_and(|it| it.is_proven());
        self.witnesses >= WITNESSES || of_elements
    }

    /// Values like these, if all of them are of one type.
    pub(super) fn samples(&self) -> Option<Vec<Json>> {
        match (self.scalars.as_slice(), self.has_object, &self.items) {
            (scalars @ [_, ..], false, None) => {
                Some(scalars.iter().map(|(_, value)| value.clone()).collect())
            }
            ([], true, None) => (!self.is_varied && self.is_proven())
                .then(|| self.objects.clone())
                .filter(|objects| !objects.is_empty()),
            ([], false, Some(elements)) => {
                let samples = elements.samples().filter(|_| elements.is_proven());
                Some(vec![Json::Array(samples.unwrap_or_default())])
            }
            _ => None,
        }
    }
}

/// A scalar of the same kind; a long text says no more than an empty one.
fn shortened(scalar: &Json) -> Json {
    match scalar {
        Json::String(text) if text.len() > 64 => Json::String(String::new()),
        scalar => scalar.clone(),
    }
}

/// What is left of a number of bytes after a value; [`None`] if it is too large.
fn left(limit: usize, value: &Json) -> Option<usize> {
    // A value has a byte at least, and a byte separates it from the next.
    let limit = limit.checked_sub(2)?;
    match value {
        Json::String(text) | Json::Hole(text) => limit.checked_sub(text.len()),
        Json::Array(items) => items.iter().try_fold(limit, left),
        Json::Object(members) => members.iter().try_fold(limit, |limit, (key, value)| {
            left(limit.checked_sub(key.len())?, value)
        }),
        Json::Null | Json::Bool(_) | Json::Number(_) => Some(limit),
    }
}
