//! Diagnostics about one file, some of them only once.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::names;
use crate::postman::Item;

/// What is reported only once for a file: a code, and what it is about.
type Subject = (Code, String);

/// Where the stages of one file, or of one item of it, put what they have to say.
///
/// Items have reports of their own, so that they can be lowered at the same time. They are appended to the report of the
/// file in the order of the items.
#[derive(Debug)]
pub(super) struct Report<'a> {
    file: &'a str,
    found: Vec<(Option<Subject>, Diagnostic)>,
    reported: BTreeSet<Subject>,
}

impl<'a> Report<'a> {
    /// An empty report about a file.
    pub(super) fn new(file: &'a str) -> Self {
        Self {
            file,
            found: Vec::new(),
            reported: BTreeSet::new(),
        }
    }

    /// The report so far, which leaves an empty one about the same file.
    pub(super) fn take(&mut self) -> Self {
        let empty = Self::new(self.file);
        std::mem::replace(self, empty)
    }

    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push((None, diagnostic));
    }

    /// Adds a diagnostic, unless `code` was about `subject` in this file before.
    pub(super) fn push_once(
        &mut self,
        code: Code,
        subject: &str,
        diagnostic: impl FnOnce() -> Diagnostic,
    ) {
        let subject = (code, subject.to_owned());
        if self.reported.insert(subject.clone()) {
            self.found.push((Some(subject), diagnostic()));
        }
    }

    /// Adds what was found later in the same file.
    pub(super) fn append(&mut self, later: Self) {
        for (subject, diagnostic) in later.found {
            let is_first = subject
                .as_ref()
                .is_none_or(|subject| self.reported.insert(subject.clone()));
            if is_first {
                self.found.push((subject, diagnostic));
            }
        }
    }

    /// Adds everything to the diagnostics of the API.
    pub(super) fn finish(self, diagnostics: &mut Diagnostics) {
        for (_, diagnostic) in self.found {
            diagnostics.push(diagnostic.in_file(self.file));
        }
    }
}

/// An item in a message, by its name.
pub(super) fn quoted(item: &Item) -> String {
    if item.name.is_empty() {
        "item".to_owned()
    } else {
        format!("`{}`", names::one_line(&item.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_reported_once_for_a_file_is_reported_by_the_first_item() {
        let item = |pointer: &str| {
            let mut report = Report::new("x.json");
            for _ in 0..2 {
                let diagnostic = || Diagnostic::new(Code::UnsupportedAuth, pointer, "unsupported");
                report.push_once(Code::UnsupportedAuth, "ntlm3", diagnostic);
            }
            report.push(Diagnostic::new(Code::NoUrl, pointer, "no URL"));
            report
        };
        let mut file = Report::new("x.json");
        file.append(item("/item/0"));
        file.append(item("/item/1"));
        let mut diagnostics = Diagnostics::default();
        file.finish(&mut diagnostics);
        let found = diagnostics.iter().map(|it| (it.code, it.pointer.as_str()));
        assert_eq!(
            found.collect::<Vec<_>>(),
            [
                (Code::UnsupportedAuth, "/item/0"),
                (Code::NoUrl, "/item/0"),
                (Code::NoUrl, "/item/1"),
            ]
        );
    }
}
