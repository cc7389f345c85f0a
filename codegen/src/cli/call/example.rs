//! The collection's own values, as the module `examples` of generated code passes them.

use serde_json::Value;

use crate::api::{ExampleValue, Parameter, Serialization, Type, TypeDef};

use super::Given;

/// The values of a parameter in an example.
pub(super) fn values(
    parameter: &Parameter,
    types: &[TypeDef],
    example: &ExampleValue,
) -> Vec<Given> {
    let is_list = repeated(parameter, types);
    let template = |text: &str| Given::Template(text.to_owned());
    match (example, parameter.serialization) {
        (ExampleValue::Text(text), Serialization::Joined(separator)) if is_list => {
            text.split(separator).map(template).collect()
        }
        (ExampleValue::Text(text), _) => vec![template(text)],
        (ExampleValue::Texts(texts), _) => texts.iter().map(|text| template(text)).collect(),
        (ExampleValue::Json(Value::Array(items)), _) if is_list => {
            items.iter().map(|item| template(&text(item))).collect()
        }
        (ExampleValue::Json(value), _) => vec![template(&text(value))],
        (ExampleValue::Files(paths), _) if paths.is_empty() && !is_list => vec![Given::NoFile],
        (ExampleValue::Files(paths), _) => paths.iter().cloned().map(Given::File).collect(),
        (ExampleValue::Bytes(bytes), _) => vec![Given::Bytes(bytes.clone())],
    }
}

fn repeated(parameter: &Parameter, types: &[TypeDef]) -> bool {
    matches!(parameter.ty, Type::List(_)) && !parameter.is_json(types)
}

fn text(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
