//! Documentation text that is clean for rustdoc.

use super::inline;

/// Lines of Markdown that rustdoc accepts without a warning; made by `markdown::clean`.
///
/// No line holds a line break, bare URL, HTML tag or link that leads nowhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docs(Vec<String>);

impl Docs {
    /// Takes lines that are clean already.
    #[must_use]
    pub fn from_clean_lines(lines: Vec<String>) -> Self {
        Self(lines)
    }

    /// The lines, without leading blank.
    #[must_use]
    pub fn lines(&self) -> &[String] {
        &self.0
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|line| line.trim().is_empty())
    }

    /// A name of the collection in Markdown: what would be read as Markdown is escaped, and code stands in backticks.
    #[must_use]
    pub fn escape(name: &str) -> String {
        inline::clean(name)
    }

    /// The first paragraph as one line, such as for a table cell.
    #[must_use]
    pub fn summary(&self) -> String {
        let paragraph: Vec<&str> = self
            .0
            .iter()
            .map(|line| line.trim())
            .skip_while(|line| line.is_empty())
            .take_while(|line| !line.is_empty())
            .collect();
        paragraph.join(" ")
    }
}

/// How wide lines of documentation may be, in characters, where they can be broken.
const WIDTH: usize = 100;

/// Breaks a line at blanks; not inside of code, and never so that a line starts like a list or a heading.
pub(crate) fn wrap(line: &str) -> Vec<String> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let indent = match line.as_bytes() {
        [b'-', b' ', ..] => 2,
        bytes if digits > 0 && bytes[digits..].starts_with(b". ") => digits + 2,
        _ => 0,
    };
    let indent = " ".repeat(indent);
    let mut lines = Vec::new();
    let mut current = String::new();
    for word in words(line) {
        let too_wide = current.chars().count() + 1 + word.chars().count() > WIDTH;
        if too_wide
            && !current.trim().is_empty()
            && !word.starts_with(['-', '*', '+', '#', '>', '|', '='])
            && !word.starts_with(|c: char| c.is_ascii_digit())
        {
            lines.push(std::mem::replace(&mut current, indent.clone()));
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
