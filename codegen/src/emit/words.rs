//! The names of locations, schemes and parameters in documentation.

use super::docs::code;
use super::types::tokens;
use crate::api::{KeyLocation, Location, Parameter, Scheme, SchemeKind, Type};
use crate::markdown;

/// A name of the collection in documentation, with Markdown escaped.
pub(super) fn escaped(name: &str) -> String {
    markdown::escaped(name)
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

/// A parameter, and the first paragraph of its description.
pub(super) fn described(parameter: &Parameter) -> String {
    let name = format!("the {}", named(parameter));
    let summary = parameter.docs.summary();
    if summary.is_empty() {
        format!("{name}.")
    } else {
        format!("{name}. {summary}")
    }
}

/// The credentials that a scheme needs.
pub(super) fn credentials(scheme: &Scheme) -> String {
    let words = scheme.kind.auth_type().words;
    match &scheme.kind {
        SchemeKind::ApiKey { name, location } => {
            let location = match location {
                KeyLocation::Header => "header",
                KeyLocation::Query => "query parameter",
            };
            format!("{words} in the {location} {}", code(name))
        }
        SchemeKind::Header { name, .. } => format!("{words} in the header {}", code(name)),
        _ => words.to_owned(),
    }
}

/// A type as it is written in documentation.
pub(super) fn type_text(ty: &Type) -> String {
    match ty {
        Type::List(item) => format!("Vec<{}>", type_text(item)),
        Type::Map(value) => format!("BTreeMap<String, {}>", type_text(value)),
        Type::Nullable(inner) => format!("Option<{}>", type_text(inner)),
        Type::Json => "Value".to_owned(),
        Type::File => "File".to_owned(),
        plain => tokens(plain).to_string().replace(' ', ""),
    }
}
