//! Text of elements.

use maud::PreEscaped;

/// Text of an element. Quotes stay as they are, as they need no escape outside of attributes: JSON and programs are full of
/// them, and escaped ones are six times as long.
pub(super) fn text(text: &str) -> PreEscaped<String> {
    let mut escaped = String::with_capacity(text.len() + text.len() / 16);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            character => escaped.push(character),
        }
    }
    PreEscaped(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_begin_an_element_or_a_reference() {
        assert_eq!(text("<b>\"&quot;").0, "&lt;b&gt;\"&amp;quot;");
    }
}
