//! Texts as words.

/// A word of a text, in lower case.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub text: String,
    pub start: usize,
    pub end: usize,
}

impl Word {
    /// The words of a text, in order.
    pub(super) fn all(text: &str) -> Vec<Self> {
        let mut words: Vec<Self> = Vec::new();
        for (at, c) in text.char_indices() {
            if !c.is_alphanumeric() {
                continue;
            }
            match words.last_mut() {
                Some(last) if last.end == at => {
                    last.text.extend(c.to_lowercase());
                    last.end = at + c.len_utf8();
                }
                _ => words.push(Self {
                    text: c.to_lowercase().collect(),
                    start: at,
                    end: at + c.len_utf8(),
                }),
            }
        }
        words
    }
}
