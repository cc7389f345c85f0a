//! From bodies to types.

use super::{Document, FromJson, Mismatch, Value};
use crate::error::DecodeError;
use crate::response::Response;

/// Reads an answer's body.
///
/// # Errors
///
/// [`DecodeError`], with the whole answer, where the body is no JSON or of another type.
pub fn decode<T: FromJson>(response: Response) -> Result<T, DecodeError> {
    match from_slice(&response.body) {
        Ok(value) => Ok(value),
        Err(reason) => Err(reason.about(response)),
    }
}

/// Why a text could not be read.
#[derive(Debug)]
pub enum Reason {
    /// It is no JSON.
    Syntax(serde_json::Error),
    /// It is of another type.
    Mismatch(Mismatch),
}

impl Reason {
    #[cold]
    fn about(self, response: Response) -> DecodeError {
        match self {
            Self::Mismatch(mismatch) => DecodeError::mismatch(response, mismatch),
            Self::Syntax(error) => {
                DecodeError::syntax(response, format!("it is not JSON: {error}"))
            }
        }
    }
}

/// Reads JSON text.
///
/// # Errors
///
/// [`Reason`] where it is no JSON or of another type.
pub fn from_slice<T: FromJson>(text: &[u8]) -> Result<T, Reason> {
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => return Err(Reason::Syntax(error)),
    };
    match T::from_json(&document.root()) {
        Ok(value) => Ok(value),
        Err(mismatch) => Err(Reason::Mismatch(mismatch)),
    }
}

/// The text of an object's member that says what the object is.
#[must_use]
pub fn tag<'v>(value: &Value<'v>, key: &str) -> Option<&'v str> {
    value.object().ok()?.get(key)?.text().ok()
}

/// A function that reads a value.
type Read<T> = fn(&Value<'_>) -> Result<T, Mismatch>;

/// Reads the first of several shapes that fits.
///
/// # Errors
///
/// The last shape's [`Mismatch`] where none does.
pub fn first_of<T>(value: &Value<'_>, shapes: &[Read<T>]) -> Result<T, Mismatch> {
    let mut last = Mismatch::new("one of several shapes", value);
    for shape in shapes {
        match shape(value) {
            Ok(fits) => return Ok(fits),
            Err(mismatch) => last = mismatch,
        }
    }
    Err(last)
}
