//! The vectors of `vectors/wire`: collections with what Postman's runner sent for them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use client::ExampleContext;
use client::auth::{Parameters, from_parameters};
use serde_json::Value;

use crate::recorder::Answer;

/// All vectors, by id.
///
/// # Panics
///
/// If a file cannot be read.
#[must_use]
pub fn read() -> BTreeMap<String, Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/wire");
    let files = fs::read_dir(folder).expect("the vectors");
    files
        .map(|file| {
            let path = file.expect("a file").path();
            let vector: Value =
                serde_json::from_str(&fs::read_to_string(&path).expect("readable")).expect("JSON");
            (vector["id"].as_str().expect("an id").to_owned(), vector)
        })
        .collect()
}

/// The responses that the server of a vector plays.
#[must_use]
pub fn answers(vector: &Value) -> Vec<Answer> {
    let answers = vector["server"].as_array().into_iter().flatten();
    answers
        .map(|answer| Answer {
            status: answer["status"]
                .as_u64()
                .and_then(|status| status.try_into().ok())
                .unwrap_or(200),
            reason: answer["reason"].as_str().unwrap_or("Scripted").to_owned(),
            headers: headers(&answer["headers"]),
            body: answer["body"]
                .as_str()
                .unwrap_or_default()
                .as_bytes()
                .to_vec(),
            ..Answer::default()
        })
        .collect()
}

/// Headers, each a list of its name and its value.
#[must_use]
pub fn headers(list: &Value) -> Vec<(String, String)> {
    let headers = list.as_array().into_iter().flatten();
    headers
        .filter_map(|header| {
            Some((
                header[0].as_str()?.to_owned(),
                header[1].as_str()?.to_owned(),
            ))
        })
        .collect()
}

/// The credentials that the vector's collection holds, which the generated code must not.
///
/// # Panics
///
/// If a parameter of the auth is not valid.
#[must_use]
pub fn context(vector: &Value, pointer: &str) -> ExampleContext {
    let context = ExampleContext::new();
    let credentials = auth(vector, pointer).and_then(|(kind, parameters)| {
        let parameters: Parameters = parameters.into_iter().collect();
        from_parameters(&kind, &parameters).expect("valid parameters")
    });
    match credentials {
        Some(credentials) => context.authorize(credentials),
        None => context,
    }
}

/// An auth type with its parameters.
pub type Auth = (String, Vec<(String, String)>);

/// The auth of an item: its type with the parameters, in which the variables of the environment are replaced.
#[must_use]
pub fn auth(vector: &Value, pointer: &str) -> Option<Auth> {
    let collection = &vector["collection"];
    let item = collection.pointer(pointer)?;
    let request = item.get("request").unwrap_or(item);
    let (kind, parameters) = of_block(&request["auth"])
        .or_else(|| of_block(&collection["auth"]))
        .or_else(|| of_helper(request))
        .or_else(|| of_url(request["url"].as_str()?))?;
    let variables = vector["environment"]["values"].as_array();
    let resolve = |text: String| {
        variables
            .into_iter()
            .flatten()
            .fold(text, |text, variable| {
                let name = format!("{{{{{}}}}}", variable["key"].as_str().unwrap_or_default());
                text.replace(&name, variable["value"].as_str().unwrap_or_default())
            })
    };
    let parameters = parameters.into_iter();
    let parameters = parameters.map(|(key, value)| (key, resolve(value)));
    Some((kind, parameters.collect()))
}

fn of_block(auth: &Value) -> Option<Auth> {
    let text = |value: &Value| {
        value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned)
    };
    let kind = auth["type"].as_str()?;
    let parameters = match &auth[kind] {
        Value::Array(list) => list
            .iter()
            .map(|entry| (text(&entry["key"]), text(&entry["value"])))
            .collect(),
        Value::Object(map) => map
            .iter()
            .map(|(key, value)| (key.clone(), text(value)))
            .collect(),
        _ => Vec::new(),
    };
    Some((kind.to_owned(), parameters))
}

/// Auth of format v1.
fn of_helper(request: &Value) -> Option<Auth> {
    let kind = request["currentHelper"].as_str()?.strip_suffix("Auth")?;
    let attributes = request["helperAttributes"].as_object()?;
    let parameters = attributes
        .iter()
        .map(|(key, value)| (key.clone(), value.as_str().unwrap_or_default().to_owned()));
    Some((kind.to_owned(), parameters.collect()))
}

/// User info of a URL.
fn of_url(url: &str) -> Option<Auth> {
    let (_, rest) = url.split_once("://")?;
    let (user_info, _) = rest.split_once('@')?;
    let (user, password) = user_info.split_once(':')?;
    let decode = |text: &str| text.replace("%20", " ").replace("%3A", ":");
    let parameters = vec![
        ("username".to_owned(), decode(user)),
        ("password".to_owned(), decode(password)),
    ];
    Some(("basic".to_owned(), parameters))
}
