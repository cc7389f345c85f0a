//! What can be read from a response.

use bytes::Bytes;

use crate::error::DecodeError;
use crate::json::{self, FromJson, Mismatch};
use crate::response::Response;

/// A value that is read from a response. Types that are [`FromJson`] are read from JSON.
///
/// [`responses!`](crate::responses) implements it for the response enums of operations.
pub trait FromResponse: Sized {
    /// Decodes a response, and appends the values that did not fit and were left out (see [`json`](crate::json)).
    ///
    /// # Errors
    ///
    /// [`DecodeError`] if the body does not have its documented format, or lacks a value that its type requires.
    fn from_response(
        response: Response,
        mismatches: &mut Vec<Mismatch>,
    ) -> Result<Self, DecodeError>;

    /// Whether a response is a failure: its status is not `2xx`, or its body contains a documented error code.
    #[must_use]
    fn is_failure(response: &Response) -> bool {
        !response.is_success()
    }
}

impl<T: FromJson> FromResponse for T {
    fn from_response(
        response: Response,
        mismatches: &mut Vec<Mismatch>,
    ) -> Result<Self, DecodeError> {
        json::decode(response, mismatches)
    }
}

/// Ignores the body.
impl FromResponse for () {
    fn from_response(_: Response, _: &mut Vec<Mismatch>) -> Result<Self, DecodeError> {
        Ok(())
    }
}

/// The body as received.
impl FromResponse for Bytes {
    fn from_response(response: Response, _: &mut Vec<Mismatch>) -> Result<Self, DecodeError> {
        Ok(response.body)
    }
}

/// The response as received.
impl FromResponse for Response {
    fn from_response(response: Response, _: &mut Vec<Mismatch>) -> Result<Self, DecodeError> {
        Ok(response)
    }
}
