//! Responses, as received and decoded.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use crate::error::DecodeError;
use crate::failure::Failure;
use crate::json::Mismatch;
use crate::operation::Operation;
use crate::{header_syntax, server_message};

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
    /// Creates a response, for tests. The content type is `application/json` if the text starts like JSON.
    #[must_use]
    pub fn from_text(status: StatusCode, text: impl Into<String>) -> Self {
        let text = text.into();
        let content_type = match text.trim_start().bytes().next() {
            Some(b'{' | b'[') => "application/json",
            _ => "text/plain; charset=utf-8",
        };
        let content_type = http::HeaderValue::from_static(content_type);
        Self {
            status,
            headers: HeaderMap::from_iter([(http::header::CONTENT_TYPE, content_type)]),
            body: text.into(),
        }
    }

    /// Whether the status is `2xx`.
    #[must_use]
    pub fn is_success(&self) -> bool {
        self.status.is_success()
    }

    /// Turns a response outside `2xx` into an error.
    ///
    /// # Errors
    ///
    /// [`Failure`] for such a response; [`Failure::check`] also reads its error code.
    pub fn error_for_status(self) -> Result<Self, Failure> {
        Failure::check(self)
    }

    /// Reads the body as JSON of any type with serde's `Deserialize`, for instance [`serde_json::Value`].
    ///
    /// [`json::decode`](crate::json::decode) reads the types of generated code.
    ///
    /// # Errors
    ///
    /// [`DecodeError`] if it is not JSON of this type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        serde_json::from_slice(&self.utf_8())
            .map_err(|error| DecodeError::syntax(self.clone(), error.to_string()))
    }

    /// The body as bytes.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.body
    }

    /// The server's own words about a failure, on one line: a member of the body such as `message`, `detail` or
    /// `error_description`, or else the first 200 bytes of text.
    ///
    /// [`None`] if the body is empty or not text.
    #[must_use]
    pub fn message(&self) -> Option<String> {
        server_message::of(&self.utf_8())
    }

    /// Whether the body is empty, or only whitespace.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.body.trim_ascii().is_empty()
    }

    /// The body in UTF-8, whatever charset its `Content-Type` declares. Other charsets are not known and not converted.
    pub(crate) fn utf_8(&self) -> Cow<'_, [u8]> {
        let content_type = self.headers.get(http::header::CONTENT_TYPE);
        let content_type = content_type.and_then(|value| value.to_str().ok());
        match content_type.and_then(|it| Charset::of(it, &self.body)) {
            Some(charset) => Cow::Owned(charset.decode(&self.body).into_bytes()),
            None => Cow::Borrowed(&self.body),
        }
    }

    /// The body as text, in the charset of its `Content-Type`. Invalid UTF-8 becomes U+FFFD.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match self.utf_8() {
            Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes),
            Cow::Owned(bytes) => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
        }
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
pub(crate) fn names(headers: &HeaderMap) -> Vec<&str> {
    headers.keys().map(http::HeaderName::as_str).collect()
}

/// Decodes the body as text: UTF-8, or latin-1 or UTF-16 if the `Content-Type` declares it.
///
/// # Errors
///
/// [`DecodeError`] if it is not valid UTF-8.
pub fn decode_text(response: Response) -> Result<String, DecodeError> {
    match String::from_utf8(response.utf_8().into_owned()) {
        Ok(text) => Ok(text),
        Err(_) => Err(DecodeError::syntax(response, "not UTF-8 text")),
    }
}

/// How a body is encoded, if it is not UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Charset {
    Latin1,
    Utf16 { is_little_endian: bool },
}

impl Charset {
    /// The `charset` of a `Content-Type`. UTF-16 without a byte order is decided by the first bytes (RFC 2781 §4.3).
    fn of(content_type: &str, body: &[u8]) -> Option<Self> {
        let charset = header_syntax::parameter(content_type, "charset")?;
        match charset.to_ascii_lowercase().as_str() {
            "iso-8859-1" | "latin1" => Some(Self::Latin1),
            "utf-16" => Some(Self::Utf16 {
                is_little_endian: body.starts_with(&[0xff, 0xfe]),
            }),
            "utf-16le" => Some(Self::Utf16 {
                is_little_endian: true,
            }),
            "utf-16be" => Some(Self::Utf16 {
                is_little_endian: false,
            }),
            _ => None,
        }
    }

    fn decode(self, body: &[u8]) -> String {
        match self {
            Self::Latin1 => body.iter().map(|byte| char::from(*byte)).collect(),
            Self::Utf16 { is_little_endian } => {
                let units = body.chunks_exact(2).map(|unit| {
                    let unit = [unit[0], unit[1]];
                    if is_little_endian {
                        u16::from_le_bytes(unit)
                    } else {
                        u16::from_be_bytes(unit)
                    }
                });
                let decoded = char::decode_utf16(units);
                let text: String = decoded
                    .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
                    .collect();
                text.trim_start_matches('\u{feff}').to_owned()
            }
        }
    }
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
        for utf_16 in [
            ("text/plain; charset=utf-16", b"\xff\xfe\xe9\x00"),
            ("text/plain; charset=UTF-16", b"\xfe\xff\x00\xe9"),
        ] {
            assert_eq!(text(utf_16.0, utf_16.1).as_deref(), Ok("é"), "{utf_16:?}");
        }
        assert_eq!(
            text("a/b; charset=utf-16be", b"\x00\xe9").as_deref(),
            Ok("é")
        );
        for utf_8 in ["text/plain", "text/plain; charset=utf-8"] {
            assert_eq!(text(utf_8, b"\xc3\xa9").as_deref(), Ok("é"), "{utf_8}");
            assert!(text(utf_8, b"\xe9").is_err(), "{utf_8}");
        }
    }

    #[test]
    fn json_is_read_in_its_charset() {
        let json = http::HeaderValue::from_static("application/json; charset=iso-8859-1");
        let response = Response {
            headers: HeaderMap::from_iter([(http::header::CONTENT_TYPE, json)]),
            body: Bytes::from_static(b"[\"\xe9\"]"),
            ..Response::default()
        };
        let read = crate::json::decode::<Vec<String>>(response.clone(), &mut Vec::new());
        assert_eq!(read, Ok(vec!["é".to_owned()]));
        let failure =
            Failure::<crate::NoCode, Vec<String>>::with_payload(response, &mut Vec::new());
        assert_eq!(failure.payload, Some(vec!["é".to_owned()]));
    }
}
