//! The parameters of Postman's auth blocks.

use std::collections::BTreeMap;
use std::fmt;

/// The parameters of an auth block: Postman's keys, with their values as text.
///
/// Each type of credentials implements `From` or `TryFrom` for them, and [`from_parameters`](super::from_parameters)
/// chooses the type. `Debug` shows the keys only.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Parameters(BTreeMap<String, String>);

impl Parameters {
    /// The value of a key; [`None`] if it is missing or empty.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0
            .get(key)
            .map(String::as_str)
            .filter(|v| !v.is_empty())
    }

    /// The value of a key; empty if it is missing.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.get(key).unwrap_or_default().to_owned()
    }

    /// The value of a key, owned; [`None`] if it is missing or empty.
    #[must_use]
    pub fn owned(&self, key: &str) -> Option<String> {
        self.get(key).map(str::to_owned)
    }

    /// Parses the value of a key; [`None`] if it is missing or empty.
    ///
    /// # Errors
    ///
    /// If `parse` fails.
    pub fn parsed<T, E>(
        &self,
        key: &str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<Option<T>, E> {
        self.get(key).map(parse).transpose()
    }

    /// Whether the value of a key is `true`; [`None`] if it is missing.
    #[must_use]
    pub fn switch(&self, key: &str) -> Option<bool> {
        self.has(key).then(|| self.flag(key))
    }

    /// Whether a key is present, even with an empty value.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// Whether the value of a key is `true`.
    #[must_use]
    pub fn flag(&self, key: &str) -> bool {
        self.get(key) == Some("true")
    }
}

impl<K: Into<String>, V: Into<String>> FromIterator<(K, V)> for Parameters {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        Self(
            entries
                .into_iter()
                .map(|(k, v)| (k.into(), v.into()))
                .collect(),
        )
    }
}

impl fmt::Debug for Parameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}
