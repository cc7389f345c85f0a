//! Values of a document.

use std::fmt;

use super::Mismatch;
use super::document::Node;
use super::object::{Fields, Object};

/// A JSON value, which borrows from the text that it was parsed from.
#[derive(Clone, Copy, PartialEq)]
pub struct Value<'v> {
    /// The node of the value, followed by the nodes of its items or members.
    nodes: &'v [Node<'v>],
}

impl<'v> Value<'v> {
    /// Splits off the value at the start of a list of nodes.
    #[inline]
    pub(super) fn split(nodes: &'v [Node<'v>]) -> (Self, &'v [Node<'v>]) {
        let (nodes, rest) = nodes.split_at(nodes[0].extent());
        (Self { nodes }, rest)
    }

    #[inline]
    pub(super) fn node(self) -> &'v Node<'v> {
        &self.nodes[0]
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

    /// The text of a string.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] if the value is not a string.
    pub fn text(&self) -> Result<&'v str, Mismatch> {
        let text = self.node().as_text();
        text.ok_or_else(|| Mismatch::new("a string", self))
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
            Node::Object { repeats, .. } => Ok(Object::new(&self.nodes[1..], *repeats)),
            _ => Err(Mismatch::new("an object", self)),
        }
    }

    /// Starts reading the fields of a struct. If the value is not an object, [`Fields::end`] reports it.
    pub fn fields(&self) -> Fields<'v> {
        match self.object() {
            Ok(object) => Fields::new(object, None),
            Err(mismatch) => Fields::new(Object::new(&[], false), Some(mismatch)),
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
}

impl<'v> Iterator for Items<'v> {
    type Item = Value<'v>;

    #[inline]
    fn next(&mut self) -> Option<Value<'v>> {
        self.left = self.left.checked_sub(1)?;
        let (item, rest) = Value::split(self.nodes);
        self.nodes = rest;
        Some(item)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for Items<'_> {}
