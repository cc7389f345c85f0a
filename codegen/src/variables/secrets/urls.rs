//! Secrets in URLs: user info, the paths of webhooks, and segments such as `/token/x`.

use super::names::is_one_of;
use super::placeholder::stands_for_a_value;
use super::random::{changes, is_masked, is_random, is_uuid};
use super::shapes::prefix;
use super::{Kind, Secret};

/// The longest part of a URL that is read, in bytes.
const LIMIT: usize = 1024;

/// Segments after which a random one is a secret.
const BEFORE: &str = "
activate apikey auth bot confirm hook hooks incomingwebhook invitation invite key magic password reset reset-
password reset_password secret session token tokens unsubscribe verify webhook webhookb2 webhooks";

/// Finds secrets in URLs and paths.
pub(super) fn find(text: &str, found: &mut Vec<Secret>) {
    if !text.contains('/') {
        return;
    }
    for (at, mark) in text.match_indices("://") {
        let start = at + mark.len();
        let rest = prefix(&text[start..], LIMIT);
        let is_end = |c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    '/' | '?' | '#' | '"' | '\'' | '<' | '>' | '`' | ')' | '\\'
                )
        };
        let authority = &rest[..rest.find(is_end).unwrap_or(rest.len())];
        if let Some((user_info, _)) = authority.rsplit_once('@') {
            found.extend(in_user_info(user_info, start));
        }
    }
    find_segments(text, found);
}

/// The secret in `user:password`, which begins at an offset.
pub(super) fn in_user_info(user_info: &str, start: usize) -> Option<Secret> {
    let Some((user, password)) = user_info.split_once(':') else {
        let is_secret = is_random(user_info);
        return is_secret
            .then(|| Secret::new(start..start + user_info.len(), Kind::UserInfo, None));
    };
    let start = start + user.len() + 1;
    let is_secret = !password.is_empty() && !stands_for_a_value(password);
    is_secret.then(|| {
        Secret::new(
            start..start + password.len(),
            Kind::UserInfo,
            Some("password"),
        )
    })
}

/// Segments of paths, each with the two before it.
fn find_segments(text: &str, found: &mut Vec<Secret>) {
    let is_end = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '/' | '?' | '#' | '&' | '"' | '\'' | '<' | '>' | '`' | ')' | '\\' | '{' | '}'
            )
    };
    let (mut before, mut last, mut end) = ("", "", 0);
    for (at, _) in text.match_indices('/') {
        let start = at + 1;
        if at != end {
            (before, last) = ("", "");
        }
        let rest = prefix(&text[start..], LIMIT);
        let segment = &rest[..rest.find(is_end).unwrap_or(rest.len())];
        if is_secret_segment(before, last, segment) {
            found.push(Secret::new(start..start + segment.len(), Kind::Path, None));
        }
        (before, last) = (last, segment);
        end = start + segment.len();
    }
}

/// Whether a segment of a path is a secret by its shape and the two segments before it.
fn is_secret_segment(before: &str, last: &str, segment: &str) -> bool {
    if segment.len() < 5 || is_masked(segment) {
        return false;
    }
    let is_id = |text: &str, first: char| {
        text.len() >= 7
            && text.starts_with(first)
            && text
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    // Slack, Discord, Zapier and Telegram.
    let is_webhook = is_id(before, 'T') && is_id(last, 'B') && segment.len() >= 16
        || before == "webhooks" && is_number(last) && segment.len() >= 20
        || before == "catch" && is_number(last)
        || segment
            .strip_prefix("bot")
            .and_then(|rest| rest.split_once(':'))
            .is_some_and(|(id, token)| is_number(id) && token.len() >= 20);
    is_webhook || is_one_of(&last.to_ascii_lowercase(), BEFORE) && is_random_segment(segment)
}

fn is_random_segment(segment: &str) -> bool {
    const OBJECT_ID: usize = 24;
    let is_hexadecimal = segment.bytes().all(|byte| byte.is_ascii_hexdigit());
    segment.len() >= 16
        && segment
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '='))
        && !is_uuid(segment)
        && !(is_hexadecimal && segment.len() == OBJECT_ID)
        && changes(segment) * 5 >= segment.len()
}
