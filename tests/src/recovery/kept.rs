//! Whether a collection still says what was declared.

use serde_json::Value;

use super::declared::{items, members};
use super::{Aspect, Line};

/// A collection, as the converter wrote it.
#[derive(Debug, Clone, Copy)]
pub struct Kept<'a> {
    collection: &'a Value,
}

impl<'a> Kept<'a> {
    /// The collection of a file.
    #[must_use]
    pub fn of(collection: &'a Value) -> Self {
        Self { collection }
    }

    /// Whether a reader of the collection could know what this line says was declared.
    #[must_use]
    pub fn says(self, line: &Line) -> bool {
        let Some(item) = find(self.collection, &line.operation) else {
            return false;
        };
        if let Some((place, key)) = line.place.split_once(' ') {
            return says_parameter(&parameters(item, place, key), line.aspect);
        }
        let (root, pointer) = match line.place.find(['.', '[', '{']) {
            Some(at) => line.place.split_at(at),
            None => (line.place.as_str(), ""),
        };
        let values = match root {
            "auth" => return item["request"].get("auth").is_some(),
            "body" => vec![json(&item["request"]["body"]["raw"])],
            status => answers(item, status),
        };
        let values = values
            .into_iter()
            .flatten()
            .filter_map(|value| at(value, pointer));
        says_json(&values.collect::<Vec<_>>(), line.aspect)
    }
}

/// Parameters have a description, which says all but the type; the value says that.
fn says_parameter(nodes: &[&Value], aspect: Aspect) -> bool {
    let describes = |words: &str| {
        nodes.iter().any(|node| {
            let description = &node["description"];
            let text = description.as_str().or(description["content"].as_str());
            text.is_some_and(|text| text.contains(words))
        })
    };
    match aspect {
        Aspect::Place => !nodes.is_empty(),
        Aspect::Kind => nodes
            .iter()
            .any(|node| node["value"].as_str().is_some_and(is_type)),
        Aspect::Format => nodes
            .iter()
            .any(|node| node["value"].as_str().is_some_and(is_format)),
        Aspect::Required => describes("(Required)"),
        Aspect::Values => describes("(This can only be one of "),
        // The converter writes it as the value, like any other.
        Aspect::Default => false,
    }
}

/// JSON shows what there is, and of what type where a type's name is in place of a value.
fn says_json(values: &[Value], aspect: Aspect) -> bool {
    match aspect {
        Aspect::Place => !values.is_empty(),
        Aspect::Kind => values.iter().any(|value| match value {
            Value::String(text) => is_type(text),
            Value::Array(_) => true,
            Value::Object(members) => members.keys().all(|key| key.starts_with("key_")),
            _ => false,
        }),
        Aspect::Format => values.iter().any(|it| it.as_str().is_some_and(is_format)),
        Aspect::Required | Aspect::Values | Aspect::Default => false,
    }
}

/// Whether a text is a type's name, such as `<integer>`, or a list of them.
fn is_type(text: &str) -> bool {
    text.starts_with('<') && text.ends_with('>') && text != "<string>"
}

/// Whether a text names a format; an integer of 32 bits is written like any other.
fn is_format(text: &str) -> bool {
    let formats = [
        "<long>",
        "<float>",
        "<double>",
        "<uuid>",
        "<date>",
        "<dateTime>",
    ];
    formats.contains(&text)
}

/// The item of an operation, such as `GET /parcels/{parcelId}`.
fn find<'a>(node: &'a Value, operation: &str) -> Option<&'a Value> {
    items(&node["item"]).find_map(|item| {
        let segments = items(&item["request"]["url"]["path"]).filter_map(Value::as_str);
        let path: String = segments
            .map(|segment| match segment.strip_prefix(':') {
                Some(variable) => format!("/{{{variable}}}"),
                None => format!("/{segment}"),
            })
            .collect();
        let method = item["request"]["method"].as_str().unwrap_or_default();
        if format!("{method} {path}") == operation {
            return Some(item);
        }
        find(item, operation)
    })
}

fn parameters<'a>(item: &'a Value, place: &str, key: &str) -> Vec<&'a Value> {
    let request = &item["request"];
    let nodes: Vec<&Value> = match place {
        "path" => items(&request["url"]["variable"]).collect(),
        "query" => items(&request["url"]["query"]).collect(),
        "header" => items(&request["header"]).collect(),
        "form" => {
            let body = &request["body"];
            items(&body["formdata"])
                .chain(items(&body["urlencoded"]))
                .collect()
        }
        _ => Vec::new(),
    };
    nodes
        .into_iter()
        .filter(|node| node["key"] == key)
        .collect()
}

/// The bodies of the answers of a status; `default` is what has none.
fn answers(item: &Value, status: &str) -> Vec<Option<Value>> {
    let responses = items(&item["response"]).filter(|response| {
        let code = response["code"].as_u64().map(|code| code.to_string());
        code.as_deref().unwrap_or("default") == status
    });
    responses
        .map(|response| json(&response["body"]).or_else(|| Some(response["body"].clone())))
        .collect()
}

fn json(text: &Value) -> Option<Value> {
    serde_json::from_str(text.as_str()?).ok()
}

/// What is at `[].sender.name` of a value.
fn at(value: Value, place: &str) -> Option<Value> {
    if place.is_empty() {
        return Some(value);
    }
    if let Some(rest) = place.strip_prefix("[]") {
        return at(items(&value).next()?.clone(), rest);
    }
    if let Some(rest) = place.strip_prefix("{}") {
        let (_, value) = members(&value).next()?;
        return at(value.clone(), rest);
    }
    let place = place.strip_prefix('.').unwrap_or(place);
    let end = place.find(['.', '[', '{']).unwrap_or(place.len());
    let (key, rest) = place.split_at(end);
    at(value.get(key)?.clone(), rest)
}
