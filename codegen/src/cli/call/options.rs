//! The options of an item: its parameters, server variables and credentials.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::api::{
    Api, AuthUse, Operation, Parameter, Presence, Scheme, Type, TypeDef, environment_variable,
};
use crate::list::types;

pub(super) const EXAMPLE: &str = "example";
pub(super) const CURL: &str = "curl";
pub(super) const INCLUDE: &str = "include";
pub(super) const SERVER: &str = "server";
const AUTH: &str = "auth";
const ENVIRONMENT: &str = "environment";

/// The environments among options that are not known yet: they decide what the options are.
pub(super) fn environments(rest: &[OsString]) -> Vec<PathBuf> {
    let mut environments = Vec::new();
    let mut rest = rest.iter();
    while let Some(word) = rest.next() {
        if word == "--environment" {
            environments.extend(rest.next().map(PathBuf::from));
        } else if let Some(path) = word
            .to_str()
            .and_then(|it| it.strip_prefix("--environment="))
        {
            environments.push(path.into());
        }
    }
    environments
}

/// The command whose options are those of an item.
pub(super) fn command(api: &Api, operation: &Operation, name: &str) -> Command {
    let mut command = Command::new("codegen")
        .bin_name(name)
        .about(format!("{} {}", operation.method, operation.path_template))
        .args(own());
    let mut taken: BTreeSet<String> = own().iter().map(|arg| arg.get_id().to_string()).collect();
    taken.insert("help".to_owned());
    for (index, parameter) in operation.parameters.iter().enumerate() {
        let long = free(
            &parameter.name.as_str().replace('_', "-"),
            parameter.location.as_str(),
            &mut taken,
        );
        command = command.arg(of_parameter(operation, api, parameter, index).long(long));
    }
    for variable in &api.server_variables {
        let long = free(
            &variable.name.as_str().replace('_', "-"),
            "server",
            &mut taken,
        );
        let arg = Arg::new(id_of_variable(&variable.variable))
            .long(long)
            .value_name("VALUE")
            .env(in_environment(api, variable.name.as_str()))
            .hide_env_values(true)
            .help_heading("Server")
            .help(
                variable
                    .default
                    .as_deref()
                    .map_or_else(String::new, |it| format!("[default: {it}]")),
            );
        command = command.arg(arg);
    }
    let scheme = match operation.auth {
        AuthUse::None => None,
        AuthUse::Scheme(index) => api.schemes.get(index),
    };
    for key in scheme.map(keys).unwrap_or_default() {
        let long = free(&kebab(key), "auth", &mut taken);
        let arg = Arg::new(format!("credential:{key}"))
            .long(long)
            .value_name("SECRET")
            .help_heading("Credentials")
            .help(format!("[env: {}]", variable_of(api, scheme, key)));
        command = command.arg(arg);
    }
    command
}

/// The options that all items have.
fn own() -> Vec<Arg> {
    let flag = |id: &'static str| Arg::new(id).long(id).action(ArgAction::SetTrue);
    vec![
        flag(CURL).help("Print the request as a curl command, and send nothing"),
        flag(INCLUDE)
            .short('i')
            .help("Print status and headers of the response as well"),
        flag(EXAMPLE).help("Use the collection's values for parameters that are not given"),
        Arg::new(SERVER)
            .long(SERVER)
            .value_name("URL")
            .help("Send the request to this base URL instead of the collection's"),
        Arg::new(ENVIRONMENT)
            .long(ENVIRONMENT)
            .value_name("FILE")
            .action(ArgAction::Append)
            .help("Environment or globals file"),
        Arg::new(AUTH)
            .long(AUTH)
            .value_name("KEY=VALUE")
            .action(ArgAction::Append)
            .help("Parameter of the auth type by Postman's name, such as `region=eu-west-1`"),
    ]
}

/// A name of an option that is not in use.
fn free(name: &str, kind: &str, taken: &mut BTreeSet<String>) -> String {
    let mut name = name.trim_matches('-').to_owned();
    if name.is_empty() || taken.contains(&name) {
        name = format!("{kind}-{name}");
    }
    while !taken.insert(name.clone()) {
        name.push('-');
    }
    name
}

fn of_parameter(operation: &Operation, api: &Api, parameter: &Parameter, index: usize) -> Arg {
    let mut help = parameter.docs.lines().join(" ");
    match &parameter.presence {
        Presence::Required | Presence::Variable => help.push_str(" [required]"),
        Presence::Default(text) | Presence::Preset(text) => {
            help.push_str(&format!(" [default: {text}]"));
        }
        Presence::Optional | Presence::Dynamic(_) => {}
    }
    let arg = Arg::new(format!("parameter:{index}"))
        .value_name(types::text(&parameter.ty))
        .allow_hyphen_values(true)
        .help_heading("Parameters")
        .help(help.trim().to_owned());
    let arg = match client_variable(api, parameter) {
        Some(variable) => arg.env(in_environment(api, variable)).hide_env_values(true),
        None => arg,
    };
    let arg = match (&parameter.ty, closed_values(operation, api, &parameter.ty)) {
        (_, Some(values)) => arg.value_parser(PossibleValuesParser::new(values)),
        _ => arg,
    };
    match parameter.ty {
        Type::List(_) => arg.action(ArgAction::Append),
        _ => arg,
    }
}

