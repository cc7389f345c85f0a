//! Writes collections of format 2.1 as folders of format 3, to compare what is generated from both.
//!
//! Format 3 cannot hold everything that format 2.1 can, such as a URL that is one text, or a header that is one. Such
//! collections are refused.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use codegen::inputs::Inputs;
use codegen::{ApiInput, Options, Source, generate};
use serde_json::{Map, Value, json};

/// Why a collection cannot be written.
#[derive(Debug)]
pub enum Problem {
    /// Format 3 has no way to say this.
    Unsupported(&'static str),
    /// A file could not be written.
    Io(io::Error),
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

use Problem::Unsupported;

/// Writes a collection to a folder, which is made.
///
/// # Errors
///
/// Where format 3 cannot hold the collection, or a file cannot be written.
pub fn write(collection: &Value, dir: &Path) -> Result<(), Problem> {
    let info = &collection["info"];
    if info["name"].as_str().is_none_or(str::is_empty) {
        return Err(Unsupported("a collection without a name"));
    }
    definition(collection, info, None, dir)?;
    nodes(&collection["item"], dir)
}

fn definition(
    node: &Value,
    named: &Value,
    order: Option<usize>,
    dir: &Path,
) -> Result<(), Problem> {
    let mut file = Map::new();
    file.insert("$kind".to_owned(), json!("collection"));
    file.insert("name".to_owned(), named["name"].clone());
    put(
        &mut file,
        "description",
        description(named.get("description"))?,
    );
    put(&mut file, "order", order.map(|order| json!(order * 1000)));
    put(&mut file, "variables", list(node.get("variable"))?);
    put(&mut file, "auth", auth(node.get("auth"))?);
    put(&mut file, "scripts", scripts(node.get("event"))?);
    put(
        &mut file,
        "settings",
        settings(node.get("protocolProfileBehavior"))?,
    );
    save(
        &dir.join(".resources/definition.yaml"),
        &Value::Object(file),
    )
}

fn nodes(items: &Value, dir: &Path) -> Result<(), Problem> {
    let items = items
        .as_array()
        .ok_or(Unsupported("items that are no list"))?;
    for (index, item) in items.iter().enumerate() {
        let order = index + 1;
        if !item["name"].is_string() {
            return Err(Unsupported("an item without a name"));
        }
        // Names can hold what a path cannot, so files are named by number.
        let stem = format!("Item {order}");
        if item.get("item").is_some() {
            let inner = dir.join(&stem);
            definition(item, item, Some(order), &inner)?;
            nodes(&item["item"], &inner)?;
        } else {
            request_file(item, order, &stem, dir)?;
        }
    }
    Ok(())
}

fn request_file(item: &Value, order: usize, stem: &str, dir: &Path) -> Result<(), Problem> {
    if item.get("description").is_some() {
        return Err(Unsupported("a description outside of the request"));
    }
    let mut file = request(&item["request"], "http-request")?;
    file.insert("name".to_owned(), item["name"].clone());
    file.insert("order".to_owned(), json!(order * 1000));
    put(
        &mut file,
        "description",
        description(item["request"].get("description"))?,
    );
    put(&mut file, "scripts", scripts(item.get("event"))?);
    put(
        &mut file,
        "settings",
        settings(item.get("protocolProfileBehavior"))?,
    );
    save(
        &dir.join(format!("{stem}.request.yaml")),
        &Value::Object(file),
    )?;
    let examples = item["response"].as_array().into_iter().flatten();
    for (index, example) in examples.enumerate() {
        let file = example_file(example, index + 1)?;
        let path = format!(
            ".resources/{stem}.resources/examples/{}.example.yaml",
            index + 1
        );
        save(&dir.join(path), &file)?;
    }
    Ok(())
}

fn example_file(example: &Value, order: usize) -> Result<Value, Problem> {
    if !example["name"].is_string() {
        return Err(Unsupported("an example without a name"));
    }
    let mut response = Map::new();
    put(&mut response, "statusCode", example.get("code").cloned());
    put(&mut response, "statusText", example.get("status").cloned());
    put(&mut response, "headers", list(example.get("header"))?);
    let body = match example.get("body") {
        Some(Value::String(text)) => Some(json!({
            "type": example["_postman_previewlanguage"].as_str().unwrap_or("text"),
            "content": text,
        })),
        None | Some(Value::Null) => None,
        Some(_) => return Err(Unsupported("a saved body that is no text")),
    };
    if body.is_none() || example["_postman_previewlanguage"].is_null() {
        return Err(Unsupported("an example without body or language"));
    }
    put(&mut response, "body", body);
    let mut file = Map::new();
    file.insert("$kind".to_owned(), json!("http-example"));
    file.insert("name".to_owned(), example["name"].clone());
    file.insert("order".to_owned(), json!(order * 1000));
    if let Some(original) = example.get("originalRequest") {
        file.insert(
            "request".to_owned(),
            Value::Object(request(original, "http-request")?),
        );
    }
    file.insert("response".to_owned(), Value::Object(response));
    Ok(Value::Object(file))
}

fn request(request: &Value, kind: &str) -> Result<Map<String, Value>, Problem> {
    let mut file = Map::new();
    file.insert("$kind".to_owned(), json!(kind));
    file.insert("method".to_owned(), request["method"].clone());
    file.insert("url".to_owned(), json!(url(&request["url"])?));
    put(&mut file, "headers", list(request.get("header"))?);
    put(&mut file, "queryParams", list(request["url"].get("query"))?);
    put(
        &mut file,
        "pathVariables",
        list(request["url"].get("variable"))?,
    );
    put(&mut file, "body", body(request.get("body"))?);
    put(&mut file, "auth", auth(request.get("auth"))?);
    Ok(file)
}

/// A URL as one text, without its query.
fn url(url: &Value) -> Result<String, Problem> {
    let joined = |key: &str, separator: &str| match &url[key] {
        Value::Array(parts) => {
            let parts: Option<Vec<&str>> = parts.iter().map(Value::as_str).collect();
            parts.map(|parts| parts.join(separator))
        }
        Value::String(text) => Some(text.clone()),
        Value::Null => Some(String::new()),
        _ => None,
    };
    let (Some(host), Some(path)) = (joined("host", "."), joined("path", "/")) else {
        return Err(Unsupported("a URL of other parts than texts"));
    };
    if !url.is_object() || host.is_empty() || url.get("auth").is_some() {
        return Err(Unsupported("a URL that is one text"));
    }
    if [&host, &path]
        .iter()
        .any(|part| part.contains(['?', '#', '\\', ' ']))
        || path.starts_with('/')
    {
        return Err(Unsupported("a URL with other signs in its parts"));
    }
    let mut text = match &url["protocol"] {
        Value::String(protocol) => format!("{protocol}://{host}"),
        _ => host,
    };
    if let Some(port) = url["port"].as_str() {
        text = format!("{text}:{port}");
    }
    if url["path"].as_array().is_some_and(|path| !path.is_empty()) {
        text = format!("{text}/{path}");
    }
    Ok(text)
}

fn body(body: Option<&Value>) -> Result<Option<Value>, Problem> {
    let Some(body) = body.filter(|body| !body.is_null()) else {
        return Ok(None);
    };
    if body["disabled"] == true {
        return Ok(None);
    }
    let mode = body["mode"]
        .as_str()
        .ok_or(Unsupported("a body without mode"))?;
    Ok(Some(match mode {
        "raw" => {
            let language = body["options"]["raw"]["language"].as_str();
            let language = language.ok_or(Unsupported("a raw body without language"))?;
            let content = body["raw"].as_str().filter(|text| !text.is_empty());
            let content = content.ok_or(Unsupported("an empty raw body"))?;
            json!({ "type": language, "content": content })
        }
        "urlencoded" | "formdata" => json!({ "type": mode, "content": list(body.get(mode))? }),
        "graphql" => json!({ "type": mode, "content": body["graphql"] }),
        _ => return Err(Unsupported("a body of another mode")),
    }))
}

/// Pairs, as a map if nothing else is to be said.
fn list(pairs: Option<&Value>) -> Result<Option<Value>, Problem> {
    let pairs = match pairs {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::Array(pairs)) => pairs,
        Some(_) => return Err(Unsupported("pairs that are no list")),
    };
    let mut entries = Vec::new();
    for pair in pairs {
        let members = pair
            .as_object()
            .ok_or(Unsupported("a pair that is no object"))?;
        let mut entry = Map::new();
        for key in [
            "key",
            "value",
            "type",
            "src",
            "contentType",
            "fileName",
            "disabled",
        ] {
            put(&mut entry, key, members.get(key).cloned());
        }
        if !entry.get("key").is_some_and(Value::is_string) {
            return Err(Unsupported("a pair without a key"));
        }
        if entry
            .get("value")
            .is_some_and(|value| !value.is_string() && !value.is_null())
        {
            return Err(Unsupported("a value that is no text"));
        }
        put(
            &mut entry,
            "description",
            description(members.get("description"))?,
        );
        entries.push(entry);
    }
    let is_plain = |entry: &Map<String, Value>| entry.len() == 2 && entry.contains_key("value");
    let mut map = Map::new();
    for entry in &entries {
        map.insert(
            entry["key"].as_str().unwrap_or_default().to_owned(),
            entry.get("value").cloned().unwrap_or_default(),
        );
    }
    if entries.iter().all(is_plain) && map.len() == entries.len() && !map.is_empty() {
        return Ok(Some(Value::Object(map)));
    }
    Ok(Some(entries.into_iter().map(Value::Object).collect()))
}

fn auth(auth: Option<&Value>) -> Result<Option<Value>, Problem> {
    let Some(auth) = auth.filter(|auth| !auth.is_null()) else {
        return Ok(None);
    };
    let kind = auth["type"]
        .as_str()
        .ok_or(Unsupported("auth without a type"))?;
    let mut credentials = Map::new();
    for parameter in auth[kind].as_array().into_iter().flatten() {
        let key = parameter["key"]
            .as_str()
            .ok_or(Unsupported("a parameter of auth without a key"))?;
        if !matches!(parameter["value"], Value::String(_) | Value::Bool(_)) {
            return Err(Unsupported("a parameter of auth that is no text"));
        }
        credentials.insert(key.to_owned(), parameter["value"].clone());
    }
    if auth[kind].is_object() {
        return Err(Unsupported("auth of format 2.0"));
    }
    Ok(Some(json!({ "type": kind, "credentials": credentials })))
}

fn scripts(events: Option<&Value>) -> Result<Option<Value>, Problem> {
    let mut scripts = Vec::new();
    for event in events.and_then(Value::as_array).into_iter().flatten() {
        let code = match &event["script"]["exec"] {
            Value::Array(lines) => {
                let lines: Vec<&str> = lines.iter().filter_map(Value::as_str).collect();
                lines.join("\n")
            }
            Value::String(text) => text.clone(),
            _ => return Err(Unsupported("a script without code")),
        };
        let kind = if event["listen"] == "prerequest" {
            "beforeRequest"
        } else {
            "afterResponse"
        };
        scripts.push(json!({ "type": kind, "code": code, "language": "text/javascript" }));
    }
    Ok((!scripts.is_empty()).then_some(Value::Array(scripts)))
}

fn settings(profile: Option<&Value>) -> Result<Option<Value>, Problem> {
    let Some(profile) = profile else {
        return Ok(None);
    };
    let mut settings = profile.as_object().cloned().unwrap_or_default();
    if let Some(Value::Object(headers)) = settings.get("disabledSystemHeaders") {
        if headers.values().any(|value| *value != true) {
            return Err(Unsupported("a system header that is not disabled"));
        }
        let names: Value = headers.keys().cloned().map(Value::String).collect();
        settings.insert("disabledSystemHeaders".to_owned(), names);
    }
    Ok(Some(Value::Object(settings)))
}

fn description(value: Option<&Value>) -> Result<Option<Value>, Problem> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(_)) => Ok(value.cloned()),
        Some(Value::Object(object)) => Ok(object.get("content").cloned()),
        Some(_) => Err(Unsupported("a description that is no text")),
    }
}

