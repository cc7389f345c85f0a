//! Decoding of bodies.

use std::fmt;

use super::{Document, FromJson, Mismatch, Value};
use crate::error::DecodeError;
use crate::response::Response;

/// Decodes the body of a response, and appends the values that did not fit and were left out.
///
/// # Errors
///
/// [`DecodeError`] with the response, if the body is not JSON or lacks a value that its type requires.
pub fn decode<T: FromJson>(
    response: Response,
    mismatches: &mut Vec<Mismatch>,
) -> Result<T, DecodeError> {
    let read = read(&response.utf_8(), mismatches);
    match read {
        Ok(value) => Ok(value),
        Err(error) => Err(error.with(response)),
    }
}

/// Why JSON text could not be read.
#[derive(Debug)]
pub enum ReadError {
    /// The text is not JSON.
    Syntax(serde_json::Error),
    /// The value has another type.
    Mismatch(Mismatch),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Syntax(_) => "the text is not JSON",
            Self::Mismatch(_) => "a value does not have its documented type",
        })
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Syntax(error) => Some(error),
            Self::Mismatch(mismatch) => Some(mismatch),
        }
    }
}

impl ReadError {
    #[cold]
    fn with(self, response: Response) -> DecodeError {
        match self {
            Self::Mismatch(mismatch) => DecodeError::mismatch(response, mismatch),
            Self::Syntax(error) => DecodeError::syntax(response, format!("not JSON: {error}")),
        }
    }
}

/// Reads JSON text. Values that do not fit are left out where the type permits it.
///
/// # Errors
///
/// [`ReadError`] if the text is not JSON or lacks a value that the type requires.
pub fn from_slice<T: FromJson>(text: &[u8]) -> Result<T, ReadError> {
    read(text, &mut Vec::new())
}

/// Reads JSON text, and appends the values that did not fit and were left out.
///
/// # Errors
///
/// See [`from_slice`].
pub fn read<T: FromJson>(text: &[u8], mismatches: &mut Vec<Mismatch>) -> Result<T, ReadError> {
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => return Err(ReadError::Syntax(error)),
    };
    match document.read() {
        Ok(value) => {
            document.report(mismatches);
            Ok(value)
        }
        Err(mismatch) => Err(ReadError::Mismatch(mismatch)),
    }
}

/// The string in the member that discriminates between types of objects.
#[must_use]
pub fn tag<'v>(value: &Value<'v>, key: &str) -> Option<&'v str> {
    value.object().ok()?.get(key)?.text().ok()
}

/// Reads a value.
type Read<T> = fn(&Value<'_>) -> Result<T, Mismatch>;

/// Reads a value as the first of several types that fits. If none fits completely, the one that loses least is read.
///
/// # Errors
///
/// The [`Mismatch`] of the last type, if none can be read.
pub fn first_of<T>(value: &Value<'_>, types: &[Read<T>]) -> Result<T, Mismatch> {
    let loss = value.loss();
    let mark = loss.mark();
    let mut last = Mismatch::new("one of several types", value);
    let mut best: Option<(_, _, T)> = None;
    for read in types {
        match read(value) {
            Ok(fits) => {
                let cost = loss.cost_since(mark);
                if cost.is_nothing() {
                    return Ok(fits);
                }
                let entries = loss.rewind(mark);
                if best.as_ref().is_none_or(|(known, ..)| cost < *known) {
                    best = Some((cost, entries, fits));
                }
            }
            Err(mismatch) => {
                loss.rewind(mark);
                last = mismatch;
            }
        }
        if !loss.may_retry(value) {
            break;
        }
    }
    match best {
        Some((cost, entries, fits)) => {
            loss.restore(entries, cost);
            Ok(fits)
        }
        None => Err(last),
    }
}
