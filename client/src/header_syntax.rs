//! The syntax that header values share: tokens, quoted strings and parameters (RFC 9110 §5.6).

/// Writes a quoted string (RFC 9110 §5.6.4). `"` and `\` are escaped, so that the text cannot end it.
///
/// Useful for your own auth schemes. [`Challenge::parse`](crate::auth::Challenge::parse) is the inverse.
#[must_use]
pub fn quoted_string(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        if matches!(character, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(character);
    }
    quoted.push('"');
    quoted
}

/// Splits off the value at the start of `text`: a quoted string, or everything up to one of `ends`.
pub(crate) fn value<'t>(text: &'t str, ends: &[char]) -> (String, &'t str) {
    if let Some(quoted) = text.strip_prefix('"') {
        return unquote(quoted);
    }
    let (value, rest) = text.split_at(text.find(ends).unwrap_or(text.len()));
    (value.trim().to_owned(), rest)
}

/// Splits off a quoted string, without its opening quote. An unterminated one extends to the end of the text.
fn unquote(text: &str) -> (String, &str) {
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((index, character)) = characters.next() {
        match character {
            '"' => return (value, &text[index + 1..]),
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            _ => value.push(character),
        }
    }
    (value, "")
}

/// Splits off the parameters (`; name=value`, RFC 9110 §5.6.6) at the start of `text`.
///
/// The case of names does not matter.
pub(crate) fn parameters(text: &str) -> (Vec<(&str, String)>, &str) {
    let mut parameters = Vec::new();
    let mut rest = text.trim_start();
    while let Some(parameter) = rest.strip_prefix(';') {
        let parameter = parameter.trim_start();
        let (name, after) =
            parameter.split_at(parameter.find(['=', ';', ',']).unwrap_or(parameter.len()));
        let (value, after) = match after.strip_prefix('=') {
            Some(after) => value(after.trim_start(), &[';', ',']),
            None => (String::new(), after),
        };
        if !name.is_empty() {
            parameters.push((name.trim_end(), value));
        }
        rest = after.trim_start();
    }
    (parameters, rest)
}

/// Finds a parameter of a value, such as the `charset` of a media type.
pub(crate) fn parameter(text: &str, name: &str) -> Option<String> {
    let (parameters, _) = parameters(&text[text.find(';')?..]);
    let mut parameters = parameters.into_iter();
    let parameter = parameters.find(|(known, _)| known.eq_ignore_ascii_case(name));
    parameter.map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quoted_string_is_read_as_it_was_written() {
        for text in [
            "",
            "plain",
            r#"the "inner" realm"#,
            r"back\slash\",
            "a, b; c=d",
            "é",
        ] {
            let written = quoted_string(text) + ", rest";
            assert_eq!(value(&written, &[',']), (text.to_owned(), ", rest"));
        }
    }

    #[test]
    fn parameters_are_read_with_and_without_quotes() {
        assert_eq!(
            parameters(r#"; charset = utf-8;flag; title="a;\"b\", c" ,d"#),
            (
                vec![
                    ("charset", "utf-8".to_owned()),
                    ("flag", String::new()),
                    ("title", r#"a;"b", c"#.to_owned()),
                ],
                ",d"
            )
        );
        assert_eq!(parameters("utf-8"), (Vec::new(), "utf-8"));
        let open = vec![("a", "never ends".to_owned())];
        assert_eq!(parameters("; a=\"never ends"), (open, ""));
    }
}
