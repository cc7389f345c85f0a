//! Whether generated code fits the saved responses of its collection: the tests that `codegen new --tests` writes.

use std::fmt;

use serde_json::{Map, Value};

use bytes::Bytes;

use super::SavedResponse;
use super::mock;
use crate::json::{MISMATCHES, Mismatch, pointer_step};
use crate::operation::Operation;
use crate::request::Encoding;

/// How many differences are kept.
const LIMIT: usize = 20;

/// The payload of a response, written again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// JSON, as text.
    Json(String),
    /// Any other body.
    Body(Bytes),
}

/// Checks that an operation sends the request of a saved response, that the response is read as the documented variant, and that
/// its payload is the same when it is written again.
///
/// `request` is [`None`] if the operation cannot send that request. Its method, path, query and body are compared; a body that
/// is a form with files, GraphQL or a file is not. `written` returns the payload, or the name of the variant that was expected.
///
/// Without counting as a difference, members can be `null` or an empty list instead of absent, numbers and booleans can be
/// text, and values that did not fit are left out (see [`json`](crate::json)). They are returned. If a hundred or more of them
/// did not fit, the JSON is not compared.
///
/// # Errors
///
/// [`Broken`] says what does not fit.
pub fn check<O: Operation>(
    saved: &SavedResponse,
    request: Option<O>,
    written: impl FnOnce(O::Response) -> Result<Written, &'static str>,
) -> Result<Vec<Mismatch>, Broken> {
    let broken = |reason: Reason| Broken {
        item: saved.item().to_owned(),
        name: saved.name().to_owned(),
        reason,
    };
    if let Some(request) = request {
        send(saved, request).map_err(|problem| broken(Reason::NotSent(problem)))?;
    }
    let mut mismatches = Vec::new();
    let response = saved.response();
    let body = response.body.clone();
    let response = O::read(response, &mut mismatches)
        .map_err(|error| broken(Reason::NotRead(error.to_string())))?;
    let written = written(response).map_err(|variant| broken(Reason::NotDocumented(variant)))?;
    let differences = match written {
        // If there are that many, the list of what did not fit is incomplete.
        Written::Json(_) if mismatches.len() >= MISMATCHES => Vec::new(),
        Written::Json(written) => match (json(saved.body()), json(&written)) {
            (Ok(expected), Ok(found)) => Differences::between(&expected, &found, &mismatches),
            _ => vec!["``".to_owned()],
        },
        Written::Body(written) if is_same_text(&body, &written) => Vec::new(),
        Written::Body(_) => vec!["``".to_owned()],
    };
    if differences.is_empty() {
        Ok(mismatches)
    } else {
        Err(broken(Reason::Different(differences)))
    }
}

fn json(text: &str) -> serde_json::Result<Value> {
    serde_json::from_str(text.trim_start_matches('\u{feff}'))
}

/// Whether two bodies are the same text. Whitespace around it, and a byte order mark, say nothing.
fn is_same_text(expected: &[u8], written: &[u8]) -> bool {
    let trimmed = |body: &[u8]| {
        let text = String::from_utf8_lossy(body);
        text.trim_start_matches('\u{feff}').trim().to_owned()
    };
    trimmed(expected) == trimmed(written)
}

/// Builds the request, without credentials, and compares it with that of the saved response.
fn send<O: Operation>(saved: &SavedResponse, operation: O) -> Result<(), String> {
    let mut request = operation.into_request();
    let request = request
        .resolve(&|_| None, Some("http://saved.test"), Encoding::Postman)
        .and_then(|()| request.finish())
        .map_err(|error| error.to_string())?;
    let (head, body) = request.into_parts();
    let body = body.into_bytes().map_err(|error| error.to_string())?;
    let request = http::Request::from_parts(head, body);
    mock::compare_exactly(saved.request(), &request).map_err(|difference| difference.to_string())
}

