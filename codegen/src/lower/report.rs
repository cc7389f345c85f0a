//! Diagnostics about one file, some of them only once.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};

/// Where the stages of one file put what they have to say.
#[derive(Debug)]
pub(super) struct Report<'a> {
    diagnostics: &'a mut Diagnostics,
    file: String,
    said: BTreeSet<(&'static str, String)>,
}

impl<'a> Report<'a> {
    pub(super) fn new(diagnostics: &'a mut Diagnostics, file: &str) -> Self {
        Self {
            diagnostics,
            file: file.to_owned(),
            said: BTreeSet::new(),
        }
    }

    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic.in_file(&self.file));
    }

    pub(super) fn error(&mut self, code: &'static str, pointer: &str, message: impl Into<String>) {
        self.push(Diagnostic::new(Severity::Error, code, pointer, message));
    }

    pub(super) fn warning(
        &mut self,
        code: &'static str,
        pointer: &str,
        message: impl Into<String>,
    ) {
        self.push(Diagnostic::new(Severity::Warning, code, pointer, message));
    }

    pub(super) fn note(&mut self, code: &'static str, pointer: &str, message: impl Into<String>) {
        self.push(Diagnostic::new(Severity::Note, code, pointer, message));
    }

    /// Whether this is the first time that `code` is about `subject` in this file.
    pub(super) fn is_first(&mut self, code: &'static str, subject: &str) -> bool {
        self.said.insert((code, subject.to_owned()))
    }
}
