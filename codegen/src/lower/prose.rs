//! Stand-in.
use crate::api::{Docs, Type};

/// Stand-in.
#[derive(Debug, Clone, Default)]
pub struct Prose {
    /// Docs.
    pub docs: Docs,
    /// Required.
    pub required: Option<bool>,
    /// Default.
    pub default: Option<String>,
    /// Values.
    pub values: Option<Vec<(String, Docs)>>,
    /// Type.
    pub ty: Option<Type>,
    /// Evidence.
    pub evidence: Option<String>,
}

/// Stand-in.
#[must_use]
pub fn read(description: &str, _value: &str) -> Prose {
    let (required, text) = match description.strip_prefix("(Required) ") {
        Some(rest) => (Some(true), rest),
        None => (None, description),
    };
    let mut prose = Prose {
        required,
        ..Prose::default()
    };
    let mut docs = text.to_owned();
    if let Some((before, list)) = text.rsplit_once(" (This can only be one of ") {
        prose.values = Some(
            list.trim_end_matches(')')
                .split(',')
                .map(|v| (v.to_owned(), Docs::default()))
                .collect(),
        );
        docs = before.to_owned();
    }
    prose.docs = super::docs::clean(&docs);
    prose
}
