//! Reads v2.x JSON.

use crate::diagnostic::Diagnostics;

use super::{Collection, Variable};

/// Reads one file, of any version.
///
/// Whatever cannot be understood is left out with a diagnostic; [`None`] only where nothing is left.
#[must_use]
pub fn parse(_text: &str, _diagnostics: &mut Diagnostics) -> Option<Collection> {
    None
}

/// Reads an environment or globals file (semantics 1.12).
#[must_use]
pub fn parse_environment(_text: &str, _diagnostics: &mut Diagnostics) -> Vec<Variable> {
    Vec::new()
}
