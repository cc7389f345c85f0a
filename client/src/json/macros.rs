//! Macros that implement reading and writing JSON from one table for each type.
//!
//! A table names each field or variant once, for both directions and for serde's traits. The code that it expands to is
//! the code that one would write by hand: see [`json`](crate::json).

/// Implements [`FromJson`](crate::FromJson), [`ToJson`](crate::ToJson) or both for a struct.
///
/// The struct comes first, with the directions `read` and `write`, and with `serde` for serde's traits. These need both
/// directions, and exist if feature `serde` of this crate is on. Then come the fields:
///
/// | field | type | read by | written |
/// |---|---|---|---|
/// | `name` | `Option<T>` | [`Fields::optional`](crate::json::Fields::optional) | if there is a value |
/// | `name(required)` | `T` or `Option<T>` | [`Fields::required`](crate::json::Fields::required) | always |
/// | `name(or_empty)` | `Vec<T>` | [`Fields::or_empty`](crate::json::Fields::or_empty) | always |
/// | `name(maybe)` | `Maybe<T>` | [`Fields::maybe`](crate::json::Fields::maybe) | unless it is absent |
///
/// A JSON key that differs from the name of the field comes after it: `kind = "type"`.
///
/// ```
/// pub struct User {
///     pub id: String,
///     pub kind: Option<i64>,
///     pub groups: Vec<String>,
/// }
///
/// client::json_struct! {
///     User(read, write); id(required), kind = "type", groups(or_empty)
/// }
///
/// let user: User = client::json::from_slice(br#"{ "id": "me", "type": 1 }"#).unwrap();
/// assert_eq!(client::json::to_string(&user), r#"{"id":"me","type":1,"groups":[]}"#);
/// ```
#[macro_export]
macro_rules! json_struct {
    (@read $type:ident;) => {
        impl $crate::FromJson for $type {
            #[inline]
            fn from_json(value: &$crate::json::Value<'_>) -> Result<Self, $crate::json::Mismatch> {
                value.object().map(|_| Self {})
            }
        }
    };
    (@read $type:ident; $($field:ident $(($presence:ident))? $(= $key:literal)?),+) => {
        impl $crate::FromJson for $type {
            #[inline]
            fn from_json(value: &$crate::json::Value<'_>) -> Result<Self, $crate::json::Mismatch> {
                let mut fields = value.fields();
                let object = Self {
                    $($field: $crate::json_field!(fields $field $(($presence))? $(= $key)?),)+
                };
                fields.end(object)
            }
        }
    };
    (@write $type:ident;) => {
        impl $crate::ToJson for $type {
            #[inline]
            fn to_json(&self, out: &mut $crate::json::Writer) {
                out.object().end();
            }
        }
    };
    (@write $type:ident; $($field:ident $(($presence:ident))? $(= $key:literal)?),+) => {
        impl $crate::ToJson for $type {
            #[inline]
            fn to_json(&self, out: &mut $crate::json::Writer) {
                let mut object = out.object();
                $($crate::json_member!(object self $field $(($presence))? $(= $key)?);)+
                object.end();
            }
        }
    };
    ($($table:tt)*) => { $crate::json_directions!(json_struct $($table)*); };
}

/// Reads a field of a struct.
#[doc(hidden)]
#[macro_export]
macro_rules! json_field {
    ($from:ident $field:ident) => {
        $from.optional(stringify!($field))
    };
    ($from:ident $field:ident = $key:literal) => {
        $from.optional($key)
    };
    ($from:ident $field:ident(required)) => {
        $from.required(stringify!($field))?
    };
    ($from:ident $field:ident(required) = $key:literal) => {
        $from.required($key)?
    };
    ($from:ident $field:ident($presence:ident)) => {
        $from.$presence(stringify!($field))
    };
    ($from:ident $field:ident($presence:ident) = $key:literal) => {
        $from.$presence($key)
    };
}

