//! Types that are text wherever they stand: in JSON a string, in a URL, header or form its text.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use super::{
    Document, FromJson, Mismatch, ToJson, Value, Writer, from_text, text_to_json, to_string,
};

/// The text of a value outside of JSON: a string without its quotes and escapes, anything else as JSON.
#[must_use]
pub fn text(value: &dyn ToJson) -> String {
    let json = to_string(value);
    match serde_json::from_str(&json) {
        Ok(text) => text,
        Err(_) => json,
    }
}

/// Reads a value from its text outside of JSON, which [`text`] gives.
///
/// # Errors
///
/// [`Mismatch`] where the text is not of that form.
pub fn of_text<T: FromJson>(text: &str) -> Result<T, Mismatch> {
    T::from_json(&Document::string(text).root())
}

/// A value that reads itself from text ([`FromStr`]) and writes itself as text ([`Display`](fmt::Display)).
///
/// For types that know nothing of JSON, such as versions or addresses:
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
        from_text(value, "text of a form").map(Self)
    }
}

impl<T: fmt::Display> ToJson for Text<T> {
    fn to_json(&self, out: &mut Writer) {
        text_to_json(&self.0, out);
    }
}
