//! Comments in JSON bodies, which Postman removes before it sends them (docs/postman-semantics.md §5.2).

use std::borrow::Cow;

/// Removes `//…` up to the end of the line, and `/*…*/`, except in strings.
pub(crate) fn strip(text: &str) -> Cow<'_, str> {
    if !text.contains("//") && !text.contains("/*") {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['"', '/']) {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = if rest.starts_with('"') {
            let length = string_length(rest);
            kept.push_str(&rest[..length]);
            length
        } else if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else {
            kept.push('/');
            1
        };
        rest = &rest[length..];
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
    fn the_carriage_return_before_the_line_feed_goes_with_the_comment() {
        assert_eq!(strip("{ // a\r\n}\r\n"), "{ \n}\r\n");
    }

    #[test]
    fn an_unterminated_comment_or_string_extends_to_the_end() {
        assert_eq!(strip("1 /* x"), "1 ");
        assert_eq!(strip("\"//"), "\"//");
    }
}
