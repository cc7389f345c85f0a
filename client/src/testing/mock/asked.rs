//! Which saved response a request asks for in its headers.

use bytes::Bytes;
use http::HeaderMap;
use serde_json::Value;

use super::super::{SavedRequest, SavedResponse};
use super::Difference;
use super::wildcard::{self, Captured, Case};
use crate::encoding::decoded_entry;
use crate::header_syntax;

/// What the headers of a request ask for.
#[derive(Debug, Default)]
pub(super) struct Asked {
    code: Option<String>,
    name: Option<String>,
    id: Option<String>,
    same_body: bool,
    /// The headers that have to be the same.
    same_headers: Vec<String>,
}

impl Asked {
    pub(super) fn of(request: &http::Request<Bytes>) -> Self {
        let headers = request.headers();
        let same_headers = text(headers, "x-mock-match-request-headers").unwrap_or_default();
        let same_headers = same_headers.split(',').map(|name| name.trim().to_owned());
        let asks_for_body = text(headers, "x-mock-match-request-body");
        Self {
            code: text(headers, "x-mock-response-code").or_else(|| preference(headers, "code")),
            name: text(headers, "x-mock-response-name").or_else(|| preference(headers, "example")),
            id: text(headers, "x-mock-response-id"),
            same_body: asks_for_body.is_some_and(|text| text.eq_ignore_ascii_case("true")),
            same_headers: same_headers.filter(|name| !name.is_empty()).collect(),
        }
    }

    /// Checks the response itself.
    pub(super) fn check(&self, saved: &SavedResponse) -> Result<(), Difference> {
        if let Some(code) = &self.code
            && code.parse() != Ok(saved.status().as_u16())
        {
            return Err(Difference::Code(code.clone()));
        }
        if let Some(name) = &self.name
            && name != saved.name().trim()
        {
            return Err(Difference::Name(name.clone()));
        }
        match &self.id {
            Some(id) if !is_id(saved.id(), id) => Err(Difference::Id(id.clone())),
            _ => Ok(()),
        }
    }

    /// Checks the request that it answers.
    pub(super) fn check_request(
        &self,
        saved: &SavedRequest,
        request: &http::Request<Bytes>,
    ) -> Result<(), Difference> {
        for name in &self.same_headers {
            let mut headers = saved.headers.iter();
            let expected = headers.find(|(known, _)| known.eq_ignore_ascii_case(name));
            let expected = expected.map_or("", |(_, value)| value.trim());
            let found = text(request.headers(), name).unwrap_or_default();
            if !is_match(expected, &found) {
                return Err(Difference::Header(name.clone()));
            }
        }
        let expected = saved.body.as_deref().unwrap_or_default();
        if self.same_body && !is_same_body(expected, request.body()) {
            return Err(Difference::Body);
        }
        Ok(())
    }
}

/// Whether an id is meant: alone, or after the id of a user as in the UIDs of Postman's API.
fn is_id(id: &str, asked: &str) -> bool {
    let before = asked.strip_suffix(id);
    !id.is_empty() && before.is_some_and(|user| user.is_empty() || user.ends_with('-'))
}

fn is_match(template: &str, text: &str) -> bool {
    wildcard::matches(template, text, Case::Sensitive, &mut Captured::default())
}

/// Whether two bodies are the same JSON, or the same text but for whitespace around it.
fn is_same_body(expected: &str, body: &[u8]) -> bool {
    let json = |text: &[u8]| serde_json::from_slice::<Value>(text).ok();
    if let (Some(expected), Some(body)) = (json(expected.as_bytes()), json(body)) {
        return is_same_json(&expected, &body);
    }
    is_match(expected.trim(), String::from_utf8_lossy(body).trim())
}

/// Whether a request has a body. Entries of an urlencoded form are compared without their encoding.
pub(super) fn is_sent_body(expected: &str, request: &http::Request<Bytes>) -> bool {
    let media_type = text(request.headers(), "content-type").unwrap_or_default();
    if !media_type.starts_with("application/x-www-form-urlencoded") {
        return is_same_body(expected, request.body());
    }
    let body = String::from_utf8_lossy(request.body());
    let entries = body.split('&').map(|entry| {
        let (name, value) = decoded_entry(entry);
        format!("{name}={value}")
    });
    is_match(expected, &entries.collect::<Vec<_>>().join("&"))
}

/// Compares JSON, in whose texts variables are wildcards. It is at most as deep as `serde_json` reads it.
fn is_same_json(expected: &Value, found: &Value) -> bool {
    match (expected, found) {
        (Value::String(expected), Value::String(found)) => is_match(expected, found),
        (Value::Array(expected), Value::Array(found)) => {
            let mut pairs = expected.iter().zip(found);
            expected.len() == found.len() && pairs.all(|(a, b)| is_same_json(a, b))
        }
        (Value::Object(expected), Value::Object(found)) => {
            let mut members = expected.iter();
            let is_same = |(key, value): (&String, &Value)| {
                found.get(key).is_some_and(|it| is_same_json(value, it))
            };
            expected.len() == found.len() && members.all(is_same)
        }
        (Value::Number(expected), Value::Number(found)) => {
            expected == found || expected.as_f64() == found.as_f64()
        }
        _ => expected == found,
    }
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get(name)?;
    let text = String::from_utf8_lossy(value.as_bytes());
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// A preference of the header `Prefer` (RFC 7240 §2), as Prism reads it.
fn preference(headers: &HeaderMap, name: &str) -> Option<String> {
    let mut values = headers.get_all("prefer").into_iter();
    values.find_map(|value| {
        let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
        let mut rest = text.as_str();
        while let Some((known, after)) = rest.split_once('=') {
            let (value, after) = header_syntax::value(after.trim_start(), &[',', ';']);
            let known = known.rsplit([',', ';']).next().unwrap_or_default();
            if known.trim().eq_ignore_ascii_case(name) {
                return Some(value);
            }
            rest = after;
        }
        None
    })
}
