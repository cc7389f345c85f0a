//! `codegen call`: a request from the command line, without compiling anything.
//!
//! An item's parameters, server variables and credentials become options. What sends the request is not part of this
//! library, which knows no transport: the binary passes it to [`main`](super::main). `codegen curl` shows the same requests
//! as commands, with the collection's values.

pub(super) mod curl;
mod example;
mod given;
mod options;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::{self, Write as _};
use std::path::PathBuf;

use clap::{ArgMatches, CommandFactory as _};

use crate::api::{Api, AuthUse, Definitions, Operation, Scheme, TypeDef};
use crate::list::walk::{self, Located};
use crate::options::Options;
use crate::pattern::is_match;
use crate::{suggest, understand};

use super::arguments::{self, Arguments, Input};
use super::report::{joined, read_files, report};
use super::shell::Shell;
use super::{Outcome, fail};

pub use given::Given;

/// Why a request can be neither sent nor shown.
const WITHOUT_RUNTIME: &str = "this binary was built without the feature `call`";

/// A request that the user wants to send or see.
#[derive(Debug, Clone)]
pub struct Call {
    /// The module of the API, with which the names of environment variables begin.
    pub api: String,
    /// The item.
    pub operation: Operation,
    /// The definitions that its parameters name.
    pub types: Vec<TypeDef>,
    /// What authorizes it.
    pub scheme: Option<Scheme>,
    /// The values of each parameter; none if it is not given.
    pub values: Vec<Vec<Given>>,
    /// The variables of the server.
    pub variables: Vec<Variable>,
    /// Parameters of the auth type, by Postman's names.
    pub credentials: Vec<Credential>,
    /// The URL that replaces the server.
    pub server: Option<String>,
    /// Whether values are those of the collection, which are URL text.
    pub is_example: bool,
    /// What to do.
    pub show: Show,
}

/// A variable of the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// Its name in the collection.
    pub name: String,
    /// The option that sets it, such as `base-url`.
    pub option: String,
    /// The environment variable that sets it as well, such as `SHOP_BASE_URL`.
    pub variable: String,
    /// The value of the user, or that of the collection.
    pub value: Option<String>,
}

/// A parameter of an auth type.
#[derive(Clone, PartialEq, Eq)]
pub struct Credential {
    /// Postman's name of it, such as `token`.
    pub key: String,
    /// The environment variable that can hold it, such as `SHOP_BEARER`.
    pub variable: String,
    /// The value, if there is one.
    pub value: Option<String>,
    /// Whether it is a credential, rather than a setting such as the region of AWS.
    pub is_secret: bool,
}

impl std::fmt::Debug for Credential {
    /// Omits the value.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credential")
            .field("key", &self.key)
            .field("variable", &self.variable)
            .finish_non_exhaustive()
    }
}

/// What to do with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// Send it, and print the response's body.
    Body,
    /// Send it, and print status, headers and body of the response.
    Response,
    /// Show it as a curl command. What has no value is a variable of the shell.
    Curl,
}

/// What needs the runtime, which this library does not know: the binary passes it to [`main`](super::main).
#[derive(Debug, Clone, Copy)]
pub struct Runtime {
    /// Sends a request, prints the response, and returns the exit code.
    pub send: fn(&Call) -> io::Result<u8>,
    /// Shows a request as a curl command; the error says why it cannot be built.
    pub curl: fn(&Call, Shell) -> Result<CurlCommand, String>,
}

/// A curl command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurlCommand {
    /// The command.
    pub text: String,
    /// What it cannot say.
    pub notes: Vec<String>,
    /// The variables of the shell that it uses.
    pub variables: BTreeSet<String>,
}

