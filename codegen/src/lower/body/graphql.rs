//! GraphQL bodies (semantics 5.5).

mod declared;

use serde_json::Value;

use crate::api::{Body, GraphQlVariables, Piece, Place};
use crate::lower::parameters::{Entry, Given, Parameters, Rule};
use crate::lower::shape::{self, BodyShape, Context, Types};
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
pub(super) fn lower(
    document: &Document<'_>,
    parameters: &mut Parameters<'_>,
    context: &Context<'_>,
) -> Body {
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
            if let Some(shape) = typed(&text, document, parameters, context) {
                let given = Given::Json(&text, shape.ty, shape.evidence);
                return GraphQlVariables::Json(lower_variables(given, document, parameters));
            }
            let pieces = if template::has_variable(&text)
                && template::only_variable(text.trim()).is_none()
            {
                pieces(&text, parameters)
            } else {
                let parameter = lower_variables(Given::Text(&text), document, parameters);
                vec![Piece::Parameter(parameter)]
            };
            GraphQlVariables::Text(pieces)
        });
    Body::GraphQl {
        query,
        operation_name,
        variables,
    }
}

/// The type of the variables, from what is sent and from what the query declares.
fn typed(
    text: &str,
    document: &Document<'_>,
    parameters: &mut Parameters<'_>,
    context: &Context<'_>,
) -> Option<BodyShape> {
    let declared = declared::variables(document.query.unwrap_or_default());
    let mut types = Types::new(&mut parameters.type_names);
    let mut shape = shape::part("variables", text, context, &mut types, &mut |object| {
        declared::apply(&declared, object);
    })?;
    parameters.types.extend(types.finish());
    if !declared.is_empty() {
        shape.evidence.push_str(", as the query declares them");
    }
    Some(shape)
}

fn lower_variables(
    given: Given<'_>,
    document: &Document<'_>,
    parameters: &mut Parameters<'_>,
) -> usize {
    let rule = match given {
        Given::Json(..) => Rule::Always,
        _ => Rule::Variable,
    };
    parameters.add(&Entry {
        place: Place::Body,
        wire_name: "variables",
        pointer: document.pointer,
        description: None,
        enabled: true,
        given,
        rule,
    })
}
