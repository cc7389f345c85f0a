//! A header that holds a credential, in place of an auth block.

use crate::api::SchemeKind;
use crate::postman::Header;
use crate::variables::secrets;
use crate::variables::template::{self, Part};
use crate::words::words;

use super::Claim;

/// The enabled header that authorizes a request, with its index: `Authorization`, or else the one that most likely holds a
/// credential.
pub(super) fn credential(headers: &[Header]) -> Option<(usize, Claim)> {
    let signs: [fn(&Header) -> bool; 4] = [is_authorization, is_named, is_for_auth, has_secret];
    let (index, header) = signs.into_iter().find_map(|is_credential| {
        let mut enabled = headers.iter().enumerate().filter(|(_, it)| !it.disabled);
        enabled.find(|(_, header)| is_credential(header))
    })?;
    Some((index, claim(header)))
}

fn is_authorization(header: &Header) -> bool {
    header.key.eq_ignore_ascii_case("authorization")
}

/// Whether a header has the name of a secret.
fn is_named(header: &Header) -> bool {
    (secrets::names_secret(&header.key) || header.is_redacted) && can_authorize(header)
}

/// Whether a header is for authorization, and its value is not part of the collection.
fn is_for_auth(header: &Header) -> bool {
    let is_open = template::has_variable(&header.value);
    is_open && secrets::names_auth(&header.key) && can_authorize(header)
}

/// Whether the value of a header is a variable for a secret, after a scheme or not.
fn has_secret(header: &Header) -> bool {
    let variable = match template::parts(header.value.trim()).as_slice() {
        [Part::Variable(name)] => *name,
        [Part::Text(scheme), Part::Variable(name)] if scheme_word(scheme) == *scheme => *name,
        _ => return false,
    };
    secrets::names_secret(variable) && can_authorize(header)
}

/// Whether a header is about authorization at all: cookies are no credentials that a caller sets once, and neither are keys and
/// tokens of other things.
fn can_authorize(header: &Header) -> bool {
    let is_exempt = words(&header.key).iter().any(|word| {
        matches!(
            word.as_str(),
            "cookie" | "idempotency" | "device" | "push" | "sync"
        )
    });
    let is_plain =
        !template::has_variable(&header.key) && header.key.chars().all(|c| !c.is_whitespace());
    is_plain && !is_exempt
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

    #[test]
    fn a_header_for_auth_or_with_a_variable_for_a_secret_is_a_credential() {
        for (key, value) in [
            ("X-Foo-AUTH", "{{jwt}}"),
            ("X-AUTH", "{{user}}:{{key}}"),
            ("x-user-auth", "Bearer {{current}}"),
            ("X-Authentication", "{{value}}"),
            ("X-Identity", "{{accessToken}}"),
            ("X-Identity", "JWT {{access_token}}"),
        ] {
            let claimed = credential(&[header("X-A", "{{b}}"), header(key, value)]);
            assert_eq!(claimed.map(|(index, _)| index), Some(1), "{key}: {value}");
        }
        for (key, value) in [
            ("X-Foo-Auth", "none"),
            ("X-Auth-Type", "{{type}}"),
            ("X-Auth-User", "{{user}}"),
            ("X-Author", "{{author}}"),
            ("X-Request-Id", "{{request}}-{{token}}"),
            ("X-Page", "{{next_page_token}}"),
            ("Idempotency-Key", "{{token}}"),
        ] {
            assert!(
                credential(&[header(key, value)]).is_none(),
                "{key}: {value}"
            );
        }
    }

    #[test]
    fn a_name_of_a_secret_takes_precedence_over_a_variable_for_one() {
        let headers = [
            header("X-Foo-Auth", "{{a}}"),
            header("X-Identity", "{{token}}"),
            header("X-Api-Key", "{{key}}"),
        ];
        assert_eq!(credential(&headers).unwrap().0, 2);
        assert_eq!(credential(&headers[..2]).unwrap().0, 0);
    }
}
