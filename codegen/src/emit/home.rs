//! The crate that the output becomes part of.

/// Where the output is compiled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Home {
    /// In a crate whose manifest has the features that the output needs, such as `serde`.
    Crate {
        /// The crate's name in code, such as `generated`. Examples in documentation are doctests if it is known.
        name: Option<String>,
    },
    /// In any crate that includes it; its name and its features are unknown.
    #[default]
    Included,
}

impl Home {
    /// The crate's name, if it is known.
    pub(super) fn crate_name(&self) -> Option<&str> {
        match self {
            Self::Crate { name } => name.as_deref(),
            Self::Included => None,
        }
    }
}
