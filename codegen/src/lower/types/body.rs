//! Request bodies that are JSON: a type from the item's own body and from those that its examples saved.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::api::{Evidence, Fact, FormatTypes, Ident, Type};
use crate::names;
use crate::postman::{Body, Item};
use crate::shape::{Direction, Inference, Json, JsonProblem, Member, Object, Shape, schema};
use crate::variables::Variables;

use super::{ExampleStatistics, Types, Wanted, examples, nouns};

/// What the JSON of one item is lowered with.
#[derive(Debug, Clone, Copy)]
pub struct ItemContext<'a> {
    /// The request type's name.
    pub type_name: &'a Ident,
    /// The path, as people read it.
    pub path_template: &'a str,
    /// The variables of the file.
    pub values: &'a Variables,
    /// What all examples of the API show.
    pub statistics: &'a ExampleStatistics,
    /// JSON Schemas, by the JSON pointer of what they describe.
    pub schemas: &'a BTreeMap<String, Value>,
    /// The types of strings of a format.
    pub format_types: &'a FormatTypes,
    /// The field of failures that carries their code according to the configuration or the descriptions, as a JSON pointer.
    pub code_field: Option<&'a str>,
}

impl ItemContext<'_> {
    /// What a schema declares of the JSON at a pointer, if it is an object, a list or a union.
    pub(crate) fn declared(&self, pointer: &str) -> Option<Shape> {
        let schema = self.schemas.get(pointer)?;
        let (declaration, _) = schema::read(schema, self.format_types);
        let is_scalar = matches!(
            declaration.shape,
            Shape::Any | Shape::Scalar(_) | Shape::Values(_)
        );
        (!is_scalar).then_some(declaration.shape)
    }

    /// What a schema declares of the parameter at a pointer: it describes an object with the member `value`.
    pub(crate) fn declared_value(&self, pointer: &str) -> Option<Member> {
        let schema = self.schemas.get(pointer)?;
        let (declaration, _) = schema::read(schema, self.format_types);
        let Shape::Object(object) = declaration.shape else {
            return None;
        };
        let mut fields = object.fields.into_iter();
        fields.find(|field| field.key == "value")
    }
}

/// The type of a body, and why it looks like this.
#[derive(Debug, Clone, PartialEq)]
pub struct BodyShape {
    /// The type.
    pub ty: Type,
    /// What it was inferred from.
    pub evidence: Evidence,
}

/// The type of the raw body of an item, whose text is `text`; [`None`] where it is a JSON string, number or literal,
/// or nothing but a variable.
///
/// # Errors
///
/// [`JsonProblem`] if the text is not JSON.
pub fn body(
    item: &Item,
    text: &str,
    context: &ItemContext<'_>,
    types: &mut Types<'_>,
) -> Result<Option<BodyShape>, JsonProblem> {
    let own = examples::read(text, context.values)?;
    if !matches!(own, Json::Object(_) | Json::Array(_)) {
        return Ok(None);
    }
    let saved = examples::distinct(examples::bodies(item, context.values));
    let mut samples: Vec<&Json> = vec![&own];
    samples.extend(
        saved
            .iter()
            .map(|example| &example.json)
            .filter(|json| **json != own),
    );
    let schema = match &item.request.body {
        Some(Body::Raw { pointer, .. }) => context.declared(pointer.trim_end_matches("/raw")),
        _ => None,
    };
    let evidence = Evidence::of(match schema {
        Some(_) => Fact::Schema,
        None => Fact::RequestBody {
            examples: samples.len() - 1,
        },
    });
    let name = names::joined(
        &names::words(context.type_name.as_str()),
        &["body".to_owned()],
    )
    .join(" ");
    let shape = schema.unwrap_or_else(|| infer(&samples, context));
    Ok(Some(lower(&shape, &name, None, evidence, context, types)))
}

/// The type of JSON that has a name within a request: in a field of a form, in the variables of GraphQL. It is `declared` by a
/// schema or inferred from the text. `known` adds what else is known of its fields. [`None`] if it is neither object nor
/// array, or an empty one.
pub fn part(
    name: &str,
    text: &str,
    declared: Option<Shape>,
    context: &ItemContext<'_>,
    types: &mut Types<'_>,
    known: &mut dyn FnMut(&mut Object),
) -> Option<BodyShape> {
    let text = text.trim();
    if !text.starts_with(['{', '[']) || text.starts_with("{{") {
        return None;
    }
    let json = examples::read(text, context.values).ok()?;
    let evidence = Evidence::of(match declared {
        Some(_) => Fact::Schema,
        None => Fact::JsonOf(name.to_owned()),
    });
    let is_declared = declared.is_some();
    let mut shape = declared.unwrap_or_else(|| infer(&[&json], context));
    if let Shape::Object(object) = &mut shape {
        known(object);
        if object.fields.is_empty() {
            return None;
        }
    }
    if json == Json::Array(Vec::new()) && !is_declared {
        return None;
    }
    let item = nouns::singular(&names::words(name)).join(" ");
    Some(lower(&shape, name, Some(&item), evidence, context, types))
}

/// The type of a value in a list with a name within a request, whose shape is known.
pub fn list_item(
    name: &str,
    shape: &Shape,
    evidence: Evidence,
    context: &ItemContext<'_>,
    types: &mut Types<'_>,
) -> Type {
    let item = nouns::singular(&names::words(name)).join(" ");
    lower(shape, &item, Some(&item), evidence, context, types).ty
}

fn infer(samples: &[&Json], context: &ItemContext<'_>) -> Shape {
    Inference {
        statistics: &context.statistics.requests,
        direction: Direction::Request,
    }
    .shape(samples)
}

fn lower(
    shape: &Shape,
    name: &str,
    noun: Option<&str>,
    evidence: Evidence,
    context: &ItemContext<'_>,
    types: &mut Types<'_>,
) -> BodyShape {
    let wanted = Wanted {
        name,
        or: &qualified(name, context.type_name.as_str()),
        noun,
        direction: Direction::Request,
        evidence: &evidence,
    };
    BodyShape {
        ty: types.lower(shape, &wanted),
        evidence,
    }
}

/// The name with that of its operation before it. An operation that is itself called `… body` has a `… body payload`.
fn qualified(name: &str, operation: &str) -> String {
    let operation = names::words(operation);
    let mut words = names::joined(&operation, &names::words(name));
    if words == operation {
        words.push("payload".to_owned());
    }
    words.join(" ")
}
