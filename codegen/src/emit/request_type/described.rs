//! The docs of a request type.

use proc_macro2::TokenStream;

use crate::api::{Body, Operation};
use crate::emit::context::Context;
use crate::emit::docs::{DocText, code};
use crate::emit::words::{self, escaped};

/// The docs of the request type: the collection's description, what is sent, and an example.
pub(super) fn docs(
    operation: &Operation,
    context: Context<'_>,
    example: Option<Vec<String>>,
) -> TokenStream {
    let text = DocText::of(&operation.docs, || {
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
            words::credentials(scheme),
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
    let line = code(&format!(
        "{} {}{}",
        operation.method, operation.server, operation.path_template
    ));
    let mut text = text
        .section("Request")
        .line(format!("{line}{authorized}{body}."));
    if let Some(example) = example {
        text = text.section("Example");
        for line in example {
            text = text.raw(line);
        }
    }
    text.outer()
}