/// Writes a field of a struct.
#[doc(hidden)]
#[macro_export]
macro_rules! json_member {
    ($to:ident $this:ident $field:ident) => {
        $to.optional(stringify!($field), &$this.$field)
    };
    ($to:ident $this:ident $field:ident = $key:literal) => {
        $to.optional($key, &$this.$field)
    };
    ($to:ident $this:ident $field:ident(maybe)) => {
        $to.maybe(stringify!($field), &$this.$field)
    };
    ($to:ident $this:ident $field:ident(maybe) = $key:literal) => {
        $to.maybe($key, &$this.$field)
    };
    ($to:ident $this:ident $field:ident($presence:ident)) => {
        $to.field(stringify!($field), &$this.$field)
    };
    ($to:ident $this:ident $field:ident($presence:ident) = $key:literal) => {
        $to.field($key, &$this.$field)
    };
}

/// Implements [`FromJson`](crate::FromJson), [`ToJson`](crate::ToJson) or both for an enum with a variant for each of several
/// types.
///
/// The enum and the directions come first, as for [`json_struct!`](crate::json_struct). Then come the variants with their types:
/// a value is read as [`first_of`](crate::json::first_of) them. If a string in the object discriminates between the types, its
/// key comes after `by`, and its values after each variant. After another `;` comes the variant for any other value.
///
/// ```
/// pub enum Id {
///     Number(i64),
///     Text(String),
/// }
///
/// client::json_union! {
///     Id(read, write); Number(i64), Text(String)
/// }
///
/// pub struct Card { pub number: Option<String> }
/// pub struct Cash {}
///
/// client::json_struct! { Card(read); number }
/// client::json_struct! { Cash(read); }
///
/// pub enum Payment {
///     Card(Card),
///     Cash(Cash),
/// }
///
/// client::json_union! {
///     Payment(read) by "type"; Card(Card) = "credit" | "debit"; Cash(Cash)
/// }
///
/// let payment = client::json::from_slice(br#"{ "type": "debit", "number": "1" }"#);
/// assert!(matches!(payment, Ok(Payment::Card(_))));
/// ```
#[macro_export]
macro_rules! json_union {
    (@read $type:ident; $($variant:ident($held:ty)),+) => {
        impl $crate::FromJson for $type {
            #[inline]
            fn from_json(value: &$crate::json::Value<'_>) -> Result<Self, $crate::json::Mismatch> {
                $crate::json::first_of(value, &[
                    $(|value| <$held as $crate::FromJson>::from_json(value).map(Self::$variant),)+
                ])
            }
        }
    };
    (@read $type:ident by $key:literal; $($variant:ident($held:ty) = $($tag:literal)|+),+) => {
        impl $crate::FromJson for $type {
            #[inline]
            fn from_json(value: &$crate::json::Value<'_>) -> Result<Self, $crate::json::Mismatch> {
                match $crate::json::tag(value, $key) {
                    $(Some($($tag)|+) => <$held as $crate::FromJson>::from_json(value).map(Self::$variant),)+
                    _ => $crate::json::first_of(value, &[]),
                }
            }
        }
    };
    (@read $type:ident by $key:literal; $($variant:ident($held:ty) = $($tag:literal)|+),+; $other:ident($rest:ty)) => {
        impl $crate::FromJson for $type {
            #[inline]
            fn from_json(value: &$crate::json::Value<'_>) -> Result<Self, $crate::json::Mismatch> {
                match $crate::json::tag(value, $key) {
                    $(Some($($tag)|+) => <$held as $crate::FromJson>::from_json(value).map(Self::$variant),)+
                    _ => <$rest as $crate::FromJson>::from_json(value).map(Self::$other),
                }
            }
        }
    };
    (@write $type:ident $(by $key:literal)?; $($variant:ident($held:ty) $(= $($tag:literal)|+)?),+ $(; $other:ident($rest:ty))?) => {
        impl $crate::ToJson for $type {
            #[inline]
            fn to_json(&self, out: &mut $crate::json::Writer) {
                match self {
                    $(Self::$variant(value) => $crate::ToJson::to_json(value, out),)+
                    $(Self::$other(value) => $crate::ToJson::to_json(value, out),)?
                }
            }
        }
    };
    ($($table:tt)*) => { $crate::json_directions!(json_union $($table)*); };
}

