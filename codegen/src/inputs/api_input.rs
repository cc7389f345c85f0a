//! The texts that one API is generated from.

use crate::source::{self, Source};

use super::label;

/// What one API is generated from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ApiInput {
    /// The file or folder, as the user gave it; `-` for standard input.
    pub path: String,
    /// Its name where neither the configuration nor a collection gives one.
    pub name: Option<String>,
    /// The collections, or parts of one.
    pub sources: Vec<Source>,
    /// The configuration, where there is one.
    pub config: Option<Source>,
    /// Whether the configuration is made for more than these sources, so that not all of it has to match.
    pub config_is_shared: bool,
    /// Environment and globals files that the configuration lists.
    pub environments: Vec<Source>,
    /// Where the values of the sources come from that were made of several files.
    pub origins: Vec<Origins>,
    /// The texts of these files.
    pub texts: Vec<Source>,
}

/// Where the values of a source come from that was made of several files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origins {
    /// The path of the source.
    pub path: String,
    /// The origin of each value.
    pub of: source::Origins,
}

impl ApiInput {
    /// An API of one file, without configuration.
    #[must_use]
    pub fn of(source: Source) -> Self {
        Self {
            path: source.path.clone(),
            sources: vec![source],
            ..Self::default()
        }
    }

    /// The path as generated code names it: the same wherever the folder of collections lies.
    #[must_use]
    pub fn label(&self) -> String {
        label::of(&self.path)
    }

    /// The same of one of its sources.
    pub(crate) fn label_of(&self, path: &str) -> String {
        match path.strip_prefix(&self.path) {
            Some(rest) => format!("{}{rest}", self.label()),
            None => label::of(path),
        }
    }
}
