//! Errors, warnings and notes about the input.
//!
//! Every stage pushes [`Diagnostic`]s into a [`Diagnostics`] and continues: one bad item does not affect the others.
//! Stages only know JSON pointers. Lines and columns are added once, at the end.

mod code;

use std::fmt;

pub use code::{Code, UnknownCode};

/// How serious a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something was omitted on purpose, or is worth knowing.
    Note,
    /// Something was guessed, and the guess is doubtful.
    Warning,
    /// Something cannot be honoured.
    Error,
}

impl Severity {
    /// The severity in lower case, as `--format json` shows it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// One error, warning or note.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// How serious it is.
    pub severity: Severity,
    /// A stable kebab-case name of the kind, such as `unresolved-variable`.
    pub code: Code,
    /// What is wrong: lower case, no full stop, values in backticks.
    pub message: String,
    /// The file, as the user named it.
    pub file: String,
    /// JSON pointer (RFC 6901) into the file; empty for the whole file.
    pub pointer: String,
    /// The offset in the string at `pointer`, in bytes, if the diagnostic is about a part of the string.
    pub inside: Option<usize>,
    /// Line and column in the file, both from 1 and in characters; zero until located.
    pub line: u32,
    /// See [`line`](Self::line).
    pub column: u32,
    /// How to fix it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A diagnostic about the value at `pointer` of the source that is being read.
    #[must_use]
    pub fn new(code: Code, pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            severity: code.severity(),
            code,
            message: message.into(),
            file: String::new(),
            pointer: pointer.into(),
            inside: None,
            line: 0,
            column: 0,
            help: None,
        }
    }

    /// Points into the string at the pointer, at an offset in bytes.
    #[must_use]
    pub fn inside(mut self, offset: usize) -> Self {
        self.inside = Some(offset);
        self
    }

    /// Adds how to fix it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Names the file, if it is not the one that is being read.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = file.into();
        self
    }
}

/// A list of diagnostics that a stage adds to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Whether any is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity == Severity::Error)
    }

    /// The diagnostics in the order they were found.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// The diagnostics, for changes in place.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, Diagnostic> {
        self.0.iter_mut()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, iter: I) {
        self.0.extend(iter);
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a mut Diagnostics {
    type Item = &'a mut Diagnostic;
    type IntoIter = std::slice::IterMut<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
