//! The values of parameters: those of the user, or else those of the collection.

use clap::ArgMatches;

use crate::api::{Api, Operation, Parameter, Type, TypeDef};
use crate::list::types;

use super::example;
use super::options::{self, CURL, EXAMPLE, in_environment};

/// A value of a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// Text that is sent unchanged.
    Text(String),
    /// Text of the collection, whose variables have to be replaced.
    Template(String),
    /// The path of a file, in which variables have to be replaced.
    File(String),
    /// The content of a file.
    Bytes(Vec<u8>),
    /// No file, as in a form that leaves it open.
    NoFile,
    /// The value of a variable of the shell, in a curl command.
    Variable(String),
}

/// The values of each parameter.
///
/// # Errors
///
/// What is missing, or does not have its type.
pub(super) fn values(
    api: &Api,
    operation: &Operation,
    types: &[TypeDef],
    matches: &ArgMatches,
) -> Result<Vec<Vec<Given>>, String> {
    let examples = matches
        .get_flag(EXAMPLE)
        .then_some(&operation.example)
        .and_then(Option::as_ref);
    let shows_curl = matches.get_flag(CURL);
    let mut missing = Vec::new();
    let mut all = Vec::new();
    for (index, parameter) in operation.parameters.iter().enumerate() {
        let texts = matches.get_many::<String>(&format!("parameter:{index}"));
        let mut values = Vec::new();
        for text in texts.into_iter().flatten() {
            values.push(value(parameter, text)?);
        }
        if values.is_empty() {
            let mut examples = examples.iter().flat_map(|it| &it.values);
            let example = examples.find(|(known, _)| *known == index);
            values.extend(
                example
                    .map(|(_, value)| example::values(parameter, types, value))
                    .unwrap_or_default(),
            );
            if values.is_empty() && example.is_none() && parameter.presence.needs_value() {
                values.extend(shows_curl.then(|| variable(api, parameter)));
                missing.push(format!("`--{}`", parameter.name.as_str().replace('_', "-")));
            }
        }
        all.push(values);
    }
    if missing.is_empty() || shows_curl {
        Ok(all)
    } else {
        let help = "`--example` uses the collection's values, `--help` shows all options";
        Err(format!("{} must be given; {help}", missing.join(", ")))
    }
}

/// The variable of the shell for a value that nothing gives.
pub(super) fn variable(api: &Api, parameter: &Parameter) -> Given {
    let name = options::client_variable(api, parameter);
    let name = name.unwrap_or(parameter.name.as_str());
    Given::Variable(in_environment(api, name))
}

/// A value that the user gives, as its type writes it.
fn value(parameter: &Parameter, text: &str) -> Result<Given, String> {
    let ty = match &parameter.ty {
        Type::List(item) => item,
        ty => ty,
    };
    let written = match ty {
        Type::Bool => text.parse::<bool>().ok().map(|it| it.to_string()),
        Type::I32 => text.parse::<i32>().ok().map(|it| it.to_string()),
        Type::I64 => text.parse::<i64>().ok().map(|it| it.to_string()),
        Type::U64 => text.parse::<u64>().ok().map(|it| it.to_string()),
        Type::F32 => text.parse::<f32>().ok().map(|it| it.to_string()),
        Type::F64 => text.parse::<f64>().ok().map(|it| it.to_string()),
        Type::File => return Ok(Given::File(text.to_owned())),
        _ => Some(text.to_owned()),
    };
    written.map(Given::Text).ok_or_else(|| {
        let option = parameter.name.as_str().replace('_', "-");
        format!(
            "`{text}` is not a value of `--{option}`, which has type `{}`",
            types::text(&parameter.ty)
        )
    })
}
