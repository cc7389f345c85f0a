//! Comments in JSON bodies, which Postman removes before it sends them (docs/postman-semantics.md §5.2).

use std::borrow::Cow;

/// Removes `//…` up to the line feed, and `/*…*/`, except in strings. A quote after a backslash begins no string.
pub(crate) fn strip(text: &str) -> Cow<'_, str> {
    if !text.contains("//") && !text.contains("/*") {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['"', '/']) {
        let (before, found) = rest.split_at(at);
        kept.push_str(before);
        let (kept_length, length) = if found.starts_with('"') {
            let backslashes = before.len() - before.trim_end_matches('\\').len();
            let length = if backslashes % 2 == 0 {
                string_length(found)
            } else {
                1
            };
            (length, length)
        } else if found.starts_with("//") {
            (0, found.find('\n').unwrap_or(found.len()))
        } else if let Some(comment) = found.strip_prefix("/*") {
            (0, comment.find("*/").map_or(found.len(), |end| end + 4))
        } else {
            (1, 1)
        };
        kept.push_str(&found[..kept_length]);
        rest = &found[length..];
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// The length in bytes of a string, including its quotes. An unterminated one extends to the end.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (index, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return index + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_removed_and_strings_are_kept() {
        let text = "{\n // one\n \"a\": \"http://x/*y*/\", /* two */ \"b\\\"//\": 1 / 2 // three";
        assert_eq!(
            strip(text),
            "{\n \n \"a\": \"http://x/*y*/\",  \"b\\\"//\": 1 / 2 "
        );
    }

    #[test]
    fn a_line_comment_ends_before_the_line_feed() {
        assert_eq!(strip("{ // a\r\n}\r\n"), "{ \n}\r\n");
        assert_eq!(strip("{ // a\r}\n// b\r\r\n"), "{ \n\n");
    }

    #[test]
    fn a_block_comment_does_not_end_in_its_first_star() {
        assert_eq!(strip("{/*/ \"a\" */}"), "{}");
        assert_eq!(strip("{/**/}/***/"), "{}");
        assert_eq!(strip("{/*//}"), "{");
    }

    #[test]
    fn a_quote_after_an_odd_number_of_backslashes_opens_no_string() {
        assert_eq!(strip(r#"\"// a"#), r#"\""#);
        assert_eq!(strip(r#"\\"// a"#), r#"\\"// a"#);
        assert_eq!(strip(r#"{\\\"/* a */}"#), r#"{\\\"}"#);
        assert_eq!(strip(r#""a\\"/* b */"#), r#""a\\""#);
    }

    #[test]
    fn an_unterminated_comment_or_string_extends_to_the_end() {
        assert_eq!(strip("1 /* x"), "1 ");
        assert_eq!(strip("\"//"), "\"//");
    }
}
