//! The docs of a request type.

use proc_macro2::TokenStream;

use crate::api::{Body, Operation, Payload, Response, Type};
use crate::emit::context::Context;
use crate::emit::docs::{DocText, code};
use crate::emit::words::{self, escaped};
use crate::emit::{pages, streams};

/// How many error codes of a response are listed here; the response has them all.
const CODES: usize = 6;

/// The docs of the request type: the collection's description, what is sent, what is received, and an example.
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
    if !operation.responses.is_empty() {
        text = text.section("Responses");
        for response in &operation.responses {
            text = text.item(&described(response, operation));
        }
    }
    if let Some(pagination) = pages::of(operation) {
        text = text.section("Pages").line(pages::docs(pagination));
    }
    if let Some(stream) = operation.stream() {
        text = text.section("Stream").line(streams::docs(stream));
    }
    if let Some(example) = example {
        text = text.section("Example");
        for line in example {
            text = text.raw(line);
        }
    }
    text.outer()
}

/// A response with links to its variant and its payload, and with its error codes.
fn described(response: &Response, operation: &Operation) -> String {
    let name = Operation::response_name(operation.type_name.as_str());
    let status = match response.status {
        Some(status) => format!("{status} {}", response.reason),
        None => response.variant.to_string(),
    };
    let link = format!("[{}]({name}::{})", code(status.trim()), response.variant);
    let payload = match &response.payload {
        Payload::Json(ty) => match ty.innermost() {
            Type::Named(name) => format!(": [`{name}`]"),
            _ => String::new(),
        },
        _ => String::new(),
    };
    let codes = response.error_codes.iter();
    let mut codes: Vec<String> = codes
        .filter_map(|index| operation.error_codes.get(*index))
        .take(CODES + 1)
        .map(|known| code(&known.code))
        .collect();
    if codes.len() > CODES {
        codes.truncate(CODES);
        codes.push("…".to_owned());
    }
    let codes = match codes.as_slice() {
        [] => String::new(),
        [code] => format!(", with error code {code}"),
        codes => format!(", with error codes {}", codes.join(", ")),
    };
    format!("{link}{payload}{codes}")
}
