//! A JSON document that borrows from its text.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{FromJson, Mismatch};

/// A JSON value. Strings borrow from the text unless they hold escapes.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer that fits.
    Integer(i64),
    /// An integer beyond `i64`.
    Unsigned(u64),
    /// Any other number.
    Float(f64),
    /// A string.
    String(Cow<'a, str>),
    /// An array.
    Array(Vec<Value<'a>>),
    /// An object, members in their order.
    Object(Vec<(Cow<'a, str>, Value<'a>)>),
}

impl<'a> Value<'a> {
    /// What it is, for people.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Integer(_) | Self::Unsigned(_) => "an integer",
            Self::Float(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }

    /// The members, where it is an object.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] where it is not.
    pub fn object(&self) -> Result<Object<'_, 'a>, Mismatch> {
        match self {
            Self::Object(members) => Ok(Object { members }),
            other => Err(Mismatch::new("an object", other)),
        }
    }

    /// The text, where it is a string.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] where it is not.
    pub fn text(&self) -> Result<&str, Mismatch> {
        match self {
            Self::String(text) => Ok(text),
            other => Err(Mismatch::new("a string", other)),
        }
    }

    /// The items, where it is an array.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] where it is not.
    pub fn items(&self) -> Result<&[Value<'a>], Mismatch> {
        match self {
            Self::Array(items) => Ok(items),
            other => Err(Mismatch::new("an array", other)),
        }
    }
}

/// The members of an object. Of repeated keys the last counts.
#[derive(Debug, Clone, Copy)]
pub struct Object<'v, 'a> {
    members: &'v [(Cow<'a, str>, Value<'a>)],
}

impl<'v, 'a> Object<'v, 'a> {
    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&'v Value<'a>> {
        self.members
            .iter()
            .rev()
            .find(|(known, _)| known == key)
            .map(|(_, value)| value)
    }

    /// All keys with their values.
    pub fn iter(&self) -> impl Iterator<Item = (&'v str, &'v Value<'a>)> + use<'v, 'a> {
        self.members
            .iter()
            .map(|(key, value)| (key.as_ref(), value))
    }

    /// A member that is always there.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] where it is missing, or of another type.
    pub fn required<T: FromJson>(&self, key: &'static str) -> Result<T, Mismatch> {
        match self.get(key) {
            Some(value) => T::from_json(value).map_err(|mismatch| mismatch.at(key)),
            None => Err(Mismatch::missing("a value").at(key)),
        }
    }

    /// A member that can be missing or null.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] where it is of another type.
    pub fn optional<T: FromJson>(&self, key: &'static str) -> Result<Option<T>, Mismatch> {
        match self.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => T::from_json(value)
                .map(Some)
                .map_err(|mismatch| mismatch.at(key)),
        }
    }

    /// A member that can be missing or null, told apart.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] where it is of another type.
    pub fn maybe<T: FromJson>(&self, key: &'static str) -> Result<super::Maybe<T>, Mismatch> {
        match self.get(key) {
            None => Ok(super::Maybe::Absent),
            Some(Value::Null) => Ok(super::Maybe::Null),
            Some(value) => T::from_json(value)
                .map(super::Maybe::Value)
                .map_err(|mismatch| mismatch.at(key)),
        }
    }
}

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value<'de>, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value<'de>, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value<'de>, E> {
        Ok(Value::Integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value<'de>, E> {
        Ok(i64::try_from(value).map_or(Value::Unsigned(value), Value::Integer))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value<'de>, E> {
        Ok(Value::Float(value))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Value<'de>, E> {
        Ok(Value::String(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value<'de>, E> {
        Ok(Value::String(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Value<'de>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = sequence.next_element()? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some((Key(key), value)) = map.next_entry()? {
            members.push((key, value));
        }
        Ok(Value::Object(members))
    }
}

/// A key that borrows where it can; `Cow` itself never does when deserialized.
struct Key<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(KeyVisitor)
    }
}

struct KeyVisitor;

impl<'de> Visitor<'de> for KeyVisitor {
    type Value = Key<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Owned(text.to_owned())))
    }
}
