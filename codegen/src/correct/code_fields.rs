//! Which field of a failure carries its error code.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::api::is_success;
use crate::config::{Config, Correction};
use crate::diagnostic::{Code, Diagnostics};
use crate::lower::{CodeFields, Input, ItemKey};
use crate::pointer::below;
use crate::postman::{Item, Node};
use crate::shape::lenient;
use crate::suggest;

use super::skip;

/// Where failures contain their code, for all items and for those with their own setting, as JSON pointers.
///
/// Where examples show failures in JSON and none of them has the field, that is an error.
pub(crate) fn code_fields(
    config: &Config,
    inputs: &[Input],
    is_shared: bool,
    diagnostics: &mut Diagnostics,
) -> CodeFields {
    let mut fields = CodeFields::default();
    let of_items = config.items.iter();
    let of_items = of_items.filter_map(|item| Some((item, item.change.code_field.as_ref()?)));
    if config.code_field.is_none() && of_items.clone().next().is_none() {
        return fields;
    }
    let mut shown = Shown::new();
    for input in inputs {
        failures(input, &input.collection.nodes, &mut shown);
    }
    if let Some(field) = &config.code_field {
        let bodies: Vec<&Value> = shown.values().flatten().collect();
        check(config, field, &bodies, is_shared, diagnostics);
        fields.usual = Some(pointer(&field.key));
    }
    let items = inputs.iter().map(|it| skip::items(&it.collection.nodes));
    let items: Vec<_> = inputs.iter().zip(items).collect();
    for (item, field) in of_items {
        for (input, index) in &items {
            for pointer_of_item in index.places(&index.matches(&item.key).matching) {
                let key = (input.source_path.clone(), pointer_of_item.clone());
                let bodies: Vec<&Value> = shown.get(&key).into_iter().flatten().collect();
                check(config, field, &bodies, is_shared, diagnostics);
                fields.of_items.insert(key, pointer(&field.key));
            }
        }
    }
    fields
}

fn check(
    config: &Config,
    field: &Correction<()>,
    bodies: &[&Value],
    is_shared: bool,
    diagnostics: &mut Diagnostics,
) {
    let pointer = pointer(&field.key);
    let is_there = |body: &&Value| body.pointer(&pointer).is_some();
    if is_shared || bodies.is_empty() || bodies.iter().any(is_there) {
        return;
    }
    let message = format!("no example of a failure has a field `{}`", field.key);
    let mut known = BTreeSet::new();
    for body in bodies {
        scalars(body, "", &mut known);
    }
    let help = suggest::help(&field.key, known.iter().map(String::as_str))
        .unwrap_or_else(|| "use a field that the examples contain".to_owned());
    let error = config.error(Code::ConfigUnmatched, field.position, message);
    diagnostics.push(error.help(help));
}

/// A field as a JSON pointer: `/error/code` unchanged, `error.code` split at the dots.
pub(super) fn pointer(field: &str) -> String {
    if field.starts_with('/') {
        return field.to_owned();
    }
    field
        .split('.')
        .fold(String::new(), |pointer, step| below(&pointer, step))
}

/// The failures that examples show in JSON, by item.
type Shown = BTreeMap<ItemKey, Vec<Value>>;

fn failures(input: &Input, nodes: &[Node], shown: &mut Shown) {
    let of_item = |item: &Item, shown: &mut Shown| {
        let failures = item.responses.iter();
        let failures = failures.filter(|it| !is_success(it.code));
        let bodies = failures.filter_map(|response| {
            let body = lenient(response.body.as_deref()?, &|_| None).ok()?;
            Some(body.to_value())
        });
        let key = (input.source_path.clone(), item.pointer.clone());
        shown.entry(key).or_default().extend(bodies);
    };
    for node in nodes {
        match node {
            Node::Folder(folder) => failures(input, &folder.nodes, shown),
            Node::Item(item) => of_item(item, shown),
        }
    }
}

/// The texts and numbers in a body, by their dotted paths.
fn scalars(body: &Value, path: &str, known: &mut BTreeSet<String>) {
    let below = |step: &str| {
        if path.is_empty() {
            step.to_owned()
        } else {
            format!("{path}.{step}")
        }
    };
    match body {
        Value::Object(members) => {
            for (key, value) in members {
                scalars(value, &below(key), known);
            }
        }
        Value::Array(items) => {
            if let Some(first) = items.first() {
                scalars(first, &below("0"), known);
            }
        }
        Value::String(_) | Value::Number(_) => drop(known.insert(path.to_owned())),
        Value::Null | Value::Bool(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code;
    use crate::source::Source;
    use crate::{ApiInput, Options, understand};

    /// The field of the item's codes, the codes, and the diagnostics.
    fn corrected(config: &str) -> (Vec<String>, Vec<String>, Vec<String>) {
        let item = serde_json::json!({ "item": [{
            "name": "Get", "request": { "method": "GET", "url": "https://a.example" }, "response": [
                { "code": 400, "body": r#"{ "fault": { "kind": "no stock left", "code": 7 } }"# },
                { "code": 200, "body": r#"{ "note": 1 }"# },
            ]
        }]});
        let input = ApiInput {
            config: Some(Source {
                path: "codegen.toml".to_owned(),
                text: config.to_owned(),
            }),
            ..ApiInput::of(Source {
                path: "a.json".to_owned(),
                text: item.to_string(),
            })
        };
        let understanding = understand(&[input], &Options::default());
        let operation = &understanding.apis[0].operations[0];
        let codes = operation.error_codes.iter().map(|code| code.code.clone());
        let diagnostics = understanding.diagnostics.into_iter();
        let diagnostics = diagnostics
            .filter(|diagnostic| diagnostic.code == Code::ConfigUnmatched)
            .map(|diagnostic| {
                let help = diagnostic.help.unwrap_or_default();
                format!(
                    "{}:{} {} ({help})",
                    diagnostic.line, diagnostic.column, diagnostic.message
                )
            });
        (
            operation.code_fields.clone(),
            codes.collect(),
            diagnostics.collect(),
        )
    }

    #[test]
    fn the_field_that_is_told_gives_the_codes_whatever_they_look_like() {
        for config in [
            "error-code-field = \"fault.kind\"",
            "error-code-field = \"/fault/kind\"",
            "error-code-field = \"fault.code\"\n[item.Get]\nerror-code-field = \"fault.kind\"",
        ] {
            let (fields, codes, diagnostics) = corrected(config);
            assert_eq!(fields, ["/fault/kind"], "{config}");
            assert_eq!(codes, ["no stock left"], "{config}");
            assert_eq!(diagnostics, Vec::<String>::new());
        }
    }

    #[test]
    fn a_field_that_no_failure_has_leads_to_the_nearest() {
        let (.., diagnostics) = corrected("error-code-field = \"fault.knd\"");
        assert_eq!(
            diagnostics,
            ["1:20 no example of a failure has a field `fault.knd` (did you mean `fault.kind`?)"]
        );
        let (.., diagnostics) = corrected("[item.Get]\nerror-code-field = \"note\"");
        assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
    }
}
