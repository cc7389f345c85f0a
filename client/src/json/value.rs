//! Values of a document.

use super::document::Node;
use super::loss::Loss;
use super::object::{Fields, Object};
use super::{Mismatch, to_string};
use std::borrow::Cow;
use std::fmt;

/// A JSON value, which borrows from the text that it was parsed from.
#[derive(Clone, Copy)]
pub struct Value<'v> {
    /// The node of the value, followed by the nodes of its items or members.
    nodes: &'v [Node<'v>],
    /// What is lost while the document is read.
    loss: &'v Loss,
}

impl<'v> Value<'v> {
    /// Splits off the value at the start of a list of nodes.
    #[inline]
    pub(super) fn split(nodes: &'v [Node<'v>], loss: &'v Loss) -> (Self, &'v [Node<'v>]) {
        let (nodes, rest) = nodes.split_at(nodes[0].extent());
        (Self { nodes, loss }, rest)
    }

    #[inline]
    pub(super) fn node(self) -> &'v Node<'v> {
        &self.nodes[0]
    }

    #[inline]
    pub(super) fn nodes(self) -> &'v [Node<'v>] {
        self.nodes
    }

    #[inline]
    pub(super) fn loss(self) -> &'v Loss {
        self.loss
    }

    /// The type in words, such as `an integer`.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        match self.node() {
            Node::Null => "null",
            Node::Bool(_) => "a boolean",
            Node::Integer(_) | Node::Unsigned(_) => "an integer",
            Node::Float(_) => "a number",
            Node::String(_) | Node::Decoded(_) => "a string",
            Node::Array { .. } => "an array",
            Node::Object { .. } => "an object",
        }
    }

    /// Whether it is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self.node(), Node::Null)
    }

    /// Whether it is `true` or `false`.
    pub(crate) fn is_bool(&self) -> bool {
        matches!(self.node(), Node::Bool(_))
    }

    /// The text of a string.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] if the value is not a string.
    pub fn text(&self) -> Result<&'v str, Mismatch> {
        let text = self.node().as_text();
        text.ok_or_else(|| Mismatch::new("a string", self))
    }

    /// The text of a string, or the JSON of a number or boolean: an identifier such as `17` can be either.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] if the value is null, an array or an object.
    pub fn scalar_text(&self) -> Result<Cow<'v, str>, Mismatch> {
        let text = match self.node() {
            Node::String(text) => return Ok(Cow::Borrowed(text)),
            Node::Decoded(text) => return Ok(Cow::Borrowed(text)),
            Node::Bool(value) => value.to_string(),
            Node::Integer(value) => value.to_string(),
            Node::Unsigned(value) => value.to_string(),
            Node::Float(value) => to_string(value),
            Node::Null | Node::Array { .. } | Node::Object { .. } => {
                return Err(Mismatch::new("a string", self));
            }
        };
        self.loss.convert();
        Ok(Cow::Owned(text))
    }

    /// The items of an array.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] if the value is not an array.
    pub fn items(&self) -> Result<Items<'v>, Mismatch> {
        match self.node() {
            Node::Array { items, .. } => Ok(Items {
                nodes: &self.nodes[1..],
                left: *items,
                loss: self.loss,
            }),
            _ => Err(Mismatch::new("an array", self)),
        }
    }

    /// The members of an object.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] if the value is not an object.
    pub fn object(&self) -> Result<Object<'v>, Mismatch> {
        match self.node() {
            Node::Object { repeats, .. } => Ok(Object::new(&self.nodes[1..], *repeats, self.loss)),
            _ => Err(Mismatch::new("an object", self)),
        }
    }

    /// The value at a JSON pointer (RFC 6901), such as `/users/0/name`.
    #[must_use]
    pub fn at(self, pointer: &str) -> Option<Self> {
        let mut at = self;
        for step in pointer.split('/').skip(1) {
            let step = step.replace("~1", "/").replace("~0", "~");
            at = match at.object() {
                Ok(object) => object.get(&step)?,
                Err(_) => at.items().ok()?.nth(step.parse().ok()?)?,
            };
        }
        Some(at)
    }

    /// Starts reading the fields of a struct. If the value is not an object, [`Fields::end`] reports it.
    pub fn fields(&self) -> Fields<'v> {
        match self.object() {
            Ok(object) => Fields::new(object, None),
            Err(mismatch) => Fields::new(Object::new(&[], false, self.loss), Some(mismatch)),
        }
    }
}

impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.node() {
            Node::Null => f.write_str("null"),
            Node::Bool(value) => value.fmt(f),
            Node::Integer(value) => value.fmt(f),
            Node::Unsigned(value) => value.fmt(f),
            Node::Float(value) => value.fmt(f),
            Node::String(text) => text.fmt(f),
            Node::Decoded(text) => text.fmt(f),
            Node::Array { .. } => f
                .debug_list()
                .entries(self.items().into_iter().flatten())
                .finish(),
            Node::Object { .. } => {
                let members = self.object().into_iter().flat_map(|object| object.iter());
                f.debug_map().entries(members).finish()
            }
        }
    }
}

/// The items of an array.
#[derive(Debug, Clone)]
pub struct Items<'v> {
    nodes: &'v [Node<'v>],
    left: usize,
    loss: &'v Loss,
}

impl<'v> Iterator for Items<'v> {
    type Item = Value<'v>;

    #[inline]
    fn next(&mut self) -> Option<Value<'v>> {
        self.left = self.left.checked_sub(1)?;
        let (item, rest) = Value::split(self.nodes, self.loss);
        self.nodes = rest;
        Some(item)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for Items<'_> {}
