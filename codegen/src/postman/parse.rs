//! From JSON text of any version to a [`Collection`].

mod json;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde_json::{Map, Value};

use super::document::{self, DocumentKind};
use super::text::{cast, description, kind as kind_of, string, text, truthy};
use super::{
    Auth, Collection, Environment, Folder, Header, Item, Node, Request, Response, Script, Variable,
    body, export, schemas, unused, url, v1,
};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::pointer::below;

/// Reads one file, of any version.
///
/// Whatever cannot be understood is left out with a diagnostic; [`None`] only where nothing is left.
#[must_use]
pub fn parse(text: &str, diagnostics: &mut Diagnostics) -> Option<Collection> {
    let text = text.trim_start_matches('\u{feff}');
    let value: Value = match json::read(text, diagnostics) {
        Ok(value) => value,
        Err(error) => {
            diagnostics.push(document::not_json(text, &error));
            return None;
        }
    };
    let mut schemas = BTreeMap::new();
    if text.contains("$type") {
        schemas::read(&value, "", &mut schemas, diagnostics);
    }
    let found = read(&value, diagnostics);
    found.map(|collection| Collection {
        schemas,
        ..collection
    })
}

/// The JSON of a file, to which the pointers of [`parse`] belong; [`None`] if it is not JSON.
#[cfg(feature = "site")]
pub(crate) fn document(text: &str) -> Option<Value> {
    let text = text.trim_start_matches('\u{feff}');
    json::read(text, &mut Diagnostics::default()).ok()
}

/// Reads a document of any kind.
fn read(value: &Value, diagnostics: &mut Diagnostics) -> Option<Collection> {
    let (value, pointer) = match value.get("collection") {
        Some(inner @ Value::Object(_)) => (inner, "/collection"),
        _ => (value, ""),
    };
    match document::of(value) {
        DocumentKind::V1 => Some(v1::read(value, pointer, diagnostics)),
        DocumentKind::Collection => Some(collection(value, pointer, diagnostics)),
        DocumentKind::Export => Some(export::read(value, diagnostics)),
        DocumentKind::Folder | DocumentKind::Item => {
            let nodes = node(value, pointer.to_owned(), diagnostics)
                .into_iter()
                .collect();
            Some(Collection {
                nodes,
                ..Collection::default()
            })
        }
        DocumentKind::Items => Some(Collection {
            nodes: nodes(Some(value), pointer, diagnostics),
            ..Collection::default()
        }),
        DocumentKind::Foreign(foreign) => {
            diagnostics.push(document::not_a_collection(foreign));
            None
        }
    }
}

/// Reads an environment or globals file (docs/postman-semantics.md §1.12).
#[must_use]
pub fn parse_environment(text: &str, diagnostics: &mut Diagnostics) -> Environment {
    let text = text.trim_start_matches('\u{feff}');
    let value: Value = match json::read(text, diagnostics) {
        Ok(value) => value,
        Err(error) => {
            diagnostics.push(document::not_json(text, &error));
            return Environment::default();
        }
    };
    let (value, pointer) = ["environment", "globals"]
        .into_iter()
        .find_map(|name| {
            Some((
                value.get(name).filter(|inner| inner.is_object())?,
                format!("/{name}"),
            ))
        })
        .unwrap_or((&value, String::new()));
    let name = value.get("name").and_then(Value::as_str);
    let variables = match value {
        Value::Array(_) => variables(Some(value), &pointer),
        _ if value.get("values").is_some_and(Value::is_array) => {
            let scope = value.get("_postman_variable_scope").and_then(Value::as_str);
            let is_global = scope == Some("globals") || pointer == "/globals";
            let mut found = variables(value.get("values"), &format!("{pointer}/values"));
            for variable in &mut found {
                variable.is_global = is_global;
            }
            found
        }
        _ => {
            diagnostics.push(
                Diagnostic::new(
                    Code::NotAnEnvironment,
                    pointer,
                    "not an environment file: `values` array is missing",
                )
                .help("export the environment from Postman; pass collections as inputs, not with `--environment`"),
            );
            Vec::new()
        }
    };
    Environment {
        name: name.unwrap_or_default().trim().to_owned(),
        variables,
    }
}

