//! [`FromJson`] and [`ToJson`] for the types of the standard library, and for `serde_json::Value`.

use std::borrow::Cow;
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

    /// Converts it to the value, if there is one.
    #[must_use]
    pub fn into_value(self) -> Option<T> {
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
        match value.node() {
            Node::String(text) => Ok((*text).to_owned()),
            _ => value.scalar_text().map(Cow::into_owned),
        }
    }
}

impl FromJson for bool {
    const EXPECTED: &'static str = "a boolean";

    fn from_json(value: &Value<'_>) -> Result<Self, Mismatch> {
        match value.node() {
            Node::Bool(value) => Ok(*value),
            _ => parse_scalar(value, Self::EXPECTED),
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

/// Parses the text of a number or boolean that was sent as a string.
#[cold]
fn parse_scalar<T: FromStr>(value: &Value<'_>, expected: &'static str) -> Result<T, Mismatch> {
    let parsed = value.node().as_text().and_then(|text| text.parse().ok());
    let parsed = parsed.ok_or_else(|| Mismatch::new(expected, value))?;
    value.loss().convert();
    Ok(parsed)
}

/// Parses an integer that was sent as a string, which can have a fraction of zeros.
#[cold]
fn parse_integer<T: FromStr + TryFrom<i128>>(
    value: &Value<'_>,
    expected: &'static str,
) -> Result<T, Mismatch> {
    parse_scalar(value, expected).or_else(|mismatch| {
        let number: f64 = parse_scalar(value, expected)?;
        let number = whole(number).and_then(|number| number.try_into().ok());
        number.ok_or(mismatch)
    })
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
                    _ => return parse_integer(value, Self::EXPECTED),
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
            _ => match parse_scalar(value, Self::EXPECTED) {
                // JSON has no infinite numbers, so the text is not one of them either.
                Ok(number) if !Self::is_finite(number) => Err(Mismatch::new(Self::EXPECTED, value)),
                other => other,
            },
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
        if value.is_null() {
            value.loss().convert();
            return Ok(Self::new());
        }
        let items = value.items()?;
        let mut list = Self::with_capacity(items.len());
        for item in items {
            match T::from_json(&item) {
                Ok(item) => list.push(item),
                Err(mismatch) => value.loss().add(&item, mismatch),
            }
        }
        Ok(list)
    }

    fn empty() -> Option<Self> {
        Some(Self::new())
    }
}

impl<T: FromJson> FromJson for BTreeMap<String, T> {
    const EXPECTED: &'static str = "an object";

    fn from_json(value: &Value<'_>) -> Result<Self, Mismatch> {
        if value.is_null() {
            value.loss().convert();
            return Ok(Self::new());
        }
        let mut map = Self::new();
        for (key, member) in value.object()?.iter() {
            match T::from_json(&member) {
                Ok(member) => {
                    map.insert(key.to_owned(), member);
                }
                Err(mismatch) => value.loss().add(&member, mismatch),
            }
        }
        Ok(map)
    }

    fn empty() -> Option<Self> {
        Some(Self::new())
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

    fn empty() -> Option<Self> {
        Some(None)
    }
}

impl<T: FromJson> FromJson for Box<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn from_json(value: &Value<'_>) -> Result<Self, Mismatch> {
        T::from_json(value).map(Self::new)
    }

    fn empty() -> Option<Self> {
        T::empty().map(Self::new)
    }
}

impl FromJson for serde_json::Value {
    fn empty() -> Option<Self> {
        Some(Self::Null)
    }

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
