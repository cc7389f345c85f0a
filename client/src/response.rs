//! Responses, as received and decoded.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::error::DecodeError;
use crate::failure::{ErrorCode, Failure};
use crate::header_syntax;
use crate::json::Mismatch;
use crate::operation::Operation;

/// A complete HTTP response.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Response {
    /// The status.
    pub status: StatusCode,
    /// The headers. [`ResponseHeaders`](crate::ResponseHeaders) parses common ones.
    pub headers: HeaderMap,
    /// The body; empty if there is none.
    pub body: Bytes,
}

impl Response {
    /// Whether the status is `2xx`.
    #[must_use]
    pub fn is_success(&self) -> bool {
        self.status.is_success()
    }

    /// Turns a response outside `2xx` into an error.
    ///
    /// # Errors
    ///
    /// [`Failure`] for such a response.
    pub fn error_for_status<C: ErrorCode>(self) -> Result<Self, Failure<C>> {
        if self.is_success() {
            Ok(self)
        } else {
            Err(Failure::new(self))
        }
    }

    /// The body as text. Invalid UTF-8 becomes U+FFFD.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }
}

impl<B: Into<Bytes>> From<http::Response<B>> for Response {
    fn from(response: http::Response<B>) -> Self {
        let (head, body) = response.into_parts();
        Self {
            status: head.status,
            headers: head.headers,
            body: body.into(),
        }
    }
}

impl fmt::Debug for Response {
    /// Omits header values and the body, which can be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("headers", &names(&self.headers))
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

/// The names of headers, whose values can be secret.
fn names(headers: &HeaderMap) -> Vec<&str> {
    headers.keys().map(http::HeaderName::as_str).collect()
}

/// Decodes the body as text: UTF-8, or latin-1 if the `Content-Type` declares it.
///
/// # Errors
///
/// [`DecodeError`] if it is not valid UTF-8.
pub fn decode_text(response: Response) -> Result<String, DecodeError> {
    let declared = response
        .headers
        .get(http::header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let charset = declared.and_then(|declared| header_syntax::parameter(declared, "charset"));
    if charset.is_some_and(|charset| is_latin_1(&charset)) {
        return Ok(response.body.iter().map(|byte| char::from(*byte)).collect());
    }
    match String::from_utf8(response.body.to_vec()) {
        Ok(text) => Ok(text),
        Err(_) => Err(DecodeError::syntax(response, "not UTF-8 text")),
    }
}

fn is_latin_1(charset: &str) -> bool {
    ["iso-8859-1", "latin1"]
        .iter()
        .any(|known| charset.eq_ignore_ascii_case(known))
}

/// A decoded response, with its status and headers.
#[derive(Clone, PartialEq)]
pub struct Received<T> {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The decoded body.
    pub response: T,
    /// The values of the body that did not fit and were left out (see [`json`](crate::json)); at most the first 100.
    pub mismatches: Vec<Mismatch>,
}

impl<T> Received<T> {
    /// Decodes the response to an operation.
    pub(crate) fn decode<O: Operation<Response = T>>(
        response: Response,
    ) -> Result<Self, DecodeError> {
        let (status, headers) = (response.status, response.headers.clone());
        let mut mismatches = Vec::new();
        Ok(Self {
            status,
            headers,
            response: O::read(response, &mut mismatches)?,
            mismatches,
        })
    }
}

impl<T: fmt::Debug> fmt::Debug for Received<T> {
    /// Omits header values, such as those of `Set-Cookie`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received")
            .field("status", &self.status)
            .field("headers", &names(&self.headers))
            .field("response", &self.response)
            .field("mismatches", &self.mismatches)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_header_value_is_printed() {
        let cookie = http::HeaderValue::from_static("sid=hush");
        let headers = HeaderMap::from_iter([(http::header::SET_COOKIE, cookie)]);
        let received = Received {
            status: StatusCode::OK,
            headers: headers.clone(),
            response: Response {
                headers,
                body: Bytes::from_static(b"hush"),
                ..Response::default()
            },
            mismatches: Vec::new(),
        };
        let text = format!("{received:?}");
        assert!(
            text.contains("set-cookie") && !text.contains("hush"),
            "{text}"
        );
    }

    #[test]
    fn text_is_read_in_its_charset() {
        let text = |content_type: &'static str, body: &'static [u8]| {
            let content_type = http::HeaderValue::from_static(content_type);
            decode_text(Response {
                headers: HeaderMap::from_iter([(http::header::CONTENT_TYPE, content_type)]),
                body: Bytes::from_static(body),
                ..Response::default()
            })
        };
        for latin_1 in [
            "text/plain; charset=ISO-8859-1",
            "text/plain;format=flowed;charset=\"latin1\"",
        ] {
            assert_eq!(text(latin_1, b"\xe9").as_deref(), Ok("é"), "{latin_1}");
        }
        for utf_8 in ["text/plain", "text/plain; charset=utf-8"] {
            assert_eq!(text(utf_8, b"\xc3\xa9").as_deref(), Ok("é"), "{utf_8}");
            assert!(text(utf_8, b"\xe9").is_err(), "{utf_8}");
        }
    }
}
