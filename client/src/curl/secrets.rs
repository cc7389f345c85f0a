//! What is shown in place of credentials: of headers that are marked as sensitive, and of values whose name says so.

use std::borrow::Cow;

use http::HeaderValue;
use http::header::{
    AUTHORIZATION, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, PROXY_AUTHORIZATION,
};

use crate::encoding;

/// What is shown in place of a credential.
pub(super) const HIDDEN: &str = "***";

/// How the names of credentials end, in lower case and without separators.
const ENDS: &[&str] = &[
    "accesskey",
    "apikey",
    "assertion",
    "authorization",
    "credential",
    "jwt",
    "passphrase",
    "passwd",
    "password",
    "privatekey",
    "pwd",
    "secret",
    "secretkey",
    "sessionid",
    "signature",
    "token",
];

/// Names of credentials, as a whole.
const NAMES: &[&str] = &["auth", "key", "pass", "session", "sid", "sig"];

/// Parts of names of tokens that are not credentials.
const HARMLESS: &[&str] = &["page", "next", "cursor", "continuation", "csrf", "xsrf"];

/// Whether a name says that its value is a credential, such as `access_token` and `X-Api-Key`.
pub(super) fn names_secret(name: &str) -> bool {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    let name: String = letters.collect::<String>().to_ascii_lowercase();
    let is_named = NAMES.contains(&name.as_str()) || ENDS.iter().any(|end| name.ends_with(end));
    is_named && !HARMLESS.iter().any(|part| name.contains(part))
}

pub(super) fn is_secret_header(name: &HeaderName, value: &HeaderValue) -> bool {
    value.is_sensitive()
        || matches!(*name, AUTHORIZATION | PROXY_AUTHORIZATION | COOKIE)
        || names_secret(name.as_str())
}

/// A header without its credential. The scheme of `Authorization` stays.
pub(super) fn hide_in_header(name: &HeaderName, value: &HeaderValue) -> String {
    let scheme = value.to_str().ok().and_then(|value| value.split_once(' '));
    match scheme {
        Some((scheme, _)) if matches!(*name, AUTHORIZATION | PROXY_AUTHORIZATION) => {
            format!("{scheme} {HIDDEN}")
        }
        _ => HIDDEN.to_owned(),
    }
}

/// A URL without credentials in its query and without user info.
pub(super) fn hide_in_url(url: &str) -> Cow<'_, str> {
    let (address, query) = match url.split_once('?') {
        Some((address, query)) => (address, Some(query)),
        None => (url, None),
    };
    let (scheme, rest) = address.split_once("://").unwrap_or(("", address));
    let authority = rest.split('/').next().unwrap_or_default();
    let shown = match authority.rsplit_once('@') {
        Some((user_info, _)) => format!("{scheme}://{HIDDEN}{}", &rest[user_info.len()..]),
        None => address.to_owned(),
    };
    match query {
        Some(query) => Cow::Owned(format!("{shown}?{}", hide_in_form(query))),
        None => Cow::Owned(shown),
    }
}

/// What hides the credentials in a body of the type that the headers declare.
pub(super) fn in_body(headers: &HeaderMap) -> fn(&str) -> Cow<'_, str> {
    let declared = headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
    let declared = declared.unwrap_or_default();
    if declared.starts_with("application/x-www-form-urlencoded") {
        hide_in_form
    } else {
        hide_in_json
    }
}

/// A query or an urlencoded body.
fn hide_in_form(text: &str) -> Cow<'_, str> {
    let entries = text.split('&').map(|entry| match entry.split_once('=') {
        Some((key, _)) if names_secret(&encoding::decode(key)) => {
            Cow::Owned(format!("{key}={HIDDEN}"))
        }
        _ => Cow::Borrowed(entry),
    });
    Cow::Owned(entries.collect::<Vec<_>>().join("&"))
}

/// JSON, or text that contains pairs as JSON has them. Strings whose key is that of a credential are replaced.
fn hide_in_json(text: &str) -> Cow<'_, str> {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, string, after)) = next_string(rest) {
        shown.push_str(before);
        shown.push_str(string);
        rest = after;
        let value = after.trim_start().strip_prefix(':').map(str::trim_start);
        if names_secret(string)
            && let Some(value) = value.filter(|value| value.starts_with('"'))
            && let Some((_, _, end)) = next_string(value)
        {
            shown.push_str(&after[..after.len() - value.len()]);
            shown.push_str(&format!("\"{HIDDEN}\""));
            rest = end;
        }
    }
    shown.push_str(rest);
    Cow::Owned(shown)
}

/// The first string in quotes: what is before it, the string with its quotes, and what is after it.
fn next_string(text: &str) -> Option<(&str, &str, &str)> {
    let start = text.find('"')?;
    let mut is_escaped = false;
    for (at, character) in text[start + 1..].char_indices() {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => {
                let end = start + 1 + at + 1;
                return Some((&text[..start], &text[start..end], &text[end..]));
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_credentials_are_recognized() {
        for name in [
            "access_token",
            "X-Api-Key",
            "clientSecret",
            "password",
            "key",
            "sig",
        ] {
            assert!(names_secret(name), "{name}");
        }
        for name in [
            "page_token",
            "nextPageToken",
            "keyword",
            "monkey",
            "author",
            "design",
        ] {
            assert!(!names_secret(name), "{name}");
        }
    }

    #[test]
    fn credentials_in_urls_and_bodies_are_hidden() {
        let url = "https://ada:pw@h/a?api_key=k&page=2";
        assert_eq!(hide_in_url(url), "https://***@h/a?api_key=***&page=2");
        assert_eq!(
            hide_in_form("a=1&client%5Fsecret=x"),
            "a=1&client%5Fsecret=***"
        );
        let json = r#"{"user": "a\"b", "password" : "hunter\"2", "n": {"token": 1}}"#;
        let shown = r#"{"user": "a\"b", "password" : "***", "n": {"token": 1}}"#;
        assert_eq!(hide_in_json(json), shown);
        assert_eq!(hide_in_json("no \"end"), "no \"end");
    }
}
