//! Requiredness and defaults, in words.

/// Whether a description says that something must, or need not, be given; conditions say neither.
pub(super) fn required(text: &str) -> Option<bool> {
    let lower = text.to_lowercase();
    let start = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let optional = start.starts_with("optional")
        || lower.contains("(optional)")
        || lower.contains("[optional]")
        || lower.contains("**optional**")
        || lower.trim_end_matches(['.', ' ']).ends_with(" optional")
        || lower.contains("is optional")
        || lower.contains("not required")
        || lower.contains("not mandatory");
    if optional {
        return Some(false);
    }
    let conditional = [
        "required if",
        "required when",
        "required unless",
        "required for",
        "required only",
        "required by",
        "one of",
    ]
    .iter()
    .any(|phrase| lower.contains(phrase));
    if conditional {
        return None;
    }
    let required = [
        "(required)",
        "[required]",
        "**required**",
        "is required.",
        "is mandatory",
        "(mandatory)",
    ]
    .iter()
    .any(|phrase| lower.contains(phrase))
        || (start.starts_with("required")
            && !start["required".len()..].starts_with(|c: char| c.is_alphanumeric() || c == ' '))
        || start.starts_with("mandatory.")
        || lower.trim_end_matches(['.', ' ']).ends_with("is required");
    required.then_some(true)
}

/// The value that the server takes where nothing is given.
pub(super) fn default(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    [
        "default value is",
        "default value:",
        "defaults to",
        "default is",
        "default:",
        "default =",
        "default:**",
        "by default is",
        "default -",
    ]
    .iter()
    .filter_map(|phrase| lower.find(phrase).map(|at| at + phrase.len()))
    .find_map(|at| value(text.get(at..)?))
}

/// The first value of a text: in backticks, bold or quotes, or one word.
fn value(text: &str) -> Option<String> {
    let text = text.trim_start_matches([' ', ':', '*', '=', '-']);
    let closing = match text.chars().next()? {
        '`' => '`',
        '"' => '"',
        '“' => '”',
        '\'' => '\'',
        _ => {
            let end = text
                .find(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ')' | '<' | '(' | '*'))
                .unwrap_or(text.len());
            let word = text[..end].trim_end_matches(['.', ':']);
            let is_value = word
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '+'))
                && (word.chars().any(|c| c.is_ascii_digit()) || matches!(word, "true" | "false"));
            return (is_value && !word.is_empty()).then(|| word.to_owned());
        }
    };
    let inner = &text[text.chars().next()?.len_utf8()..];
    let end = inner.find(closing)?;
    let value = inner[..end].trim();
    (!value.is_empty() && value.len() <= 60).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requiredness_is_read_in_every_wording() {
        for text in [
            "Required. The id.",
            "The id (required)",
            "**Required** id",
            "The id. This field is required.",
        ] {
            assert_eq!(required(text), Some(true), "{text}");
        }
        for text in [
            "Optional. The id.",
            "The id (optional)",
            "This is optional",
            "Not required.",
        ] {
            assert_eq!(required(text), Some(false), "{text}");
        }
        for text in [
            "Required if `a` is set",
            "One of `a` or `b` is required",
            "The required length",
            "Requires an id",
        ] {
            assert_eq!(required(text), None, "{text}");
        }
    }

    #[test]
    fn defaults_are_read_in_every_wording() {
        for (text, expected) in [
            ("How many. Default is 30.", Some("30")),
            ("How many (defaults to `all`)", Some("all")),
            ("**Default:** 10.", Some("10")),
            ("Default value: \"name asc\".", Some("name asc")),
            ("The default: whatever the account says", None),
            ("Whether. Defaults to true", Some("true")),
        ] {
            assert_eq!(default(text).as_deref(), expected, "{text}");
        }
    }
}
