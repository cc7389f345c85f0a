//! Valid Rust identifiers.

use std::fmt;

use unicode_ident::{is_xid_continue, is_xid_start};

use super::keywords::is_keyword;

/// A valid Rust identifier that is not a keyword in any edition.
///
/// It is always valid: [`new`](Self::new) cleans any text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(String);

impl Ident {
    /// Converts a text to an identifier. A valid identifier is not changed. Characters that are not allowed become `_`, and `_`
    /// is added before a digit at the start, after a keyword, and to an empty text.
    #[must_use]
    pub fn new(text: impl AsRef<str>) -> Self {
        let part = |c| if is_xid_continue(c) { c } else { '_' };
        let mut name: String = text.as_ref().chars().map(part).collect();
        if !name.starts_with(|c| c == '_' || is_xid_start(c)) {
            name.insert(0, '_');
        }
        if is_keyword(&name) {
            name.push('_');
        }
        Self(name)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_becomes_an_identifier() {
        for (text, name) in [
            ("user_id", "user_id"),
            ("m-search_a", "m_search_a"),
            ("A.B", "A_B"),
            ("G'T", "G_T"),
            ("%", "__"),
            ("", "__"),
            ("1a", "_1a"),
            ("a\u{202e}b", "a_b"),
            ("type", "type_"),
            ("Self", "Self_"),
            ("gen", "gen_"),
        ] {
            assert_eq!(Ident::new(text).as_str(), name);
            assert!(syn::parse_str::<syn::Ident>(name).is_ok(), "{name}");
        }
    }
}
