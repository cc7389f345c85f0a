//! JSON values as the text that Postman makes of them (docs/postman-semantics.md §2.1 and §4.3 and §5.3).

use serde_json::Value;

/// A value where a string is expected: strings as they are, `null` as nothing.
pub(super) fn string(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::Null => None,
        value => Some(text(value)),
    }
}

/// JavaScript's `String(value)`.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => "null".to_owned(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::Array(items) => items.iter().map(joined).collect::<Vec<_>>().join(","),
        Value::Object(_) => "[object Object]".to_owned(),
    }
}

/// An element of an array that is made text: `null` is empty there.
fn joined(value: &Value) -> String {
    if value.is_null() {
        String::new()
    } else {
        text(value)
    }
}

/// The kind of a value, with an article.
pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "a string",
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// JavaScript's idea of true.
pub(super) fn truthy(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => false,
        Some(Value::Bool(value)) => *value,
        Some(Value::Number(number)) => number.as_f64() != Some(0.0),
        Some(Value::String(text)) => !text.is_empty(),
        Some(Value::Array(_) | Value::Object(_)) => true,
    }
}

/// A description: a string, or an object that holds one (docs/postman-semantics.md §1.3).
pub(super) fn description(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::String(text) => text,
        Value::Object(object) => object.get("content")?.as_str()?,
        _ => return None,
    };
    (!text.trim().is_empty()).then(|| text.to_owned())
}

/// A value cast by the `type` next to it, as text (docs/postman-semantics.md §2.1).
pub(super) fn cast(value: Option<&Value>, kind: Option<&str>) -> String {
    let Some(value) = value else {
        return String::new();
    };
    match (kind, value) {
        (Some("boolean"), value) => match value {
            Value::Bool(value) => value.to_string(),
            value => truthy(Some(value)).to_string(),
        },
        (Some("number"), Value::String(text)) => match text.trim().parse::<f64>() {
            Ok(number) => number.to_string(),
            Err(_) => "NaN".to_owned(),
        },
        (_, value) => text(value),
    }
}
