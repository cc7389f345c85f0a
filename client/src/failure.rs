//! Documented failures: answers outside `2xx`, with their error codes.

use std::{error, fmt};

use crate::error::DecodeError;
use crate::json::{self, Document, FromJson, Value};
use crate::response::Response;

/// The error codes of an operation, as an enum.
pub trait ErrorCode: Sized {
    /// JSON pointers (RFC 6901) to where a body can hold the code, most likely first.
    const FIELDS: &'static [&'static str];

    /// Reads a code; numbers arrive as their digits. [`None`] where it is none.
    fn from_code(code: &str) -> Option<Self>;
}

/// The error codes of an operation that documents none.
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

/// A documented failure: its error code, where the body carries one, its payload, where one is documented and the
/// body fits it, and the response as it came.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure<C = NoCode, P = ()> {
    /// The error code.
    pub code: Option<C>,
    /// The typed body.
    pub payload: Option<P>,
    /// The whole response; boxed, as errors should be small.
    pub response: Box<Response>,
}

impl<C: ErrorCode, P> Failure<C, P> {
    /// Reads the error code out of the body.
    #[must_use]
    pub fn new(response: Response) -> Self {
        let code = match Document::parse(&response.body) {
            Ok(body) => code_of(&body.root()),
            Err(_) => None,
        };
        Self {
            code,
            payload: None,
            response: Box::new(response),
        }
    }

    /// Reads error code and payload out of the body. A body that does not fit leaves `payload` empty; nothing is lost,
    /// and [`payload_error`](Self::payload_error) says why.
    #[must_use]
    pub fn with_payload(response: Response) -> Self
    where
        P: FromJson,
    {
        let (code, payload) = match Document::parse(&response.body) {
            Ok(body) => (code_of(&body.root()), P::from_json(&body.root()).ok()),
            Err(_) => (None, None),
        };
        Self {
            code,
            payload,
            response: Box::new(response),
        }
    }

    /// Why the body is no payload: the JSON path and the type that did not fit, or where it is no JSON.
    #[must_use]
    pub fn payload_error(&self) -> Option<DecodeError>
    where
        P: FromJson,
    {
        json::decode::<P>((*self.response).clone()).err()
    }

    /// Forgets the payload's type; the response still holds its text.
    #[must_use]
    pub fn erase(self) -> Failure<C> {
        Failure {
            code: self.code,
            payload: None,
            response: self.response,
        }
    }
}

/// The first scalar at one of the pointers that is a code.
fn code_of<C: ErrorCode>(body: &Value<'_>) -> Option<C> {
    C::FIELDS
        .iter()
        .find_map(|field| C::from_code(&scalar_at(body, field)?))
}

/// The text or number at a JSON pointer (RFC 6901).
fn scalar_at(body: &Value<'_>, pointer: &str) -> Option<String> {
    let mut at = *body;
    for step in pointer.split('/').skip(1) {
        let step = step.replace("~1", "/").replace("~0", "~");
        at = match at.object() {
            Ok(object) => object.get(&step)?,
            Err(_) => at.items().ok()?.nth(step.parse().ok()?)?,
        };
    }
    match serde_json::Value::from_json(&at).ok()? {
        serde_json::Value::String(text) if !text.is_empty() => Some(text),
        serde_json::Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

impl<C: fmt::Display, P> fmt::Display for Failure<C, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HTTP status {}", self.response.status.as_u16())?;
        match &self.code {
            Some(code) => write!(f, ", {code}"),
            None => Ok(()),
        }
    }
}

impl<C: fmt::Debug + fmt::Display, P: fmt::Debug> error::Error for Failure<C, P> {}

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

    fn answer(body: &str) -> Response {
        Response {
            body: body.to_owned().into(),
            ..Response::default()
        }
    }

    #[test]
    fn a_code_is_found_where_a_field_holds_one() {
        for body in [
            r#"{"code": 7}"#,
            r#"{"code": "7"}"#,
            "\u{feff}{\"code\": 7}",
            r#"{"code": "fail", "error": {"code": 7}}"#,
            r#"{"errors": [{"id": 7}, {"id": 8}]}"#,
            r#"{"a/b": 7}"#,
        ] {
            let failure = Failure::<Number>::new(answer(body));
            assert_eq!(failure.code, Some(Number(7)), "{body}");
        }
        for body in ["", "[7]", r#"{"code": null}"#, r#"{"code": {"code": 7}}"#] {
            assert_eq!(Failure::<Number>::new(answer(body)).code, None, "{body}");
        }
    }

    #[test]
    fn a_payload_that_does_not_fit_says_why() {
        let failure = Failure::<Number, Vec<i64>>::with_payload(answer(r#"[1, "x"]"#));
        assert_eq!(failure.payload, None);
        let error = failure.payload_error().unwrap().to_string();
        assert!(
            error.contains("`/1`") && error.contains("integer"),
            "{error}"
        );
        let failure = Failure::<Number, Vec<i64>>::with_payload(answer("[1]"));
        assert_eq!(failure.payload, Some(vec![1]));
        assert!(failure.payload_error().is_none());
    }
}
