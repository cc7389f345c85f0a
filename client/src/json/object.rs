//! The members of JSON objects.

use super::document::Node;
use super::loss::{Fill, Loss};
use super::{Document, FromJson, Maybe, Mismatch, Value};

/// The members of an object. If a key is repeated, its last value counts.
#[derive(Debug, Clone, Copy)]
pub struct Object<'v> {
    nodes: &'v [Node<'v>],
    /// Whether a key is repeated.
    repeats: bool,
    loss: &'v Loss,
}

impl<'v> Object<'v> {
    /// Creates an object from its keys and values.
    pub(super) fn new(nodes: &'v [Node<'v>], repeats: bool, loss: &'v Loss) -> Self {
        Self {
            nodes,
            repeats,
            loss,
        }
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<Value<'v>> {
        let members = self.iter().filter(|(known, _)| *known == key);
        members.last().map(|(_, value)| value)
    }

    /// Iterates over all keys and values.
    pub fn iter(&self) -> impl Iterator<Item = (&'v str, Value<'v>)> + use<'v> {
        let (mut nodes, loss) = (self.nodes, self.loss);
        std::iter::from_fn(move || {
            let (key, value, rest) = member(nodes, loss)?;
            nodes = rest;
            Some((key, value))
        })
    }
}

/// Splits off the first member.
fn member<'v>(
    nodes: &'v [Node<'v>],
    loss: &'v Loss,
) -> Option<(&'v str, Value<'v>, &'v [Node<'v>])> {
    let (key, rest) = nodes.split_first()?;
    let key = key.as_text()?;
    let (value, rest) = Value::split(rest, loss);
    Some((key, value, rest))
}

/// Reads the fields of a struct.
///
/// Reading an optional field never fails, so that the struct is one expression without branches, which compiles fast.
/// [`end`](Self::end) reports a value that is not an object.
#[derive(Debug)]
#[must_use = "`end` reports a value that is not an object"]
pub struct Fields<'v> {
    object: Object<'v>,
    /// The members after the one that was read last: most servers send fields in the documented order.
    next: &'v [Node<'v>],
    mismatch: Option<Mismatch>,
    /// Whether the object has any of the fields.
    is_known: bool,
    /// Whether a required field is missing and got an empty value.
    is_filled: bool,
}

impl<'v> Fields<'v> {
    pub(super) fn new(object: Object<'v>, mismatch: Option<Mismatch>) -> Self {
        Self {
            object,
            next: object.nodes,
            mismatch,
            is_known: matches!(object.loss.fills(), Fill::Empty(_)),
            is_filled: false,
        }
    }

    /// Reads a field that is always present. A list or map that is not there is empty.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] if this field is missing or has another type, or if the value is not an object.
    pub fn required<T: FromJson>(&mut self, key: &'static str) -> Result<T, Mismatch> {
        let Some(value) = self.find(key) else {
            return self.missing(key);
        };
        match T::from_json(&value) {
            Ok(field) => Ok(field),
            Err(mismatch) => self.empty(&value, mismatch).map_err(|it| it.at(key)),
        }
    }

    /// Reads a field that can be missing or null, and is left out if it has another type.
    pub fn optional<T: FromJson>(&mut self, key: &'static str) -> Option<T> {
        let value = self.find(key).filter(|value| !value.is_null())?;
        match T::from_json(&value) {
            Ok(field) => Some(field),
            Err(mismatch) => {
                self.object.loss.add(&value, mismatch);
                None
            }
        }
    }

    /// Reads a list that is empty if it is missing, null or of another type.
    pub fn or_empty<T: FromJson + Default>(&mut self, key: &'static str) -> T {
        self.optional(key).unwrap_or_default()
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
                self.object.loss.add(&value, mismatch);
                Maybe::Absent
            }
        }
    }

    /// Returns the struct.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] if the value is not an object.
    pub fn end<T>(self, value: T) -> Result<T, Mismatch> {
        match self.mismatch {
            // An object without any of the fields is something else.
            None if self.is_filled && !self.is_known => Err(Mismatch::missing("a known field")),
            None => Ok(value),
            Some(mismatch) => Err(mismatch),
        }
    }

    /// The value of a required field that is missing.
    #[cold]
    fn missing<T: FromJson>(&mut self, key: &'static str) -> Result<T, Mismatch> {
        match (self.mismatch.take(), T::empty()) {
            (Some(mismatch), _) => Err(mismatch),
            (None, Some(empty)) => {
                self.object.loss.convert();
                Ok(empty)
            }
            (None, None) => {
                let mismatch = Mismatch::missing(T::EXPECTED).at(key);
                let Some(filled) = self.filled() else {
                    return Err(mismatch);
                };
                self.is_filled = true;
                self.object.loss.add_missing(self.object.nodes, mismatch);
                Ok(filled)
            }
        }
    }

    /// An empty value for a required field, if such fields are filled.
    fn filled<T: FromJson>(&self) -> Option<T> {
        let depth = match self.object.loss.fills() {
            Fill::No | Fill::Empty(0) => return None,
            Fill::Body => EMPTY_DEPTH,
            Fill::Empty(depth) => depth - 1,
        };
        let documents = EMPTY_VALUES
            .iter()
            .map(|text| Document::parse(text.as_bytes()));
        documents.flatten().find_map(|it| it.read_empty(depth))
    }

    /// The value of a required field that has another type.
    #[cold]
    fn empty<T: FromJson>(&self, value: &Value<'v>, mismatch: Mismatch) -> Result<T, Mismatch> {
        match T::empty().or_else(|| self.filled()) {
            Some(empty) => {
                self.object.loss.add(value, mismatch);
                Ok(empty)
            }
            None => Err(mismatch),
        }
    }

    fn find(&mut self, key: &str) -> Option<Value<'v>> {
        let Object { nodes, loss, .. } = self.object;
        if self.object.repeats {
            let value = self.object.get(key);
            self.is_known |= value.is_some();
            return value;
        }
        let read = nodes.len() - self.next.len();
        if let Some((value, rest)) = first(self.next, key, loss) {
            (self.next, self.is_known) = (rest, true);
            return Some(value);
        }
        let value = first(&nodes[..read], key, loss).map(|(value, _)| value);
        self.is_known |= value.is_some();
        value
    }
}

/// How deep structs of empty values contain each other at most.
const EMPTY_DEPTH: usize = 16;

/// What a required field is read from that is missing or has another type: the first that fits its type.
const EMPTY_VALUES: [&str; 6] = ["null", "\"\"", "0", "false", "[]", "{}"];

/// Finds the first value of a key, and the members after it.
fn first<'v>(
    mut nodes: &'v [Node<'v>],
    key: &str,
    loss: &'v Loss,
) -> Option<(Value<'v>, &'v [Node<'v>])> {
    while let Some((known, value, rest)) = member(nodes, loss) {
        if known == key {
            return Some((value, rest));
        }
        nodes = rest;
    }
    None
}

/// Whether a key is among the members.
pub(super) fn contains(mut nodes: &[Node<'_>], key: &str) -> bool {
    while let Some((known, rest)) = nodes.split_first() {
        if known.as_text() == Some(key) {
            return true;
        }
        let extent = rest.first().map_or(0, Node::extent);
        nodes = &rest[extent..];
    }
    false
}
