//! The documented responses of an operation.

use super::{Docs, Evidence, Ident, Type};

/// A documented response: a variant of the response enum.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// The status; [`None`] for an example without one: a `Default` variant for any undocumented status.
    pub status: Option<u16>,
    /// The variant's name, such as `NoContent`.
    pub variant: Ident,
    /// The reason phrase, such as `No Content`.
    pub reason: String,
    /// What the names of its examples say, cleaned; one paragraph for each.
    pub docs: Docs,
    /// What the variant holds.
    pub payload: Payload,
    /// Indices into [`Operation::error_codes`](super::Operation::error_codes) of those documented under this status.
    pub error_codes: Vec<usize>,
    /// Why it has this payload.
    pub evidence: Evidence,
}

impl Response {
    /// Whether the status is `2xx`.
    #[must_use]
    pub fn is_success(&self) -> bool {
        is_success(self.status)
    }
}

/// Whether a status is `2xx`.
#[must_use]
pub const fn is_success(status: Option<u16>) -> bool {
    matches!(status, Some(200..=299))
}

/// What a variant of a response enum holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Payload {
    /// Nothing, as the examples show.
    Empty,
    /// The body as text.
    Text,
    /// The body as bytes.
    Bytes,
    /// The body as JSON of this type.
    Json(Type),
    /// The whole response.
    Response,
}

/// A documented error code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorCode {
    /// The code as the API sends it, digits or a word: `1001`, `invalid_grant`.
    pub code: String,
    /// The variant's name, such as `Code1001`.
    pub name: Ident,
    /// The statuses it is documented under, in ascending order.
    pub statuses: Vec<u16>,
    /// Its texts, each on one line, joined by `; `. One that the collection cut ends in an ellipsis.
    pub text: String,
    /// Its texts, as documentation: a paragraph for each.
    pub docs: Docs,
}
