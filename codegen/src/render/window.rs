//! The part of a line that is shown, and the part of that which is meant.

use std::ops::Range;

/// Up to which column a line is shown from its start, in characters.
const FROM_START: usize = 200;
/// How much of a longer one is shown before the place.
const BEFORE: usize = 40;
/// How much is shown from the place on; a file in one line has no better end.
const AFTER: usize = 80;

/// A part of one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Window {
    /// What is shown.
    pub text: String,
    /// What is meant, in bytes of `text`.
    pub span: Range<usize>,
    /// Whether the start of the line is missing.
    pub is_cut: bool,
}

impl Window {
    /// The window around line and column (from 1, in characters); [`None`] where the text has no such place.
    pub(super) fn of(text: &str, line: u32, column: u32) -> Option<Self> {
        let line = text
            .lines()
            .nth(usize::try_from(line).ok()?.checked_sub(1)?)?;
        let column = usize::try_from(column).ok()?.checked_sub(1)?;
        let is_cut = column > FROM_START;
        let start = if is_cut { column - BEFORE } else { 0 };
        let mut shown = String::new();
        if is_cut {
            shown.push('…');
        }
        shown.extend(line.chars().skip(start).take(column - start));
        let begin = shown.len();
        let rest: String = line.chars().skip(column).take(AFTER).collect();
        shown.push_str(&rest);
        if line.chars().nth(column + AFTER).is_some() {
            shown.push('…');
        }
        Some(Self {
            text: shown,
            span: begin..begin + token(&rest),
            is_cut,
        })
    }
}

/// The length of the JSON or TOML token at the start of a text, in bytes.
fn token(text: &str) -> usize {
    let mut escaped = false;
    let mut chars = text.char_indices();
    match chars.next() {
        None => 0,
        Some((_, '"')) => {
            for (index, c) in chars {
                match c {
                    '\\' if !escaped => escaped = true,
                    '"' if !escaped => return index + 1,
                    _ => escaped = false,
                }
            }
            text.len()
        }
        Some((_, c @ ('{' | '[' | '}' | ']'))) => c.len_utf8(),
        Some(_) => text
            .find([',', '}', ']', ' ', '=', ':'])
            .filter(|end| *end > 0)
            .unwrap_or(text.trim_end().len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(text: &str, line: u32, column: u32) -> (String, String) {
        let window = Window::of(text, line, column).unwrap();
        let meant = window.text[window.span.clone()].to_owned();
        (window.text, meant)
    }

    #[test]
    fn a_short_line_is_shown_from_its_start() {
        let (text, meant) = window("{\n  \"a\": \"b \\\" c\", \"d\": 1\n}", 2, 8);
        assert_eq!(text, "  \"a\": \"b \\\" c\", \"d\": 1");
        assert_eq!(meant, "\"b \\\" c\"");
    }

    #[test]
    fn a_file_in_one_line_is_cut_on_both_sides() {
        let text = format!("{{\"a\":[{}123,{}]}}", "1,".repeat(200), "2,".repeat(100));
        let (text, meant) = window(&text, 1, 407);
        assert!(text.starts_with('…') && text.ends_with('…'), "{text}");
        assert_eq!(meant, "123");
    }

    #[test]
    fn a_place_outside_of_the_text_has_no_window() {
        assert_eq!(Window::of("a", 2, 1), None);
        assert_eq!(Window::of("a", 0, 0), None);
    }
}