/// The name of the client-wide variable that has the value of a parameter.
pub(super) fn client_variable<'a>(api: &'a Api, parameter: &Parameter) -> Option<&'a str> {
    let variable = parameter.variable.as_ref()?;
    let mut variables = api.client_variables.iter();
    let found = variables.find(|it| it.variable == *variable);
    found.map(|it| it.name.as_str())
}

/// The values of a closed enum.
fn closed_values(operation: &Operation, api: &Api, ty: &Type) -> Option<Vec<String>> {
    let (Type::Named(name), mut defs) = (ty.innermost(), operation.types.iter().chain(&api.types))
    else {
        return None;
    };
    match defs.find(|def| def.name() == name)? {
        TypeDef::Enum(def) if def.closed => {
            Some(def.variants.iter().map(|it| it.value.clone()).collect())
        }
        _ => None,
    }
}

/// The names of the options that set the variables of the server.
pub(super) fn names_of_variables(api: &Api, command: &Command) -> Vec<String> {
    let variables = api.server_variables.iter();
    let names = variables.map(|variable| {
        let id = id_of_variable(&variable.variable);
        let mut arguments = command.get_arguments();
        let argument = arguments.find(|argument| argument.get_id().as_str() == id);
        argument.and_then(Arg::get_long).unwrap_or_default()
    });
    names.map(str::to_owned).collect()
}

/// The variables of the server, with what the user gives or else their defaults.
pub(super) fn variables(
    api: &Api,
    options: Vec<String>,
    matches: &ArgMatches,
) -> Vec<super::Variable> {
    let variables = api.server_variables.iter().zip(options);
    let variables = variables.map(|(variable, option)| {
        let given = matches.get_one::<String>(&id_of_variable(&variable.variable));
        super::Variable {
            name: variable.variable.clone(),
            option,
            variable: in_environment(api, variable.name.as_str()),
            value: given.or(variable.default.as_ref()).cloned(),
        }
    });
    variables.collect()
}

fn id_of_variable(name: &str) -> String {
    format!("variable:{name}")
}

/// The variables of the server, with their defaults.
pub(super) fn known_variables(api: &Api) -> Vec<super::Variable> {
    let variables = api.server_variables.iter();
    let variables = variables.map(|variable| super::Variable {
        name: variable.variable.clone(),
        option: String::new(),
        variable: in_environment(api, variable.name.as_str()),
        value: variable.default.clone(),
    });
    variables.collect()
}

/// The credentials of a scheme, without values.
pub(super) fn open_credentials(api: &Api, scheme: Option<&Scheme>) -> Vec<super::Credential> {
    let keys = scheme.map(keys).unwrap_or_default().into_iter();
    let credentials = keys.map(|key| super::Credential {
        key: key.to_owned(),
        variable: variable_of(api, scheme, key),
        value: None,
        is_secret: true,
    });
    credentials.collect()
}

/// The credentials that the user gives, by option or in the environment.
pub(super) fn credentials(
    api: &Api,
    scheme: Option<&Scheme>,
    matches: &ArgMatches,
) -> Vec<super::Credential> {
    let mut all = open_credentials(api, scheme);
    for credential in &mut all {
        let given = matches.get_one::<String>(&format!("credential:{}", credential.key));
        let in_environment = || std::env::var(&credential.variable).ok();
        credential.value = given.cloned().or_else(in_environment);
    }
    for pair in matches.get_many::<String>(AUTH).into_iter().flatten() {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let is_secret = all.iter().any(|known| known.key == key && known.is_secret);
        all.retain(|known| known.key != key);
        all.push(super::Credential {
            key: key.to_owned(),
            variable: in_environment(api, &kebab(key)),
            value: Some(value.to_owned()),
            is_secret,
        });
    }
    all
}

/// The keys of a scheme's credentials, by Postman's names, without those that the collection has.
fn keys(scheme: &Scheme) -> Vec<&'static str> {
    let keys = scheme.kind.required_parameters().iter().copied();
    keys.filter(|key| !scheme.parameters.contains_key(*key))
        .collect()
}

/// The environment variable of a credential, as in the quick start of a new crate.
fn variable_of(api: &Api, scheme: Option<&Scheme>, key: &str) -> String {
    let Some(scheme) = scheme else {
        return in_environment(api, &kebab(key));
    };
    match keys(scheme).as_slice() {
        [_] => in_environment(api, scheme.name.as_str()),
        _ => in_environment(api, &format!("{}_{}", scheme.name, kebab(key))),
    }
}

pub(super) fn in_environment(api: &Api, name: &str) -> String {
    environment_variable(api.module.as_str(), name)
}

/// `accessToken` as `access-token`.
fn kebab(key: &str) -> String {
    heck::AsKebabCase(key).to_string()
}
