//! Documented failures: answers outside `2xx`, with their error codes.

use std::{error, fmt};

use crate::json::{self, FromJson};
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
        Self {
            code: find_code(&response.body, C::FIELDS).and_then(|code| C::from_code(&code)),
            payload: None,
            response: Box::new(response),
        }
    }

    /// Reads error code and payload out of the body. A body that does not fit leaves `payload` empty; nothing is lost.
    #[must_use]
    pub fn with_payload(response: Response) -> Self
    where
        P: FromJson,
    {
        Self {
            payload: json::from_slice(&response.body).ok(),
            ..Self::new(response)
        }
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

/// The first scalar at one of the pointers.
fn find_code(body: &[u8], fields: &[&str]) -> Option<String> {
    if fields.is_empty() {
        return None;
    }
    let value: serde_json::Value = serde_json::from_slice(body).ok()?;
    fields.iter().find_map(|field| match value.pointer(field)? {
        serde_json::Value::String(text) if !text.is_empty() => Some(text.clone()),
        serde_json::Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
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
