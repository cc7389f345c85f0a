//! The server's own words about a failure, from the body of its response.

use std::collections::BinaryHeap;

use crate::json::{Document, Object, Value};

/// Members that contain the message, most telling first.
const MEMBERS: [&str; 12] = [
    "message",
    "detail",
    "error_description",
    "error_message",
    "errorMessage",
    "error",
    "title",
    "description",
    "reason",
    "msg",
    "fault",
    "code",
];

/// Elements of XML and HTML that contain the message.
const ELEMENTS: [&str; 4] = ["message", "detail", "faultstring", "title"];

/// The number of bytes that are shown of a body without a message.
const EXCERPT: usize = 200;

/// The longest message in bytes.
const LIMIT: usize = 1000;

/// How deep members are searched for a message.
const DEPTH: usize = 4;

/// The server's message, on one line: its member of the JSON, or else the first 200 bytes of text.
///
/// [`None`] if the body is empty or not text.
pub(crate) fn of(body: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(body).ok()?;
    let text = text.trim_start_matches('\u{feff}').trim();
    let message = match Document::parse(text.as_bytes()) {
        Ok(body) => in_value(body.root(), DEPTH),
        Err(_) if text.starts_with('<') => in_markup(text).map(str::to_owned),
        Err(_) => None,
    };
    let line = match message {
        Some(message) => on_one_line(&message, LIMIT),
        None => on_one_line(text, EXCERPT),
    };
    (!line.is_empty()).then_some(line)
}

/// The message of a JSON value: a text, the messages of a list, or a member of an object.
fn in_value(value: Value<'_>, depth: usize) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    if let Ok(text) = value.text() {
        Some(text.to_owned()).filter(|text| !text.trim().is_empty())
    } else if let Ok(items) = value.items() {
        joined(items.filter_map(|item| in_value(item, depth)), "; ")
    } else {
        in_object(value.object().ok()?, depth)
    }
}

/// The first member with a message, followed by the messages about single fields.
fn in_object(object: Object<'_>, depth: usize) -> Option<String> {
    let members = MEMBERS.iter().filter_map(|member| object.get(member));
    let message = members.into_iter().find_map(|value| in_value(value, depth));
    let errors = match object.get("errors") {
        Some(errors) => match errors.object() {
            Ok(fields) => of_fields(fields).or_else(|| in_object(fields, depth)),
            Err(_) => in_value(errors, depth),
        },
        // The object itself can be the map of fields.
        None if message.is_none() => of_fields(object),
        None => None,
    };
    match (message, errors) {
        (Some(message), Some(errors)) => Some(format!("{message} ({errors})")),
        (message, errors) => message.or(errors),
    }
}

/// The messages of a map from fields to lists of messages, sorted by field.
fn of_fields(fields: Object<'_>) -> Option<String> {
    let of_field = |(field, messages): (&str, Value<'_>)| {
        let texts = messages.items().into_iter().flatten();
        let messages = joined(texts.filter_map(|item| item.text().ok()), "; ")?;
        Some(format!("{field}: {messages}"))
    };
    let sorted: BinaryHeap<String> = fields.iter().filter_map(of_field).collect();
    joined(sorted.into_sorted_vec().iter(), ", ")
}

fn joined<T: AsRef<str>>(texts: impl Iterator<Item = T>, separator: &str) -> Option<String> {
    let mut joined = String::new();
    for text in texts {
        if !joined.is_empty() {
            joined.push_str(separator);
        }
        joined.push_str(text.as_ref());
        if joined.len() > LIMIT {
            break;
        }
    }
    (!joined.is_empty()).then_some(joined)
}

/// The text of the first element that contains a message.
fn in_markup(text: &str) -> Option<&str> {
    let lower_case = text.to_ascii_lowercase();
    let content = |element: &str| {
        let start = lower_case.find(&format!("<{element}>"))? + element.len() + 2;
        let length = lower_case[start..].find('<')?;
        Some(text[start..start + length].trim()).filter(|text| !text.is_empty())
    };
    ELEMENTS.into_iter().find_map(content)
}

/// The text without line breaks and control characters, up to a number of bytes.
fn on_one_line(text: &str, limit: usize) -> String {
    let mut line = String::new();
    for word in text.split(|character: char| character.is_whitespace() || character.is_control()) {
        if word.is_empty() {
            continue;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        if line.len() > limit {
            let is_boundary = |length: &usize| line.is_char_boundary(*length);
            line.truncate((0..=limit).rev().find(is_boundary).unwrap_or(0));
            line.push('…');
            break;
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(body: &str) -> Option<String> {
        of(body.as_bytes())
    }

    #[test]
    fn the_message_is_the_first_member_that_has_one() {
        for (body, expected) in [
            (r#"{"code": 7, "message": "no such user"}"#, "no such user"),
            (
                r#"{"title": "Gone", "detail": "It was deleted"}"#,
                "It was deleted",
            ),
            (
                r#"{"error": "invalid_grant", "error_description": "expired"}"#,
                "expired",
            ),
            (r#"{"error": {"code": 7, "message": "nested"}}"#, "nested"),
            (r#"{"error": {}, "title": "next"}"#, "next"),
            (r#"{"message": "", "error": "text"}"#, "text"),
            (
                r#"{"errors": [{"message": "a"}, {"message": "b"}]}"#,
                "a; b",
            ),
            (
                r#"[{"errorCode": "X", "message": "in a list"}]"#,
                "in a list",
            ),
            (r#"{"code": "not_found"}"#, "not_found"),
            ("\u{feff}\"a text\"", "a text"),
        ] {
            assert_eq!(message(body).as_deref(), Some(expected), "{body}");
        }
    }

    #[test]
    fn messages_about_fields_are_sorted_and_follow_the_message() {
        for (body, expected) in [
            (
                r#"{"errors": {"name": ["can't be blank", "is too short"], "color": ["is wrong"]}}"#,
                "color: is wrong, name: can't be blank; is too short",
            ),
            (
                r#"{"error": "Validation failed", "errors": {"color": ["is wrong"]}}"#,
                "Validation failed (color: is wrong)",
            ),
            (
                r#"{"errors": {"color": ["is wrong"], "base": "invalid"}}"#,
                "color: is wrong",
            ),
            (r#"{"url": ["is not valid"]}"#, "url: is not valid"),
            (
                r#"{"error": "Webhook is invalid", "url": ["is not valid"]}"#,
                "Webhook is invalid",
            ),
        ] {
            assert_eq!(message(body).as_deref(), Some(expected), "{body}");
        }
    }

    #[test]
    fn without_a_message_the_first_200_bytes_are_shown_on_one_line() {
        assert_eq!(
            message("no\r\n\u{1b}[31msuch page").as_deref(),
            Some("no [31msuch page")
        );
        assert_eq!(
            message(r#"{"ok": false}"#).as_deref(),
            Some(r#"{"ok": false}"#)
        );
        let long = message(&"é".repeat(1000)).expect("a message");
        assert_eq!(long, "é".repeat(100) + "…");
        assert_eq!(message(" "), None);
        assert_eq!(of(b"\xff\x00"), None);
    }

    #[test]
    fn the_message_of_markup_is_in_an_element() {
        let html = "<!doctype html><html><head><TITLE> 502 Bad Gateway </TITLE></head></html>";
        assert_eq!(message(html).as_deref(), Some("502 Bad Gateway"));
        let xml = "<Error><Code>NoSuchKey</Code><Message>The key does not exist</Message></Error>";
        assert_eq!(message(xml).as_deref(), Some("The key does not exist"));
    }
}
