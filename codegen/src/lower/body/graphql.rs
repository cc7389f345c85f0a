//! GraphQL bodies (semantics 5.5).

use serde_json::Value;

use crate::api::{Body, GraphQlVariables, Piece, Place};
use crate::lower::parameters::{Entry, Given, Parameters, Rule};
use crate::lower::template;

/// The parts of a GraphQL body.
#[derive(Debug)]
pub(super) struct Document<'a> {
    pub pointer: &'a str,
    pub query: Option<&'a str>,
    pub operation_name: Option<&'a str>,
    pub variables: Option<&'a Value>,
}

/// Lowers a GraphQL body: query and operation name are constant but for their variables.
pub(super) fn lower(document: &Document<'_>, parameters: &mut Parameters<'_>) -> Body {
    let pieces = |text: &str, parameters: &mut Parameters<'_>| {
        let text = parameters.values().without_nesting(text);
        parameters.pieces(&text, document.pointer, str::to_owned)
    };
    let query = document
        .query
        .map(|text| pieces(text, parameters))
        .unwrap_or_default();
    let operation_name = document.operation_name.map(|text| pieces(text, parameters));
    let variables = match document.variables {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) => Some(text.clone()),
        Some(value) => Some(value.to_string()),
    };
    let variables = variables
        .filter(|text| !text.trim().is_empty())
        .map(|text| {
            let pieces = if template::has_variable(&text)
                && template::only_variable(text.trim()).is_none()
            {
                pieces(&text, parameters)
            } else {
                vec![lower_variables(&text, document.pointer, parameters)]
            };
            GraphQlVariables::Text(pieces)
        });
    Body::GraphQl {
        query,
        operation_name,
        variables,
    }
}

fn lower_variables(text: &str, pointer: &str, parameters: &mut Parameters<'_>) -> Piece {
    Piece::Parameter(parameters.add(&Entry {
        place: Place::Body,
        wire_name: "variables",
        pointer,
        description: None,
        enabled: true,
        given: Given::Text(text),
        rule: Rule::Variable,
    }))
}