pub(super) fn collection(
    value: &Value,
    pointer: &str,
    diagnostics: &mut Diagnostics,
) -> Collection {
    let at = |member: &str| format!("{pointer}/{member}");
    unused::report(value, pointer, diagnostics);
    let info = value.get("info");
    let member = if value.get("item").is_some() {
        "item"
    } else {
        "items"
    };
    Collection {
        schemas: BTreeMap::new(),
        name: string(info.and_then(|info| info.get("name")).or(value.get("name")))
            .unwrap_or_default(),
        description: description(
            info.and_then(|info| info.get("description"))
                .or(value.get("description")),
        ),
        nodes: nodes(value.get(member), &at(member), diagnostics),
        variables: variables(value.get("variable"), &at("variable")),
        auth: auth(value.get("auth"), &at("auth")),
        scripts: scripts(value.get("event"), &at("event")),
        profile: profile(value),
    }
}

fn nodes(value: Option<&Value>, pointer: &str, diagnostics: &mut Diagnostics) -> Vec<Node> {
    let entries = match value {
        Some(Value::Array(entries)) => entries.as_slice(),
        None | Some(Value::Null) => &[],
        Some(other) => {
            let message = format!("expected an array of items, found {}", kind_of(other));
            let help = "make this an array, or export the collection from Postman again";
            diagnostics.push(Diagnostic::new(Code::NotAList, pointer, message).help(help));
            &[]
        }
    };
    let found = entries.par_iter().enumerate().map(|(index, entry)| {
        let mut diagnostics = Diagnostics::default();
        let node = node(entry, format!("{pointer}/{index}"), &mut diagnostics);
        (node, diagnostics)
    });
    let found: Vec<_> = found.collect();
    let mut nodes = Vec::with_capacity(found.len());
    for (node, found) in found {
        diagnostics.extend(found);
        nodes.extend(node);
    }
    nodes
}

/// A truthy `item` makes a folder, whatever else is there (docs/postman-semantics.md §1.4).
fn node(value: &Value, pointer: String, diagnostics: &mut Diagnostics) -> Option<Node> {
    if !value.is_object() {
        let message = format!("expected an item or a folder, found {}", kind_of(value));
        let help = "remove this entry, or export the collection from Postman again";
        diagnostics.push(Diagnostic::new(Code::NotAnItem, pointer, message).help(help));
        return None;
    }
    let at = |member: &str| format!("{pointer}/{member}");
    if is_misspelled_folder(value) {
        let message = "an entry with `items` is no folder, so everything in it is missing";
        let help = "rename the member to `item`";
        let pointer = format!("{pointer}/items");
        diagnostics.push(Diagnostic::new(Code::MisspelledItem, pointer, message).help(help));
        return None;
    }
    let name = string(value.get("name")).unwrap_or_default();
    let text = description(value.get("description"));
    let scripts = scripts(value.get("event"), &at("event"));
    let profile = profile(value);
    unused::report(value, &pointer, diagnostics);
    unused::report_variables(value, &pointer, diagnostics);
    if truthy(value.get("item")) {
        return Some(Node::Folder(Box::new(Folder {
            name,
            description: text,
            nodes: nodes(value.get("item"), &at("item"), diagnostics),
            auth: auth(value.get("auth"), &at("auth")),
            scripts,
            profile,
            pointer,
        })));
    }
    Some(Node::Item(Box::new(Item {
        name,
        description: text,
        request: request(value.get("request"), &at("request"), diagnostics),
        responses: responses(value.get("response"), &at("response")),
        scripts,
        profile,
        pointer,
    })))
}

/// Whether an entry has `items` in place of `item`, and no request.
fn is_misspelled_folder(value: &Value) -> bool {
    let has_items = value.get("items").is_some_and(Value::is_array);
    has_items && !truthy(value.get("item")) && value.get("request").is_none()
}

fn request(value: Option<&Value>, pointer: &str, diagnostics: &mut Diagnostics) -> Request {
    let mut request = Request {
        pointer: pointer.to_owned(),
        method: "GET".to_owned(),
        ..Request::default()
    };
    match value {
        Some(Value::String(_)) => {
            request.url = value.and_then(|value| url::read(value, pointer, diagnostics));
        }
        Some(value @ Value::Object(_)) => {
            let at = |member: &str| format!("{pointer}/{member}");
            if let Some(method) =
                string(value.get("method")).filter(|method| !method.trim().is_empty())
            {
                request.method = method.to_uppercase();
            }
            request.url = value
                .get("url")
                .and_then(|value| url::read(value, &at("url"), diagnostics));
            request.has_raw_url_only =
                request.url.is_none() && value.get("url").is_some_and(url::has_raw_only);
            request.headers = headers(value.get("header"), &at("header"));
            request.body = value
                .get("body")
                .and_then(|value| body::read(value, &at("body")));
            request.auth = auth(value.get("auth"), &at("auth"));
            request.description = description(value.get("description"));
        }
        _ => {}
    }
    request
}

