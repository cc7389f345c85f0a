//! A word that is marked as a value: in backticks, bold or quotes.

use super::series::is_value;

/// A marked value at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marked<'t> {
    pub value: &'t str,
    /// Whether the marks hold a colon too, as in `**a:** text`.
    pub has_colon: bool,
    /// What follows.
    pub rest: &'t str,
}

/// Opening and closing marks; the first that fits counts.
const MARKS: [(&str, &str); 9] = [
    ("**`", "`**"),
    ("`\"", "\"`"),
    ("\"`", "`\""),
    ("`", "`"),
    ("**", "**"),
    ("\"", "\""),
    ("“", "”"),
    ("‘", "’"),
    ("'", "'"),
];

/// Reads the marked value that a text begins with.
pub(super) fn marked(text: &str) -> Option<Marked<'_>> {
    let (inner, rest) = span(text)?;
    let value = inner.trim_end_matches(':').trim_end();
    is_value(value).then_some(Marked {
        value,
        has_colon: inner.ends_with(':'),
        rest,
    })
}

/// The text between the marks that a text begins with, whatever it is, and what follows.
pub(super) fn span(text: &str) -> Option<(&str, &str)> {
    MARKS.iter().find_map(|(open, close)| {
        let (inner, rest) = text.strip_prefix(open)?.split_once(close)?;
        let inner = inner.trim();
        (!inner.is_empty() && !inner.contains('\n')).then_some((inner, rest))
    })
}

/// Where marked words begin in a text; an apostrophe inside of a word opens nothing.
pub(super) fn starts(text: &str) -> impl Iterator<Item = usize> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(next) = text[at..].find(['`', '*', '"', '“', '‘', '\'']) {
            let start = at + next;
            let in_word =
                text[start..].starts_with('\'') && text[..start].ends_with(char::is_alphanumeric);
            match span(&text[start..]).filter(|_| !in_word) {
                Some((_, rest)) => {
                    at = text.len() - rest.len();
                    return Some(start);
                }
                None => at = start + text[start..].chars().next().map_or(1, char::len_utf8),
            }
        }
        None
    })
}
