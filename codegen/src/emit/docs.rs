//! Documentation attributes.

use proc_macro2::TokenStream;
use quote::quote;

use crate::markdown::{Docs, wrap};

/// Lines of documentation, put together for one item.
#[derive(Debug, Clone, Default)]
pub(super) struct DocText {
    lines: Vec<String>,
}

impl DocText {
    pub(super) fn new(first: impl Into<String>) -> Self {
        Self::default().line(first)
    }

    /// Starts from the collection's own words; from `otherwise` where it has none.
    pub(super) fn of(docs: &Docs, otherwise: impl FnOnce() -> String) -> Self {
        if docs.is_empty() {
            Self::new(otherwise())
        } else {
            Self::default().docs(docs)
        }
    }

    /// Adds a line, broken where it is too wide.
    pub(super) fn line(mut self, line: impl Into<String>) -> Self {
        self.lines.extend(wrap(&line.into()));
        self
    }

    /// Adds a line as it is.
    pub(super) fn raw(mut self, line: impl Into<String>) -> Self {
        self.lines.push(line.into());
        self
    }

    /// Adds a paragraph.
    pub(super) fn paragraph(self, text: impl Into<String>) -> Self {
        self.blank().line(text)
    }

    /// Adds a blank line where there is text before.
    pub(super) fn blank(mut self) -> Self {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
        self
    }

    /// Adds the collection's own words.
    pub(super) fn docs(mut self, docs: &Docs) -> Self {
        self.lines.extend(docs.lines().iter().cloned());
        self
    }

    /// As `///` comments.
    pub(super) fn outer(&self) -> TokenStream {
        let lines = self.lines.iter().map(|line| padded(line));
        quote!(#(#[doc = #lines])*)
    }

    /// As `//!` comments, in text.
    pub(super) fn inner(&self) -> String {
        self.lines.iter().fold(String::new(), |text, line| {
            text + "//!" + &padded(line) + "\n"
        })
    }
}

fn padded(line: &str) -> String {
    if line.is_empty() {
        String::new()
    } else {
        format!(" {line}")
    }
}

/// Text as Markdown code; backticks in it would end the code.
pub(super) fn code(text: &str) -> String {
    let text = text.replace(char::is_control, " ");
    if text.is_empty() {
        return "`\"\"`".to_owned();
    }
    if text.contains('`') {
        format!("`{}`", text.replace('`', "'"))
    } else {
        format!("`{text}`")
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
