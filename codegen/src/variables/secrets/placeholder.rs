//! Which values are credentials, and which only stand for one: `<token>`, `your-api-key`, `password`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::prose::{is_bracketed, is_filler};
use crate::words::words;

use super::Kind;
use super::names::{is_one_of, names_password, names_random, names_secret, names_session};
use super::random::{changes, is_masked, is_random};

/// Words of which the values consist that documentation shows in place of a secret.
const WORDS: &str = "
a abc access account add admin an and any api app application auth authorization auto bar basic baz bearer body
boolean calculated change changeme client code company consumer cookie copy credential credentials current
customer database db default demo developer dummy email empty encoded encrypted enter env example expired fake
false foo for format from generated get given go goes guid hash hashed header headers here hidden host id in
insert int integer invalid is issued json jwt key keys login long me my myapp name new nil no none not null
number object of off old on optional or org organization our param partner pass passphrase passwd password paste
personal placeholder private provided public put pwd query random received redacted refresh removed replace
required returned sample secret secrets server service session set shared site some something store string
strong subscription tbd temp temporary tenant test testing text the this to todo token tokens true type
undefined unique update updated url use user username users uuid valid value webhook with wrong x yes you your";

/// Technical words with digits, which prose has after a colon.
const TERMS: &str = "
aes256 base64 ed25519 es256 hs256 hs512 http/1.1 int32 int64 iso8601 md5 oauth1 oauth2 oauth2.0 rs256 sha1
sha256 sha384 sha512 utf-8 utf8 uuid4";

/// The longest Base64 that is decoded, in bytes.
const ENCODED_LIMIT: usize = 200;

/// Whether a value only says what goes in its place: `<token>`, `<string>`.
#[must_use]
pub fn is_placeholder(value: &str) -> bool {
    is_bracketed(value)
}

/// How a value is a secret by its name; [`None`] if it is not.
pub(super) fn credential_kind(name: &str, value: &str) -> Option<Kind> {
    let value = value.trim();
    // Most names are neither, and a name is faster to judge than a value.
    let kind = if names_secret(name) && is_credential(name, value) {
        Kind::Named
    } else if names_random(name) && is_random(value) {
        Kind::Random
    } else {
        return None;
    };
    (!value.is_empty() && !stands_for_a_value(value)).then_some(kind)
}

/// Whether a value after a name in prose is a credential and not a word of a sentence.
pub(super) fn is_credential_in_prose(value: &str) -> bool {
    let has = |is: fn(&char) -> bool| value.chars().any(|c| is(&c));
    let is_mark = |c: &char| matches!(c, '!' | '@' | '#' | '$' | '%' | '^' | '&' | '*' | '+');
    let is_term = || {
        let value = value.to_ascii_lowercase();
        is_one_of(&value, TERMS)
    };
    value.len() >= 6
        && has(char::is_ascii_alphabetic)
        && (has(char::is_ascii_digit) || value.chars().any(|c| is_mark(&c)))
        && !is_term()
        && !value.contains("://")
        && !value.contains('(')
        && !is_dotted_name(value)
}

/// Whether a value of a field that is named as a secret is one.
fn is_credential(name: &str, value: &str) -> bool {
    let is_password = names_password(name);
    let is_letter = |c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '-' | ' ');
    let is_number = value.chars().all(|c| c.is_ascii_digit() || c == '.');
    if is_number {
        return is_password && value.len() >= 4;
    }
    if value.contains("://") || value.split_whitespace().count() > 2 {
        return false;
    }
    if names_session(name) {
        return looks_like_session(value);
    }
    // `Og==` is the base64 of no user and no password.
    if value.ends_with('=') && value.len() <= 4 {
        return false;
    }
    if value.chars().all(is_letter) && !is_password {
        // Symbols of currencies, and words.
        return value.len() >= 16 && changes(value) >= 2 && !value.contains(' ');
    }
    value.len() >= 4
}

/// Whether a value is the ID of a session, and not its name, number or date: letters and digits take turns in it.
fn looks_like_session(value: &str) -> bool {
    let is_part_of_date = |c: char| c.is_ascii_digit() || "-+:.TZ".contains(c);
    changes(value) >= 2 && !value.contains(' ') && !value.chars().all(is_part_of_date)
}

/// Whether a text shows what goes in its place, and not a value.
pub fn stands_for_a_value(value: &str) -> bool {
    const OPENING: &[char] = &['<', '{', '[', '$', '%', '('];
    let is_opened = value.starts_with(OPENING) && value.ends_with(['>', '}', ']', '%', ')']);
    let is_reference = value
        .strip_prefix(['$', ':', '@'])
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '{'));
    is_opened
        || is_reference
        || value.starts_with("{{")
        || !value.contains(|c: char| c.is_alphanumeric())
        || is_masked(value)
        || is_filler(value)
        || consists_of_words(value)
        || names_a_secret(value)
        || encodes_a_placeholder(value)
}

