//! What the collection itself would send.

use crate::api::{ExampleValue, ExampleValues, Parameter};
use crate::variables::{Unresolved, Values};

use crate::prose;

/// Where the example's value of one parameter comes from.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Source {
    /// It is left unset.
    Unset,
    /// It must be set, and the collection has no value that may be written down.
    Missing,
    /// Text, with variables.
    Text(String),
    /// Texts, with variables.
    Texts(Vec<String>),
    /// JSON text, with variables; dynamic ones are filled in where it is sent.
    Json(String),
    /// Paths of files, with variables.
    Files(Vec<String>),
}

/// Puts the values of an example together.
pub(super) fn lower(
    parameters: &[Parameter],
    sources: &[Source],
    values: &Values,
) -> ExampleValues {
    let mut example = ExampleValues::default();
    for (index, (parameter, source)) in parameters.iter().zip(sources).enumerate() {
        match resolve(source, values) {
            Ok(Some(value)) => example.values.push((index, value)),
            Ok(None) => {}
            Err(Unresolved(name)) => {
                let name = if name.is_empty() {
                    parameter.wire_name.clone()
                } else {
                    name
                };
                example.unresolved.get_or_insert(name);
            }
        }
    }
    let says_nothing = |value: &ExampleValue| matches!(value, ExampleValue::Text(text) if !text.is_empty() && prose::is_filler(text));
    let values = example.values.iter();
    example.filler = values
        .filter(|(_, value)| says_nothing(value))
        .map(|(index, _)| *index)
        .collect();
    example
}

fn resolve(source: &Source, values: &Values) -> Result<Option<ExampleValue>, Unresolved> {
    let all = |texts: &[String]| {
        texts
            .iter()
            .map(|text| values.resolve(text))
            .collect::<Result<Vec<_>, _>>()
    };
    Ok(match source {
        Source::Unset => None,
        Source::Missing => return Err(Unresolved(String::new())),
        Source::Text(text) => Some(ExampleValue::Text(values.resolve(text)?)),
        Source::Texts(texts) => Some(ExampleValue::Texts(all(texts)?)),
        Source::Files(paths) => Some(ExampleValue::Files(all(paths)?)),
        Source::Json(text) => Some(ExampleValue::Text(values.resolve_known(text)?)),
    })
}
