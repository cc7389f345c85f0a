//! Text that is never printed.

use std::fmt;

use zeroize::Zeroizing;

/// A credential. `Debug` shows `[redacted]`. Its memory is overwritten when it is dropped.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// The text itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned().into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

#[cfg(test)]
mod tests {
    use zeroize::ZeroizeOnDrop;

    use super::*;

    /// Freed memory cannot be read without `unsafe`, so the type stands for it.
    #[test]
    fn a_secret_is_overwritten_when_it_is_dropped() {
        fn is_overwritten(_: &impl ZeroizeOnDrop) -> bool {
            true
        }
        assert!(is_overwritten(&Secret::from("hush").0));
    }
}
