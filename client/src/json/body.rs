//! JSON bodies: values of a type, or any text.

use std::fmt;

use super::{ToJson, Writer};

/// A JSON body to send.
///
/// Types come from examples, and an API can accept more than its examples show: [`raw`](Self::raw) sends any text.
#[derive(Debug, Clone, PartialEq)]
pub struct JsonBody<T>(Content<T>);

#[derive(Clone, PartialEq)]
enum Content<T> {
    Typed(T),
    Raw(String),
}

impl<T: fmt::Debug> fmt::Debug for Content<T> {
    /// Omits raw text, which can contain secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Typed(value) => value.fmt(f),
            Self::Raw(text) => write!(f, "{} bytes", text.len()),
        }
    }
}

impl<T> JsonBody<T> {
    /// Sends text unchanged.
    pub fn raw(text: impl Into<String>) -> Self {
        Self(Content::Raw(text.into()))
    }

    /// The value; [`None`] for raw text.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        match &self.0 {
            Content::Typed(value) => Some(value),
            Content::Raw(_) => None,
        }
    }
}

impl<T> From<T> for JsonBody<T> {
    fn from(value: T) -> Self {
        Self(Content::Typed(value))
    }
}

impl<T: ToJson> ToJson for JsonBody<T> {
    fn to_json(&self, out: &mut Writer) {
        match &self.0 {
            Content::Typed(value) => value.to_json(out),
            Content::Raw(text) => out.raw(text),
        }
    }
}
