//! serde's traits for types with [`FromJson`] and [`ToJson`].
//!
//! They convert by way of a document. That is slower than the traits of this crate, but no parser is compiled for each
//! type.

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

/// Expands to its items only if feature `serde` of this crate is on, whatever the features of the invoking crate.
#[cfg(feature = "serde")]
#[macro_export]
macro_rules! with_serde {
    ($($items:tt)*) => { $($items)* };
}

/// Expands to its items only if feature `serde` of this crate is on, whatever the features of the invoking crate.
#[cfg(not(feature = "serde"))]
#[macro_export]
macro_rules! with_serde {
    ($($items:tt)*) => {};
}

/// Implements [`serde::Serialize`] for a [`ToJson`] type.
///
/// # Errors
///
/// If the serializer fails.
pub fn serialize<S: Serializer>(value: &dyn ToJson, serializer: S) -> Result<S::Ok, S::Error> {
    let value: serde_json::Value =
        serde_json::from_str(&to_string(value)).map_err(S::Error::custom)?;
    value.serialize(serializer)
}

/// Implements [`serde::Deserialize`] for a [`FromJson`] type. The format must be self-describing.
///
/// # Errors
///
/// If the deserializer fails, or the value has another type.
pub fn deserialize<'de, T: FromJson, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let document = Document::deserialize(deserializer)?;
    document.read().map_err(D::Error::custom)
}
