//! [`FromJson`] and [`ToJson`] for the types of the standard library, and for `serde_json::Value`.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use super::document::Node;
use super::{FromJson, Mismatch, ToJson, Value, Writer};

/// A member that is absent, null, or has a value, for APIs that distinguish the first two.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Maybe<T> {
    /// The member is missing.
    #[default]
    Absent,
    /// The member is `null`.
    Null,
    /// The member has a value.
    Value(T),
}

impl<T> Maybe<T> {
    /// The value, if there is one.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }
}

impl<T> From<T> for Maybe<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// Parses a string as a type with [`FromStr`], such as an address.
///
/// # Errors
///
/// [`Mismatch`] if the value is not a string, or cannot be parsed.
pub fn parse_string<T: FromStr>(value: &Value<'_>, expected: &'static str) -> Result<T, Mismatch> {
    value
        .text()?
        .parse()
        .map_err(|_| Mismatch::new(expected, value))
}

/// Writes a type with [`Display`](fmt::Display) as a string.
pub fn write_string(value: &dyn fmt::Display, out: &mut Writer) {
    out.string(&value.to_string());
}

impl FromJson for String {
    const EXPECTED: &'static str = "a string";

    fn from_json(value: &Value<'_>) -> Result<Self, Mismatch> {
        value.text().map(str::to_owned)
    }
}

impl FromJson for bool {
    const EXPECTED: &'static str = "a boolean";

    fn from_json(value: &Value<'_>) -> Result<Self, Mismatch> {
        match value.node() {
            Node::Bool(value) => Ok(*value),
            _ => Err(Mismatch::new(Self::EXPECTED, value)),
        }
    }
}

/// Converts a float without a fraction.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::float_cmp,
    reason = "checked by converting back"
)]
fn whole(value: f64) -> Option<i128> {
    let integer = value as i128;
    (integer as f64 == value).then_some(integer)
}

macro_rules! integer {
    ($($type:ty: $expected:literal),*) => {$(
        impl FromJson for $type {
            const EXPECTED: &'static str = $expected;

            #[inline]
            fn from_json(value: &Value<'_>) -> Result<Self, Mismatch> {
                let integer = match value.node() {
                    Node::Integer(value) => (*value).try_into().ok(),
                    Node::Unsigned(value) => (*value).try_into().ok(),
                    Node::Float(value) => whole(*value).and_then(|value| value.try_into().ok()),
                    _ => None,
                };
                integer.ok_or_else(|| Mismatch::new(Self::EXPECTED, value))
            }
        }

        impl ToJson for $type {
            fn to_json(&self, out: &mut Writer) {
                out.integer((*self).into());
            }
        }
    )*};
}

integer!(i32: "an integer of 32 bits", i64: "an integer of 64 bits", u64: "an unsigned integer of 64 bits");

impl FromJson for f64 {
    const EXPECTED: &'static str = "a number";

    #[expect(clippy::cast_precision_loss, reason = "the closest float is meant")]
    #[inline]
    fn from_json(value: &Value<'_>) -> Result<Self, Mismatch> {
        match value.node() {
            Node::Float(value) => Ok(*value),
            Node::Integer(value) => Ok(*value as Self),
            Node::Unsigned(value) => Ok(*value as Self),
            _ => Err(Mismatch::new(Self::EXPECTED, value)),
        }
    }
}

impl FromJson for f32 {
    const EXPECTED: &'static str = f64::EXPECTED;

    #[expect(
        clippy::cast_possible_truncation,
        reason = "the closest float is meant"
    )]
    fn from_json(value: &Value<'_>) -> Result<Self, Mismatch> {
        f64::from_json(value).map(|value| value as Self)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    const EXPECTED: &'static str = "an array";

    fn from_json(value: &Value<'_>) -> Result<Self, Mismatch> {
        let items = value.items()?;
        let mut list = Self::with_capacity(items.len());
        for (index, item) in items.enumerate() {
            match T::from_json(&item) {
                Ok(item) => list.push(item),
                Err(mismatch) => return Err(mismatch.at(index)),
            }
        }
        Ok(list)
    }
}

impl<T: FromJson> FromJson for BTreeMap<String, T> {
    const EXPECTED: &'static str = "an object";

    fn from_json(value: &Value<'_>) -> Result<Self, Mismatch> {
        let members = value.object()?;
        members
            .iter()
            .map(|(key, member)| match T::from_json(&member) {
                Ok(member) => Ok((key.to_owned(), member)),
                Err(mismatch) => Err(mismatch.at(key)),
            })
            .collect()
    }
}

impl<T: FromJson> FromJson for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn from_json(value: &Value<'_>) -> Result<Self, Mismatch> {
        if value.is_null() {
            return Ok(None);
        }
        T::from_json(value).map(Some)
    }
}

impl<T: FromJson> FromJson for Box<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn from_json(value: &Value<'_>) -> Result<Self, Mismatch> {
        T::from_json(value).map(Self::new)
    }
}

impl FromJson for serde_json::Value {
    fn from_json(value: &Value<'_>) -> Result<Self, Mismatch> {
        Ok(match value.node() {
            Node::Null => Self::Null,
            Node::Bool(value) => (*value).into(),
            Node::Integer(value) => (*value).into(),
            Node::Unsigned(value) => (*value).into(),
            Node::Float(value) => (*value).into(),
            Node::String(text) => (*text).into(),
            Node::Decoded(text) => text.as_ref().into(),
            Node::Array { .. } => {
                let items = value.items()?;
                Self::Array(
                    items
                        .map(|it| Self::from_json(&it))
                        .collect::<Result<_, _>>()?,
                )
            }
            Node::Object { .. } => {
                let members = value.object()?;
                let members = members
                    .iter()
                    .map(|(key, value)| Ok((key.to_owned(), Self::from_json(&value)?)));
                Self::Object(members.collect::<Result<_, _>>()?)
            }
        })
    }
}

impl ToJson for String {
    fn to_json(&self, out: &mut Writer) {
        out.string(self);
    }
}

impl ToJson for str {
    fn to_json(&self, out: &mut Writer) {
        out.string(self);
    }
}

impl ToJson for bool {
    fn to_json(&self, out: &mut Writer) {
        out.bool(*self);
    }
}

impl ToJson for f64 {
    fn to_json(&self, out: &mut Writer) {
        out.float(*self);
    }
}

impl ToJson for f32 {
    fn to_json(&self, out: &mut Writer) {
        // Converted by its digits: 0.1 as `f32` is not equal to 0.1 as `f64`.
        out.float(self.to_string().parse().unwrap_or(f64::NAN));
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn to_json(&self, out: &mut Writer) {
        out.array(self.iter().map(|item| item as &dyn ToJson));
    }
}

impl<T: ToJson> ToJson for BTreeMap<String, T> {
    fn to_json(&self, out: &mut Writer) {
        let mut object = out.object();
        for (key, value) in self {
            object.field(key, value);
        }
        object.end();
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn to_json(&self, out: &mut Writer) {
        match self {
            Some(value) => value.to_json(out),
            None => out.null(),
        }
    }
}

impl<T: ToJson + ?Sized> ToJson for Box<T> {
    fn to_json(&self, out: &mut Writer) {
        (**self).to_json(out);
    }
}

impl ToJson for serde_json::Value {
    fn to_json(&self, out: &mut Writer) {
        out.value(self);
    }
}
