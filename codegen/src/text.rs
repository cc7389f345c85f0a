//! Invisible characters, which hide text from readers, reorder it, or control a terminal.
//!
//! All text of a collection, and each name of a file, passes one of these functions before it is written to a comment, a
//! document or a terminal. `proc_macro2` escapes literals in generated code.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Text for people, without invisible characters and with `\n` at the end of each line.
pub(crate) fn stripped(text: &str) -> String {
    // Most texts are plain.
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t');
    if text.bytes().all(is_plain) {
        return text.to_owned();
    }
    let mut clean = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => clean.push('\n'),
            character if is_hidden(character) => {}
            character => clean.push(character),
        }
    }
    clean
}

/// Text on one line. Invisible characters and line breaks are escaped as in Rust, such as `\n` and `\u{202e}`.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    // Most texts are plain.
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~');
    if text.bytes().all(is_plain) || !text.contains(is_escaped) {
        return Cow::Borrowed(text);
    }
    let mut visible = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if is_escaped(character) {
            // Writing to a string does not fail.
            let _ = write!(visible, "{}", character.escape_default());
        } else {
            visible.push(character);
        }
    }
    Cow::Owned(visible)
}

/// A JSON document with its invisible characters escaped. Its value is the same, since such characters are part of strings.
pub(crate) fn escaped_in_json(document: &str) -> Cow<'_, str> {
    if !document.contains(is_hidden) {
        return Cow::Borrowed(document);
    }
    let mut escaped = String::with_capacity(document.len() + 8);
    for character in document.chars() {
        if is_hidden(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a string does not fail.
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(character);
        }
    }
    Cow::Owned(escaped)
}

/// A string of TOML, with its invisible characters escaped.
pub(crate) fn toml_string(text: &str) -> String {
    let mut string = String::with_capacity(text.len() + 2);
    string.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => string.extend(['\\', character]),
            '\n' | '\r' | '\t' => string.extend(character.escape_default()),
            // Writing to a string does not fail.
            character if is_hidden(character) => {
                let _ = write!(string, "\\U{:08x}", u32::from(character));
            }
            character => string.push(character),
        }
    }
    string.push('"');
    string
}

fn is_escaped(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\t') || is_hidden(character)
}

/// Whether a character is invisible. Line breaks and tabs are not.
///
/// Invisible are control characters, line and paragraph separators, and characters that Unicode calls default ignorable, except
/// the variation selectors that follow emoji.
pub(crate) fn is_hidden(character: char) -> bool {
    match character {
        ' '..='~' | '\n' | '\r' | '\t' => false,
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'..='\u{1160}'
        | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        // Zero-width characters, and marks of direction.
        | '\u{200b}'..='\u{200f}'
        // Separators, and more of direction.
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        // Tags, and variation selectors of ideographs.
        | '\u{e0000}'..='\u{e0fff}' => true,
        character => character.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_taken_out_of_prose() {
        assert_eq!(stripped("a\u{200b}b\u{202e}c\u{1b}[2Jd\u{9b}e"), "abc[2Jde");
        assert_eq!(stripped("a\u{e0041}\u{feff}\u{0}\u{7f}b"), "ab");
        assert_eq!(
            stripped("tab\tand ⚠\u{fe0f} stay"),
            "tab\tand ⚠\u{fe0f} stay"
        );
    }

    #[test]
    fn lines_end_in_one_way() {
        assert_eq!(stripped("a\r\nb\rc\u{2028}d\u{85}e\n"), "a\nb\nc\nd\ne\n");
    }

    #[test]
    fn hidden_characters_in_json_are_escaped_and_keep_their_value() {
        let value = "a\n\u{1b}\u{9b}\u{202e}\u{e0041}é";
        let document = serde_json::json!([value]).to_string();
        let escaped = escaped_in_json(&document);
        assert_eq!(escaped, r#"["a\n\u001b\u009b\u202e\udb40\udc41é"]"#);
        let read: Vec<String> = serde_json::from_str(&escaped).unwrap();
        assert_eq!(read, [value]);
    }

    #[test]
    fn hidden_characters_in_toml_are_escaped_and_keep_their_value() {
        assert_eq!(toml_string("a\"\\\n\u{9b}"), r#""a\"\\\n\U0000009b""#);
        let text = "a\u{202e}\u{9b}\u{e0041}\u{1}\u{7f}\t\r\"\\'é😀";
        let table: toml::Table = format!("a = {}", toml_string(text)).parse().unwrap();
        assert_eq!(table["a"].as_str(), Some(text));
        assert!(!toml_string(text).contains(is_hidden));
    }

    #[test]
    fn hidden_characters_are_shown_in_names() {
        assert_eq!(
            visible("a\nb\u{202e}\u{1b}\u{9b}"),
            "a\\nb\\u{202e}\\u{1b}\\u{9b}"
        );
        assert_eq!(
            visible("\u{e0041}\u{2028}\r\t"),
            "\\u{e0041}\\u{2028}\\r\\t"
        );
        assert!(matches!(visible("größer 日本 ⚠\u{fe0f}"), Cow::Borrowed(_)));
    }
}
