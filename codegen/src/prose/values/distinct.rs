//! Values without repetitions.

use std::collections::HashSet;

/// Values in their order, each with its own text.
#[derive(Debug, Default)]
pub(super) struct Distinct<'t> {
    values: Vec<(String, String)>,
    known: HashSet<&'t str>,
}

impl<'t> Distinct<'t> {
    /// Adds a value, unless it is known.
    pub(super) fn push(&mut self, value: &'t str, text: String) {
        if self.known.insert(value) {
            self.values.push((value.to_owned(), text));
        }
    }

    pub(super) fn into_list(self) -> Vec<(String, String)> {
        self.values
    }
}
