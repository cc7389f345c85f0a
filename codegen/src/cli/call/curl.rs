//! `codegen curl`: requests as commands, with the values of the collection.

use std::io::{self, Write as _};

use crate::api::{Api, Definitions, ExampleValue, Operation, Parameter};
use crate::cli::arguments::{Curl, Filter};
use crate::cli::report::{joined, read_files, report};
use crate::cli::shell::Shell;
use crate::cli::{Outcome, fail, filter};
use crate::list::walk;
use crate::options::Options;
use crate::text::visible;
use crate::understand;

use super::{Call, CurlCommand, Runtime, Show, WITHOUT_RUNTIME, example, given, options};

/// Prints the commands of all items, or of those that a name selects.
pub(in crate::cli) fn run(arguments: &Curl, runtime: Option<Runtime>) -> io::Result<Outcome> {
    let Some(runtime) = runtime else {
        return fail(WITHOUT_RUNTIME);
    };
    let mut settings = Options::default();
    let files = [arguments.file.clone()];
    let inputs = read_files(&files, &arguments.input, &mut settings);
    let mut understood = understand(&inputs.apis, &settings);
    let is_unread = !understood.unread.is_empty() || inputs.diagnostics.has_errors();
    let filter = Filter {
        item: arguments.item.clone(),
        path: None,
        folder: None,
    };
    if is_unread {
        let diagnostics = joined(&inputs, understood.diagnostics);
        report(&diagnostics, &inputs, &settings, &arguments.input)?;
    }
    if let Err(problem) = filter::apply(&mut understood.apis, &filter) {
        return fail(&problem);
    }
    let server = arguments.server.as_deref();
    let mut calls = understood.apis.iter().flat_map(|api| {
        let operations = walk::operations(api).into_iter();
        let types = Definitions::shared(&api.types);
        operations.map(move |it| call(api, it.operation, &types, server))
    });
    let (first, second) = (calls.next(), calls.next());
    if let (Some(only), None) = (&first, &second) {
        return print_one(only, arguments.shell, runtime);
    }
    let mut has_failed = is_unread;
    for (index, call) in first.into_iter().chain(second).chain(calls).enumerate() {
        if index > 0 {
            writeln!(io::stdout())?;
        }
        let title = visible(&call.operation.name).into_owned();
        print_comment(&title, arguments.shell)?;
        match (runtime.curl)(&call, arguments.shell) {
            Ok(command) => print(&command, arguments.shell)?,
            Err(problem) => {
                has_failed = true;
                print_comment(&format!("cannot be built: {problem}"), arguments.shell)?;
                writeln!(
                    anstream::stderr(),
                    "error: `{title}` cannot be built: {problem}"
                )?;
            }
        }
    }
    Ok(Outcome::failed_if(has_failed))
}

/// Prints the command of one request.
pub(super) fn print_one(call: &Call, shell: Shell, runtime: Runtime) -> io::Result<Outcome> {
    match (runtime.curl)(call, shell) {
        Ok(command) => print(&command, shell).map(|()| Outcome::Done),
        Err(problem) => fail(&problem),
    }
}

fn print(command: &CurlCommand, shell: Shell) -> io::Result<()> {
    for note in &command.notes {
        print_comment(&format!("note: {note}"), shell)?;
    }
    writeln!(io::stdout(), "{}", command.text)
}

fn print_comment(text: &str, shell: Shell) -> io::Result<()> {
    let mark = match shell {
        Shell::Posix | Shell::PowerShell => "#",
        Shell::Cmd => "rem",
    };
    let text = text.replace(['\r', '\n'], " ");
    writeln!(io::stdout(), "{mark} {text}")
}

/// The request of an item with the values of the collection. What it lacks is a variable of the shell.
///
/// `types` are the definitions that the items of the API share.
#[must_use]
pub fn call(
    api: &Api,
    operation: &Operation,
    types: &Definitions<'_>,
    server: Option<&str>,
) -> Call {
    let scheme = super::scheme_of(api, operation);
    let types = super::types_of(operation, types);
    let parameters = operation.parameters.iter().enumerate();
    let values = parameters.map(
        |(index, parameter)| match value_of(operation, parameter, index) {
            Some(value) => example::values(parameter, &types, value),
            None if parameter.presence.needs_value() => {
                vec![given::variable(api, parameter)]
            }
            None => Vec::new(),
        },
    );
    Call {
        api: api.module.to_string(),
        values: values.collect(),
        variables: options::known_variables(api),
        credentials: options::open_credentials(api, scheme),
        server: server.map(str::to_owned),
        show: Show::Curl,
        operation: operation.clone(),
        scheme: scheme.cloned(),
        types,
        is_example: true,
    }
}

/// The value that the collection has for a parameter, if it says something: neither Latin nor `:id` for the variable `id`.
fn value_of<'a>(
    operation: &'a Operation,
    parameter: &Parameter,
    index: usize,
) -> Option<&'a ExampleValue> {
    let example = operation.example.as_ref()?.shown();
    let mut values = example.values.iter();
    let (_, value) = values.find(|(known, _)| *known == index)?;
    let is_unfilled = matches!(value, ExampleValue::Text(text) if parameter.is_unfilled(text));
    (!is_unfilled && !example.filler.contains(&index)).then_some(value)
}