/// A saved response that generated code does not fit.
#[derive(Clone, PartialEq, Eq)]
pub struct Broken {
    item: String,
    name: String,
    reason: Reason,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Reason {
    NotSent(String),
    NotRead(String),
    NotDocumented(&'static str),
    /// The JSON pointers of what differs.
    Different(Vec<String>),
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { item, name, reason } = self;
        write!(f, "saved response `{name}` of `{item}` ")?;
        match reason {
            Reason::NotSent(problem) => {
                write!(
                    f,
                    "does not answer the request that the operation sends: {problem}"
                )
            }
            Reason::NotRead(problem) => write!(
                f,
                "cannot be read: {problem}; change the type of this field in codegen.toml, or correct the example"
            ),
            Reason::NotDocumented(variant) => write!(f, "is not read as `{variant}`"),
            Reason::Different(pointers) => write!(
                f,
                "is not the same when it is written again: {}; `codegen list --keys` shows the table of codegen.toml that \
                 changes the types of these fields",
                pointers.join(", ")
            ),
        }
    }
}

impl fmt::Debug for Broken {
    /// Like `Display`, since tests print errors with `Debug`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Broken {}

/// The differences between two documents.
struct Differences {
    /// The pointers of values that did not fit.
    left_out: Vec<String>,
    found: Vec<String>,
}

impl Differences {
    /// The pointers of what differs, except where values did not fit.
    fn between(expected: &Value, found: &Value, mismatches: &[Mismatch]) -> Vec<String> {
        let mut differences = Self {
            left_out: mismatches.iter().map(Mismatch::pointer).collect(),
            found: Vec::new(),
        };
        differences.compare(expected, found, &mut String::new());
        differences.found
    }

    fn compare(&mut self, expected: &Value, found: &Value, pointer: &mut String) {
        match (expected, found) {
            (Value::Object(expected), Value::Object(found)) => {
                self.compare_objects(expected, found, pointer);
            }
            (Value::Array(expected), Value::Array(found)) if expected.len() == found.len() => {
                for (index, (expected, found)) in expected.iter().zip(found).enumerate() {
                    self.at(pointer, &index.to_string(), |it, pointer| {
                        it.compare(expected, found, pointer);
                    });
                }
            }
            _ if is_same(expected, found) => {}
            _ => self.add(pointer),
        }
    }

    fn compare_objects(
        &mut self,
        expected: &Map<String, Value>,
        found: &Map<String, Value>,
        pointer: &mut String,
    ) {
        let keys = found.keys().filter(|key| !expected.contains_key(*key));
        for key in expected.keys().chain(keys) {
            let expected = expected.get(key).unwrap_or(&Value::Null);
            let found = found.get(key).unwrap_or(&Value::Null);
            self.at(pointer, key, |it, pointer| {
                it.compare(expected, found, pointer);
            });
        }
    }

    fn at(
        &mut self,
        pointer: &mut String,
        step: &str,
        compare: impl FnOnce(&mut Self, &mut String),
    ) {
        let length = pointer.len();
        pointer.push('/');
        pointer.push_str(&pointer_step(step));
        compare(self, pointer);
        pointer.truncate(length);
    }

    fn add(&mut self, pointer: &str) {
        let is_left_out = self.left_out.iter().any(|it| {
            let below = it.strip_prefix(pointer);
            below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        });
        if !is_left_out && self.found.len() < LIMIT {
            self.found.push(format!("`{pointer}`"));
        }
    }
}

/// Whether two values mean the same: nothing, the same text or the same number.
fn is_same(expected: &Value, found: &Value) -> bool {
    let is_empty = |value: &Value| match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        _ => false,
    };
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    };
    let is_same_number = match (expected.as_f64(), found.as_f64()) {
        (Some(expected), Some(found)) => expected.to_bits() == found.to_bits(),
        _ => false,
    };
    expected == found
        || is_same_number
        || is_empty(expected) && is_empty(found)
        || text(expected).is_some() && text(expected) == text(found)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn differences(expected: &Value, found: &Value, left_out: &[&str]) -> Vec<String> {
        let mut differences = Differences {
            left_out: left_out.iter().map(|it| (*it).to_owned()).collect(),
            found: Vec::new(),
        };
        differences.compare(expected, found, &mut String::new());
        differences.found
    }

    #[test]
    fn what_means_the_same_is_no_difference() {
        let saved = json!({ "a": null, "b": 1.0, "c": "7", "d": [], "e": [{ "f": true }] });
        let written = json!({ "b": 1, "c": 7, "e": [{ "f": "true", "g": null }], "h": [] });
        assert!(differences(&saved, &written, &[]).is_empty());
    }

    #[test]
    fn differences_have_pointers() {
        let saved = json!({ "a": [1, 2], "b/c": { "d": "x" }, "e": 1 });
        let written = json!({ "a": [1], "b/c": { "d": "y" }, "f": 2 });
        assert_eq!(
            differences(&saved, &written, &[]),
            ["`/a`", "`/b~1c/d`", "`/e`", "`/f`"]
        );
        assert_eq!(
            differences(&saved, &written, &["/e", "/a/1"]),
            ["`/b~1c/d`", "`/f`"]
        );
    }
}
