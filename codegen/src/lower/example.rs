//! What the collection itself would send.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::api::{
    Body, ExampleValue, ExampleValues, Parameter, Segment, Serialization, Type, TypeDef,
};
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
    /// The content of a file, in Base64.
    Base64(String),
}

/// The longest content of a file that becomes part of an example, in bytes.
const LONGEST_CONTENT: usize = 16 * 1024;

/// Puts the values of an example together.
pub(super) fn lower(
    parameters: &[Parameter],
    sources: &[ExampleSource],
    types: &[TypeDef],
    body: &Body,
    values: &Variables,
) -> ExampleValues {
    let replaced = |replace: &dyn Fn(&str) -> String| {
        example(parameters, sources, types, body, values, replace)
    };
    let sent = replaced(&|text| values.partly(text));
    let shown = values
        .has_empty()
        .then(|| replaced(&|text| values.shown(text)));
    ExampleValues {
        shown: shown.filter(|shown| *shown != sent).map(Box::new),
        ..sent
    }
}

/// The values of an example, whose variables `replace` replaces.
fn example(
    parameters: &[Parameter],
    sources: &[ExampleSource],
    types: &[TypeDef],
    body: &Body,
    values: &Variables,
    replace: &dyn Fn(&str) -> String,
) -> ExampleValues {
    let mut example = ExampleValues::default();
    for (index, (parameter, source)) in parameters.iter().zip(sources).enumerate() {
        let Some(mut value) = value(source, parameter, replace) else {
            continue;
        };
        replace_placeholders(&mut value, parameter, types);
        if let Some(variable) = unresolved(&value, values) {
            example.unresolved.get_or_insert(variable);
        }
        example.values.push((index, value));
    }
    let says_nothing = |value: &ExampleValue| matches!(value, ExampleValue::Text(text) if !text.is_empty() && prose::is_filler(text));
    let markup = markup(body);
    let values = example.values.iter();
    example.filler = values
        .filter(|(index, value)| says_nothing(value) && Some(*index) != markup)
        .map(|(index, _)| *index)
        .collect();
    example
}

/// The parameter that is a whole body of markup: `<p>` is a tag there.
fn markup(body: &Body) -> Option<usize> {
    match body {
        Body::Text { segments, language } => match segments.as_slice() {
            [Segment::Parameter(index)] => {
                matches!(language.as_deref(), Some("html" | "xml")).then_some(*index)
            }
            _ => None,
        },
        _ => None,
    }
}

/// The value of one parameter. What may not be written down stays a variable.
fn value(
    source: &ExampleSource,
    parameter: &Parameter,
    replace: &dyn Fn(&str) -> String,
) -> Option<ExampleValue> {
    let missing = || ExampleValue::Text(format!("{{{{{}}}}}", parameter.wire_name));
    let all = |texts: &[String]| texts.iter().map(|text| replace(text)).collect();
    Some(match source {
        ExampleSource::Unset => return None,
        ExampleSource::Missing => missing(),
        ExampleSource::Text(text) | ExampleSource::Json(text) => ExampleValue::Text(replace(text)),
        ExampleSource::Texts(texts) => ExampleValue::Texts(all(texts)),
        ExampleSource::Files(paths) => ExampleValue::Files(all(paths)),
        ExampleSource::Base64(text) => content(text).map_or_else(missing, ExampleValue::Bytes),
    })
}

/// The content of a file, unless it is long.
fn content(base64: &str) -> Option<Vec<u8>> {
    let bytes = STANDARD.decode(base64.trim()).ok()?;
    (bytes.len() <= LONGEST_CONTENT).then_some(bytes)
}

/// Replaces placeholders such as `<integer>` by a valid value of the type, in each part of a list.
fn replace_placeholders(value: &mut ExampleValue, parameter: &Parameter, types: &[TypeDef]) {
    let texts = match value {
        ExampleValue::Text(text) => std::slice::from_mut(text),
        ExampleValue::Texts(texts) => texts,
        ExampleValue::Json(_) | ExampleValue::Files(_) | ExampleValue::Bytes(_) => return,
    };
    let ty = parameter.ty.innermost();
    let valid = |text: &str| match prose::placeholder(text) {
        Some(_) => valid_value(ty, types).map_or_else(|| text.to_owned(), str::to_owned),
        None => text.to_owned(),
    };
    for text in texts {
        *text = match parameter.serialization {
            Serialization::Joined(separator) => {
                let parts: Vec<String> = text.split(separator).map(valid).collect();
                parts.join(separator)
            }
            _ => valid(text),
        };
    }
}

/// A value of a type that text alone does not fit.
fn valid_value<'a>(ty: &Type, types: &'a [TypeDef]) -> Option<&'a str> {
    match ty {
        Type::Named(name) => types.iter().find_map(|def| match def {
            TypeDef::Enum(def) if def.name == *name => Some(def.variants.first()?.value.as_str()),
            _ => None,
        }),
        ty => valid_scalar(ty),
    }
}

/// A value of a number or boolean.
pub(super) fn valid_scalar(ty: &Type) -> Option<&'static str> {
    match ty {
        Type::Bool => Some("true"),
        Type::I32 | Type::I64 | Type::U64 => Some("1"),
        Type::F32 | Type::F64 => Some("1.5"),
        _ => None,
    }
}

/// The first variable of a value that whoever sends the example has to give.
fn unresolved(value: &ExampleValue, values: &Variables) -> Option<String> {
    let texts = match value {
        ExampleValue::Text(text) => std::slice::from_ref(text),
        ExampleValue::Texts(texts) | ExampleValue::Files(texts) => texts,
        ExampleValue::Json(_) | ExampleValue::Bytes(_) => &[],
    };
    let mut variables = texts.iter().flat_map(|text| template::variables(text));
    let unresolved = variables.find(|variable| !values.is_dynamic(variable));
    unresolved.map(str::to_owned)
}
