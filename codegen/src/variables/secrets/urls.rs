//! Secrets in URLs: user info, the paths of webhooks, and segments such as `/token/x`.

use std::ops::Range;

use super::names::is_one_of;
use super::placeholder::stands_for_a_value;
use super::random::{changes, is_masked, is_random, is_uuid};
use super::scan::{Marks, prefix};
use super::{Kind, Secret};

/// The longest part of a URL that is read, in bytes.
const LIMIT: usize = 1024;

/// Segments after which a random one is a secret.
const BEFORE: &str = "
activate apikey auth bot confirm hook hooks incomingwebhook invitation invite key magic password reset reset-
password reset_password secret session token tokens unsubscribe verify webhook webhookb2 webhooks";

/// Finds secrets in URLs and paths.
pub(super) fn find(text: &str, marks: &Marks, found: &mut Vec<Secret>) {
    const MARK: &str = "://";
    for at in marks.of_word(MARK) {
        let start = at + MARK.len();
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
    find_hooks(text, marks, found);
    find_segments(text, marks, found);
}

/// The longest host, in bytes.
const HOST_LIMIT: usize = 253;

/// Labels of a host that receives webhooks.
const HOOKS: &str = "hook hooks webhook webhooks";

/// Finds the secret segments of URLs whose host receives webhooks, such as `hooks.slack.com`. They can be short.
fn find_hooks(text: &str, marks: &Marks, found: &mut Vec<Secret>) {
    let mut end = 0;
    for at in marks.of_word("hook") {
        if at < end {
            continue;
        }
        let host = host_around(text, at);
        end = host.end;
        let is_hook = |label: &str| is_one_of(label, HOOKS);
        let before = &text[..host.start];
        // What follows one slash is a segment of a path.
        let is_host =
            text[host.clone()].contains('.') && (before.ends_with("//") || !before.ends_with('/'));
        if is_host && text[host].split('.').any(is_hook) {
            find_in_hook(text, end, found);
        }
    }
}

/// The text around an offset that can be a host.
fn host_around(text: &str, at: usize) -> Range<usize> {
    let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let (before, after) = text.as_bytes().split_at(at);
    let before = before.iter().rev().take(HOST_LIMIT);
    let after = after.iter().take(HOST_LIMIT);
    let start = at - before.take_while(is_part).count();
    start..at + after.take_while(is_part).count()
}

/// Finds the secret segments of a path that can begin at an offset: what follows an ID, or a word such as `hooks`, and the
/// last one if it is not a word.
fn find_in_hook(text: &str, start: usize, found: &mut Vec<Secret>) {
    let port = text[start..].strip_prefix(':').unwrap_or_default();
    let digits = port.bytes().take_while(u8::is_ascii_digit).count();
    let start = start + if digits == 0 { 0 } else { digits + 1 };
    let rest = prefix(&text[start..], LIMIT);
    let path = &rest[..rest
        .find(|c| c != '/' && ends_segment(c))
        .unwrap_or(rest.len())];
    let Some(path) = path.strip_prefix('/') else {
        return;
    };
    let path = path.trim_end_matches(['/', '.', ',', ';', ':']);
    let (mut last, mut at) = ("", start + 1);
    for segment in path.split('/') {
        let end = at + segment.len();
        let is_last = end == start + 1 + path.len();
        let is_after_id = is_id(last);
        let is_after_word = last == "catch" || is_one_of(&last.to_ascii_lowercase(), BEFORE);
        let is_secret = is_last && (is_after_id || segment.len() >= 6 && is_mixed(segment))
            || is_after_word && is_mixed(segment) && !is_number(segment);
        if is_secret && segment.len() >= 3 && !stands_for_a_value(segment) {
            found.push(Secret::new(at..end, Kind::Path, None));
        }
        (last, at) = (segment, end + 1);
    }
}

/// Whether a segment is an ID in capitals and digits.
fn is_id(segment: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    segment.len() >= 2
        && segment.bytes().all(is_part)
        && segment.bytes().any(|byte| byte.is_ascii_digit())
}

fn is_number(segment: &str) -> bool {
    !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether letters and digits, or cases, are mixed as in no word.
fn is_mixed(segment: &str) -> bool {
    let has_letter = segment.bytes().any(|byte| byte.is_ascii_alphabetic());
    let has_digit = segment.bytes().any(|byte| byte.is_ascii_digit());
    has_letter && has_digit || changes(segment) >= 2
}

/// Whether a character ends a segment of a path.
fn ends_segment(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '/' | '?' | '#' | '&' | '"' | '\'' | '<' | '>' | '`' | ')' | '\\' | '{' | '}'
        )
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
fn find_segments(text: &str, marks: &Marks, found: &mut Vec<Secret>) {
    let (mut before, mut last, mut end) = ("", "", 0);
    for &at in &marks.slashes {
        let start = at + 1;
        if at != end {
            (before, last) = ("", "");
        }
        let rest = prefix(&text[start..], LIMIT);
        let segment = &rest[..rest.find(ends_segment).unwrap_or(rest.len())];
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
    let is_id = |text: &str, first: char| text.len() >= 7 && text.starts_with(first) && is_id(text);
    // Slack, Discord, Zapier and Telegram.
    let is_webhook = is_id(before, 'T') && is_id(last, 'B') && segment.len() >= 16
        || before == "webhooks" && is_number(last) && (segment.len() >= 20 || is_mixed(segment))
        || before == "catch" && is_number(last)
        || segment
            .strip_prefix("bot")
            .and_then(|rest| rest.split_once(':'))
            .is_some_and(|(id, token)| is_number(id) && token.len() >= 20);
    is_webhook || is_random_segment(segment) && is_one_of(&last.to_ascii_lowercase(), BEFORE)
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
