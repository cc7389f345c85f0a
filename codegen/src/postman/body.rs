//! Request bodies (docs/postman-semantics.md §1.5 and 5).

use serde_json::Value;

use super::text::{description, string, text, truthy};
use super::{Body, FormParam, FormValue};
use crate::pointer::below;

/// Reads `request.body`; [`None`] where it has no mode or is disabled.
pub(super) fn read(value: &Value, pointer: &str) -> Option<Body> {
    if let Value::String(raw) = value {
        return Some(Body::Raw {
            pointer: pointer.to_owned(),
            text: raw.clone(),
            language: None,
            redacted: 0,
        });
    }
    if truthy(value.get("disabled")) {
        return None;
    }
    let mode = string(value.get("mode"))?.to_lowercase();
    let at = |member: &str| format!("{pointer}/{member}");
    match mode.as_str() {
        "urlencoded" => Some(Body::Urlencoded(form(
            value.get("urlencoded"),
            &at("urlencoded"),
            urlencoded_value,
        ))),
        "formdata" => Some(Body::FormData(form(
            value.get("formdata"),
            &at("formdata"),
            formdata_value,
        ))),
        "file" => Some(file(value.get("file"), at("file"))),
        "graphql" => graphql(value.get("graphql")?, at("graphql")),
        _ => {
            let language = value
                .pointer("/options/raw/language")
                .and_then(Value::as_str);
            Some(Body::Raw {
                pointer: at("raw"),
                text: match value.get("raw") {
                    None | Some(Value::Null) => String::new(),
                    Some(Value::String(text)) => text.clone(),
                    // JSON in place of text is serialized without blanks.
                    Some(other) => other.to_string(),
                },
                language: language
                    .map(str::to_owned)
                    .filter(|language| !language.is_empty()),
                redacted: 0,
            })
        }
    }
}

fn form(value: Option<&Value>, pointer: &str, read: fn(&Value) -> FormValue) -> Vec<FormParam> {
    match value {
        Some(Value::Array(fields)) => {
            let fields = fields
                .iter()
                .enumerate()
                .filter(|(_, field)| field.is_object());
            fields
                .map(|(index, field)| form_field(field, format!("{pointer}/{index}"), read))
                .collect()
        }
        Some(Value::String(text)) => text
            .split('&')
            .filter(|entry| !entry.is_empty())
            .map(|entry| {
                let (key, value) = entry.split_once('=').unwrap_or((entry, ""));
                FormParam {
                    pointer: pointer.to_owned(),
                    key: key.to_owned(),
                    value: FormValue::Text(value.to_owned()),
                    ..FormParam::default()
                }
            })
            .collect(),
        Some(Value::Object(map)) => map
            .iter()
            .map(|(key, value)| FormParam {
                pointer: below(pointer, key),
                key: key.clone(),
                value: FormValue::Text(string(Some(value)).unwrap_or_default()),
                ..FormParam::default()
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn form_field(field: &Value, pointer: String, read: fn(&Value) -> FormValue) -> FormParam {
    let filled = |key| string(field.get(key)).filter(|text| !text.is_empty());
    FormParam {
        pointer,
        key: match field.get("key") {
            None => "undefined".to_owned(),
            Some(key) => text(key),
        },
        value: read(field),
        content_type: filled("contentType"),
        file_name: filled("fileName"),
        disabled: truthy(field.get("disabled")),
        description: description(field.get("description")),
    }
}

/// Numbers and booleans as text, objects as nothing, arrays as repeated keys (docs/postman-semantics.md §5.3).
fn urlencoded_value(field: &Value) -> FormValue {
    match field.get("value") {
        Some(Value::Array(items)) => FormValue::Texts(items.iter().map(text).collect()),
        None | Some(Value::Null | Value::Object(_)) => FormValue::default(),
        Some(value) => FormValue::Text(text(value)),
    }
}

/// Text that is not a string is serialized if it is truthy, otherwise empty (docs/postman-semantics.md §5.4).
fn formdata_value(field: &Value) -> FormValue {
    if field.get("type").and_then(Value::as_str) == Some("file") {
        let files: Vec<String> = match field.get("src") {
            Some(Value::String(path)) if !path.is_empty() => vec![path.clone()],
            Some(Value::Array(paths)) => paths
                .iter()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect(),
            _ => Vec::new(),
        };
        return match field.get("value") {
            Some(Value::String(content)) if files.is_empty() && !content.is_empty() => {
                FormValue::Base64(content.clone())
            }
            _ => FormValue::Files(files),
        };
    }
    FormValue::Text(match field.get("value") {
        Some(Value::String(text)) => text.clone(),
        Some(value) if truthy(Some(value)) => value.to_string(),
        _ => String::new(),
    })
}

fn file(value: Option<&Value>, pointer: String) -> Body {
    let filled = |value: Option<&Value>| string(value).filter(|text| !text.is_empty());
    match value {
        Some(Value::Object(object)) => Body::File {
            pointer,
            src: filled(object.get("src")),
            content: filled(object.get("content")),
        },
        other => Body::File {
            pointer,
            src: filled(other),
            content: None,
        },
    }
}

/// Reads a GraphQL body. Without a query it is the JSON of its other members: `{}` if it is not even an object
/// (docs/postman-semantics.md §5.5).
fn graphql(value: &Value, pointer: String) -> Option<Body> {
    if !truthy(Some(value)) {
        return None;
    }
    let member = |key: &str| value.get(key).and_then(Value::as_str);
    let Some(query) = member("query") else {
        let members = ["query", "operationName", "variables"];
        let sent = members
            .iter()
            .filter_map(|&key| Some((key, value.get(key)?)));
        let members: Vec<String> = sent
            .map(|(key, value)| format!("\"{key}\":{value}"))
            .collect();
        return Some(Body::Raw {
            pointer,
            text: format!("{{{}}}", members.join(",")),
            language: Some("json".to_owned()),
            redacted: 0,
        });
    };
    Some(Body::GraphQl {
        pointer,
        query: query.to_owned(),
        operation_name: member("operationName").map(str::to_owned),
        variables: value.get("variables").cloned(),
    })
}
