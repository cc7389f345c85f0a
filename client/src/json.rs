//! JSON in and out of generated types, by code that stands here once.
//!
//! `derive(Deserialize)` compiles a parser for each type. Here one parser reads any body into a [`Value`] that borrows
//! from it, and a generated type brings a few straight lines that pick its fields out of that, and as few that write
//! them ([`ToJson`]).
//!
//! Answers are examples, not schemas, so reading is tolerant where nothing is lost by it: unknown members are passed
//! over, `null` is as good as missing for an optional field, `3.0` is an integer and `3` a float. Everything else is a
//! [`Mismatch`] that says where.
//!
//! ```text
//! document   text to one flat list of nodes     value, object   views of it
//! read       bodies to types                    write           types to text
//! types      String, numbers, lists, maps …     serde_traits    serde's traits for types that have ours
//! foreign    types of other crates, in features   text   types that are text wherever they stand
//! ```
//!
//! # What a generated type brings
//!
//! ```
//! use client::json::{Maybe, Mismatch, Value, Writer};
//! use client::{FromJson, ToJson};
//!
//! pub struct User {
//!     pub id: String,            // in each example
//!     pub email: Option<String>, // in some
//!     pub manager: Maybe<i64>,   // in some, in others null
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
mod object;
mod read;
mod repeats;
mod serde_traits;
#[cfg(test)]
mod tests;
mod text;
mod types;
mod value;
mod write;

pub use body::JsonBody;
pub use document::Document;
pub use object::{Fields, Object};
pub use read::{Reason, decode, first_of, from_slice, tag};
pub use serde_traits::{deserialize, serialize};
pub use text::{Text, of_text, text};
pub use types::{Maybe, from_text, text_to_json};
pub use value::{Items, Value};
pub use write::{ObjectWriter, Writer, to_string};

use std::fmt;

/// A type that is read from JSON.
pub trait FromJson: Sized {
    /// What it is, for people, where a value is missing.
    const EXPECTED: &'static str = "a value";

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
pub struct Mismatch(Box<Difference>);

/// What a mismatch says; boxed, so that a result of a small type is small.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Difference {
    /// Where it is, as keys and indexes from the innermost outwards.
    path: Vec<String>,
    expected: &'static str,
    found: &'static str,
}

impl Mismatch {
    /// Reports a value of another type than expected.
    #[must_use]
    pub fn new(expected: &'static str, found: &Value<'_>) -> Self {
        Self::of(expected, found.kind())
    }

    /// Reports a member that is not there.
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

    /// Says that the value stands at this key or index of another.
    #[must_use]
    pub fn at(mut self, step: impl fmt::Display) -> Self {
        self.0
            .path
            .push(step.to_string().replace('~', "~0").replace('/', "~1"));
        self
    }

    /// JSON pointer (RFC 6901) to the value; empty for the whole body.
    #[must_use]
    pub fn pointer(&self) -> String {
        self.0
            .path
            .iter()
            .rev()
            .fold(String::new(), |pointer, step| pointer + "/" + step)
    }

    /// What was documented, such as `an integer`.
    #[must_use]
    pub fn expected(&self) -> &'static str {
        self.0.expected
    }

    /// What was there, such as `a string`.
    #[must_use]
    pub fn found(&self) -> &'static str {
        self.0.found
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pointer = self.pointer();
        let place = if pointer.is_empty() { "/" } else { &pointer };
        write!(
            f,
            "at `{place}`: expected {}, found {}",
            self.0.expected, self.0.found
        )
    }
}

impl std::error::Error for Mismatch {}
