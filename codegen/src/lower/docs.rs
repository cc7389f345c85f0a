//! Stand-in.
use crate::api::Docs;

/// Stand-in.
#[must_use]
pub fn clean(text: &str) -> Docs {
    Docs::from_clean_lines(text.lines().map(str::to_owned).collect())
}
