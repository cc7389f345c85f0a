//! Responses whose head arrives first and whose body is read as it comes, in constant memory.
//!
//! [`Client::stream`](crate::Client::stream) returns a [`Streamed`] with a [`ResponseBody`], and
//! [`blocking::Client::stream`](crate::blocking::Client::stream) one with a [`ResponseReader`].

mod body;
mod items;
mod lines;
mod reader;
mod save;
mod sse;

pub use self::body::ResponseBody;
pub use self::items::{Events, JsonLines};
pub use self::reader::ResponseReader;
pub use self::save::Progress;
pub use self::sse::{Event, EventParser};
pub(crate) use self::sse::{MEDIA_TYPE, is_event_stream};

use std::{fmt, io};

use http::header::CONTENT_LENGTH;
use http::{HeaderMap, StatusCode};

use crate::response::{Response, names};

/// A response whose body is read while it arrives.
pub struct Streamed<B> {
    /// The status.
    pub status: StatusCode,
    /// The headers. [`ResponseHeaders`](crate::ResponseHeaders) parses common ones.
    pub headers: HeaderMap,
    /// The body: [`ResponseBody`] or [`ResponseReader`].
    pub body: B,
}

impl<B> Streamed<B> {
    /// Whether the status is `2xx`.
    #[must_use]
    pub fn is_success(&self) -> bool {
        self.status.is_success()
    }

    /// The length of the body in bytes, if the server announced it.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        let length = self.headers.get(CONTENT_LENGTH)?;
        length.to_str().ok()?.trim().parse().ok()
    }
}

impl Streamed<ResponseBody> {
    /// Reads the body into memory, up to a limit where it is cut.
    pub(crate) async fn buffered(self, limit: usize) -> Response {
        Response {
            status: self.status,
            headers: self.headers,
            body: self.body.head(limit).await,
        }
    }
}

impl Streamed<ResponseReader> {
    /// Reads the body into memory, up to a limit where it is cut.
    pub(crate) fn buffered(self, limit: usize) -> Response {
        Response {
            status: self.status,
            headers: self.headers,
            body: self.body.head(limit),
        }
    }
}

impl<B> From<http::Response<B>> for Streamed<B> {
    fn from(response: http::Response<B>) -> Self {
        let (head, body) = response.into_parts();
        Self {
            status: head.status,
            headers: head.headers,
            body,
        }
    }
}

impl<B: From<bytes::Bytes>> From<Response> for Streamed<B> {
    fn from(response: Response) -> Self {
        Self {
            status: response.status,
            headers: response.headers,
            body: response.body.into(),
        }
    }
}

impl<B> fmt::Debug for Streamed<B> {
    /// Omits header values and the body, which can be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Streamed")
            .field("status", &self.status)
            .field("headers", &names(&self.headers))
            .finish_non_exhaustive()
    }
}

fn too_large(limit: u64) -> io::Error {
    let message = format!("the response is longer than {limit} bytes");
    io::Error::new(io::ErrorKind::FileTooLarge, message)
}
