//! Documentation attributes.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::Docs;

/// How wide lines of documentation may be, in characters, where they can be broken.
const WIDTH: usize = 100;

/// Lines of documentation, put together for one item.
#[derive(Debug, Clone, Default)]
pub(super) struct Text {
    lines: Vec<String>,
}

impl Text {
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
        self.lines
            .iter()
            .map(|line| format!("//!{}\n", padded(line)))
            .collect()
    }
}

fn padded(line: &str) -> String {
    if line.is_empty() {
        String::new()
    } else {
        format!(" {line}")
    }
}

/// Breaks a line at blanks; not inside of code, and never so that a line starts like a list or a heading.
fn wrap(line: &str) -> Vec<String> {
    let indent = if line.starts_with("- ") { "  " } else { "" };
    let mut lines = Vec::new();
    let mut current = String::new();
    for word in words(line) {
        let too_wide = current.chars().count() + 1 + word.chars().count() > WIDTH;
        if too_wide
            && !current.trim().is_empty()
            && !word.starts_with(['-', '*', '+', '#', '>', '|', '='])
            && !word.starts_with(|c: char| c.is_ascii_digit())
        {
            lines.push(std::mem::replace(&mut current, indent.to_owned()));
            current.push_str(word);
        } else {
            if !current.is_empty() && !current.ends_with(' ') {
                current.push(' ');
            }
            current.push_str(word);
        }
    }
    lines.push(current);
    lines
}

/// Words, with code spans and link texts kept whole.
fn words(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut in_code, mut brackets) = (0, false, 0_u32);
    for (index, character) in line.char_indices() {
        match character {
            '`' => in_code = !in_code,
            '[' if !in_code => brackets += 1,
            ']' if !in_code => brackets = brackets.saturating_sub(1),
            ' ' if !in_code && brackets == 0 => {
                if start < index {
                    words.push(&line[start..index]);
                }
                start = index + 1;
            }
            _ => {}
        }
    }
    if start < line.len() {
        words.push(&line[start..]);
    }
    words
}

/// Text as Markdown code; backticks in it would end the code.
pub(super) fn code(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ");
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
