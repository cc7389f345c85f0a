//! Types with a string format: strings in JSON, plain text in URLs, headers and forms.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use super::{
    Document, FromJson, Mismatch, ToJson, Value, Writer, parse_string, to_string, write_string,
};

/// Writes a value outside of JSON: a string without quotes and escapes, any other value as JSON.
#[must_use]
pub fn plain_text(value: &dyn ToJson) -> String {
    let json = to_string(value);
    match serde_json::from_str(&json) {
        Ok(text) => text,
        Err(_) => json,
    }
}

/// Reads a value outside of JSON, as [`plain_text`] writes it.
///
/// # Errors
///
/// [`Mismatch`] if the text does not have the format of the type.
pub fn from_plain_text<T: FromJson>(text: &str) -> Result<T, Mismatch> {
    T::from_json(&Document::string(text).root())
}

/// Reads an integer as text, for enums whose values are integers in JSON.
///
/// # Errors
///
/// [`Mismatch`] if the value is not an integer.
pub fn integer_text(value: &Value<'_>) -> Result<String, Mismatch> {
    i64::from_json(value).map(|integer| integer.to_string())
}

/// Writes text as an integer, or as a string if it is not one.
pub fn write_integer_text(text: &str, out: &mut Writer) {
    match text.parse() {
        Ok(integer) => out.integer(integer),
        Err(_) => out.string(text),
    }
}

/// A value that is parsed with [`FromStr`] and written with [`Display`](fmt::Display).
///
/// It lets any such type be a JSON string, for example a version or an address:
///
/// ```
/// use std::net::IpAddr;
/// use client::json::{Text, from_slice, to_string};
///
/// let address: Text<IpAddr> = from_slice(br#""::1""#).unwrap();
/// assert!(address.is_loopback());
/// assert_eq!(to_string(&address), r#""::1""#);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text<T>(pub T);

impl<T> Deref for Text<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> From<T> for Text<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T: FromStr> FromJson for Text<T> {
    fn from_json(value: &Value<'_>) -> Result<Self, Mismatch> {
        parse_string(value, "a string of another format").map(Self)
    }
}

impl<T: fmt::Display> ToJson for Text<T> {
    fn to_json(&self, out: &mut Writer) {
        write_string(&self.0, out);
    }
}
