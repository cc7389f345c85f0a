//! Variables of the path that select a variant of the API, such as its version. Their saved values are defaults.
//!
//! The saved value of any other variable of the path, such as an id, selects data of whoever saved it. A call must not act
//! on that unasked, so callers give it.

use crate::words::words;

/// What the names of such variables end in. `version` also ends words, as in `lpversion`.
const NAMES: [&str; 15] = [
    "country",
    "culture",
    "currency",
    "edition",
    "env",
    "environment",
    "format",
    "lang",
    "language",
    "locale",
    "market",
    "region",
    "revision",
    "stage",
    "storefront",
];

/// Whether a variable selects a variant, according to its name or the form of its value.
pub(super) fn selects_variant(name: &str, value: &str) -> bool {
    names_variant(&words(name)) || is_version(value)
}

/// Whether the words of a name say that its values select a variant.
pub(super) fn names_variant(words: &[String]) -> bool {
    let last = words.last().map_or("", String::as_str);
    last.ends_with("version") || NAMES.contains(&last)
}

/// Whether the name of a variable says that its values are ids.
pub(super) fn is_id(name: &str) -> bool {
    let words = words(name);
    let last = words.last().map(String::as_str);
    matches!(last, Some("id" | "guid" | "uuid"))
}

/// Whether a text is the version of an API: `v2`, `v1.1`, `1.28`, `v3beta1`. A number alone is as likely an id.
fn is_version(text: &str) -> bool {
    let (has_v, rest) = match text.strip_prefix(['v', 'V']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let number = rest
        .split_once(|c: char| c.is_ascii_alphabetic() || c == '-')
        .map_or(rest, |(number, _)| number);
    let parts: Vec<&str> = number.split('.').collect();
    let is_number = |part: &&str| {
        (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_short = parts.len() <= 3 && text.len() <= 12;
    let is_complete = has_v || (parts.len() > 1 && number == rest);
    is_short && is_complete && parts.iter().all(is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_and_locales_are_variants_and_ids_are_not() {
        for (name, value) in [
            ("version", "2"),
            ("lpversion", "1.28"),
            ("apiVersion", "2024-10-01"),
            ("v", "v2"),
            ("api", "v3beta1"),
            ("le", "1.51"),
            ("locale", "en-GB"),
            ("site_language", "de"),
            ("COUNTRY", "fr"),
        ] {
            assert!(selects_variant(name, value), "{name}={value}");
        }
        for (name, value) in [
            ("orderId", "4711"),
            ("ticketID", "4"),
            ("versionNumber", "12"),
            ("ip", "193.53.126.160"),
            ("domain", "example.com"),
            ("username", "v"),
            ("path", "almost.pdf.zip"),
            ("key", "vip"),
            ("sample", "0026156ea1079e7f12201563708d5398"),
        ] {
            assert!(!selects_variant(name, value), "{name}={value}");
        }
    }
}
