//! Request bodies.

use super::Segment;
#[cfg(doc)]
use super::Type;

/// A request body.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// None.
    None,
    /// Text from segments. Its language decides its `Content-Type` (docs/postman-semantics.md §4.4).
    /// An argument that is the complete body is one [`Segment::Parameter`].
    Text {
        /// The text.
        segments: Vec<Segment>,
        /// `options.raw.language`.
        language: Option<String>,
    },
    /// JSON of the parameter at this index, whose type can be encoded.
    Json {
        /// The parameter.
        parameter: usize,
        /// `options.raw.language`: `json`, or what the collection says (docs/postman-semantics.md §4.4: without one,
        /// text/plain).
        language: Option<String>,
    },
    /// `application/x-www-form-urlencoded`.
    Urlencoded(Vec<FormEntry>),
    /// `multipart/form-data`.
    FormData(Vec<FormEntry>),
    /// A file: the parameter at this index, of type [`Type::File`].
    File(usize),
    /// GraphQL.
    GraphQl {
        /// The query.
        query: Vec<Segment>,
        /// The operation name.
        operation_name: Option<Vec<Segment>>,
        /// The variables.
        variables: Option<GraphQlVariables>,
    },
}

/// The variables of a GraphQL body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GraphQlVariables {
    /// JSON text, spliced in verbatim.
    Text(Vec<Segment>),
    /// The parameter at this index, encoded as JSON.
    Json(usize),
}

/// A field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormEntry {
    /// The key, literal in almost all forms.
    pub key: Vec<Segment>,
    /// The value. One [`Segment::Parameter`] of a list type sends one field for each value; one of type
    /// [`Type::File`] a file part; one of a named struct type its JSON text.
    pub value: Vec<Segment>,
    /// `contentType` of the part.
    pub content_type: Option<String>,
    /// `fileName` of the part.
    pub file_name: Option<String>,
}

impl FormEntry {
    /// The parameter whose value is that of the field, without other text.
    #[must_use]
    pub fn parameter(&self) -> Option<usize> {
        match self.value.as_slice() {
            [Segment::Parameter(index)] => Some(*index),
            _ => None,
        }
    }
}