pub(super) fn run(arguments: &arguments::Call, runtime: Option<Runtime>) -> io::Result<Outcome> {
    let Some(file) = &arguments.file else {
        return help();
    };
    let Some(runtime) = runtime else {
        return fail(WITHOUT_RUNTIME);
    };
    // The item can be omitted if there is only one.
    let item = arguments.item.as_deref();
    let (item, option) = match item.filter(|item| item.starts_with('-')) {
        None => (item, None),
        option => (None, option.map(OsString::from)),
    };
    let help = arguments.help.then(|| "--help".into());
    let rest = option.into_iter().chain(arguments.rest.iter().cloned());
    let rest: Vec<OsString> = rest.chain(help).collect();
    let input = Input {
        environments: options::environments(&rest),
        deny_secrets: false,
        verbose: false,
        quiet: true,
    };
    let mut settings = Options::default();
    let inputs = read_files(&[PathBuf::from(file)], &input, &mut settings);
    let understood = understand(&inputs.apis, &settings);
    let (api, located) = match find(&understood.apis, item) {
        Ok(found) => found,
        Err(problem) => {
            let diagnostics = joined(&inputs, understood.diagnostics);
            report(&diagnostics, &inputs, &settings, &input)?;
            return fail(&problem);
        }
    };
    let item = format!(
        "codegen call {} {:?}",
        file.display(),
        located.operation.name
    );
    let command = options::command(api, located.operation, &item);
    let names = options::names_of_variables(api, &command);
    // Wrong arguments and requests for help end the process.
    let matches = command.get_matches_from(std::iter::once("codegen".into()).chain(rest));
    match call(api, located.operation, names, &matches) {
        Ok(call) if call.show == Show::Curl => curl::print_one(&call, Shell::Posix, runtime),
        Ok(call) => (runtime.send)(&call).map(Outcome::Exit),
        Err(problem) => fail(&problem),
    }
}

fn help() -> io::Result<Outcome> {
    let mut command = Arguments::command();
    command.build();
    let found = command.find_subcommand_mut("call");
    let text = found.map(|command| command.render_long_help().ansi().to_string());
    anstream::stdout().write_all(text.unwrap_or_default().as_bytes())?;
    Ok(Outcome::Done)
}

/// The item that a name selects.
fn find<'a>(apis: &'a [Api], item: Option<&str>) -> Result<(&'a Api, Located<'a>), String> {
    let all = apis.iter().flat_map(|api| {
        let located = walk::operations(api).into_iter();
        located.map(move |it| (api, it))
    });
    let all: Vec<(&Api, Located<'_>)> = all.collect();
    let names = |all: &[(&Api, Located<'_>)]| {
        let names = all.iter().map(|(_, it)| format!("`{}`", it.keys()[0]));
        names.take(10).collect::<Vec<_>>().join(", ")
    };
    let Some(item) = item else {
        return match <[_; 1]>::try_from(all) {
            Ok([only]) => Ok(only),
            Err(all) => Err(format!("name an item: {}", names(&all))),
        };
    };
    let keys: Vec<Vec<String>> = all.iter().map(|(_, it)| it.keys().to_vec()).collect();
    let is_exact = keys.iter().flatten().any(|key| key == item);
    let is_meant = |it: &Located<'_>| {
        let mut keys = it.keys().into_iter();
        keys.any(|key| key == item || !is_exact && is_match(item, &key))
    };
    let found: Vec<_> = all.into_iter().filter(|(_, it)| is_meant(it)).collect();
    match <[_; 1]>::try_from(found) {
        Ok([only]) => Ok(only),
        Err(found) if found.is_empty() => Err(format!(
            "there is no item `{item}`{}",
            suggest::closest(item, &keys)
        )),
        Err(found) => {
            let pointers = found.iter().map(|(_, it)| format!("`{}`", it.keys()[1]));
            let pointers = pointers.collect::<Vec<_>>().join(", ");
            Err(format!(
                "`{item}` matches {}; use one of {pointers}",
                names(&found)
            ))
        }
    }
}

/// The call that the options of an item describe.
fn call(
    api: &Api,
    operation: &Operation,
    names: Vec<String>,
    matches: &ArgMatches,
) -> Result<Call, String> {
    let scheme = scheme_of(api, operation);
    let types = types_of(operation, &Definitions::shared(&api.types));
    let is_example = matches.get_flag(options::EXAMPLE);
    Ok(Call {
        values: given::values(api, operation, &types, matches)?,
        api: api.module.to_string(),
        variables: options::variables(api, names, matches),
        credentials: options::credentials(api, scheme, matches),
        server: matches.get_one::<String>(options::SERVER).cloned(),
        show: if matches.get_flag(options::CURL) {
            Show::Curl
        } else if matches.get_flag(options::INCLUDE) {
            Show::Response
        } else {
            Show::Body
        },
        operation: operation.clone(),
        scheme: scheme.cloned(),
        types,
        is_example,
    })
}

/// The definitions that the parameters of an operation name.
fn types_of(operation: &Operation, types: &Definitions<'_>) -> Vec<TypeDef> {
    let types = types.with_own(&operation.types);
    let parameters = operation.parameters.iter();
    let named = parameters.filter_map(|parameter| types.find(&parameter.ty));
    named.cloned().collect()
}

fn scheme_of<'a>(api: &'a Api, operation: &Operation) -> Option<&'a Scheme> {
    match operation.auth {
        AuthUse::None => None,
        AuthUse::Scheme(index) => api.schemes.get(index),
    }
}
