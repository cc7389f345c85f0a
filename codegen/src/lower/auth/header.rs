//! A header that holds a credential, in place of an auth block.

use crate::api::SchemeKind;
use crate::postman::Header;
use crate::variables::secrets;
use crate::variables::template::{self, Part};
use crate::words::words;

use super::Claim;

/// The enabled header that authorizes a request, with its index: `Authorization` before others.
pub(super) fn credential(headers: &[Header]) -> Option<(usize, Claim)> {
    let enabled = || {
        headers
            .iter()
            .enumerate()
            .filter(|(_, header)| !header.disabled)
    };
    let is_authorization = |header: &Header| header.key.eq_ignore_ascii_case("authorization");
    let (index, header) = enabled()
        .find(|(_, header)| is_authorization(header))
        .or_else(|| enabled().find(|(_, header)| holds_key(header)))?;
    Some((index, claim(header)))
}

/// Whether a header other than `Authorization` holds a credential by its name.
fn holds_key(header: &Header) -> bool {
    let words = words(&header.key);
    let is_exempt = words.iter().any(|word| {
        matches!(
            word.as_str(),
            "cookie" | "idempotency" | "device" | "push" | "sync"
        )
    });
    let is_named = secrets::names_secret(&header.key) || header.is_redacted;
    let is_plain =
        !template::has_variable(&header.key) && header.key.chars().all(|c| !c.is_whitespace());
    is_named && is_plain && !is_exempt
}

fn claim(header: &Header) -> Claim {
    // The variable in place of a secret is none of the user's.
    let variable = template::variables(&header.value)
        .next()
        .filter(|_| !header.is_redacted);
    let kind = SchemeKind::Header {
        name: header.key.trim().to_owned(),
        prefix: prefix(&header.value),
    };
    Claim::of(kind, variable)
}

/// The literal text before the secret: `Bearer ` of `Bearer {{token}}`.
fn prefix(value: &str) -> String {
    match template::parts(value.trim_start()).as_slice() {
        [Part::Text(text), Part::Variable(_), ..] if is_prefix(text) => (*text).to_owned(),
        [Part::Text(text), ..] => scheme_word(text).to_owned(),
        _ => String::new(),
    }
}

/// Whether text before a variable is fit to be shown: a scheme with what introduces its value.
fn is_prefix(text: &str) -> bool {
    text.len() <= 40 && !text.contains(|c: char| c.is_ascii_digit())
}

/// A first word that names a scheme, with its blank.
fn scheme_word(text: &str) -> &str {
    let Some(end) = text.find(' ') else { return "" };
    let word = &text[..end];
    let is_scheme = !word.is_empty()
        && word.len() <= 24
        && word.chars().all(|c| c.is_ascii_alphabetic() || c == '-');
    if is_scheme { &text[..=end] } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(key: &str, value: &str) -> Header {
        Header {
            key: key.into(),
            value: value.into(),
            ..Header::default()
        }
    }

    #[test]
    fn the_text_before_the_secret_is_kept() {
        assert_eq!(prefix("Bearer {{token}}"), "Bearer ");
        assert_eq!(prefix("Token token={{token}}"), "Token token=");
        assert_eq!(prefix("{{token}}"), "");
        assert_eq!(prefix("Basic dXNlcjpwYXNz"), "Basic ");
        assert_eq!(prefix("dXNlcjpwYXNz"), "");
        assert_eq!(prefix("Bearer <token>"), "Bearer ");
    }

    #[test]
    fn authorization_goes_before_other_keys() {
        let headers = [
            header("x-api-key", "{{key}}"),
            header("authorization", "Bearer {{t}}"),
        ];
        let (index, claim) = credential(&headers).unwrap();
        assert_eq!(index, 1);
        assert_eq!(claim.variable.as_deref(), Some("t"));
        assert!(credential(&[header("Idempotency-Key", "1"), header("Accept", "a")]).is_none());
    }
}