/// Headers as a list (of objects or strings), an object, or one string (docs/postman-semantics.md §1.5 and §4.3).
pub(super) fn headers(value: Option<&Value>, pointer: &str) -> Vec<Header> {
    let headers: Vec<Header> = match value {
        Some(Value::Array(entries)) => entries
            .iter()
            .enumerate()
            .flat_map(|(index, entry)| header(entry, &format!("{pointer}/{index}")))
            .collect(),
        Some(Value::String(text)) => text
            .lines()
            .filter_map(|line| header_line(line, pointer))
            .collect(),
        Some(Value::Object(map)) => map
            .iter()
            .map(|(key, value)| Header {
                pointer: below(pointer, key),
                key: key.clone(),
                value: text(value),
                ..Header::default()
            })
            .collect(),
        _ => Vec::new(),
    };
    headers
        .into_iter()
        .filter(|header| !header.key.is_empty())
        .collect()
}

/// An entry of the list. Each element of a value that is a list is a header (docs/postman-semantics.md §4.3).
fn header(entry: &Value, pointer: &str) -> Vec<Header> {
    if let Value::String(line) = entry {
        return header_line(line, pointer).into_iter().collect();
    }
    let Some(key) = string(entry.get("key")) else {
        return Vec::new();
    };
    let values = match entry.get("value") {
        Some(Value::Array(values)) => values.iter().map(text).collect(),
        value => vec![value.map(text).unwrap_or_default()],
    };
    let of_value = |value| Header {
        pointer: pointer.to_owned(),
        key: key.clone(),
        value,
        disabled: truthy(entry.get("disabled")),
        is_redacted: false,
        description: description(entry.get("description")),
    };
    values.into_iter().map(of_value).collect()
}

/// `^(\S+):(.*)$`: the key runs to the last colon before the first white space, the value is trimmed.
pub(super) fn header_line(line: &str, pointer: &str) -> Option<Header> {
    let head = line.split(char::is_whitespace).next()?;
    let colon = head.rfind(':')?;
    Some(Header {
        pointer: pointer.to_owned(),
        key: line[..colon].to_owned(),
        value: line[colon + 1..].trim().to_owned(),
        ..Header::default()
    })
}

/// An auth block; one without a type is none (docs/postman-semantics.md §6.1).
pub(super) fn auth(value: Option<&Value>, pointer: &str) -> Option<Auth> {
    let value = value?;
    let kind = value
        .get("type")?
        .as_str()
        .filter(|kind| !kind.is_empty() && *kind != "type")?;
    let mut parameters = Map::new();
    match value.get(kind) {
        Some(Value::Array(list)) => {
            for parameter in list {
                let (Some(key), Some(value)) =
                    (string(parameter.get("key")), parameter.get("value"))
                else {
                    continue;
                };
                let kind = parameter.get("type").and_then(Value::as_str);
                let value = match kind {
                    Some("string" | "boolean" | "number") if !value.is_null() => {
                        Value::String(cast(Some(value), kind))
                    }
                    _ => value.clone(),
                };
                parameters.insert(key, value);
            }
        }
        Some(Value::Object(map)) => parameters.clone_from(map),
        _ => {}
    }
    Some(Auth {
        pointer: pointer.to_owned(),
        kind: kind.to_owned(),
        parameters,
    })
}

pub(super) fn variables(value: Option<&Value>, pointer: &str) -> Vec<Variable> {
    let entries = value.and_then(Value::as_array).into_iter().flatten();
    let variables = entries.enumerate().filter_map(|(index, entry)| {
        let key = string(entry.get("key")).filter(|_| !truthy(entry.get("disabled")))?;
        let kind = entry.get("type").and_then(Value::as_str);
        Some(Variable {
            pointer: format!("{pointer}/{index}"),
            value: cast(entry.get("value"), kind),
            secret: kind == Some("secret"),
            is_global: false,
            description: description(entry.get("description")),
            key,
        })
    });
    last_of_each_key(variables.collect())
}

