//! Sends the examples, with the credentials and variables that their collections leave open.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use codegen::api::{Api, AuthUse, Folder, Operation, SchemeKind};
use codegen::internals::{find_secrets, find_secrets_in_value, names_secret};
use serde_json::Value;

use super::Transports;
use super::crates::Crates;
use super::expected::{Collection, Item, Sent};
use super::runner::{Credentials, MARK, Outcome, Task};
use crate::recorder::Recorder;

/// What became of one example over one transport.
#[derive(Debug)]
pub(super) struct Example {
    pub(super) task: Task,
    /// What arrived, or why nothing did.
    pub(super) outcome: Result<Sent, Outcome>,
}

/// Sends the example of each item that newman sent.
pub(super) fn send(
    collections: &[Collection],
    crates: &Crates,
    work: &Path,
    recorder: &Recorder,
    transports: Transports,
) -> io::Result<Vec<Example>> {
    let mut tasks = Vec::new();
    for collection in collections {
        tasks.extend(tasks_of(
            collection,
            crates.apis.get(&collection.id),
            transports,
        )?);
    }
    let path = work.join("tasks.jsonl");
    let mut file = io::BufWriter::new(fs::File::create(&path)?);
    for task in &tasks {
        writeln!(file, "{}", serde_json::to_string(task)?)?;
    }
    file.flush()?;
    drop(file);
    let output = Command::new(&crates.runner)
        .arg(format!("127.0.0.1:{}", recorder.port()))
        // Paths of files are relative to it.
        .current_dir(work)
        .stdin(fs::File::open(&path)?)
        .stderr(Stdio::inherit())
        .output()?;
    if !output.status.success() {
        return Err(io::Error::other("the runner failed"));
    }
    let outcomes: Vec<Outcome> = serde_json::Deserializer::from_slice(&output.stdout)
        .into_iter()
        .collect::<Result<_, _>>()?;
    let mut arrived = arrived(recorder);
    let examples = tasks.into_iter().zip(outcomes).enumerate();
    Ok(examples
        .map(|(index, (task, outcome))| Example {
            task,
            // What arrived counts, even where its answer was not read.
            outcome: arrived.remove(&index).ok_or(outcome),
        })
        .collect())
}

/// The recorded requests by the line of the task, without their marks.
fn arrived(recorder: &Recorder) -> BTreeMap<usize, Sent> {
    let mut all = BTreeMap::new();
    for mut recorded in recorder.take() {
        let mark = recorded.header(MARK).unwrap_or_default().to_owned();
        recorded
            .headers
            .retain(|(name, _)| !name.eq_ignore_ascii_case(MARK));
        let (index, protocol) = mark.split_once(' ').unwrap_or_default();
        if let Ok(index) = index.parse() {
            // A challenge makes a second request: the first is compared.
            all.entry(index)
                .or_insert_with(|| Sent::new(protocol, recorded));
        }
    }
    all
}

fn tasks_of(
    collection: &Collection,
    api: Option<&Api>,
    transports: Transports,
) -> io::Result<Vec<Task>> {
    let text = fs::read_to_string(&collection.prepared)?;
    let json: Value = serde_json::from_str(&text)?;
    let mut schemes = BTreeMap::new();
    if let Some(api) = api {
        each_operation(&api.operations, &api.folders, &mut |operation| {
            if let AuthUse::Scheme(index) = operation.auth {
                schemes.insert(operation.pointer.as_str(), &api.schemes[index].kind);
            }
        });
    }
    let names: &[&str] = match transports {
        Transports::Both => &["reqwest", "ureq"],
        Transports::Reqwest => &["reqwest"],
        Transports::Ureq => &["ureq"],
    };
    let mut tasks = Vec::new();
    for (pointer, item) in collection
        .items
        .iter()
        .filter(|(_, item)| item.outcome.is_ok())
    {
        let scheme = schemes.get(pointer.as_str()).copied();
        for transport in names {
            tasks.push(Task {
                collection: collection.id.clone(),
                pointer: pointer.clone(),
                transport: (*transport).to_owned(),
                variables: variables(collection, &json, pointer),
                credentials: scheme.and_then(|scheme| credentials(scheme, item)),
            });
        }
    }
    Ok(tasks)
}

fn each_operation<'a>(
    operations: &'a [Operation],
    folders: &'a [Folder],
    visit: &mut impl FnMut(&'a Operation),
) {
    operations.iter().for_each(&mut *visit);
    for folder in folders {
        each_operation(&folder.operations, &folder.folders, visit);
    }
}

/// What the collection leaves open, and the secrets in it, which no generated code holds.
fn variables(collection: &Collection, json: &Value, pointer: &str) -> BTreeMap<String, String> {
    let mut variables = collection.variables.clone();
    let root = json.get("collection").unwrap_or(json);
    let of_collection = root.get("variable").or_else(|| root.get("variables"));
    let of_collection = of_collection.unwrap_or(&Value::Null);
    add_secrets(of_collection, &mut variables);
    // A variable that is named after a secret has no value in generated code, whatever the collection says.
    for variable in of_collection.as_array().into_iter().flatten() {
        let (key, value) = (text(variable.get("key")), text(variable.get("value")));
        if let (Some(key), Some(value)) = (key.filter(|key| names_secret(key)), value) {
            variables.insert(key.to_owned(), value.to_owned());
        }
    }
    add_secrets(
        json.pointer(pointer).unwrap_or(&Value::Null),
        &mut variables,
    );
    variables
}

/// The values of all `{"key", "value"}` below that are literal secrets, by their keys, and the literal secrets in texts.
fn add_secrets(value: &Value, variables: &mut BTreeMap<String, String>) {
    match value {
        Value::String(text) => {
            let secrets = find_secrets(text).into_iter();
            variables.extend(secrets.map(|it| (it.variable(), text[it.range.clone()].to_owned())));
        }
        Value::Array(items) => items.iter().for_each(|item| add_secrets(item, variables)),
        Value::Object(members) => {
            if let (Some(key), Some(value)) = (text(members.get("key")), text(members.get("value")))
            {
                if text(members.get("type")) == Some("secret") {
                    variables.insert(key.to_owned(), value.to_owned());
                }
                for secret in find_secrets_in_value(key, value) {
                    variables.insert(secret.variable(), value[secret.range].to_owned());
                }
            }
            let members = members
                .iter()
                .filter(|(name, _)| !matches!(name.as_str(), "response" | "description"));
            members.for_each(|(_, value)| add_secrets(value, variables));
        }
        _ => {}
    }
}

fn text(value: Option<&Value>) -> Option<&str> {
    value.and_then(Value::as_str)
}

/// What the collection itself authorizes an item by.
fn credentials(scheme: &SchemeKind, item: &Item) -> Option<Credentials> {
    if let SchemeKind::Header { name, .. } = scheme {
        let mut headers = item.headers.iter();
        let (name, value) = headers.find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        return Some(Credentials::Header {
            name: name.clone(),
            value: value.clone(),
        });
    }
    let auth = item.auth.as_ref()?;
    Some(Credentials::Block {
        kind: auth.kind.clone(),
        parameters: auth.parameters.clone(),
    })
}
