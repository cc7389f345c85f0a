//! Saved responses: responses by status, each with what it holds, and the error codes that they document.
//!
//! ```text
//! content    what the body of one response is      codes      error codes, from names and from payloads
//! stream     JSON values in one body
//! ```
//!
//! Examples with one status are one response (docs/postman-semantics.md §8.5): their JSON becomes one type, never merged
//! with that of another status, so that no error lends its fields to a success.

mod carried;
mod codes;
mod content;
mod stream;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::api::{
    self, Docs, ErrorCode, Evidence, Fact, Ident, JsonStream, Payload, Response, StreamFormat, Type,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown;
use crate::names::{self, Scope};
use crate::postman::{self, Body, Item};
use crate::prose::{self, ResponseName};
use crate::reason;
use crate::shape::{Direction, Inference, Json, Shape};

use super::report::Report;
use super::types::{ItemContext, Types, Wanted, is_wrapper, many_in, noun, thing};

use codes::Codes;
use content::Content;

/// What the saved responses of an item come to.
#[derive(Debug, Default)]
pub(super) struct Lowered {
    /// By status; without a status last.
    pub responses: Vec<Response>,
    /// In order of status and appearance.
    pub error_codes: Vec<ErrorCode>,
    /// Where failures carry their code, in the order to try.
    pub code_fields: Vec<String>,
}

/// A saved response, read.
struct Example<'a> {
    response: &'a postman::Response,
    name: ResponseName,
    content: Content,
}

/// Lowers the saved responses of an item; the types that they need go to `types`.
pub(super) fn lower(
    item: &Item,
    context: &ItemContext<'_>,
    types: &mut Types<'_>,
    report: &mut Report<'_>,
) -> Lowered {
    let mut by_status: BTreeMap<Option<u16>, Vec<Example<'_>>> = BTreeMap::new();
    for response in &item.responses {
        let example = Example {
            response,
            name: read_name(item, response, report),
            content: content::of(response, context.values, report),
        };
        by_status.entry(response.code).or_default().push(example);
    }
    // A response without a status goes last.
    let without = by_status.remove_entry(&None);
    let mut codes = Codes::carried_by(context.code_field);
    let mut variants = Scope::holding(["Unknown"]);
    let mut responses: Vec<Response> = Vec::new();
    for (status, examples) in by_status.into_iter().chain(without) {
        let variant = variants.unique(&variant(status));
        let payload = payload(item, status, &variant, &examples, context, types);
        let stream = json_stream(item, status, &variant, &examples, context, types);
        responses.push(Response {
            status,
            reason: reason_of(status, &examples),
            docs: docs_of(&examples),
            error_codes: codes.add(status, &examples),
            evidence: evidence(status, &examples),
            payload,
            stream,
            variant,
        });
    }
    let (error_codes, code_fields) = codes.finish();
    Lowered {
        responses,
        error_codes,
        code_fields,
    }
}

