//! What the collection itself would send.

#[cfg(doc)]
use super::{Operation, Type};

/// What the collection itself would send: a value for each parameter that has one there.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ExampleValues {
    /// By index into [`Operation::parameters`].
    pub values: Vec<(usize, ExampleValue)>,
    /// The first variable without a value. Building the example fails with its name.
    pub unresolved: Option<String>,
    /// The indexes of parameters whose values are placeholder data, such as lorem ipsum. Documentation shows other values.
    pub filler: Vec<usize>,
    /// What readers see instead, if variables have an empty text: these variables.
    pub shown: Option<Box<Self>>,
}

impl ExampleValues {
    /// The values that readers see.
    #[must_use]
    pub fn shown(&self) -> &Self {
        self.shown.as_deref().unwrap_or(self)
    }
}

/// A value in an example.
#[derive(Debug, Clone, PartialEq)]
pub enum ExampleValue {
    /// Text as it is sent, for parameters whose type is a string, a number, a `bool` or an enum.
    Text(String),
    /// Several texts, for a list.
    Texts(Vec<String>),
    /// JSON, for parameters of a type that is read from JSON.
    Json(serde_json::Value),
    /// Paths of files, for [`Type::File`] and lists of files.
    Files(Vec<String>),
    /// The content of a file, for [`Type::File`].
    Bytes(Vec<u8>),
}
