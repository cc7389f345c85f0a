//! What stands in the docs of a request type and its members.

use proc_macro2::TokenStream;

use crate::api::{Body, Location, Operation, Parameter};
use crate::emit::context::Context;
use crate::emit::docs::{Text, cell, code};
use crate::emit::examples;
use crate::emit::operation::{escaped, place, scheme_words};

/// The docs of the request type: the collection's own words, what is sent, and an example.
pub(super) fn docs(operation: &Operation, context: Context<'_>) -> TokenStream {
    let text = Text::of(&operation.docs, || {
        format!("{}.", escaped(operation.name.trim_end_matches('.')))
    });
    let scheme = context.scheme(operation).and_then(|name| {
        context
            .api
            .schemes
            .iter()
            .find(|scheme| scheme.name.as_str() == name)
    });
    let authorized = match scheme {
        None => String::new(),
        Some(scheme) => format!(
            ", authorized by {} (`{}`)",
            scheme_words(&scheme.kind),
            scheme.name
        ),
    };
    let body = match &operation.body {
        Body::None => "",
        Body::Text { .. } => ", with a text body",
        Body::Json { .. } => ", with a JSON body",
        Body::Urlencoded(_) => ", with an `application/x-www-form-urlencoded` body",
        Body::FormData(_) => ", with a `multipart/form-data` body",
        Body::File(_) => ", with a file as body",
        Body::GraphQl { .. } => ", with a GraphQL body",
    };
    let line = cell(&format!(
        "{} {}{}",
        operation.method, operation.server, operation.path_template
    ));
    let mut text = text
        .blank()
        .raw("# Request")
        .blank()
        .line(format!("{}{authorized}{body}.", line.replace("\\|", "|")));
    if let Some(example) = examples::documentation(operation, context) {
        text = text.blank().raw("# Example").blank();
        for line in example {
            text = text.raw(line);
        }
    }
    text.outer()
}

/// The place and wire name of a parameter, and the first paragraph of what the collection says.
pub(super) fn described(parameter: &Parameter) -> String {
    let place = match parameter.location {
        Location::Body => "the body".to_owned(),
        other => format!("{} {}", place(other), code(&parameter.wire_name)),
    };
    let summary = parameter.docs.summary();
    let list = summary.starts_with(['-', '*', '#', '>', '|']) || summary.starts_with("```");
    if summary.is_empty() || list {
        format!("{place}.")
    } else {
        format!("{place}. {summary}")
    }
}
