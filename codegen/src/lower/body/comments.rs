//! Comments in JSON bodies, which Postman does not send (docs/postman-semantics.md §5.2).

use crate::postman::Header;

/// Whether comments are taken out of a raw body: its language is JSON, or there is none and the header says JSON.
pub(super) fn are_stripped(language: Option<&str>, headers: &[Header]) -> bool {
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

/// The text without `//…` up to the end of the line and `/*…*/`, outside of strings; nothing takes their place.
pub(super) fn stripped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut in_string = false;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '\\' if in_string => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            '/' if !in_string && rest.starts_with("//") => {
                rest = rest.find(['\n', '\r']).map_or("", |end| &rest[end..]);
                continue;
            }
            '/' if !in_string && rest.starts_with("/*") => {
                rest = rest[2..].find("*/").map_or("", |end| &rest[2 + end + 2..]);
                continue;
            }
            c => c.len_utf8(),
        };
        in_string ^= c == '"';
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out
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
    fn json_types_are_known() {
        assert!(
            is_json_type("application/json; charset=utf-8")
                && is_json_type("application/vnd.api+json")
        );
        assert!(!is_json_type("text/json") && !is_json_type("application/x json"));
    }
}
