//! The members of JSON objects.

use super::document::Node;
use super::{FromJson, Maybe, Mismatch, Value};

/// The members of an object. If a key is repeated, its last value counts.
#[derive(Debug, Clone, Copy)]
pub struct Object<'v> {
    nodes: &'v [Node<'v>],
    /// Whether a key is repeated.
    repeats: bool,
}

impl<'v> Object<'v> {
    /// Creates an object from its keys and values.
    pub(super) fn new(nodes: &'v [Node<'v>], repeats: bool) -> Self {
        Self { nodes, repeats }
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<Value<'v>> {
        let members = self.iter().filter(|(known, _)| *known == key);
        members.last().map(|(_, value)| value)
    }

    /// Iterates over all keys and values.
    pub fn iter(&self) -> impl Iterator<Item = (&'v str, Value<'v>)> + use<'v> {
        let mut nodes = self.nodes;
        std::iter::from_fn(move || {
            let (key, value, rest) = member(nodes)?;
            nodes = rest;
            Some((key, value))
        })
    }
}

/// Splits off the first member.
fn member<'v>(nodes: &'v [Node<'v>]) -> Option<(&'v str, Value<'v>, &'v [Node<'v>])> {
    let (key, rest) = nodes.split_first()?;
    let key = key.as_text()?;
    let (value, rest) = Value::split(rest);
    Some((key, value, rest))
}

/// Reads the fields of a struct.
///
/// Reading an optional field never fails, so that the struct is one expression without branches, which compiles fast.
/// [`end`](Self::end) reports the first field that had another type.
#[derive(Debug)]
#[must_use = "`end` reports fields of another type"]
pub struct Fields<'v> {
    object: Object<'v>,
    /// The members after the one that was read last: most servers send fields in the documented order.
    next: &'v [Node<'v>],
    mismatch: Option<Mismatch>,
}

impl<'v> Fields<'v> {
    pub(super) fn new(object: Object<'v>, mismatch: Option<Mismatch>) -> Self {
        Self {
            object,
            next: object.nodes,
            mismatch,
        }
    }

    /// Reads a field that is always present.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] if this field is missing or has another type, or if that is true of a field that was read before.
    pub fn required<T: FromJson>(&mut self, key: &'static str) -> Result<T, Mismatch> {
        let value = self.expect(key, T::EXPECTED)?;
        match T::from_json(&value) {
            Ok(field) => Ok(field),
            Err(mismatch) => Err(mismatch.at(key)),
        }
    }

    /// Reads a field that can be missing or null.
    pub fn optional<T: FromJson>(&mut self, key: &'static str) -> Option<T> {
        let value = self.present(key)?;
        match T::from_json(&value) {
            Ok(field) => Some(field),
            Err(mismatch) => {
                self.note(mismatch, key);
                None
            }
        }
    }

    /// Reads a field that can be missing or null, and keeps the difference.
    pub fn maybe<T: FromJson>(&mut self, key: &'static str) -> Maybe<T> {
        let Some(value) = self.find(key) else {
            return Maybe::Absent;
        };
        if value.is_null() {
            return Maybe::Null;
        }
        match T::from_json(&value) {
            Ok(field) => Maybe::Value(field),
            Err(mismatch) => {
                self.note(mismatch, key);
                Maybe::Absent
            }
        }
    }

    /// Returns the struct.
    ///
    /// # Errors
    ///
    /// The first [`Mismatch`] of an optional field.
    pub fn end<T>(self, value: T) -> Result<T, Mismatch> {
        match self.mismatch {
            None => Ok(value),
            Some(mismatch) => Err(mismatch),
        }
    }

    #[cold]
    fn note(&mut self, mismatch: Mismatch, key: &'static str) {
        self.mismatch.get_or_insert_with(|| mismatch.at(key));
    }

    /// The value of a key that is always present, unless a field that was read before had another type.
    fn expect(&mut self, key: &str, what: &'static str) -> Result<Value<'v>, Mismatch> {
        match (self.mismatch.take(), self.find(key)) {
            (Some(mismatch), _) => Err(mismatch),
            (None, Some(value)) => Ok(value),
            (None, None) => Err(Mismatch::missing(what).at(key)),
        }
    }

    /// The value of a key, unless it is null.
    fn present(&mut self, key: &str) -> Option<Value<'v>> {
        self.find(key).filter(|value| !value.is_null())
    }

    fn find(&mut self, key: &str) -> Option<Value<'v>> {
        if self.object.repeats {
            return self.object.get(key);
        }
        let read = self.object.nodes.len() - self.next.len();
        if let Some((value, rest)) = first(self.next, key) {
            self.next = rest;
            return Some(value);
        }
        first(&self.object.nodes[..read], key).map(|(value, _)| value)
    }
}

/// Finds the first value of a key, and the members after it.
pub(super) fn first<'v>(
    mut nodes: &'v [Node<'v>],
    key: &str,
) -> Option<(Value<'v>, &'v [Node<'v>])> {
    while let Some((known, value, rest)) = member(nodes) {
        if known == key {
            return Some((value, rest));
        }
        nodes = rest;
    }
    None
}