/// The last variable of each key, in the order of the file.
fn last_of_each_key(mut variables: Vec<Variable>) -> Vec<Variable> {
    let mut known = BTreeSet::new();
    variables.reverse();
    variables.retain(|variable| known.insert(variable.key.clone()));
    variables.reverse();
    variables
}

/// Scripts that hold any text.
pub(super) fn scripts(value: Option<&Value>, pointer: &str) -> Vec<Script> {
    let events = value
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .enumerate();
    let scripts = events
        .filter(|(_, event)| !truthy(event.get("disabled")))
        .filter_map(|(index, event)| {
            let exec = match event.get("script") {
                Some(Value::Object(script)) => script.get("exec"),
                other => other,
            };
            let text = match exec? {
                Value::String(text) => text.clone(),
                Value::Array(lines) => lines
                    .iter()
                    .filter_map(Value::as_str)
                    .collect::<Vec<_>>()
                    .join("\n"),
                _ => return None,
            };
            (!text.trim().is_empty()).then(|| Script {
                pointer: format!("{pointer}/{index}"),
                listen: string(event.get("listen")).unwrap_or_default(),
                text,
            })
        });
    scripts.collect()
}

pub(super) fn profile(value: &Value) -> Map<String, Value> {
    value
        .get("protocolProfileBehavior")
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default()
}

fn responses(value: Option<&Value>, pointer: &str) -> Vec<Response> {
    let entries = value
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .enumerate();
    let entries = entries.filter(|(_, entry)| entry.is_object());
    entries
        .map(|(index, entry)| response(entry, format!("{pointer}/{index}")))
        .collect()
}

fn response(value: &Value, pointer: String) -> Response {
    let at = |member: &str| format!("{pointer}/{member}");
    // What is wrong with the snapshot is wrong with the item too, and is reported there.
    let mut discarded = Diagnostics::default();
    let original = value
        .get("originalRequest")
        .filter(|request| request.is_object() || request.is_string());
    Response {
        name: string(value.get("name")).unwrap_or_default(),
        id: identifier(value),
        code: code(value.get("code")),
        status: string(value.get("status")),
        headers: headers(value.get("header"), &at("header")),
        body: string(value.get("body")),
        preview_language: string(value.get("_postman_previewlanguage")),
        original_request: original
            .map(|value| request(Some(value), &at("originalRequest"), &mut discarded)),
        pointer,
    }
}

/// The id of a part of a collection, which exports call `id`, `_postman_id` or `uid`.
fn identifier(value: &Value) -> String {
    let mut members = ["id", "_postman_id", "uid"].into_iter();
    members
        .find_map(|member| string(value.get(member)))
        .unwrap_or_default()
}

/// A status from 100 to 999, as a number or as text.
pub(super) fn code(value: Option<&Value>) -> Option<u16> {
    let code = match value? {
        Value::Number(number) => match number.as_u64() {
            Some(code) => u16::try_from(code).ok()?,
            // `201.0` is the same number.
            None => (100..=999).find(|code| number.as_f64() == Some(f64::from(*code)))?,
        },
        Value::String(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    (100..=999).contains(&code).then_some(code)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn saved_responses_with_null_or_odd_members_are_read() {
        let saved = json!([
            { "name": "a", "code": "200", "status": null, "header": null, "cookie": null, "body": "{}", "originalRequest": "https://h/a" },
            { "name": null, "code": 404, "header": "Content-Type: application/json\nX-A: b", "originalRequest": null },
            { "code": 201.0, "body": { "a": 1 } },
            { "code": 0 },
            { "code": -1, "body": "" },
            { "code": 99_999 },
            { "code": 200.5 },
            null,
            "text",
            {},
        ]);
        let read = responses(Some(&saved), "/response");
        let codes: Vec<Option<u16>> = read.iter().map(|response| response.code).collect();
        let known = [Some(200), Some(404), Some(201)];
        assert_eq!(codes[..3], known);
        assert_eq!(codes[3..], [None; 5]);
        assert_eq!(read[7].pointer, "/response/9");
        assert!(read[0].headers.is_empty() && read[0].original_request.is_some());
        assert_eq!(read[1].headers.len(), 2);
        assert!(read[1].original_request.is_none());
    }
}
