//! Reading and writing the JSON of generated types, with code that is compiled once for all of them.
//!
//! `derive(Deserialize)` compiles a parser for each type. Here one parser reads any body into a [`Value`] that borrows
//! from it. A generated type only adds a few lines that take its fields out of the value, and a few that write them
//! ([`ToJson`]).
//!
//! # Values that do not fit
//!
//! Types come from example responses, not from schemas, so reading is lenient:
//!
//! * Unknown members are ignored. An optional field can be missing or `null`.
//! * `3.0` is an integer, and `3` a float. Strings with numbers and booleans are read as such (`"30"`, `"true"`), and numbers
//!   and booleans as strings. Nothing is lost by that.
//! * A list or map that is missing or `null` is empty.
//! * An optional field that does not fit is [`None`]. A list item, or a value of a map, that does not fit is left out. A
//!   required list or map that does not fit is empty.
//! * If any other required field is missing or does not fit, its struct does not fit: the nearest optional field, item or
//!   map value that contains it is left out. If there is none, the body is read again, and required fields that do not fit
//!   are empty: `0`, `false`, `""`, or a struct of such values. But an object with none of its fields is something else, and
//!   so is a scalar instead of an object: such a body cannot be read.
//! * Of several types ([`first_of`]), the first that fits without loss is read, or else the one that loses least.
//!
//! Each value that was left out is a [`Mismatch`] with its location, its documented type and its actual type:
//! [`read`] and [`Received::mismatches`](crate::Received::mismatches) return them, at most the first 100. As long as
//! everything fits, this costs nothing. serde's traits read in the same way, but cannot return the mismatches.
//!
//! ```text
//! document   a list of nodes                      value, object   views of the nodes
//! parse      parses text into nodes
//! read       decodes bodies                       write           encodes bodies
//! types      String, numbers, lists, maps …       foreign         types of other crates
//! loss       values that do not fit
//! text       types with a string format           serde_traits    serde's traits for generated types
//! macros     implementations from one table of fields or variants
//! ```
//!
//! # Example: a type
//!
//! Generated code contains `client::json_struct! { User(read, write); id(required), email, manager(maybe) }`, which expands to
//! the two implementations:
//!
//! ```
//! use client::json::{Maybe, Mismatch, Value, Writer};
//! use client::{FromJson, ToJson};
//!
//! pub struct User {
//!     pub id: String,            // present in each example
//!     pub email: Option<String>, // missing in some examples
//!     pub manager: Maybe<i64>,   // missing in some examples, null in others
//! }
//!
//! impl FromJson for User {
//!     fn from_json(value: &Value<'_>) -> Result<Self, Mismatch> {
//!         let mut fields = value.fields();
//!         let user = Self {
//!             id: fields.required("id")?,
//!             email: fields.optional("email"),
//!             manager: fields.maybe("manager"),
//!         };
//!         fields.end(user)
//!     }
//! }
//!
//! impl ToJson for User {
//!     fn to_json(&self, out: &mut Writer) {
//!         let mut object = out.object();
//!         object.field("id", &self.id);
//!         object.optional("email", &self.email);
//!         object.maybe("manager", &self.manager);
//!         object.end();
//!     }
//! }
//!
//! let user: User = client::json::from_slice(br#"{ "id": "me", "manager": null }"#).unwrap();
//! assert_eq!(client::json::to_string(&user), r#"{"id":"me","manager":null}"#);
//! ```

mod body;
mod document;
#[cfg(feature = "_foreign")]
mod foreign;
mod loss;
mod macros;
mod object;
mod parse;
mod read;
mod repeats;
mod serde_traits;
/// A key as a step of a JSON pointer (RFC 6901 §4).
pub(crate) fn pointer_step(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests;
mod text;
mod types;
mod value;
mod write;

pub use body::JsonBody;
pub use document::Document;
#[cfg(feature = "mock")]
pub(crate) use loss::LIMIT as MISMATCHES;
pub use object::{Fields, Object};
pub use read::{ReadError, decode, first_of, from_slice, read, tag};
pub use serde_traits::{deserialize, serialize};
pub use text::{Text, from_plain_text, integer_text, plain_text, write_integer_text};
pub use types::{Maybe, parse_string, write_string};
pub use value::{Items, Value};
pub use write::{ObjectWriter, Writer, to_string};

use std::fmt;

/// A type that can be read from JSON.
pub trait FromJson: Sized {
    /// The type in words, for the error about a missing value.
    const EXPECTED: &'static str = "a value";

    /// Reads a value.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] if the value has another type.
    fn from_json(value: &Value<'_>) -> Result<Self, Mismatch>;

    /// The value of a required field that is missing or does not fit, if the type has an empty value.
    #[must_use]
    fn empty() -> Option<Self> {
        None
    }
}

/// A type that can be written as JSON.
pub trait ToJson {
    /// Writes the value.
    fn to_json(&self, out: &mut Writer);
}

/// A JSON value that does not have its documented type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch(Box<Difference>);

/// The content of a mismatch. It is boxed, so that the result for a small type is small.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Difference {
    /// The location: keys and indexes, starting with the innermost.
    path: Vec<String>,
    expected: &'static str,
    found: &'static str,
}

impl Mismatch {
    /// Reports a value of another type than expected.
    #[must_use]
    pub fn new(expected: &'static str, found: &Value<'_>) -> Self {
        Self::of(expected, found.type_name())
    }

    /// Reports a missing member.
    #[must_use]
    pub fn missing(expected: &'static str) -> Self {
        Self::of(expected, "nothing")
    }

    fn of(expected: &'static str, found: &'static str) -> Self {
        Self(Box::new(Difference {
            path: Vec::new(),
            expected,
            found,
        }))
    }

    /// Extends the location: the value is at this key or index of another one.
    #[must_use]
    pub fn at(mut self, step: impl fmt::Display) -> Self {
        self.0.path.push(pointer_step(&step.to_string()));
        self
    }

    /// JSON pointer (RFC 6901) to the value; empty for the body itself.
    #[must_use]
    pub fn pointer(&self) -> String {
        self.0
            .path
            .iter()
            .rev()
            .fold(String::new(), |pointer, step| pointer + "/" + step)
    }

    /// The documented type, such as `an integer`.
    #[must_use]
    pub fn expected(&self) -> &'static str {
        self.0.expected
    }

    /// The type of the value, such as `a string`.
    #[must_use]
    pub fn found(&self) -> &'static str {
        self.0.found
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pointer = self.pointer();
        let location = if pointer.is_empty() { "/" } else { &pointer };
        write!(
            f,
            "at `{location}`: expected {}, found {}",
            self.0.expected, self.0.found
        )
    }
}

impl std::error::Error for Mismatch {}
