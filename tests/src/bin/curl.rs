//! Compares what curl sends for each item of a folder of collections with what the client sends.
//!
//! ```text
//! cargo run -p tests --bin curl -- DIR [--each N] [--show N]
//! ```
//!
//! `--each` limits the items of a collection, `--show` the differences that are printed. Nothing leaves this machine: all
//! requests go to a server here, and everything that the collection lacks gets a value.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use codegen::api::{Api, Definitions, Operation, SchemeKind, environment_variable};
use codegen::cli::{Call, Given, Shell, Show, Variable, example_call};
use codegen::inputs::Inputs;
use codegen::interpret;
use codegen::{Options, understand};
use rayon::prelude::*;
use tests::curl::{Request, is_installed, run};
use tests::program::Folder;
use tests::recorder::Recorder;

/// Compares what curl sends for each item of a folder of collections with what the client sends.
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    folder: Folder,
    /// Send this many items of a collection.
    #[arg(long, default_value_t = usize::MAX, hide_default_value = true)]
    each: usize,
    /// Print this many differences.
    #[arg(long, default_value_t = 20)]
    show: usize,
}

/// What came of an item.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Both send the same.
    Equal,
    /// Both send the same, but for a signature that one of them cannot compute.
    EqualButSignature,
    /// Nothing can be compared, for this reason.
    NotCompared(String),
    /// They differ.
    Different(String),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if !is_installed() {
        eprintln!("error: curl and bash are not installed");
        return ExitCode::from(2);
    }
    let files = arguments.folder.files();
    let outcomes = files
        .par_iter()
        .flat_map_iter(|path| of_file(path, arguments.each));
    let outcomes: Vec<(String, Outcome)> = outcomes.collect();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (item, outcome) in &outcomes {
        let name = match outcome {
            Outcome::Equal => "equal".to_owned(),
            Outcome::EqualButSignature => "equal but for the signature".to_owned(),
            Outcome::NotCompared(reason) => format!("not compared: {reason}"),
            Outcome::Different(difference) => {
                if counts.get("different").copied().unwrap_or_default() < arguments.show {
                    println!("{item}\n{difference}\n");
                }
                "different".to_owned()
            }
        };
        *counts.entry(name).or_default() += 1;
    }
    println!("{} items of {} files", outcomes.len(), files.len());
    for (name, count) in &counts {
        println!("{count:6} {name}");
    }
    ExitCode::from(u8::from(counts.contains_key("different")))
}

fn of_file(path: &Path, each: usize) -> Vec<(String, Outcome)> {
    let mut inputs = Inputs::default();
    inputs.add(path);
    let understood = understand(&inputs.apis, &Options::default());
    let server = Recorder::start(0, Vec::new()).expect("a free port");
    let mut outcomes = Vec::new();
    for api in &understood.apis {
        let types = Definitions::shared(&api.types);
        for operation in api.all_operations().into_iter().take(each) {
            let item = format!("{} {}", path.display(), operation.pointer);
            outcomes.push((item, compare(api, operation, &types, &server)));
        }
    }
    outcomes
}

fn compare(
    api: &Api,
    operation: &Operation,
    types: &Definitions<'_>,
    server: &Recorder,
) -> Outcome {
    let call = example_call(api, operation, types, Some(&server.base_url()));
    let files = call.values.iter().flatten();
    let mut files = files.filter_map(|given| match given {
        Given::File(path) => Some(path),
        _ => None,
    });
    if files.any(|path| !Path::new(path).is_file()) {
        return Outcome::NotCompared("a file is missing".to_owned());
    }
    let command = match interpret::curl(&call, Shell::Posix) {
        Ok(command) => command,
        Err(problem) => return Outcome::NotCompared(without_names(&problem)),
    };
    let variables = command.variables.iter();
    let variables: Vec<(String, String)> = variables
        .map(|name| (name.clone(), value_of(name)))
        .collect();
    let sent = |requests: Vec<tests::recorder::Recorded>| requests.into_iter().next();
    let failure = interpret::send(&with_values(&call), None).err();
    let by_client = sent(server.take()).map(Request::from);
    let ran = run(&command.text, &variables, b"").expect("a shell");
    let by_curl = sent(server.take()).map(Request::from);
    let signs = call.scheme.as_ref().is_some_and(|it| signs(&it.kind));
    match (by_client, by_curl) {
        (None, None) => Outcome::NotCompared("neither is sent".to_owned()),
        (client, curl) if client == curl => Outcome::Equal,
        (Some(client), Some(curl))
            if signs && client.clone().without_signature() == curl.clone().without_signature() =>
        {
            Outcome::EqualButSignature
        }
        (client, curl) => {
            let problem = String::from_utf8_lossy(&ran.stderr).into_owned();
            let text = &command.text;
            Outcome::Different(format!(
                "{text}\n{problem}{failure:?}\n  client {client:?}\n  curl   {curl:?}"
            ))
        }
    }
}

/// Whether curl or the server decides what is in the header `Authorization`.
fn signs(kind: &SchemeKind) -> bool {
    !matches!(
        kind,
        SchemeKind::Basic
            | SchemeKind::Bearer
            | SchemeKind::ApiKey { .. }
            | SchemeKind::OAuth2 { .. }
            | SchemeKind::Header { .. }
    )
}

/// The value of a variable of the shell.
fn value_of(name: &str) -> String {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    format!("value{}", letters.collect::<String>())
}

/// The call with values for what are variables of the shell in the command.
fn with_values(call: &Call) -> Call {
    let mut call = call.clone();
    call.show = Show::Body;
    for credential in &mut call.credentials {
        credential.value = credential
            .value
            .take()
            .or_else(|| Some(value_of(&credential.variable)));
    }
    for variable in &mut call.variables {
        variable.value = variable
            .value
            .take()
            .or_else(|| Some(value_of(&variable.variable)));
    }
    let mut unknown = dynamic_variables(&call.operation);
    for given in call.values.iter_mut().flatten() {
        match given {
            Given::Variable(name) => *given = Given::Text(value_of(name)),
            Given::Template(text) => {
                let names = text.split("{{").skip(1);
                unknown.extend(names.filter_map(|it| Some(it.split_once("}}")?.0.to_owned())));
            }
            _ => {}
        }
    }
    for name in unknown {
        let is_known = call.variables.iter().any(|variable| variable.name == name);
        if !is_known {
            let variable = environment_variable(&call.api, name.trim_start_matches('$'));
            call.variables.push(Variable {
                value: Some(value_of(&variable)),
                option: String::new(),
                variable,
                name,
            });
        }
    }
    call
}

/// The dynamic variables of an operation, such as `$guid`.
fn dynamic_variables(operation: &Operation) -> Vec<String> {
    let text = format!("{operation:?}");
    let names = text.split("Dynamic(\"").skip(1);
    names
        .filter_map(|text| Some(text.split_once('"')?.0.to_owned()))
        .collect()
}

/// A message without what is in backticks or quotes.
fn without_names(problem: &str) -> String {
    let mut parts = problem.split(['`', '"']);
    let first = parts.next().unwrap_or_default().to_owned();
    parts
        .skip(1)
        .step_by(2)
        .fold(first, |text, part| text + "…" + part)
}
