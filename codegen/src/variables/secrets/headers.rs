//! Credentials as headers and commands have them: `Authorization: Bearer x`, `Cookie: a=x`, `curl -u user:x`.

use super::names::is_one_of;
use super::placeholder::{is_credential_in_prose, stands_for_a_value};
use super::random::{changes, is_random};
use super::scan::{Marks, prefix, word};
use super::{Kind, Secret};

/// The longest credential that is read, in bytes.
const LIMIT: usize = 4096;

/// Schemes of `Authorization`.
const SCHEMES: &str = "
api-key apikey aws4-hmac-sha256 basic bearer digest discogs eg1-hmac-sha256 genericapikey hawk jwt key negotiate
ntlm oauth splunk sso-key ssws token zoho-oauthtoken";

/// Schemes whose credentials are a list of parameters.
const LISTS: &str = "digest hawk oauth aws4-hmac-sha256 eg1-hmac-sha256";

/// Whether a credential is a list of parameters, of which none looks real.
pub(super) fn is_list_of_placeholders(scheme: &str, list: &str) -> bool {
    let is_list = is_one_of(&scheme.trim_end().to_ascii_lowercase(), LISTS);
    let values = list
        .split([',', ' '])
        .filter_map(|part| part.split_once('='));
    let mut values = values.map(|(_, value)| value.trim_matches(['"', '\\']));
    is_list && !values.any(is_random)
}

/// Finds credentials in headers, after a scheme and in commands.
pub(super) fn find(text: &str, marks: &Marks, found: &mut Vec<Secret>) {
    find_authorizations(text, marks, found);
    find_cookies(text, marks, found);
    find_schemes(text, marks, found);
    find_commands(text, marks, found);
}

/// Whether a header holds cookies.
pub(super) fn is_cookie(name: &str) -> bool {
    ["cookie", "set-cookie"]
        .iter()
        .any(|it| name.eq_ignore_ascii_case(it))
}

/// Whether a list of cookies has one whose value is no placeholder.
pub(super) fn has_cookie(value: &str) -> bool {
    let cookies = value.split(';').filter_map(|cookie| cookie.split_once('='));
    let mut values = cookies.map(|(_, value)| value.trim());
    values.any(|value| value.len() >= 4 && !stands_for_a_value(value))
}

/// The length of the scheme that a value begins with, with its space; zero if there is none.
pub(super) fn scheme_length(value: &str) -> usize {
    let Some(end) = value.find(' ') else { return 0 };
    let scheme = value[..end].to_ascii_lowercase();
    if is_one_of(&scheme, SCHEMES) {
        end + 1
    } else {
        0
    }
}

/// `Authorization: x`, `"Authorization": "Bearer x"`
fn find_authorizations(text: &str, marks: &Marks, found: &mut Vec<Secret>) {
    const NAME: &str = "uthorization";
    const MARKS: &[char] = &['"', '\'', '`', '*', '\\', ' '];
    for at in marks.of_word(NAME) {
        let rest = prefix(&text[at + NAME.len()..], LIMIT);
        let separator = rest.trim_start_matches(MARKS);
        let Some(value) = separator.strip_prefix([':', '=']) else {
            continue;
        };
        let value = value.trim_start_matches(MARKS);
        let value_start = at + NAME.len() + rest.len() - value.len();
        let scheme = scheme_length(value);
        let credential = credential(&value[..scheme], &value[scheme..]);
        if !credential.is_empty() {
            let start = value_start + scheme;
            let range = start..start + credential.len();
            found.push(Secret::new(
                range,
                Kind::Authorization,
                Some("Authorization"),
            ));
        }
    }
}

/// The credential that a text begins with, after its scheme; empty if there is none.
fn credential<'t>(scheme: &str, text: &'t str) -> &'t str {
    if is_one_of(&scheme.trim_end().to_ascii_lowercase(), LISTS) {
        let line = &text[..text.find('\n').unwrap_or(text.len())];
        return if is_list_of_placeholders(scheme, line) {
            ""
        } else {
            line
        };
    }
    let word = word(text);
    let is_real = is_credential_in_prose(word) || is_base64(word);
    if is_real && !stands_for_a_value(word) {
        word
    } else {
        ""
    }
}

