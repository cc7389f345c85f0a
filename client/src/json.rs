//! JSON in and out of generated types, by code that stands here once.
//!
//! `derive(Deserialize)` compiles a parser for each type. Here one parser reads any body into a [`Value`] that borrows
//! from it, and a generated type brings a few straight lines that pick its fields out of that, and as few that write
//! them ([`ToJson`]).
//!
//! Answers are examples, not schemas, so reading is tolerant where nothing is lost by it: unknown members are passed
//! over, `null` is as good as missing for an optional field, `3.0` is an integer and `3` a float. Everything else is a
//! [`Mismatch`] that says where.

mod body;
mod read;
mod types;
mod value;
mod write;

pub use body::JsonBody;
pub use read::{decode, first_of, from_slice};
pub use types::{Maybe, from_text, text_to_json};
pub use value::{Object, Value};
pub use write::{ObjectWriter, Writer, to_string};

use std::fmt;

/// A type that is read from JSON.
pub trait FromJson: Sized {
    /// Reads a value.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] where the value is of another type.
    fn from_json(value: &Value<'_>) -> Result<Self, Mismatch>;
}

/// A type that is written as JSON.
pub trait ToJson {
    /// Writes the value.
    fn to_json(&self, out: &mut Writer);
}

/// A JSON value that is not of its documented type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// Where it is, as keys and indexes from the innermost outwards.
    path: Vec<String>,
    expected: &'static str,
    found: &'static str,
}

impl Mismatch {
    /// Reports a value of another type than expected.
    #[must_use]
    pub fn new(expected: &'static str, found: &Value<'_>) -> Self {
        Self {
            path: Vec::new(),
            expected,
            found: found.kind(),
        }
    }

    /// Reports a member that is not there.
    #[must_use]
    pub fn missing(expected: &'static str) -> Self {
        Self {
            path: Vec::new(),
            expected,
            found: "nothing",
        }
    }

    /// Says that the value stands at this key or index of another.
    #[must_use]
    pub fn at(mut self, step: impl fmt::Display) -> Self {
        self.path
            .push(step.to_string().replace('~', "~0").replace('/', "~1"));
        self
    }

    /// JSON pointer (RFC 6901) to the value; empty for the whole body.
    #[must_use]
    pub fn pointer(&self) -> String {
        self.path
            .iter()
            .rev()
            .fold(String::new(), |pointer, step| pointer + "/" + step)
    }

    /// What was documented, such as `an integer`.
    #[must_use]
    pub fn expected(&self) -> &'static str {
        self.expected
    }

    /// What was there, such as `a string`.
    #[must_use]
    pub fn found(&self) -> &'static str {
        self.found
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pointer = self.pointer();
        let place = if pointer.is_empty() { "/" } else { &pointer };
        write!(
            f,
            "at `{place}`: expected {}, found {}",
            self.expected, self.found
        )
    }
}

impl std::error::Error for Mismatch {}
