//! Comments in JSON bodies, which Postman does not send (docs/postman-semantics.md §5.2).

use crate::postman::Header;

/// Whether comments are taken out of a raw body: its language is JSON, or there is none and the header says JSON.
pub(in crate::lower) fn are_stripped(language: Option<&str>, headers: &[Header]) -> bool {
    match language {
        Some(language) => language == "json",
        None => headers.iter().any(|header| {
            header.key.eq_ignore_ascii_case("content-type")
                && !header.disabled
                && is_json_type(&header.value)
        }),
    }
}

/// `^application/(\S+\+)?json`
pub(super) fn is_json_type(content_type: &str) -> bool {
    let Some(subtype) = content_type.strip_prefix("application/") else {
        return false;
    };
    let word = subtype
        .split(char::is_whitespace)
        .next()
        .unwrap_or_default();
    subtype.starts_with("json") || word.contains("+json")
}

/// The text without `//…` up to the line feed and `/*…*/`, outside of strings, as `client` removes them from what it sends. A
/// quote after a backslash begins no string.
pub(in crate::lower) fn stripped(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['"', '/']) {
        let (before, found) = rest.split_at(at);
        kept.push_str(before);
        let (kept_length, length) = if found.starts_with('"') {
            let backslashes = before.len() - before.trim_end_matches('\\').len();
            let length = if backslashes.is_multiple_of(2) {
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
    kept
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
    fn comments_go_and_strings_stay() {
        assert_eq!(
            stripped("{\"a\": \"// \\\" /* x */\", // one\n\"b\": /* two */1,}"),
            "{\"a\": \"// \\\" /* x */\", \n\"b\": 1,}"
        );
        assert_eq!(stripped("1 // end"), "1 ");
    }

    #[test]
    fn a_line_comment_ends_before_the_line_feed() {
        assert_eq!(stripped("{ // a\r\n}\r\n"), "{ \n}\r\n");
        assert_eq!(stripped("{ // a\r}\n// b\r\r\n"), "{ \n\n");
    }

    #[test]
    fn a_block_comment_does_not_end_in_its_first_star() {
        assert_eq!(stripped("{/*/ \"a\" */}"), "{}");
        assert_eq!(stripped("{/*//}"), "{");
    }

    #[test]
    fn a_quote_after_an_odd_number_of_backslashes_opens_no_string() {
        assert_eq!(stripped(r#"\"// a"#), r#"\""#);
        assert_eq!(stripped(r#"\\"// a"#), r#"\\"// a"#);
        assert_eq!(stripped(r#""a\\"/* b */"#), r#""a\\""#);
    }

    #[test]
    fn json_types_are_known() {
        assert!(
            is_json_type("application/json; charset=utf-8")
                && is_json_type("application/vnd.api+json")
        );
        assert!(!is_json_type("text/json") && !is_json_type("application/x json"));
    }
}
