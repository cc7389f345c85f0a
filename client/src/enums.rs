//! Parsing of enums with documented values.
//!
//! The functions are compiled for each enum, so they are plain loops.

use std::borrow::Cow;
use std::{error, fmt};

/// Parses a value of a closed enum.
///
/// # Errors
///
/// [`ParseEnumError`] if `text` is not a documented value.
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

/// Parses a value of an open enum. `other` creates the variant for undocumented values.
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

/// A text that is not a documented value of an enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseEnumError {
    type_name: &'static str,
    value: Cow<'static, str>,
}

impl ParseEnumError {
    /// Reports that `value` is not a value of `type_name`.
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
