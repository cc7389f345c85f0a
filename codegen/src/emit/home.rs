//! The crate that the output becomes part of.

use crate::api::Api;

/// Where the output is compiled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Home {
    /// In a crate whose manifest has the features that the output needs, such as `serde`.
    Crate {
        /// The crate's name in code, such as `generated`. Examples in documentation are doctests if it is known.
        name: Option<String>,
        /// Whether the items of its only API are in its root too.
        has_api_at_root: bool,
    },
    /// In any crate that includes it; its name and its features are unknown.
    #[default]
    Included,
}

impl Home {
    /// The root of a crate that belongs to some APIs.
    pub(crate) fn package(name: Option<String>, apis: &[Api]) -> Self {
        Self::Crate {
            name,
            has_api_at_root: apis.len() == 1,
        }
    }

    /// The crate's name, if it is known.
    pub(super) fn crate_name(&self) -> Option<&str> {
        match self {
            Self::Crate { name, .. } => name.as_deref(),
            Self::Included => None,
        }
    }

    /// Whether the items of the only API are in the root of the crate too.
    pub(crate) fn has_api_at_root(&self) -> bool {
        matches!(
            self,
            Self::Crate {
                has_api_at_root: true,
                ..
            }
        )
    }
}
