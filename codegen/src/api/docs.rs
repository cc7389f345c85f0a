//! Documentation text that is clean for rustdoc.

/// Lines of Markdown that rustdoc accepts without a warning; made by `lower::docs`.
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

    /// A name in Markdown: characters that it would read are escaped.
    #[must_use]
    pub fn escape(name: &str) -> String {
        let mut escaped = String::with_capacity(name.len());
        for character in name.chars() {
            if matches!(
                character,
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '$'
            ) {
                escaped.push('\\');
            }
            escaped.push(character);
        }
        escaped
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
