//! Tells values that could be secrets, so that none reaches the output.

use crate::words::words;

use super::template;

/// Whether the value with this name could be a secret: by the name, or by its own shape.
#[must_use]
pub fn looks_secret(name: &str, value: &str) -> bool {
    let value = value.trim();
    if value.is_empty() || is_placeholder(value) || template::is_all_variables(value) {
        return false;
    }
    has_secret_shape(value)
        || (names_secret(name) && !matches!(value, "true" | "false" | "null"))
        || (names_key(name) && is_random(value))
}

/// Whether a name says that its value is a secret: `access_token`, `X-Api-Key`, `clientSecret`.
#[must_use]
pub fn names_secret(name: &str) -> bool {
    let words = words(name);
    let has = |word: &str| words.iter().any(|w| w == word);
    let has_pair =
        |first: &str, second: &str| words.windows(2).any(|w| w[0] == first && w[1] == second);
    if [
        "csrf",
        "xsrf",
        "next",
        "page",
        "continuation",
        "type",
        "url",
        "uri",
        "expires",
        "expiry",
        "endpoint",
        "name",
    ]
    .iter()
    .any(|harmless| has(harmless))
    {
        return false;
    }
    [
        "token",
        "secret",
        "password",
        "passwd",
        "pwd",
        "apikey",
        "authorization",
        "credential",
        "credentials",
        "passphrase",
    ]
    .iter()
    .any(|word| has(word))
        || [
            ("api", "key"),
            ("access", "key"),
            ("private", "key"),
            ("subscription", "key"),
            ("secret", "key"),
            ("auth", "key"),
            ("master", "key"),
        ]
        .iter()
        .any(|(first, second)| has_pair(first, second))
}

/// Whether a value is secret by its shape alone, whatever it is called.
#[must_use]
pub fn has_secret_shape(value: &str) -> bool {
    value.split(is_word_end).any(is_secret_word)
}

/// Whether a value only says what goes in its place: `<token>`, `<string>`.
#[must_use]
pub fn is_placeholder(value: &str) -> bool {
    let value = value.trim();
    let inner = value
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'));
    inner.is_some_and(|inner| !inner.contains(['<', '>']))
}

/// Text in which literal secrets, as far as JSON members, XML elements and form fields name them, have become
/// variables: `"password": "x"` → `"password": "{{password}}"`.
#[must_use]
pub fn without_literals(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((start, end, name)) = literal_secret(rest) {
        out.push_str(&rest[..start]);
        out.push_str("{{");
        out.push_str(name);
        out.push_str("}}");
        rest = &rest[end..];
    }
    out.push_str(rest);
    replaced_words(&out, "{{secret}}")
}

/// The literal secrets in a text: the names of the variables that replace them, and the values.
#[must_use]
pub fn literals(text: &str) -> Vec<(&str, &str)> {
    let mut literals = Vec::new();
    let mut rest = text;
    while let Some((start, end, name)) = literal_secret(rest) {
        literals.push((name, &rest[start..end]));
        rest = &rest[end..];
    }
    literals
}

/// Text for people in which words that are secret by their shape are left out.
#[must_use]
pub fn redacted(text: &str) -> String {
    replaced_words(text, "…")
}

fn replaced_words(text: &str, replacement: &str) -> String {
    text.split_inclusive(is_word_end)
        .map(|word| {
            let end = word.strip_suffix(is_word_end).map_or(word.len(), str::len);
            if is_secret_word(&word[..end]) {
                format!("{replacement}{}", &word[end..])
            } else {
                word.to_owned()
            }
        })
        .collect()
}

fn is_word_end(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '"' | '\'' | '`' | '<' | '>' | ',' | ';' | '=' | '&' | '/'
        )
}

