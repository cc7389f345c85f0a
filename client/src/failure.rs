//! Failures: responses outside `2xx`, with their error codes.

use std::time::Duration;
use std::{error, fmt};

use crate::error::DecodeError;
use crate::json::{self, Document, FromJson, Mismatch, Value};
use crate::response::Response;
use crate::response_headers::ResponseHeaders as _;

/// An enum of the error codes of an operation.
pub trait ErrorCode: Sized {
    /// JSON pointers (RFC 6901) to the fields that can contain the code, most likely first.
    const FIELDS: &'static [&'static str];

    /// Parses a code; a number is passed as its digits. Returns [`None`] if the text is not a code.
    fn from_code(code: &str) -> Option<Self>;
}

/// The error codes of an operation without documented ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoCode {}

impl ErrorCode for NoCode {
    const FIELDS: &'static [&'static str] = &[];

    fn from_code(_: &str) -> Option<Self> {
        None
    }
}

impl fmt::Display for NoCode {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

/// A response outside `2xx`, or one with an error code in its body.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure<C = NoCode, P = ()> {
    /// The error code, if the body contains one.
    pub code: Option<C>,
    /// The body, if its type is documented and it has that type.
    pub payload: Option<P>,
    /// The response as received. Boxed, so that the error is small.
    pub response: Box<Response>,
}

impl<C: ErrorCode, P> Failure<C, P> {
    /// Reads the error code from the body.
    #[must_use]
    pub fn new(response: Response) -> Self {
        let code = match Document::parse(&response.utf_8()) {
            Ok(body) => code_of(&body.root()),
            Err(_) => None,
        };
        Self {
            code,
            payload: None,
            response: Box::new(response),
        }
    }

    /// Returns a response with status `2xx` as it is, and any other as an error.
    ///
    /// # Errors
    ///
    /// A failure with the error code in the body.
    pub fn check(response: Response) -> Result<Response, Self> {
        if response.is_success() {
            Ok(response)
        } else {
            Err(Self::new(response))
        }
    }

    /// Reads the error code and the payload from the body, and appends the values that did not fit and were left out.
    ///
    /// If the body has another type, `payload` is [`None`] and [`payload_error`](Self::payload_error) returns the reason.
    #[must_use]
    pub fn with_payload(response: Response, mismatches: &mut Vec<Mismatch>) -> Self
    where
        P: FromJson,
    {
        let (code, payload) = match Document::parse(&response.utf_8()) {
            Ok(body) => {
                let payload = P::from_json(&body.root());
                body.report(mismatches);
                (
                    code_of(&body.root()),
                    payload.map_err(|mismatch| mismatches.push(mismatch)).ok(),
                )
            }
            Err(_) => (None, None),
        };
        Self {
            code,
            payload,
            response: Box::new(response),
        }
    }

    /// Why there is no payload: a value of another type, with its location, or a body that is not JSON.
    #[must_use]
    pub fn payload_error(&self) -> Option<DecodeError>
    where
        P: FromJson,
    {
        json::decode::<P>((*self.response).clone(), &mut Vec::new()).err()
    }

    /// Whether the body contains one of these codes, in a field where the operation's failures have theirs.
    #[must_use]
    pub fn has_code(response: &Response, codes: &[&str]) -> bool {
        let text = response.utf_8();
        let Ok(body) = Document::parse(&text) else {
            return false;
        };
        let mut fields = C::FIELDS.iter();
        let code = fields.find_map(|field| scalar_at(&body.root(), field));
        code.is_some_and(|code| codes.contains(&code.as_str()))
    }

    /// Drops the payload and its type. The response still contains the body.
    #[must_use]
    pub fn erase(self) -> Failure<C> {
        Failure {
            code: self.code,
            payload: None,
            response: self.response,
        }
    }
}

/// The first code at one of the pointers.
fn code_of<C: ErrorCode>(body: &Value<'_>) -> Option<C> {
    C::FIELDS
        .iter()
        .find_map(|field| C::from_code(&scalar_at(body, field)?))
}

/// The text or number at a JSON pointer (RFC 6901).
fn scalar_at(body: &Value<'_>, pointer: &str) -> Option<String> {
    let value = body.at(pointer).filter(|value| !value.is_bool())?;
    let text = value.scalar_text().ok()?;
    (!text.is_empty()).then(|| text.into_owned())
}

impl<C, P> Failure<C, P> {
    /// The server's own words; see [`Response::message`].
    #[must_use]
    pub fn message(&self) -> Option<String> {
        self.response.message()
    }

    /// The id that the server gave the request; see [`ResponseHeaders::request_id`](crate::ResponseHeaders::request_id).
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.response.headers.request_id()
    }

    /// How long the server asks to wait; see [`ResponseHeaders::retry_after`](crate::ResponseHeaders::retry_after).
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.response.headers.retry_after()
    }
}

/// Shows the status and the server's own words, not those of an example.
impl<C, P> fmt::Display for Failure<C, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HTTP status {}", self.response.status.as_u16())?;
        match self.message() {
            Some(message) => write!(f, ": {message}"),
            None => Ok(()),
        }
    }
}

impl<C: fmt::Debug, P: fmt::Debug> error::Error for Failure<C, P> {}

#[cfg(test)]
mod tests {
    use super::*;

    /// Codes that are numbers.
    #[derive(Debug, PartialEq)]
    struct Number(i64);

    impl ErrorCode for Number {
        const FIELDS: &'static [&'static str] = &["/code", "/error/code", "/errors/0/id", "/a~1b"];

        fn from_code(code: &str) -> Option<Self> {
            code.parse().ok().map(Self)
        }
    }

    fn response(body: &str) -> Response {
        Response {
            body: body.to_owned().into(),
            ..Response::default()
        }
    }

    #[test]
    fn a_code_is_found_in_any_of_its_fields() {
        for body in [
            r#"{"code": 7}"#,
            r#"{"code": "7"}"#,
            "\u{feff}{\"code\": 7}",
            r#"{"code": "fail", "error": {"code": 7}}"#,
            r#"{"errors": [{"id": 7}, {"id": 8}]}"#,
            r#"{"a/b": 7}"#,
        ] {
            let failure = Failure::<Number>::new(response(body));
            assert_eq!(failure.code, Some(Number(7)), "{body}");
        }
        assert!(Failure::<Number>::has_code(
            &response(r#"{"code": 7}"#),
            &["7"]
        ));
        assert!(!Failure::<Number>::has_code(
            &response(r#"{"code": 8}"#),
            &["7"]
        ));
        for body in ["", "[7]", r#"{"code": null}"#, r#"{"code": {"code": 7}}"#] {
            assert_eq!(Failure::<Number>::new(response(body)).code, None, "{body}");
        }
    }

    #[test]
    fn a_payload_of_another_type_is_explained() {
        let failure =
            Failure::<Number, Vec<i64>>::with_payload(response(r#"{"a": 1}"#), &mut Vec::new());
        assert_eq!(failure.payload, None);
        let error = failure.payload_error().unwrap().to_string();
        assert!(error.contains("an array, found an object"), "{error}");
        let mut mismatches = Vec::new();
        let failure =
            Failure::<Number, Vec<i64>>::with_payload(response(r"[1, [], 2]"), &mut mismatches);
        assert_eq!(failure.payload, Some(vec![1, 2]));
        assert_eq!(mismatches[0].pointer(), "/1");
        assert!(failure.payload_error().is_none());
    }
}
