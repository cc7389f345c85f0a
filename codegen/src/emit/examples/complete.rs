//! An example with a value for every required parameter.

use proc_macro2::TokenStream;
#[cfg(any(feature = "cli", feature = "site"))]
use proc_macro2::{Delimiter, Group, TokenTree};
use serde_json::json;

use super::request::request;
#[cfg(any(feature = "cli", feature = "site"))]
use super::shown::imported;
use super::shown::{paths, short, shortest, without_filler};
use super::target::JsonForm;
use super::value::Value;
use crate::api::{ExampleValue, ExampleValues, Operation, Parameter, Type};
use crate::emit::context::Context;
use crate::emit::scope::TypeScope;

/// The maximum length of a value of an example with many values, in bytes.
const BRIEF: usize = 40;

/// The imports, the request and the code that goes with it, which has paths as [`imported`] expects them.
///
/// The request is the example of the documentation if that has all values of the collection. [`None`] if no value of a
/// type is known.
#[cfg(any(feature = "cli", feature = "site"))]
pub(in crate::emit) fn complete_example(
    operation: &Operation,
    context: Context<'_>,
    code: TokenStream,
) -> Option<(TokenStream, TokenStream, TokenStream)> {
    let scope = context.scope(operation);
    let request =
        short(operation, context).or_else(|| written(&completed(operation, scope), scope))?;
    with_code(request, code, operation, context)
}

/// Like [`complete_example`], with these values for a request that has to be the same as that of the collection. What the
/// collection leaves open gets any value.
///
/// # Errors
///
/// The reason why the request cannot be written.
#[cfg(feature = "cli")]
pub(in crate::emit) fn exact_example(
    operation: &Operation,
    example: &ExampleValues,
    context: Context<'_>,
    code: TokenStream,
) -> Result<(TokenStream, TokenStream, TokenStream), String> {
    let scope = context.scope(operation);
    let parameters = operation.parameters.iter().enumerate();
    let values = parameters.map(|(index, parameter)| {
        let mut values = example.values.iter();
        let value = values.find(|(known, _)| *known == index);
        let value = match value.map(|(_, value)| value) {
            // A segment without text can be cut off, and a saved request leaves it open.
            Some(ExampleValue::Text(text)) if text.is_empty() && in_path(parameter) => {
                Some(placeholder(parameter, scope))
            }
            Some(value) if is_usable(parameter, value, scope) => Some(value.clone()),
            Some(value) if is_open(value) || example.filler.contains(&index) => {
                Some(placeholder(parameter, scope))
            }
            Some(_) => {
                let name = &parameter.wire_name;
                return Err(format!("`{name}` has a value that its type does not have"));
            }
            None if parameter.presence.needs_value() => Some(placeholder(parameter, scope)),
            None => None,
        };
        Ok(value.map(|value| (index, without_files(value, parameter, scope))))
    });
    let values = values.filter_map(Result::transpose);
    let values = values.collect::<Result<Vec<_>, String>>()?;
    let exact = with_values(operation.clone(), values);
    let request = request(&exact, scope, &paths(JsonForm::Exact));
    let request = request.map_err(|_| "it cannot be written as code".to_owned())?;
    with_code(request, code, operation, context)
        .ok_or_else(|| "it cannot be written as code".to_owned())
}

#[cfg(feature = "cli")]
fn in_path(parameter: &Parameter) -> bool {
    parameter.location == crate::api::Location::Path
}

/// A value with empty bytes in place of files, which are only where the collection was written.
#[cfg(feature = "cli")]
fn without_files(value: ExampleValue, parameter: &Parameter, scope: TypeScope<'_>) -> ExampleValue {
    let item = scope.repeated(parameter).unwrap_or(&parameter.ty);
    match value {
        ExampleValue::Files(paths) if paths.is_empty() => ExampleValue::Files(paths),
        _ if *item == Type::File => ExampleValue::Bytes(Vec::new()),
        value => value,
    }
}

/// A request and code with their imports.
#[cfg(any(feature = "cli", feature = "site"))]
fn with_code(
    request: TokenStream,
    code: TokenStream,
    operation: &Operation,
    context: Context<'_>,
) -> Option<(TokenStream, TokenStream, TokenStream)> {
    // They share their imports, so both are shortened at once, as two groups.
    let group = |tokens| TokenTree::Group(Group::new(Delimiter::Brace, tokens));
    let both = [group(request), group(code)].into_iter().collect();
    let (imports, both) = imported(operation, context, both)?;
    let mut groups = both.into_iter().filter_map(|tree| match tree {
        TokenTree::Group(group) => Some(group.stream()),
        _ => None,
    });
    Some((imports, groups.next()?, groups.next()?))
}

/// A request that is short enough for documentation, with paths as [`imported`] expects them.
///
/// It has the collection's values if they are known and short. Otherwise it has the name of a parameter, or the simplest
/// value of its type; then only required values; then those of them that are short, however many there are. [`None`] if no
/// value of a type is known.
pub(super) fn complete(operation: &Operation, context: Context<'_>) -> Option<TokenStream> {
    let scope = context.scope(operation);
    let completed = || completed(operation, scope);
    short(operation, context)
        .or_else(|| shortest(&completed(), scope))
        .or_else(|| shortest(&required(completed()), scope))
        .or_else(|| {
            let brief = brief(completed(), scope);
            request(&brief, scope, &paths(JsonForm::Text)).ok()
        })
}

