//! Setters of structs that are sent.

/// Implements a setter for each optional field of a struct. The type of its value is in parentheses, after how it is given.
///
/// | setter | field | argument |
/// |---|---|---|
/// | `name(T)` | `Option<T>` | `T` |
/// | `name(into T)` | `Option<T>` | `impl Into<T>` |
/// | `name(list T)` | `Option<Vec<T>>` | any iterator of `impl Into<T>` |
/// | `name(maybe T)` | [`Maybe<T>`](crate::json::Maybe) | `impl Into<Maybe<T>>` |
///
/// ```
/// #[derive(Default)]
/// pub struct User {
///     pub name: Option<String>,
///     pub age: Option<i64>,
///     pub groups: Option<Vec<String>>,
/// }
///
/// client::setters! {
///     User; name(into String), age(i64), groups(list String)
/// }
///
/// let user = User::default().name("Ada").groups(["a", "b"]);
/// assert_eq!(user.groups.unwrap().len(), 2);
/// ```
#[macro_export]
macro_rules! setters {
    ($type:ident; $($field:ident($($value:tt)+)),+) => {
        impl $type {
            $($crate::setter! { $field $($value)+ })+
        }
    };
}

/// One setter of a struct.
#[doc(hidden)]
#[macro_export]
macro_rules! setter {
    ($field:ident into $value:ty) => {
        #[doc = concat!("Sets `", stringify!($field), "`.")]
        #[must_use]
        pub fn $field(mut self, $field: impl Into<$value>) -> Self {
            self.$field = Some($field.into());
            self
        }
    };
    ($field:ident list $value:ty) => {
        #[doc = concat!("Sets `", stringify!($field), "`.")]
        #[must_use]
        pub fn $field(mut self, $field: impl IntoIterator<Item = impl Into<$value>>) -> Self {
            self.$field = Some($field.into_iter().map(Into::into).collect());
            self
        }
    };
    ($field:ident maybe $value:ty) => {
        #[doc = concat!("Sets `", stringify!($field), "`.")]
        #[must_use]
        pub fn $field(mut self, $field: impl Into<$crate::json::Maybe<$value>>) -> Self {
            self.$field = $field.into();
            self
        }
    };
    ($field:ident $value:ty) => {
        #[doc = concat!("Sets `", stringify!($field), "`.")]
        #[must_use]
        pub fn $field(mut self, $field: $value) -> Self {
            self.$field = Some($field);
            self
        }
    };
}