fn put(map: &mut Map<String, Value>, key: &str, value: Option<Value>) {
    if let Some(value) = value {
        map.insert(key.to_owned(), value);
    }
}

fn save(path: &Path, value: &Value) -> Result<(), Problem> {
    if let Some(dir) = path.parent() {
        fs::create_dir_all(dir)?;
    }
    let mut text = String::new();
    block(value, 0, &mut text);
    Ok(fs::write(path, text)?)
}

/// Writes YAML in the style of Postman: maps and lists as blocks, long text as a literal block.
fn block(value: &Value, indent: usize, text: &mut String) {
    let margin = "  ".repeat(indent);
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (key, value) in members {
                let _ = write!(text, "{margin}{}:", json!(key));
                entry(value, indent, text);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for item in items {
                let _ = write!(text, "{margin}-");
                entry(item, indent, text);
            }
        }
        other => {
            let _ = writeln!(text, "{margin}{other}");
        }
    }
}

fn entry(value: &Value, indent: usize, text: &mut String) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            text.push('\n');
            block(value, indent + 1, text);
        }
        Value::Array(items) if !items.is_empty() => {
            text.push('\n');
            block(value, indent + 1, text);
        }
        Value::String(long) if is_literal(long) => {
            text.push_str(" |-\n");
            for line in long.split('\n') {
                if line.is_empty() {
                    text.push('\n');
                } else {
                    let _ = writeln!(text, "{}{line}", "  ".repeat(indent + 1));
                }
            }
        }
        other => {
            let _ = writeln!(text, " {other}");
        }
    }
}