/// `Bearer x` without the name of a header.
fn find_schemes(text: &str, marks: &Marks, found: &mut Vec<Secret>) {
    for scheme in ["Bearer ", "bearer ", "Basic ", "basic "] {
        for at in marks.of_word(scheme) {
            let start = at + scheme.len();
            let credential = word(prefix(&text[start..], LIMIT));
            let is_credential = if scheme.eq_ignore_ascii_case("basic ") {
                is_base64(credential)
            } else {
                credential.len() >= 8 && is_credential_in_prose(credential)
            };
            if is_credential && !stands_for_a_value(credential) {
                found.push(Secret::new(
                    start..start + credential.len(),
                    Kind::Authorization,
                    None,
                ));
            }
        }
    }
}

/// `Cookie: a=x; b=y`
fn find_cookies(text: &str, marks: &Marks, found: &mut Vec<Secret>) {
    const NAME: &str = "ookie";
    for at in marks.of_word(NAME) {
        let rest = prefix(&text[at + NAME.len()..], LIMIT);
        let separator = rest.trim_start_matches(['"', '*', '\\']);
        let Some(value) = separator.strip_prefix(':') else {
            continue;
        };
        let value = value.trim_start_matches(['"', '*', '\\', ' ']);
        let line = &value[..value
            .find(['\n', '"', '\'', '`', '\\'])
            .unwrap_or(value.len())];
        let Some((name, cookie)) = line.split_once('=') else {
            continue;
        };
        let cookie = word(cookie);
        let is_name = name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
        if is_name && cookie.len() >= 4 && !stands_for_a_value(cookie) {
            let start = at + NAME.len() + rest.len() - value.len();
            found.push(Secret::new(
                start..start + line.trim_end().len(),
                Kind::Cookie,
                Some("Cookie"),
            ));
        }
    }
}

/// `curl -u user:x`, `--password x`
fn find_commands(text: &str, marks: &Marks, found: &mut Vec<Secret>) {
    let options = |name: &'static str| {
        let options = marks.of_word(" -");
        options.filter(move |at| text[*at..].starts_with(name))
    };
    for option in [
        " -u ",
        " --user ",
        " -u '",
        " -u \"",
        " --user '",
        " --user \"",
    ] {
        for at in options(option) {
            let start = at + option.len();
            let argument = word(prefix(&text[start..], LIMIT));
            let Some((user, password)) = argument.split_once(':') else {
                continue;
            };
            if password.len() >= 3 && !stands_for_a_value(password) {
                let start = start + user.len() + 1;
                found.push(Secret::new(
                    start..start + password.len(),
                    Kind::UserInfo,
                    Some("password"),
                ));
            } else if is_random(user) {
                found.push(Secret::new(start..start + user.len(), Kind::UserInfo, None));
            }
        }
    }
    for at in options(" --") {
        let rest = prefix(&text[at + 3..], LIMIT);
        let Some((name, argument)) = rest.split_once(' ') else {
            continue;
        };
        if name.len() < 40 && (super::names_secret(name) || name.ends_with("bearer")) {
            let argument_start = at + 3 + name.len() + 1;
            let quotes = argument.len() - argument.trim_start_matches(['"', '\'']).len();
            let value = word(&argument[quotes..]);
            if is_credential_in_prose(value) && !stands_for_a_value(value) {
                let start = argument_start + quotes;
                found.push(Secret::new(
                    start..start + value.len(),
                    Kind::Named,
                    Some(name),
                ));
            }
        }
    }
}

/// Whether a word can be the base64 of a user and a password.
fn is_base64(word: &str) -> bool {
    word.len() >= 8
        && word
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '-' | '_'))
        && word.chars().skip(1).any(|c| c.is_ascii_uppercase())
        && word.contains(|c: char| c.is_ascii_lowercase())
        && (word.len().is_multiple_of(4) || changes(word) >= 4)
}
