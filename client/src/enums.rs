//! Enums of documented values: their text, and parsing.
//!
//! The functions are compiled for each enum, so they are plain loops.

use std::borrow::Cow;
use std::{error, fmt};

/// Implements the conversion from and to text for an enum of documented values, from a table of its variants.
///
/// A `closed` enum has no other values. An `open` one has a variant `Other(String)` for them.
///
/// ```
/// #[derive(Debug, Clone, Copy, PartialEq)]
/// pub enum Action {
///     Activate,
///     Remove,
/// }
///
/// client::text_enum! {
///     closed Action; Activate = "activate", Remove = "DELETE"
/// }
///
/// assert_eq!(Action::Remove.as_str(), "DELETE");
/// assert_eq!("activate".parse(), Ok(Action::Activate));
/// assert_eq!(Action::ALL.len(), 2);
/// ```
#[macro_export]
macro_rules! text_enum {
    (closed $type:ident; $($variant:ident = $value:literal),*) => {
        impl $type {
            /// All documented values, in the order of the collection.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the value as it is sent.
            #[must_use]
            #[inline]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $value,)*
                }
            }
        }

        impl ::std::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::std::str::FromStr for $type {
            type Err = $crate::ParseEnumError;

            #[inline]
            fn from_str(value: &str) -> Result<Self, $crate::ParseEnumError> {
                $crate::parse_value(stringify!($type), value, Self::ALL, Self::as_str)
            }
        }
    };
    (open $type:ident; $($variant:ident = $value:literal),*) => {
        impl $type {
            /// All documented values, in the order of the collection.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the value as it is sent.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Other(value) => value,
                }
            }
        }

        impl ::std::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl From<&str> for $type {
            #[inline]
            fn from(value: &str) -> Self {
                $crate::value_or_other(value, Self::ALL, Self::as_str, Self::Other)
            }
        }

        impl From<String> for $type {
            #[inline]
            fn from(value: String) -> Self {
                Self::from(value.as_str())
            }
        }

        impl ::std::str::FromStr for $type {
            type Err = ::std::convert::Infallible;

            #[inline]
            fn from_str(value: &str) -> Result<Self, ::std::convert::Infallible> {
                Ok(Self::from(value))
            }
        }
    };
}

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