/// Implements [`FromJson`](crate::FromJson), [`ToJson`](crate::ToJson) or both for a [`text_enum!`](crate::text_enum).
///
/// The enum and the directions come first, as for [`json_struct!`](crate::json_struct). Then comes whether it is `closed` or
/// `open`, and whether its values are a `string` or an `integer` in JSON.
#[macro_export]
macro_rules! json_enum {
    (@read $type:ident; $set:ident $repr:ident) => {
        impl $crate::FromJson for $type {
            #[inline]
            fn from_json(value: &$crate::json::Value<'_>) -> Result<Self, $crate::json::Mismatch> {
                $crate::json_value!(value $set $repr)
            }
        }
    };
    (@write $type:ident; $set:ident string) => {
        impl $crate::ToJson for $type {
            #[inline]
            fn to_json(&self, out: &mut $crate::json::Writer) {
                out.string(self.as_str());
            }
        }
    };
    (@write $type:ident; $set:ident integer) => {
        impl $crate::ToJson for $type {
            #[inline]
            fn to_json(&self, out: &mut $crate::json::Writer) {
                $crate::json::write_integer_text(self.as_str(), out);
            }
        }
    };
    ($($table:tt)*) => { $crate::json_directions!(json_enum $($table)*); };
}

/// Reads a value of an enum.
#[doc(hidden)]
#[macro_export]
macro_rules! json_value {
    ($value:ident closed string) => {
        $crate::json::parse_string($value, "a documented value")
    };
    ($value:ident open string) => {
        $value.scalar_text().map(|text| Self::from(&*text))
    };
    ($value:ident closed integer) => {
        $crate::json::integer_text($value)?
            .parse()
            .map_err(|_| $crate::json::Mismatch::new("a documented value", $value))
    };
    ($value:ident open integer) => {
        $crate::json::integer_text($value).map(Self::from)
    };
}

/// Expands a table for each direction.
#[doc(hidden)]
#[macro_export]
macro_rules! json_directions {
    ($kind:ident $type:ident(read) $($table:tt)*) => { $crate::$kind!(@read $type $($table)*); };
    ($kind:ident $type:ident(write) $($table:tt)*) => { $crate::$kind!(@write $type $($table)*); };
    ($kind:ident $type:ident(read, write) $($table:tt)*) => {
        $crate::$kind!(@read $type $($table)*);
        $crate::$kind!(@write $type $($table)*);
    };
    ($kind:ident $type:ident(read, serde) $($table:tt)*) => {
        $crate::$kind!(@read $type $($table)*);
        $crate::with_serde! { $crate::$kind!(@write $type $($table)*); $crate::serialize!($type); $crate::deserialize!($type); }
    };
    ($kind:ident $type:ident(write, serde) $($table:tt)*) => {
        $crate::$kind!(@write $type $($table)*);
        $crate::with_serde! { $crate::$kind!(@read $type $($table)*); $crate::serialize!($type); $crate::deserialize!($type); }
    };
    ($kind:ident $type:ident(read, write, serde) $($table:tt)*) => {
        $crate::$kind!(@read $type $($table)*);
        $crate::$kind!(@write $type $($table)*);
        $crate::with_serde! { $crate::serialize!($type); $crate::deserialize!($type); }
    };
    ($kind:ident $type:ident(serde) $($table:tt)*) => {
        $crate::with_serde! {
            $crate::$kind!(@read $type $($table)*);
            $crate::$kind!(@write $type $($table)*);
            $crate::serialize!($type); $crate::deserialize!($type);
        }
    };
}
