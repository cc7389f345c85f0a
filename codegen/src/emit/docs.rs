//! Documentation attributes.

use proc_macro2::TokenStream;

use super::comments;
use crate::api::Evidence;
pub(super) use crate::markdown::code;
use crate::markdown::{Docs, wrap};
use crate::text;

/// The documentation of one item, as lines.
#[derive(Debug, Clone, Default)]
pub(super) struct DocText {
    lines: Vec<String>,
}

impl DocText {
    pub(super) fn new(first: impl Into<String>) -> Self {
        Self::default().line(first)
    }

    /// Starts with the collection's description, or with `otherwise` if that does not begin with a paragraph.
    pub(super) fn of(docs: &Docs, otherwise: impl FnOnce() -> String) -> Self {
        if docs.is_empty() {
            Self::new(otherwise())
        } else if docs.summary().is_empty() {
            Self::new(otherwise()).blank().docs(docs)
        } else {
            Self::default().docs(docs)
        }
    }

    /// The docs of a type: the collection's description or else `otherwise`, then the evidence for the type.
    pub(super) fn of_type(
        docs: &Docs,
        otherwise: impl FnOnce() -> String,
        evidence: Option<&Evidence>,
    ) -> Self {
        let text = Self::of(docs, otherwise);
        match evidence.filter(|evidence| !evidence.is_empty()) {
            Some(evidence) => text.paragraph(format!("Inferred from {evidence}.")),
            None => text,
        }
    }

    /// Adds a line, which is wrapped if it is too wide.
    pub(super) fn line(mut self, line: impl Into<String>) -> Self {
        self.lines.extend(wrap(&line.into()));
        self
    }

    /// Adds a line without wrapping it.
    pub(super) fn raw(mut self, line: impl Into<String>) -> Self {
        self.lines.push(line.into());
        self
    }

    /// Adds an item of a list.
    pub(super) fn item(mut self, line: &str) -> Self {
        let prefixes = std::iter::once("- ").chain(std::iter::repeat("  "));
        let lines = prefixes.zip(wrap(line));
        self.lines
            .extend(lines.map(|(prefix, line)| format!("{prefix}{line}")));
        self
    }

    /// Adds a paragraph.
    pub(super) fn paragraph(self, text: impl Into<String>) -> Self {
        self.blank().line(text)
    }

    /// Begins a section, so that what follows is not part of the last section of the collection's description.
    pub(super) fn section(self, title: &str) -> Self {
        self.blank().raw(format!("# {title}")).blank()
    }

    /// Adds an empty line if there is text before it.
    pub(super) fn blank(mut self) -> Self {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
        self
    }

    /// A heading and the collection's description, on the same line if that is short.
    pub(super) fn titled(head: &str, docs: &Docs) -> Self {
        match docs.one_line() {
            Some(line) => Self::new(format!("{head}: {line}")),
            None if docs.is_empty() => Self::new(format!("{head}.")),
            None => Self::new(format!("{head}.")).blank().docs(docs),
        }
    }

    /// Adds the collection's description.
    pub(super) fn docs(mut self, docs: &Docs) -> Self {
        if !docs.is_empty() {
            self.lines.extend(docs.lines().iter().cloned());
        }
        self
    }

    /// As `///` comments.
    pub(super) fn outer(&self) -> TokenStream {
        let Some((first, others)) = self.lines.split_first() else {
            return TokenStream::new();
        };
        let mut text = String::new();
        push_padded(&mut text, first);
        for line in others {
            text.push('\n');
            push_padded(&mut text, line);
        }
        comments::attribute(&text)
    }

    /// As `//!` comments, in text.
    pub(super) fn inner(&self) -> String {
        let mut text = String::new();
        for line in &self.lines {
            text.push_str("//!");
            push_padded(&mut text, line);
            text.push('\n');
        }
        text
    }
}

/// Appends a line of a comment, without hidden characters.
fn push_padded(text: &mut String, line: &str) {
    if !line.is_empty() {
        text.push(' ');
        text.push_str(&text::visible(line));
    }
}

/// Code in a cell of a table, where `|` would end the cell.
pub(super) fn cell(text: &str) -> String {
    code(text).replace('|', "\\|")
}

/// Text with its first letter upper-case.
pub(super) fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map(|first| first.to_uppercase().chain(characters).collect())
        .unwrap_or_default()
}
