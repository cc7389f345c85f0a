//! Enums of documented values: from text to the value that is written like it.
//!
//! The loops are plain, as they are compiled for each enum that is parsed.

use std::borrow::Cow;
use std::{error, fmt};

/// The value of an enum whose values are all documented.
///
/// # Errors
///
/// [`ParseEnumError`] where none is written like `text`.
pub fn parse_value<T: Copy>(
    type_name: &'static str,
    text: &str,
    all: &[T],
    as_str: fn(T) -> &'static str,
) -> Result<T, ParseEnumError> {
    for known in all {
        if as_str(*known) == text {
            return Ok(*known);
        }
    }
    Err(ParseEnumError::new(type_name, text))
}

/// The value of an enum which can have others beside the documented: `other` holds those.
pub fn value_or_other<T: Clone>(
    text: &str,
    all: &[T],
    as_str: fn(&T) -> &str,
    other: fn(String) -> T,
) -> T {
    for known in all {
        if as_str(known) == text {
            return known.clone();
        }
    }
    other(text.to_owned())
}

/// A text that names no documented value of an enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseEnumError {
    type_name: &'static str,
    value: Cow<'static, str>,
}

impl ParseEnumError {
    /// Reports that `value` is no `type_name`.
    #[must_use]
    pub fn new(type_name: &'static str, value: &str) -> Self {
        Self {
            type_name,
            value: Cow::Owned(value.to_owned()),
        }
    }
}

impl fmt::Display for ParseEnumError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?} is not a documented value of `{}`",
            self.value, self.type_name
        )
    }
}

impl error::Error for ParseEnumError {}
