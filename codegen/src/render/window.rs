//! The part of a line that is shown, and the part of that which is marked.

use std::ops::Range;

use super::text::Text;

/// Up to which column a line is shown from its start, in characters.
const FROM_START: usize = 200;
/// How much of a longer line is shown before the column.
const BEFORE: usize = 40;
/// How much of a line is shown from the column on; a file that is one line has no better end.
const AFTER: usize = 80;

/// A part of one line, in which secrets are masked and control characters are visible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Window {
    /// What is shown.
    pub text: String,
    /// What is marked, in bytes of `text`.
    pub span: Range<usize>,
    /// The column of the mark in `text`, from 1 and in characters.
    pub column: usize,
}

impl Window {
    /// The window around line and column, both from 1 and in characters; [`None`] if the text has no such position.
    pub(super) fn of(text: &Text<'_>, line: u32, column: u32) -> Option<Self> {
        let line = text.line(line)?;
        let column = usize::try_from(column).ok()?.checked_sub(1)?;
        let offset_of = |column| text.offset_after(line.start, column).min(line.end);
        let is_cut = column > FROM_START;
        let start = offset_of(if is_cut { column - BEFORE } else { 0 });
        let (mark, end) = (offset_of(column), offset_of(column + AFTER));
        let mark_end = mark + token(text.slice(mark..end));

        let mut shown = String::from(if is_cut { "…" } else { "" });
        let mut masked = None;
        text.show(start..mark, &mut masked, &mut shown);
        let span_start = shown.len();
        text.show(mark..mark_end, &mut masked, &mut shown);
        let span_end = shown.len();
        text.show(mark_end..end, &mut masked, &mut shown);
        if end < line.end {
            shown.push('…');
        }
        Some(Self {
            column: shown[..span_start].chars().count() + 1,
            text: shown,
            span: span_start..span_end,
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

    fn window(text: &str, line: u32, column: u32) -> Window {
        Window::of(&Text::new(text, &[line].into()), line, column).unwrap()
    }

    fn marked(window: &Window) -> &str {
        &window.text[window.span.clone()]
    }

    #[test]
    fn a_short_line_is_shown_from_its_start() {
        let window = window("{\n  \"a\": \"b \\\" c\", \"d\": 1\n}", 2, 8);
        assert_eq!(window.text, "  \"a\": \"b \\\" c\", \"d\": 1");
        assert_eq!(marked(&window), "\"b \\\" c\"");
        assert_eq!(window.column, 8);
    }

    #[test]
    fn a_file_in_one_line_is_cut_on_both_sides() {
        let text = format!("{{\"a\":[{}123,{}]}}", "1,".repeat(200), "2,".repeat(100));
        let window = window(&text, 1, 407);
        assert!(
            window.text.starts_with('…') && window.text.ends_with('…'),
            "{}",
            window.text
        );
        assert_eq!(marked(&window), "123");
    }

    #[test]
    fn columns_count_characters_and_not_bytes() {
        let window = window("{ \"größe\": \"🚀\", \"b\": 1 }\r\n", 1, 22);
        assert_eq!(marked(&window), "1");
        assert_eq!(window.column, 22);
    }

    #[test]
    fn a_secret_is_masked_wherever_the_window_begins() {
        let window_at = |column| window(r#"{ "token": "abcdef", "b": 1 }"#, 1, column);
        assert_eq!(window_at(27).text, r#"{ "token": "***", "b": 1 }"#);
        assert_eq!(marked(&window_at(27)), "1");
        assert_eq!(marked(&window_at(12)), "\"***\"");
        assert_eq!(marked(&window_at(15)), "\"");
        let long = format!(r#"{{ "token": "{}", "b": 1 }}"#, "x".repeat(400));
        assert_eq!(window(&long, 1, 280).text, "…***…");
    }

    #[test]
    fn control_characters_are_visible() {
        let window = window("{\t\"a\u{1b}[31m\u{9b}\": x }", 1, 14);
        assert_eq!(window.text, "{\t\"a\\u{1b}[31m\\u{9b}\": x }");
        assert_eq!(marked(&window), "x");
    }

    #[test]
    fn columns_of_a_long_line_are_found() {
        let text = format!("{{\n\"größe\": [{}123]}}", "\"é\", ".repeat(1000));
        for column in [11, 5006, 5011] {
            let characters: Vec<char> = text.lines().nth(1).unwrap().chars().collect();
            let window = window(&text, 2, u32::try_from(column).unwrap());
            let expected: String = characters[column - 1..].iter().take(3).collect();
            assert_eq!(marked(&window), expected);
        }
    }

    #[test]
    fn a_position_outside_of_the_text_has_no_window() {
        assert_eq!(Window::of(&Text::new("a", &[1].into()), 2, 1), None);
        assert_eq!(Window::of(&Text::new("a", &[1].into()), 0, 0), None);
    }
}