/// Whether a text can be a literal block that ends without a line break.
fn is_literal(text: &str) -> bool {
    let is_plain = |c: char| {
        c == '\n'
            || c == '\t'
            || (!c.is_control()
                && c != '\u{feff}'
                && !matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}'))
    };
    text.contains('\n')
        && !text.starts_with([' ', '\n', '\t'])
        && !text.ends_with(['\n', ' ', '\t'])
        && text.chars().all(is_plain)
        && !text
            .split('\n')
            .any(|line| !line.is_empty() && line.trim().is_empty())
}

/// How a collection fares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Both formats give the same files, byte for byte.
    Equal,
    /// Format 3 cannot hold the collection, for this reason.
    Unsupported(&'static str),
    /// The file with this path differs, or exists once only; with the first lines that differ.
    Different(String),
}

/// Generates code from a file of format 2.1, and again from the same collection in format 3.
///
/// # Errors
///
/// Where a file cannot be read or written.
pub fn compare(text: &str) -> io::Result<Outcome> {
    let Ok(collection) = serde_json::from_str::<Value>(text) else {
        return Ok(Outcome::Unsupported("not JSON"));
    };
    if !collection["info"]["schema"]
        .as_str()
        .is_some_and(|schema| schema.contains("v2.1"))
    {
        return Ok(Outcome::Unsupported("another format"));
    }
    let dir = tempfile::tempdir()?;
    let folder = dir.path().join("api");
    match write(&collection, &folder) {
        Ok(()) => {}
        Err(Problem::Unsupported(reason)) => return Ok(Outcome::Unsupported(reason)),
        Err(Problem::Io(error)) => return Err(error),
    }
    let mut inputs = Inputs::default();
    inputs.add(&folder);
    let generated = |mut api: ApiInput| {
        // The path is in the header of each file.
        "api".clone_into(&mut api.path);
        for source in &mut api.sources {
            "api".clone_into(&mut source.path);
        }
        let options = Options {
            examples: true,
            ..Options::default()
        };
        generate(&[api], &options).output
    };
    let Some(api) = inputs.apis.pop() else {
        return Ok(Outcome::Different(
            inputs
                .diagnostics
                .iter()
                .map(|it| it.message.clone())
                .collect(),
        ));
    };
    let old = generated(ApiInput::of(Source {
        path: "api".to_owned(),
        text: text.to_owned(),
    }));
    let new = generated(api);
    let differs = old.iter().find(|(path, text)| new.get(path) != Some(text));
    let is_new = new.iter().find(|(path, _)| old.get(path).is_none());
    Ok(match differs.or(is_new) {
        Some((path, _)) => {
            let line = first_difference(old.get(path), new.get(path));
            Outcome::Different(format!("{path} differs\n{line}"))
        }
        None => Outcome::Equal,
    })
}

/// The first lines that differ.
fn first_difference(old: Option<&str>, new: Option<&str>) -> String {
    let mut old = old.unwrap_or_default().lines();
    let mut new = new.unwrap_or_default().lines();
    loop {
        match (old.next(), new.next()) {
            (None, None) => return String::new(),
            (old, new) if old == new => {}
            (old, new) => {
                let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
                return format!("- {old}\n+ {new}");
            }
        }
    }
}