/// The request of an operation's example, with its types if they can represent it.
#[cfg(any(feature = "cli", feature = "site"))]
fn written(operation: &Operation, scope: TypeScope<'_>) -> Option<TokenStream> {
    let mut forms = [JsonForm::Typed, JsonForm::Text].into_iter();
    forms.find_map(|json| request(operation, scope, &paths(json)).ok())
}

/// An operation whose example has only required parameters.
fn required(mut operation: Operation) -> Operation {
    let parameters = &operation.parameters;
    if let Some(example) = &mut operation.example {
        let is_required = |index: usize| parameters[index].presence.needs_value();
        example.values.retain(|(index, _)| is_required(*index));
    }
    operation
}

/// An operation whose example has only required parameters, with placeholders for JSON and long texts.
fn brief(operation: Operation, scope: TypeScope<'_>) -> Operation {
    let mut brief = required(operation);
    if let Some(example) = &mut brief.example {
        for (index, value) in &mut example.values {
            let parameter = &brief.parameters[*index];
            if scope.is_json_parameter(parameter) || !is_brief(value) {
                *value = placeholder(parameter, scope);
            }
        }
    }
    brief
}

/// Whether a value fits on a line.
fn is_brief(example: &ExampleValue) -> bool {
    let texts = match example {
        ExampleValue::Text(text) => std::slice::from_ref(text),
        ExampleValue::Texts(texts) | ExampleValue::Files(texts) => texts,
        ExampleValue::Json(_) | ExampleValue::Bytes(_) => return false,
    };
    texts.iter().map(String::len).sum::<usize>() <= BRIEF
}

/// An operation with an example that can be written down.
pub(super) fn completed(operation: &Operation, scope: TypeScope<'_>) -> Operation {
    let operation = without_filler(operation);
    let known = operation.example.clone().unwrap_or_default();
    let parameters = operation.parameters.iter().enumerate();
    let values = parameters.filter_map(|(index, parameter)| {
        let mut values = known.values.iter();
        let value = values.find(|(known, _)| *known == index);
        let value = value.map(|(_, value)| value.clone());
        let value = value.filter(|value| is_usable(parameter, value, scope));
        let is_required = parameter.presence.needs_value();
        let value = value.or_else(|| is_required.then(|| placeholder(parameter, scope)));
        Some((index, value?))
    });
    let values = values.collect();
    with_values(operation.into_owned(), values)
}

fn with_values(operation: Operation, values: Vec<(usize, ExampleValue)>) -> Operation {
    Operation {
        example: Some(ExampleValues {
            values,
            ..ExampleValues::default()
        }),
        ..operation
    }
}

/// Whether a value can be written down, and is not only a variable.
fn is_usable(parameter: &Parameter, example: &ExampleValue, scope: TypeScope<'_>) -> bool {
    let item = scope.repeated(parameter);
    let is_json = scope.is_json_parameter(parameter) || item.is_some_and(|it| scope.is_json(it));
    if is_open(example) && !is_json {
        return false;
    }
    let paths = paths(JsonForm::Typed);
    let value = Value {
        parameter,
        scope,
        paths: &paths,
        json: JsonForm::Typed,
        is_member: false,
    };
    value.argument(example).is_ok()
}

/// Whether a value contains a variable.
fn is_open(example: &ExampleValue) -> bool {
    match example {
        ExampleValue::Text(text) => text.contains("{{"),
        ExampleValue::Texts(texts) | ExampleValue::Files(texts) => {
            texts.iter().any(|text| text.contains("{{"))
        }
        ExampleValue::Json(_) | ExampleValue::Bytes(_) => false,
    }
}

/// The name of a parameter, or the simplest value of its type.
fn placeholder(parameter: &Parameter, scope: TypeScope<'_>) -> ExampleValue {
    if let Some(item) = scope.repeated(parameter) {
        return match item {
            Type::File => ExampleValue::Files(vec![parameter.name.to_string()]),
            item => ExampleValue::Texts(vec![text(parameter, item, scope)]),
        };
    }
    if scope.is_json_parameter(parameter) {
        return ExampleValue::Json(match &parameter.ty {
            Type::List(_) => json!([]),
            Type::Bool => json!(true),
            Type::I32 | Type::I64 | Type::U64 | Type::F32 | Type::F64 => json!(1),
            _ => json!({}),
        });
    }
    match &parameter.ty {
        Type::File => ExampleValue::Files(vec![parameter.name.to_string()]),
        ty => ExampleValue::Text(text(parameter, ty, scope)),
    }
}

fn text(parameter: &Parameter, ty: &Type, scope: TypeScope<'_>) -> String {
    match ty {
        Type::Bool => "true".to_owned(),
        Type::I32 | Type::I64 | Type::U64 | Type::F32 | Type::F64 => "1".to_owned(),
        Type::External(path) if path.ends_with("Uuid") => {
            "00000000-0000-0000-0000-000000000000".to_owned()
        }
        Type::External(_) => "2026-01-31T12:00:00Z".to_owned(),
        ty if scope.is_json(ty) => "{}".to_owned(),
        ty => {
            let first = scope.values(ty).and_then(|def| def.variants.first());
            first.map_or_else(
                || parameter.name.to_string(),
                |variant| variant.value.clone(),
            )
        }
    }
}
