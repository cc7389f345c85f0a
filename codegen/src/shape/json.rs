//! JSON of collections: values, and the places in them that a `{{variable}}` leaves open.

use std::fmt;

use serde_json::{Number, Value};

/// A JSON value as a collection writes it; objects keep their order.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, with its class: `i64`, `u64`, or `f64` for anything with a point or an exponent and beyond.
    Number(Number),
    /// A string; can hold `{{variables}}`.
    String(String),
    /// An array.
    Array(Vec<Json>),
    /// An object; the last of duplicate keys counts.
    Object(Vec<(String, Json)>),
    /// A bare template in place of a value, such as `{{limit}}`, whose type nothing tells.
    Hole(String),
}

/// The members of an object.
pub type Members = [(String, Json)];

impl Json {
    /// The member of an object.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Json> {
        match self {
            Self::Object(members) => members
                .iter()
                .find(|(name, _)| name == key)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// Whether any part of the value is a [`Hole`](Self::Hole).
    #[must_use]
    pub fn has_hole(&self) -> bool {
        match self {
            Self::Hole(_) => true,
            Self::Array(items) => items.iter().any(Self::has_hole),
            Self::Object(members) => members.iter().any(|(_, value)| value.has_hole()),
            _ => false,
        }
    }

    /// The value for JSON libraries; a hole becomes its template as a string.
    #[must_use]
    pub fn to_value(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(*value),
            Self::Number(number) => Value::Number(number.clone()),
            Self::String(text) | Self::Hole(text) => Value::String(text.clone()),
            Self::Array(items) => Value::Array(items.iter().map(Self::to_value).collect()),
            Self::Object(members) => Value::Object(
                members
                    .iter()
                    .map(|(key, value)| (key.clone(), value.to_value()))
                    .collect(),
            ),
        }
    }
}

/// Compact JSON, with templates where the holes are.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hole(template) => f.write_str(template),
            Self::Array(items) => {
                f.write_str("[")?;
                for (index, item) in items.iter().enumerate() {
                    let comma = if index == 0 { "" } else { "," };
                    write!(f, "{comma}{item}")?;
                }
                f.write_str("]")
            }
            Self::Object(members) => {
                f.write_str("{")?;
                for (index, (key, value)) in members.iter().enumerate() {
                    let comma = if index == 0 { "" } else { "," };
                    write!(f, "{comma}{}:{value}", Value::from(key.as_str()))?;
                }
                f.write_str("}")
            }
            scalar => write!(f, "{}", scalar.to_value()),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::shape::lenient;

    #[test]
    fn holes_keep_their_place_in_the_text() {
        let json = lenient("{\"a\": [1, {{x}}], \"b\": \"{{y}}\"}", &|_| None).unwrap();
        assert!(json.has_hole());
        assert_eq!(json.to_string(), "{\"a\":[1,{{x}}],\"b\":\"{{y}}\"}");
    }
}
