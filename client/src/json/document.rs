//! Documents: one flat list of nodes, so that a body of any depth is one allocation.

use std::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor,
};

use super::loss::{Fill, Loss};
use super::repeats::Repeats;
use super::{FromJson, Mismatch, Value, parse};

/// A JSON document, which borrows from its text. Only strings with escapes are copied.
#[derive(Debug)]
pub struct Document<'a> {
    nodes: Vec<Node<'a>>,
    loss: Loss,
}

/// A value or a key. The nodes of items and members follow their array or object.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node<'a> {
    Null,
    Bool(bool),
    /// A negative integer, or any integer of a format that has only signed ones.
    Integer(i64),
    /// An integer that is not negative.
    Unsigned(u64),
    /// Any other number.
    Float(f64),
    String(&'a str),
    /// A string with escapes, decoded.
    Decoded(Box<str>),
    /// The number of items, and the number of nodes including this one.
    Array {
        items: usize,
        extent: usize,
    },
    /// The number of nodes including this one, and whether a key is repeated. Keys and values alternate.
    Object {
        extent: usize,
        repeats: bool,
    },
}

impl Node<'_> {
    /// The number of nodes that represent the value.
    #[inline]
    pub(super) fn extent(&self) -> usize {
        match self {
            Self::Array { extent, .. } | Self::Object { extent, .. } => *extent,
            _ => 1,
        }
    }

    /// The text of a string or a key.
    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            Self::Decoded(text) => Some(text),
            _ => None,
        }
    }
}

impl<'a> Document<'a> {
    /// Parses JSON text.
    ///
    /// # Errors
    ///
    /// If the text is not JSON.
    pub fn parse(text: &'a [u8]) -> Result<Self, serde_json::Error> {
        // Some servers send a byte order mark, which a parser may ignore (RFC 8259 §8.1).
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        // Checking all of the text is faster than checking each string.
        let text = std::str::from_utf8(text).map_err(serde_json::Error::custom)?;
        // An estimate for bodies that consist of numbers. It is limited, as a large body may be a single string.
        let capacity = (text.len() / 6 + 4).min(1 << 16);
        parse::nodes(text, capacity).map(Self::new)
    }

    /// Creates a document that consists of one string.
    pub(super) fn string(text: &'a str) -> Self {
        Self::new(vec![Node::String(text)])
    }

    fn new(nodes: Vec<Node<'a>>) -> Self {
        let loss = Loss::new(nodes.len());
        Self { nodes, loss }
    }

    /// The value of the document.
    #[must_use]
    pub fn root(&self) -> Value<'_> {
        Value::split(&self.nodes, &self.loss).0
    }

    /// Reads the value of the document. If a field that the body itself requires does not fit, required fields are read as
    /// empty values.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] if the value has another type.
    pub(super) fn read<T: FromJson>(&self) -> Result<T, Mismatch> {
        T::from_json(&self.root()).or_else(|mismatch| {
            self.loss.fill(Fill::Body);
            T::from_json(&self.root()).map_err(|_| mismatch)
        })
    }

    /// Reads the value as an empty one of a type.
    #[cold]
    pub(super) fn read_empty<T: FromJson>(&self, depth: usize) -> Option<T> {
        self.loss.fill(Fill::Empty(depth));
        T::from_json(&self.root()).ok()
    }

    /// Appends the values that did not fit when the document was read, and were left out: at most the first 100.
    pub fn report(&self, mismatches: &mut Vec<Mismatch>) {
        self.loss.report(self.root(), mismatches);
    }
}

impl<'de> Deserialize<'de> for Document<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut nodes = Vec::new();
        Append(&mut nodes).deserialize(deserializer)?;
        Ok(Self::new(nodes))
    }
}

/// Appends a value or a key.
pub(super) struct Append<'n, 'a>(pub(super) &'n mut Vec<Node<'a>>);

impl<'de> DeserializeSeed<'de> for Append<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Append<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.0.push(Node::Null);
        Ok(())
    }

    fn visit_none<E>(self) -> Result<(), E> {
        self.0.push(Node::Null);
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.0.push(Node::Bool(value));
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.0.push(Node::Integer(value));
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.0.push(Node::Unsigned(value));
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.0.push(Node::Float(value));
        Ok(())
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<(), E> {
        self.0.push(Node::String(text));
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.0.push(Node::Decoded(text.into()));
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<(), A::Error> {
        let start = self.0.len();
        self.0.push(Node::Null);
        let mut items = 0;
        while sequence.next_element_seed(Append(self.0))?.is_some() {
            items += 1;
        }
        let extent = self.0.len() - start;
        self.0[start] = Node::Array { items, extent };
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let start = self.0.len();
        self.0.push(Node::Null);
        let mut repeats = Repeats::default();
        while map.next_key_seed(Append(self.0))?.is_some() {
            repeats.add(&self.0[start + 1..]);
            map.next_value_seed(Append(self.0))?;
        }
        let extent = self.0.len() - start;
        self.0[start] = Node::Object {
            extent,
            repeats: repeats.found(),
        };
        if let Some(number) = number_in_disguise(&self.0[start..]) {
            self.0.truncate(start);
            self.0.push(number);
        }
        Ok(())
    }
}

/// Converts a number from the form that `serde_json` gives it if another crate turns on `arbitrary_precision`.
fn number_in_disguise<'a>(object: &[Node<'a>]) -> Option<Node<'a>> {
    let [_, Node::String("$serde_json::private::Number"), digits] = object else {
        return None;
    };
    let digits = digits.as_text()?;
    let integer = digits.parse().map(Node::Integer);
    let unsigned = || digits.parse().map(Node::Unsigned);
    integer
        .or_else(|_| unsigned())
        .ok()
        .or_else(|| digits.parse().map(Node::Float).ok())
}
