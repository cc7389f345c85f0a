//! Names that Rust accepts.

use std::fmt;

/// A valid Rust identifier that is no keyword of any edition; made by `names`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(String);

impl Ident {
    /// Takes a text that is known to be one.
    ///
    /// # Panics
    ///
    /// Where `text` is no identifier or a keyword: a bug of the caller.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        assert!(
            syn::parse_str::<syn::Ident>(&text).is_ok(),
            "`{text}` is not an identifier"
        );
        Self(text)
    }

    /// The identifier as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
