//! What the collection itself would send.

use crate::api::{ExampleValue, ExampleValues, Parameter, Type, TypeDef};
use crate::variables::{Variables, template};

use crate::prose;

/// Where the example's value of one parameter comes from.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum ExampleSource {
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
    sources: &[ExampleSource],
    types: &[TypeDef],
    values: &Variables,
) -> ExampleValues {
    let mut example = ExampleValues::default();
    for (index, (parameter, source)) in parameters.iter().zip(sources).enumerate() {
        let Some(mut value) = value(source, parameter, values) else {
            continue;
        };
        replace_placeholders(&mut value, parameter.ty.innermost(), types);
        if let Some(variable) = unresolved(&value, values) {
            example.unresolved.get_or_insert(variable);
        }
        example.values.push((index, value));
    }
    let says_nothing = |value: &ExampleValue| matches!(value, ExampleValue::Text(text) if !text.is_empty() && prose::is_filler(text));
    let values = example.values.iter();
    example.filler = values
        .filter(|(_, value)| says_nothing(value))
        .map(|(index, _)| *index)
        .collect();
    example
}

/// The value of one parameter. What may not be written down stays a variable.
fn value(
    source: &ExampleSource,
    parameter: &Parameter,
    values: &Variables,
) -> Option<ExampleValue> {
    let all = |texts: &[String]| texts.iter().map(|text| values.partly(text)).collect();
    Some(match source {
        ExampleSource::Unset => return None,
        ExampleSource::Missing => ExampleValue::Text(format!("{{{{{}}}}}", parameter.wire_name)),
        ExampleSource::Text(text) | ExampleSource::Json(text) => {
            ExampleValue::Text(values.partly(text))
        }
        ExampleSource::Texts(texts) => ExampleValue::Texts(all(texts)),
        ExampleSource::Files(paths) => ExampleValue::Files(all(paths)),
    })
}

/// Puts a value that the type takes in the place of a placeholder such as `<integer>`.
fn replace_placeholders(value: &mut ExampleValue, ty: &Type, types: &[TypeDef]) {
    let texts = match value {
        ExampleValue::Text(text) => std::slice::from_mut(text),
        ExampleValue::Texts(texts) => texts,
        ExampleValue::Json(_) | ExampleValue::Files(_) => return,
    };
    for text in texts
        .iter_mut()
        .filter(|text| prose::placeholder(text).is_some())
    {
        let valid = match ty {
            Type::Bool => "true",
            Type::I32 | Type::I64 | Type::U64 => "1",
            Type::F32 | Type::F64 => "1.5",
            Type::Named(name) => {
                let variants = types.iter().find_map(|def| match def {
                    TypeDef::Enum(def) if def.name == *name => def.variants.first(),
                    _ => None,
                });
                variants.map_or(text.as_str(), |variant| variant.value.as_str())
            }
            _ => continue,
        };
        *text = valid.to_owned();
    }
}

/// The first variable of a value that whoever sends the example has to give.
fn unresolved(value: &ExampleValue, values: &Variables) -> Option<String> {
    let texts = match value {
        ExampleValue::Text(text) => std::slice::from_ref(text),
        ExampleValue::Texts(texts) | ExampleValue::Files(texts) => texts,
        ExampleValue::Json(_) => &[],
    };
    let mut variables = texts.iter().flat_map(|text| template::variables(text));
    let unresolved = variables.find(|variable| !values.is_dynamic(variable));
    unresolved.map(str::to_owned)
}
