//! Words of documentation: what locations, schemes and parameters are called.

use super::docs::code;
use crate::api::{Docs, Location, Parameter, Scheme, SchemeKind};

/// A name of the collection in documentation, with what Markdown would read escaped.
pub(super) fn escaped(name: &str) -> String {
    Docs::escape(name)
}

/// A location.
pub(super) fn location(location: Location) -> &'static str {
    match location {
        Location::Path => "path variable",
        Location::Query => "query parameter",
        Location::Header => "header",
        Location::FormData | Location::Urlencoded => "form field",
        Location::Body => "body",
        Location::Variable => "variable",
    }
}

/// Location and wire name of a parameter.
pub(super) fn named(parameter: &Parameter) -> String {
    match parameter.location {
        Location::Body => "body".to_owned(),
        other => format!("{} {}", location(other), code(&parameter.wire_name)),
    }
}

/// A parameter, and the first paragraph of what the collection says of it.
pub(super) fn described(parameter: &Parameter) -> String {
    let name = match parameter.location {
        Location::Body => "the body".to_owned(),
        _ => named(parameter),
    };
    let summary = parameter.docs.summary();
    let is_block = summary.starts_with(['-', '*', '#', '>', '|']) || summary.starts_with("```");
    if summary.is_empty() || is_block {
        format!("{name}.")
    } else {
        format!("{name}. {summary}")
    }
}

/// What a scheme sends.
pub(super) fn scheme_words(kind: &SchemeKind) -> &'static str {
    match kind {
        SchemeKind::Basic => "user name and password",
        SchemeKind::Bearer | SchemeKind::OAuth2 { .. } => "a bearer token",
        SchemeKind::ApiKey { .. } => "an API key",
        SchemeKind::OAuth1 => "an OAuth 1 signature",
        SchemeKind::AwsV4 => "an AWS signature",
        SchemeKind::Digest => "HTTP Digest",
        SchemeKind::Hawk => "Hawk",
        SchemeKind::Ntlm => "NTLM",
        SchemeKind::EdgeGrid => "an `EdgeGrid` signature",
        SchemeKind::Jwt => "a JSON Web Token",
        SchemeKind::Asap => "an ASAP token",
        SchemeKind::Header { .. } => "a header",
    }
}

/// A scheme: what it sends, and Postman's name of it.
pub(super) fn scheme(scheme: &Scheme) -> String {
    format!(
        "{} (auth type {})",
        scheme_words(&scheme.kind),
        code(scheme.kind.as_str())
    )
}
