//! What comes between a lead and its list: "are", a colon, "for this field", "(in any case)".

use super::series::series;
use super::text::BULLETS;

/// What joins a lead with its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// Nothing.
    None,
    /// A colon, "are", a line end.
    Said,
}

/// Words that a list follows.
const LINKS: [&str; 8] = [
    "are", "is", "include", "includes", "follows", "be", "set", "equals",
];

/// Other words that can come between a lead and its list.
const BETWEEN: [&str; 21] = [
    "the",
    "this",
    "these",
    "those",
    "following",
    "values",
    "value",
    "options",
    "option",
    "here",
    "currently",
    "listed",
    "below",
    "a",
    "to",
    "either",
    "one",
    "of",
    "from",
    "as",
    "between",
];

/// Words that are followed by a few others: "for this field".
const OF: [&str; 3] = ["for", "of", "in"];

/// How many words can follow one of [`OF`].
const OF_LENGTH: usize = 3;

/// Where the list after a lead begins, and what leads there; [`None`] if nothing follows.
pub(super) fn link(text: &str, from: usize) -> Option<(usize, Link)> {
    let mut link = Link::None;
    let mut rest = &text[from..];
    // How many words can still be anything.
    let mut free = 0;
    loop {
        rest = rest.trim_start_matches(' ');
        let first = rest.chars().next()?;
        if BULLETS.iter().any(|bullet| rest.starts_with(bullet)) {
            break;
        }
        if matches!(first, ':' | '=' | '\n' | '-' | '–' | '>') {
            link = Link::Said;
            rest = &rest[first.len_utf8()..];
        } else if let Some(after) = closing_marks(text, rest) {
            rest = after;
        } else if let Some(after) = aside(rest).filter(|_| link == Link::None) {
            rest = after;
        } else if first.is_alphanumeric() {
            let (word, after) = word(rest);
            if LINKS.contains(&word.as_str()) && link == Link::None {
                link = Link::Said;
            } else if OF.contains(&word.as_str()) {
                free = OF_LENGTH;
            } else if free > 0 && link == Link::None {
                free -= 1;
            } else if !BETWEEN.contains(&word.as_str())
                || after.trim_start().starts_with([',', '/', '|'])
            {
                break;
            }
            rest = after;
        } else {
            break;
        }
    }
    Some((text.len() - rest.len(), link))
}

/// The word that a text begins with, in lower case, and what follows.
fn word(text: &str) -> (String, &str) {
    let end = text
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(text.len());
    (text[..end].to_ascii_lowercase(), &text[end..])
}

/// "**Possible values**: …" has its own marks.
fn closing_marks<'t>(text: &str, rest: &'t str) -> Option<&'t str> {
    let before = &text[..text.len() - rest.len()];
    let closes = !before.ends_with([' ', '\n']);
    rest.strip_prefix("**").filter(|_| closes)
}

/// "(in any case)", which is not a list.
fn aside(rest: &str) -> Option<&str> {
    let (inner, after) = rest.strip_prefix('(')?.split_once(')')?;
    (!inner.contains(',') && series(rest).is_none()).then_some(after)
}
