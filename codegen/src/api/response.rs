//! The documented responses of an operation.

use super::{Docs, Evidence, ExampleValues, Ident, Operation, Type};

/// A documented response: a variant of the response enum.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// The status; [`None`] for examples without one, whose variant `Default` stands for any undocumented status.
    pub status: Option<u16>,
    /// The variant's name, such as `NoContent`.
    pub variant: Ident,
    /// The reason phrase, such as `No Content`.
    pub reason: String,
    /// The names of its examples as documentation, one paragraph for each.
    pub docs: Docs,
    /// The content of the variant.
    pub payload: Payload,
    /// The JSON values that its body can consist of.
    pub stream: Option<JsonStream>,
    /// The indexes of error codes in [`Operation::error_codes`](super::Operation::error_codes) that this status can have.
    pub error_codes: Vec<usize>,
    /// What the payload was inferred from.
    pub evidence: Evidence,
}

impl Response {
    /// Whether the status is `2xx`.
    #[must_use]
    pub fn is_success(&self) -> bool {
        is_success(self.status)
    }
}

impl Operation {
    /// The values that a success can consist of, if a single one is documented to have any.
    #[must_use]
    pub fn stream(&self) -> Option<&JsonStream> {
        let successes = self.responses.iter().filter(|it| it.is_success());
        let mut streams = successes.filter_map(|it| it.stream.as_ref());
        let first = streams.next()?;
        streams.next().is_none().then_some(first)
    }

    /// Whether a success never has a payload: each documented success is empty, and none is behind a documented redirect
    /// that clients follow.
    #[must_use]
    pub fn returns_nothing(&self) -> bool {
        let mut successes = self.responses.iter().filter(|it| it.is_success());
        let follows = self.profile.follow_redirects != Some(false);
        let is_followed =
            |it: &Response| follows && matches!(it.status, Some(301 | 302 | 303 | 307 | 308));
        let is_empty = |it: &Response| it.payload == Payload::Empty;
        self.responses.iter().any(Response::is_success)
            && successes.all(is_empty)
            && !self.responses.iter().any(is_followed)
    }
}

/// Whether a status is `2xx`.
#[must_use]
pub const fn is_success(status: Option<u16>) -> bool {
    matches!(status, Some(200..=299))
}

/// The content of a variant of a response enum.
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

/// A body that consists of JSON values, which are read one by one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonStream {
    /// How the values follow each other.
    pub format: StreamFormat,
    /// The type of the values.
    pub item: Type,
}

/// How the JSON values of a body follow each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StreamFormat {
    /// They are the data of server-sent events (`text/event-stream`).
    Events {
        /// The data of the event after the last value, such as `[DONE]`.
        end: Option<String>,
    },
    /// Each is on a line of its own (NDJSON, JSON Lines).
    JsonLines,
}

impl StreamFormat {
    /// The format as `list --format json` names it.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Events { .. } => "events",
            Self::JsonLines => "json-lines",
        }
    }
}

/// A response that the collection saves, as an example.
///
/// Its texts can contain `{{variables}}` that the collection leaves open.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SavedResponse {
    /// Its name.
    pub name: String,
    /// Its id; empty if it has none.
    pub id: String,
    /// The status.
    pub status: u16,
    /// The content type, if it has one.
    pub content_type: Option<String>,
    /// Its other headers, without those of the connection.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
    /// The request that it answers.
    pub request: SavedRequest,
    /// The values with which its operation sends that request, for tests; the error is the reason why it cannot. [`None`] if
    /// there are no tests.
    pub call: Option<Result<ExampleValues, String>>,
}

/// The request that a saved response answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SavedRequest {
    /// The method, upper-case.
    pub method: String,
    /// The path of the server, such as `/v2`; empty if it has none.
    pub base_path: String,
    /// The path after that, with `:name` for path variables.
    pub path: String,
    /// The values of path variables, by name. Those without a value are left out.
    pub variables: Vec<(String, String)>,
    /// The entries of the query.
    pub query: Vec<(String, String)>,
    /// The headers.
    pub headers: Vec<(String, String)>,
    /// The body, if it is text.
    pub body: Option<String>,
}

/// A documented error code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorCode {
    /// The code as the API sends it, a number or a word: `1001`, `invalid_grant`.
    pub code: String,
    /// The variant's name, such as `Code1001`.
    pub name: Ident,
    /// The statuses that it is documented for, in ascending order.
    pub statuses: Vec<u16>,
    /// Its texts, each on one line, joined by `; `. A text that the export cut off ends in an ellipsis.
    pub text: String,
    /// Its texts, as documentation: a paragraph for each.
    pub docs: Docs,
}