/// What a variant holds, from all examples of its status.
fn payload(
    item: &Item,
    status: Option<u16>,
    variant: &Ident,
    examples: &[Example<'_>],
    context: &ItemContext<'_>,
    types: &mut Types<'_>,
) -> Payload {
    let direction = Direction::of_status(status);
    if direction != Direction::Failure && examples.iter().all(is_failed) {
        return Payload::Response;
    }
    let mut examples_with_schema = examples.iter().map(|it| it.response.pointer.as_str());
    let declared = examples_with_schema.find_map(|pointer| context.declared(pointer));
    let samples: Vec<&Json> = examples
        .iter()
        .filter(|example| direction == Direction::Failure || !is_failed(example))
        .filter_map(|example| match &example.content {
            Content::Json(json) => Some(json),
            _ => None,
        })
        .collect();
    let is_failure = direction == Direction::Failure;
    let has_text = examples.iter().any(|example| match example.content {
        Content::Text => true,
        // A call that does not ask for a stream gets JSON.
        Content::Stream(_) => samples.is_empty(),
        _ => false,
    });
    if examples
        .iter()
        .any(|example| example.content == Content::Bytes)
    {
        return Payload::Bytes;
    }
    if declared.is_none() && has_text && (samples.is_empty() || !is_failure) {
        return Payload::Text;
    }
    if declared.is_none() && samples.is_empty() {
        let is_broken = |example: &Example<'_>| example.content == Content::Broken;
        return if examples.iter().any(is_broken) {
            Payload::Text
        } else {
            Payload::Empty
        };
    }
    let evidence = match declared {
        Some(_) => Evidence::of(Fact::Schema),
        None => evidence(status, examples),
    };
    let inference = Inference {
        statistics: &context.statistics.responses,
        direction,
    };
    let shape = declared.unwrap_or_else(|| inference.shape(&samples));
    Payload::Json(json_type(
        item, status, variant, &shape, &evidence, context, types,
    ))
}

/// The values that a success consists of, if all its examples of streams have one format.
fn json_stream(
    item: &Item,
    status: Option<u16>,
    variant: &Ident,
    examples: &[Example<'_>],
    context: &ItemContext<'_>,
    types: &mut Types<'_>,
) -> Option<JsonStream> {
    if !api::is_success(status) {
        return None;
    }
    let streams = examples
        .iter()
        .filter_map(|example| match &example.content {
            Content::Stream(stream) => Some(stream),
            _ => None,
        });
    let format = stream::common_format(streams.clone())?;
    let values = streams.flat_map(|stream| stream.values.iter().cloned());
    let inference = Inference {
        statistics: &context.statistics.responses,
        direction: Direction::of_status(status),
    };
    let shape = inference.shape(&[&Json::Array(values.collect())]);
    let evidence = evidence(status, examples);
    let list = match format {
        StreamFormat::JsonLines => {
            json_type(item, status, variant, &shape, &evidence, context, types)
        }
        StreamFormat::Events { .. } => {
            let wanted = Wanted {
                name: &format!("{}Event", context.type_name),
                or: &format!("{}{variant}Event", context.type_name),
                noun: None,
                direction: inference.direction,
                evidence: &evidence,
            };
            let item = match &shape {
                Shape::List(item) => item,
                other => other,
            };
            types.lower(item, &wanted)
        }
    };
    let item = match list {
        Type::List(item) if format == StreamFormat::JsonLines => *item,
        other => other,
    };
    Some(JsonStream { format, item })
}

/// The type of JSON in responses with a status.
fn json_type(
    item: &Item,
    status: Option<u16>,
    variant: &Ident,
    shape: &Shape,
    evidence: &Evidence,
    context: &ItemContext<'_>,
    types: &mut Types<'_>,
) -> Type {
    let direction = Direction::of_status(status);
    let noun = match &item.request.body {
        // The path says nothing of what was asked for.
        Some(Body::GraphQl { .. }) => None,
        _ => noun(context.path_template),
    };
    let by_status = format!("{}{variant}", context.type_name);
    let thing = noun
        .as_deref()
        .and_then(|_| thing(&item.request.method, context.path_template))
        .map(|thing| many_in(shape, &thing).unwrap_or(thing))
        // What it wraps has the name.
        .filter(|thing| noun.as_ref() != Some(thing) || !is_wrapper(shape));
    let (name, or) = match (direction == Direction::Failure, thing) {
        (true, _) if status.is_some() => (
            format!("{}Error", context.type_name),
            format!("{by_status}Error"),
        ),
        (false, Some(thing)) => (thing, by_status),
        (true, _) => (by_status.clone(), format!("{by_status}Error")),
        (false, None) => (by_status.clone(), format!("{by_status}Body")),
    };
    let wanted = Wanted {
        name: &name,
        or: &or,
        noun: noun.as_deref(),
        direction,
        evidence,
    };
    types.lower(shape, &wanted)
}

/// Whether an example shows an error code that its name documents: a failure, whatever its status.
fn is_failed(example: &Example<'_>) -> bool {
    match &example.content {
        Content::Json(json) => carried::field_of(json, &example.name.codes).is_some(),
        _ => false,
    }
}

/// Why a response holds what it does: how many of its examples show what.
fn evidence(status: Option<u16>, examples: &[Example<'_>]) -> Evidence {
    let mut contents: Vec<(api::Content, usize)> = Vec::new();
    for example in examples {
        let content = example.content.kind();
        match contents.iter_mut().find(|(known, _)| *known == content) {
            Some((_, count)) => *count += 1,
            None => contents.push((content, 1)),
        }
    }
    Evidence::of(Fact::Examples { status, contents })
}

fn read_name(item: &Item, response: &postman::Response, report: &mut Report<'_>) -> ResponseName {
    let read = prose::response_name(&response.name, response.code, &item.name);
    if read.truncated {
        report.push(
            Diagnostic::new(
                Code::CutText,
                format!("{}/name", response.pointer),
                "the name of this example was cut off by the export, so its documentation is incomplete",
            )
            .help("shorten the name in Postman"),
        );
    }
    read
}

/// What the names of the examples add, a paragraph for each that adds something.
fn docs_of(examples: &[Example<'_>]) -> Docs {
    let mut lines: Vec<String> = Vec::new();
    for example in examples {
        let own = example.name.docs.lines();
        let is_known = lines.windows(own.len().max(1)).any(|known| known == own);
        if example.name.docs.is_empty() || is_known {
            continue;
        }
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend_from_slice(own);
    }
    Docs::from_clean_lines(lines)
}

/// The variant's name: `NoContent`, `Status599`, and `Default` for no status.
fn variant(status: Option<u16>) -> Ident {
    match (status, status.and_then(reason::phrase)) {
        (None, _) => Ident::new("Default"),
        (Some(_), Some(phrase)) => names::variant(&phrase.replace('\'', "")),
        (Some(status), None) => Ident::new(format!("Status{status}")),
    }
}

/// The standard phrase, else what the first example says on one line.
fn reason_of(status: Option<u16>, examples: &[Example<'_>]) -> String {
    let standard = status.and_then(reason::phrase).map(str::to_owned);
    let own = || {
        let mut phrases = examples
            .iter()
            .filter_map(|example| example.response.status.as_deref());
        phrases.next().map(markdown::plain)
    };
    standard.or_else(own).unwrap_or_default().replace('`', "'")
}
