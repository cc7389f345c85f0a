//! Diagnostics about one file, some of them only once.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// Where the stages of one file put what they have to say.
#[derive(Debug)]
pub(super) struct Report<'a> {
    diagnostics: &'a mut Diagnostics,
    file: String,
    reported: BTreeSet<(Code, String)>,
}

impl<'a> Report<'a> {
    pub(super) fn new(diagnostics: &'a mut Diagnostics, file: &str) -> Self {
        Self {
            diagnostics,
            file: file.to_owned(),
            reported: BTreeSet::new(),
        }
    }

    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic.in_file(&self.file));
    }

    /// Whether this is the first time that `code` is about `subject` in this file.
    pub(super) fn is_first(&mut self, code: Code, subject: &str) -> bool {
        self.reported.insert((code, subject.to_owned()))
    }
}
