//! Descriptions as one kind of text: lines, Markdown marks, ASCII punctuation.

use std::ops::Range;

/// HTML and typography that mean the same as plain text.
const SAME: [(&str, &str); 26] = [
    ("\r\n", "\n"),
    ("<br/>", "\n"),
    ("<br />", "\n"),
    ("<br>", "\n"),
    ("</br>", "\n"),
    ("<p>", "\n"),
    ("</p>", "\n"),
    ("<ul>", "\n"),
    ("</ul>", "\n"),
    ("</li>", "\n"),
    ("<li>", "\n- "),
    ("<code>", "`"),
    ("</code>", "`"),
    ("<b>", "**"),
    ("</b>", "**"),
    ("<strong>", "**"),
    ("</strong>", "**"),
    ("&quot;", "\""),
    ("&nbsp;", " "),
    ("\u{a0}", " "),
    ("，", ", "),
    ("；", "; "),
    ("：", ": "),
    ("（", " ("),
    ("）", ") "),
    ("\t-", " -"),
];

/// The marks of items of a list.
pub(super) const BULLETS: [&str; 4] = ["- ", "* ", "• ", "+ "];

/// Whether a text begins with words, in any case. Only as much of the text is read.
pub(super) fn begins_with(text: &str, words: &str) -> bool {
    let start = text.get(..words.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(words))
}

/// A text with each item of a list on its own line.
pub(super) fn normal(text: &str) -> String {
    let mut text = text.to_owned();
    for (from, to) in SAME {
        if text.contains(from) {
            text = text.replace(from, to);
        }
    }
    items_on_lines(&text)
}

/// "Values: - **a**: one. - **b**: two." has lost the line ends before its items.
fn items_on_lines(text: &str) -> String {
    let mut lines = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, mark)) = next_item(rest) {
        lines += rest[..at].trim_end_matches(' ');
        lines += "\n- ";
        rest = &rest[at + mark..];
    }
    lines + rest
}

/// Where the next item on the same line begins, and the length of its bullet.
fn next_item(text: &str) -> Option<(usize, usize)> {
    ["- **", "* **", "- `", "* `", "• "]
        .iter()
        .flat_map(|bullet| text.match_indices(bullet))
        .filter(|(at, _)| {
            let before = text[..*at].trim_end_matches(' ');
            *at > before.len() && before.ends_with(['.', ':', ';'])
        })
        .map(|(at, bullet)| (at, bullet.trim_end_matches(['*', '`']).len().max(2)))
        .min()
}

/// The text without a part, and without the punctuation that announced it.
pub(super) fn without(text: &str, part: Range<usize>) -> String {
    let before = text[..part.start].trim_end();
    let before = match before.strip_suffix([':', ',', ';', '-']) {
        Some(before) => format!("{}.", before.trim_end()),
        None => before.to_owned(),
    };
    let after = text[part.end..].trim();
    match (before.is_empty(), after.is_empty()) {
        (_, true) => before,
        (true, false) => after.to_owned(),
        (false, false) => format!("{before}\n\n{after}"),
    }
}

/// Where a sentence or a clause that begins at the start of a text ends: at a full stop, a line end or the text's.
pub(super) fn sentence_end(text: &str) -> usize {
    let stops = text.match_indices(['.', '\n', '!', '?']).map(|(at, _)| at);
    stops
        .into_iter()
        .find(|&at| {
            let after = &text[at + 1..];
            text[at..].starts_with('\n')
                || after.is_empty()
                || after.starts_with(char::is_whitespace)
        })
        .unwrap_or(text.len())
}