/// Where the first literal secret of a text is, and its name.
fn literal_secret(text: &str) -> Option<(usize, usize, &str)> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let mut position = 0;
    while let Some(found) = text[position..].find([':', '=', '>']) {
        let at = position + found;
        position = at + 1;
        let before = text[..at].trim_end().trim_end_matches('"');
        let name = &before[before
            .rfind(|c: char| !is_name(c))
            .map_or(0, |cut| cut + last_width(before, cut))..];
        let after = &text[at + 1..];
        let blank = after.len() - after.trim_start_matches([' ', '"']).len();
        let value = &after[blank..];
        let length = value
            .find(['"', '<', '&', '\n', '\r'])
            .unwrap_or(value.len());
        let is_quoted = after[..blank].contains('"');
        let is_element = text.as_bytes()[at] == b'>' && value[length..].starts_with("</");
        let is_field = text.as_bytes()[at] == b'=';
        if !name.is_empty()
            && (is_quoted || is_element || is_field)
            && looks_secret(name, &value[..length])
        {
            let start = at + 1 + blank;
            return Some((start, start + length, name));
        }
    }
    None
}

/// The width of the character at `at`.
fn last_width(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
}

fn is_secret_word(word: &str) -> bool {
    const PREFIXES: &[&str] = &[
        "sk_live_",
        "sk_test_",
        "rk_live_",
        "ghp_",
        "gho_",
        "ghs_",
        "github_pat_",
        "glpat-",
        "xoxb-",
        "xoxp-",
        "xoxa-",
        "SG.",
        "AIza",
        "ya29.",
        "shpat_",
        "npm_",
        "dop_v1_",
        "EAAC",
    ];
    let is_jwt = word.starts_with("eyJ") && word.matches('.').count() == 2 && word.len() > 40;
    let is_aws = word.len() == 20
        && (word.starts_with("AKIA") || word.starts_with("ASIA"))
        && word
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    let has_prefix = word.len() >= 20 && PREFIXES.iter().any(|prefix| word.starts_with(prefix));
    is_jwt || is_aws || has_prefix || word.starts_with("-----BEGIN")
}

/// Names whose values are secret where they look random: `key`, `auth`, `signature`.
fn names_key(name: &str) -> bool {
    const KEYS: &[&str] = &[
        "key",
        "auth",
        "signature",
        "sig",
        "session",
        "cookie",
        "jwt",
        "hash",
        "bearer",
        "basic",
    ];
    words(name).iter().any(|word| KEYS.contains(&word.as_str()))
}

/// Long, of one word, with letters and digits: hexadecimal or base64.
fn is_random(value: &str) -> bool {
    let is_encoded =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '-' | '_' | '.');
    value.len() >= 20
        && value.chars().all(is_encoded)
        && value.contains(|c: char| c.is_ascii_digit())
        && value.contains(|c: char| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_shapes_give_secrets_away() {
        assert!(looks_secret("access_token", "abc"));
        assert!(looks_secret("X-Api-Key", "123"));
        assert!(looks_secret("key", "0123456789abcdef0123456789abcdef"));
        assert!(looks_secret("x", "AKIAIOSFODNN7EXAMPLE"));
        assert!(looks_secret("note", "Bearer ghp_0123456789abcdefghij"));
    }

    #[test]
    fn literal_secrets_become_variables() {
        assert_eq!(
            without_literals(r#"{"user": "me", "password": "x1", "token": "{{t}}"}"#),
            r#"{"user": "me", "password": "{{password}}", "token": "{{t}}"}"#
        );
        assert_eq!(
            without_literals("<a:Password>x1</a:Password>"),
            "<a:Password>{{Password}}</a:Password>"
        );
        assert_eq!(
            without_literals("user=me&client_secret=x1&a=b"),
            "user=me&client_secret={{client_secret}}&a=b"
        );
        assert_eq!(
            literals("user=me&client_secret=x1&token=x2"),
            [("client_secret", "x1"), ("token", "x2")]
        );
        assert_eq!(without_literals("no secrets: here"), "no secrets: here");
        assert_eq!(
            without_literals("a AKIAIOSFODNN7EXAMPLE b"),
            "a {{secret}} b"
        );
        assert_eq!(redacted("use `AKIAIOSFODNN7EXAMPLE`."), "use `…`.");
    }

    #[test]
    fn placeholders_variables_and_page_tokens_are_none() {
        assert!(!looks_secret("token", "<token>"));
        assert!(!looks_secret("token", "{{token}}"));
        assert!(!looks_secret("token", ""));
        assert!(!looks_secret("next_page_token", "abc"));
        assert!(!looks_secret("key", "name"));
        assert!(!looks_secret("id", "0123456789abcdef0123456789abcdef"));
    }
}
