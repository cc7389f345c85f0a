//! Documentation text that is clean for rustdoc.

use super::wrap::opens_block;

/// Lines of Markdown that rustdoc accepts without a warning; made by `markdown::clean`.
///
/// No line holds a line break, a bare URL, an HTML tag or a link that leads nowhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docs(Vec<String>);

impl Docs {
    /// Takes lines that are clean already.
    #[must_use]
    pub fn from_clean_lines(lines: Vec<String>) -> Self {
        Self(lines)
    }

    /// The lines, not indented.
    #[must_use]
    pub fn lines(&self) -> &[String] {
        &self.0
    }

    /// Whether the text is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|line| line.trim().is_empty())
    }

    /// The first paragraph as one line, such as for a table cell; empty where the text begins with something else,
    /// such as a list.
    #[must_use]
    pub fn summary(&self) -> String {
        let lines = self.0.iter().map(|line| line.trim());
        let paragraph = lines.skip_while(|line| line.is_empty());
        let paragraph: Vec<&str> = paragraph.take_while(|line| !line.is_empty()).collect();
        match paragraph.first() {
            Some(first) if is_paragraph(first) => paragraph.join(" "),
            _ => String::new(),
        }
    }

    /// The text where it is a single line that can follow other words.
    #[must_use]
    pub fn one_line(&self) -> Option<&str> {
        match self.0.as_slice() {
            [line] if is_paragraph(line) => Some(line),
            _ => None,
        }
    }
}

/// Whether a line is of a paragraph, and not of another block.
fn is_paragraph(line: &str) -> bool {
    let word = line.split(' ').next().unwrap_or_default();
    !opens_block(word) && !line.starts_with("```") && line != "___"
}