/// Whether a value is the Base64 of a user and a password that stands for one: `dXNlcjpwYXNzd29yZA==`.
fn encodes_a_placeholder(value: &str) -> bool {
    if value.len() > ENCODED_LIMIT || !value.len().is_multiple_of(4) {
        return false;
    }
    let decoded = STANDARD.decode(value).ok();
    let text = decoded.and_then(|bytes| String::from_utf8(bytes).ok());
    let pair = text.as_deref().and_then(|text| text.split_once(':'));
    pair.is_some_and(|(user, password)| !user.is_empty() && stands_for_a_value(password))
}

/// Whether all words of a value are [`WORDS`]; single digits and letters count as such.
fn consists_of_words(value: &str) -> bool {
    if value.len() > 60 {
        return false;
    }
    let value = value.replace("%20", " ");
    let words = words(&value);
    let is_known = |word: &String| {
        let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
        word.len() <= 1 || is_one_of(word, WORDS)
    };
    let digits = value.chars().filter(char::is_ascii_digit).count();
    digits <= 1 && !words.is_empty() && words.iter().all(is_known)
}

/// Whether a value is the name of a secret: `YOUR_DONATION_TOKEN`, `folder-token`, `sha1-secret-value`, `mypassword`.
fn names_a_secret(value: &str) -> bool {
    const NAMES: &[&str] = &["key", "password", "secret", "token", "credentials"];
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.');
    if value.len() > 60 || !value.chars().all(is_word) {
        return false;
    }
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let letters = value.chars().filter(char::is_ascii_alphabetic);
    let is_constant = letters.clone().all(|c| c.is_ascii_uppercase()) && value.contains(['_', '-']);
    let lower = value.to_ascii_lowercase();
    let mut parts = lower.split(['_', '-', ' ', '.']).rev();
    let last = parts
        .next()
        .map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit()));
    let last = last
        .filter(|word| !word.is_empty())
        .or_else(|| parts.next());
    let is_last = last.is_some_and(|word| is_one_of(word, WORDS)) && parts.next().is_some();
    digits == 0 && (is_constant || NAMES.iter().any(|name| lower.ends_with(name)))
        || digits <= 3 && is_last
        || lower.starts_with("your") && digits <= 2
}

/// `com.example.name`, `config.yml`: dots between letters only.
fn is_dotted_name(value: &str) -> bool {
    value.contains('.')
        && value.split('.').all(|part| {
            part.chars()
                .all(|c| c.is_ascii_lowercase() || c == '_' || c == '-')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_and_words_are_no_credentials() {
        for (name, value) in [
            ("token", "<token>"),
            ("token", "{token}"),
            ("token", "$TOKEN"),
            ("api_key", "YOUR_API_KEY"),
            ("api_key", "your-api-key-here"),
            ("password", "password"),
            ("password", "********"),
            ("password", "string"),
            ("password", "officia velit"),
            ("token", "Access%20Token"),
            ("Authorization", "dXNlcm5hbWU6cGFzc3dvcmQ="),
            ("token", "BNB"),
            ("token", "USDT"),
            ("token", "1000"),
            ("TOKEN", "https://h/token"),
            ("long_token", "default"),
            ("key", "name"),
            ("key", "templates/2020-01-01/report.json"),
            ("key", "123e4567-e89b-12d3-a456-426614174000"),
            ("authorization", "Optional header"),
            ("session", "Session1"),
            ("session", "Morning A1"),
            ("session", "2024-05-01T10:00:00Z"),
            ("session_id", "CS12345679"),
            ("sid", "1234567890"),
        ] {
            assert_eq!(credential_kind(name, value), None, "{name}: {value}");
        }
    }

    #[test]
    fn values_of_secrets_are_credentials() {
        for (name, value) in [
            ("token", "a1b2c3d4"),
            ("api_key", "SECRET123KEY"),
            ("password", "hunter"),
            ("password", "123456"),
            ("password", "P@ssw0rd"),
            ("Authorization", "YWRtaW46aHVudGVyMg=="),
            ("secret", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
            ("token", "123e4567-e89b-12d3-a456-426614174000"),
            ("Session", "ZQ015abcdef"),
            ("session_id", "123e4567-e89b-12d3-a456-426614174000"),
            ("connect.sid", "s%3AKWkP8x3Zi5Dw8iEGxf4rtsVeadIVITil"),
        ] {
            assert_eq!(
                credential_kind(name, value),
                Some(Kind::Named),
                "{name}: {value}"
            );
        }
        let random = "0123456789abcdef0123456789abcdef";
        assert_eq!(credential_kind("sig", random), Some(Kind::Random));
        assert_eq!(credential_kind("file", random), None);
    }
}
