//! The error of a call whose response is a failure.

use std::time::Duration;
use std::{error, fmt};

use http::StatusCode;

use crate::error::DecodeError;
use crate::failure::{ErrorCode, Failure};
use crate::json::{self, FromJson};
use crate::operation::Operation;
use crate::response::Response;
use crate::response_headers::ResponseHeaders as _;

/// A response outside `2xx`, or one with a documented error code in its body.
///
/// It is displayed with the server's own words, such as
/// `GET /users/:userId: 404 Not Found: no such user (request id 4f1a)`.
#[derive(Debug, Clone, PartialEq)]
pub struct StatusError(Box<Inner>);

#[derive(Debug, Clone, PartialEq)]
struct Inner {
    method: &'static str,
    path: String,
    retryable: bool,
    attempts: u32,
    response: Response,
}

impl StatusError {
    /// Creates an error of the first attempt.
    pub(crate) fn new(method: &'static str, path: String, response: Response) -> Self {
        Self(Box::new(Inner {
            method,
            path,
            retryable: false,
            attempts: 1,
            response,
        }))
    }

    /// Sets whether the operation can be repeated.
    pub(crate) fn retryable(mut self, retryable: bool) -> Self {
        self.0.retryable = retryable;
        self
    }

    /// Sets how often the request was sent.
    pub(crate) fn sent(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// The method of the request.
    #[must_use]
    pub fn method(&self) -> &'static str {
        self.0.method
    }

    /// The path as the collection has it, such as `/users/:userId`. Values of parameters are left out, as they can be
    /// secret.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The status of the response.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.response.status
    }

    /// The server's own words on one line: a member of the body such as `message`, `detail` or `error_description`, or
    /// else the first 200 bytes of text.
    ///
    /// [`None`] if the body is empty or not text.
    #[must_use]
    pub fn message(&self) -> Option<String> {
        self.0.response.message()
    }

    /// The id that the server gave the request; see [`ResponseHeaders::request_id`](crate::ResponseHeaders::request_id).
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.response.headers.request_id()
    }

    /// How long the server asks to wait; see [`ResponseHeaders::retry_after`](crate::ResponseHeaders::retry_after).
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.response.headers.retry_after()
    }

    /// See [`Error::is_retryable`](crate::Error::is_retryable).
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.0.retryable
    }

    /// How often the request was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// The response as received.
    #[must_use]
    pub fn response(&self) -> &Response {
        &self.0.response
    }

    /// The response as received.
    #[must_use]
    pub fn into_response(self) -> Response {
        self.0.response
    }

    /// The error code in the body, for instance with the `ErrorCode` of the operation's module.
    #[must_use]
    pub fn code<C: ErrorCode>(&self) -> Option<C> {
        Failure::<C>::new(self.0.response.clone()).code
    }

    /// Reads the body as a type.
    ///
    /// # Errors
    ///
    /// [`DecodeError`] if it is not JSON of this type.
    pub fn payload<P: FromJson>(&self) -> Result<P, DecodeError> {
        json::decode(self.0.response.clone(), &mut Vec::new())
    }

    /// Reads the response as one that is documented for an operation.
    ///
    /// # Errors
    ///
    /// [`DecodeError`] if it is not as documented.
    pub fn documented<O: Operation>(&self) -> Result<O::Response, DecodeError> {
        O::decode(self.0.response.clone())
    }
}

impl fmt::Display for StatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { method, path, .. } = &*self.0;
        write!(f, "{method} {path}: {}", self.status().as_u16())?;
        if let Some(reason) = self.status().canonical_reason() {
            write!(f, " {reason}")?;
        }
        if let Some(message) = self.message() {
            write!(f, ": {message}")?;
        }
        if let Some(id) = self.request_id() {
            write!(f, " (request id {})", id.escape_debug())?;
        }
        match self.attempts() {
            1 => Ok(()),
            attempts => write!(f, " ({attempts} attempts)"),
        }
    }
}

impl error::Error for StatusError {}
