//! GraphQL bodies (docs/postman-semantics.md §5.5).

mod declared;

pub(in crate::lower) use declared::name;

use serde_json::Value;

use crate::api::{Body, Evidence, Fact, GraphQlVariables, Location, Segment};
use crate::lower::parameters::{Entry, Given, Parameters, Rule};
use crate::lower::types::{self, BodyShape, Types};
use crate::variables::template;

/// The parts of a GraphQL body.
#[derive(Debug)]
pub(super) struct Document<'a> {
    pub pointer: &'a str,
    pub query: &'a str,
    pub operation_name: Option<&'a str>,
    pub variables: Option<&'a Value>,
}

/// Lowers a GraphQL body: query and operation name are constant but for their variables.
pub(super) fn lower(document: &Document<'_>, parameters: &mut Parameters<'_>) -> Body {
    let segments = |text: &str, parameters: &mut Parameters<'_>| {
        let text = parameters.values().without_nesting(text);
        parameters.segments(&text, document.pointer, str::to_owned)
    };
    let query = segments(document.query, parameters);
    let operation_name = document
        .operation_name
        .map(|text| segments(text, parameters));
    let variables = match document.variables {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) => Some(text.clone()),
        Some(value) => Some(value.to_string()),
    };
    let variables = match variables.filter(|text| !text.trim().is_empty()) {
        Some(text) => Some(lower_variables(&text, document, parameters)),
        None => {
            let is_null = document.variables == Some(&Value::Null);
            declared_variables(is_null, document, parameters).or_else(|| {
                is_null.then(|| GraphQlVariables::Text(vec![Segment::Literal("null".to_owned())]))
            })
        }
    };
    Body::GraphQl {
        query,
        operation_name,
        variables,
    }
}

/// The variables that are sent: of a type, or as text.
fn lower_variables(
    text: &str,
    document: &Document<'_>,
    parameters: &mut Parameters<'_>,
) -> GraphQlVariables {
    if let Some(shape) = typed(text, document, parameters) {
        let given = Given::Json(text, shape.ty, shape.evidence);
        return GraphQlVariables::Json(add(given, Rule::Always, document, parameters));
    }
    let is_variable = template::only_variable(text.trim()).is_some();
    if template::has_variable(text) && !is_variable {
        let text = parameters.values().without_nesting(text);
        return GraphQlVariables::Text(parameters.segments(&text, document.pointer, str::to_owned));
    }
    let parameter = add(Given::Text(text), Rule::Variable, document, parameters);
    GraphQlVariables::Text(vec![Segment::Parameter(parameter)])
}

/// The variables that the query declares, although the collection sends none, or null.
fn declared_variables(
    is_null: bool,
    document: &Document<'_>,
    parameters: &mut Parameters<'_>,
) -> Option<GraphQlVariables> {
    if declared::variables(document.query).is_empty() {
        return None;
    }
    let shape = typed("{}", document, parameters)?;
    let (text, rule) = if is_null {
        ("null", Rule::Null)
    } else {
        ("{}", Rule::Unsent)
    };
    let given = Given::Json(text, shape.ty, Evidence::of(Fact::DeclaredByQuery));
    Some(GraphQlVariables::Json(add(
        given, rule, document, parameters,
    )))
}

/// The type of the variables, from what is sent and from what the query declares.
fn typed(
    text: &str,
    document: &Document<'_>,
    parameters: &mut Parameters<'_>,
) -> Option<BodyShape> {
    if text.trim().starts_with('[') {
        return None;
    }
    let declared = declared::variables(document.query);
    let mut types = Types::new(&mut parameters.type_names);
    let mut shape = types::part(
        "variables",
        text,
        None,
        &parameters.context,
        &mut types,
        &mut |object| {
            declared::apply(&declared, object);
        },
    )?;
    parameters.types.extend(types.finish());
    if !declared.is_empty() {
        shape.evidence.facts.push(Fact::DeclaredByQuery);
    }
    Some(shape)
}

fn add(
    given: Given<'_>,
    rule: Rule,
    document: &Document<'_>,
    parameters: &mut Parameters<'_>,
) -> usize {
    parameters.add(&Entry {
        location: Location::Body,
        wire_name: "variables",
        pointer: document.pointer,
        description: None,
        enabled: rule != Rule::Unsent,
        given,
        rule,
    })
}
