//! `serde`'s traits for types that are read and written by ours, in a line each.
//!
//! They go the way over a document, so they are slower than our own, and no parser is compiled for each type.

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Error as _, Serialize, Serializer};

use super::{Document, FromJson, ToJson, to_string};

/// Implements [`serde::Serialize`] for types that are [`ToJson`].
///
/// ```
/// # use client::{ToJson, json::Writer};
/// struct Flag(bool);
///
/// impl ToJson for Flag {
///     fn to_json(&self, out: &mut Writer) {
///         out.bool(self.0);
///     }
/// }
///
/// client::serialize!(Flag);
///
/// assert_eq!(client::serde_json::to_string(&Flag(true)).unwrap(), "true");
/// ```
#[macro_export]
macro_rules! serialize {
    ($($type:ty),+ $(,)?) => {$(
        impl $crate::serde::Serialize for $type {
            fn serialize<S: $crate::serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                $crate::json::serialize(self, to)
            }
        }
    )+};
}

/// Implements [`serde::Deserialize`] for types that are [`FromJson`].
///
/// ```
/// # use client::{FromJson, json::{Mismatch, Value}};
/// struct Flag(bool);
///
/// impl FromJson for Flag {
///     fn from_json(value: &Value<'_>) -> Result<Self, Mismatch> {
///         bool::from_json(value).map(Self)
///     }
/// }
///
/// client::deserialize!(Flag);
///
/// let flag: Flag = client::serde_json::from_str("true").unwrap();
/// assert!(flag.0);
/// ```
#[macro_export]
macro_rules! deserialize {
    ($($type:ty),+ $(,)?) => {$(
        impl<'de> $crate::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::json::deserialize(from)
            }
        }
    )+};
}

/// Items that stand with feature `serde` only, whatever features the crate has that they stand in.
#[cfg(feature = "serde")]
#[macro_export]
macro_rules! with_serde {
    ($($items:tt)*) => { $($items)* };
}

/// Items that stand with feature `serde` only, whatever features the crate has that they stand in.
#[cfg(not(feature = "serde"))]
#[macro_export]
macro_rules! with_serde {
    ($($items:tt)*) => {};
}

/// Writes a value in any format.
///
/// # Errors
///
/// What the format says.
pub fn serialize<S: Serializer>(value: &dyn ToJson, serializer: S) -> Result<S::Ok, S::Error> {
    let value: serde_json::Value =
        serde_json::from_str(&to_string(value)).map_err(S::Error::custom)?;
    value.serialize(serializer)
}

/// Reads a value from any format that says what its values are.
///
/// # Errors
///
/// What the format says, or a [`Mismatch`](super::Mismatch).
pub fn deserialize<'de, T: FromJson, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let document = Document::deserialize(deserializer)?;
    T::from_json(&document.root()).map_err(D::Error::custom)
}
