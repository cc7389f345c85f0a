//! The names of locations, schemes and parameters in documentation.

use std::collections::HashMap;

use super::docs::code;
use super::types::tokens;
use crate::api::{
    Api, AuthUse, KeyLocation, Location, Operation, Parameter, Scheme, SchemeKind, Type,
    shown_variable,
};
use crate::markdown;

/// A name of the collection in documentation, with Markdown escaped.
pub(super) fn escaped(name: &str) -> String {
    markdown::escaped(name)
}

/// An API in documentation; its name can say already that it is one.
pub(super) fn api(name: &str) -> String {
    let last = name.split_whitespace().next_back().unwrap_or_default();
    let says_it = ["api", "apis"]
        .iter()
        .any(|it| last.eq_ignore_ascii_case(it));
    let noun = if says_it { "" } else { " API" };
    format!("*{}*{noun}", escaped(name))
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

/// The name of a variable.
pub(super) fn variable(name: &str) -> String {
    code(&shown_variable(name))
}

/// Location and wire name of a parameter.
pub(super) fn named(parameter: &Parameter) -> String {
    let first = match parameter.location {
        Location::Path | Location::Variable => variable(&parameter.wire_name),
        _ => code(&parameter.wire_name),
    };
    match (parameter.location, parameter.list_name()) {
        (Location::Body, _) => "body".to_owned(),
        (other, Some((name, keys))) => {
            let second = code(&format!("{name}[{}]", keys.first + 1));
            format!("{}s {first}, {second} and so on", location(other))
        }
        (other, None) => format!("{} {first}", location(other)),
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

/// The credentials of each scheme of an API. If others need the same, the operations that need these are named too.
pub(super) fn all_credentials(api: &Api) -> Vec<String> {
    let words: Vec<String> = api.schemes.iter().map(credentials).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for words in &words {
        *counts.entry(words).or_default() += 1;
    }
    let mut uses: Vec<Vec<&Operation>> = vec![Vec::new(); words.len()];
    for operation in api.all_operations() {
        if let AuthUse::Scheme(index) = operation.auth {
            uses[index].push(operation);
        }
    }
    let named = words.iter().zip(uses).map(|(words, uses)| {
        let is_shared = counts[words.as_str()] > 1;
        let Some(first) = uses.first().filter(|_| is_shared) else {
            return words.clone();
        };
        let others = match uses.len() {
            1 => String::new(),
            2 => " and one other operation".to_owned(),
            count => format!(" and {} other operations", count - 1),
        };
        format!("{words} for {}{others}", code(first.type_name.as_str()))
    });
    named.collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_name_is_in_quotes() {
        assert_eq!(code(""), r#"`""`"#);
        assert_eq!(code(" "), r#"`" "`"#);
        assert_eq!(code("a b"), "`a b`");
        assert_eq!(variable(""), "`{{}}`");
    }

    #[test]
    fn an_api_is_called_so_once() {
        assert_eq!(api("Shop"), "*Shop* API");
        assert_eq!(api("Shop API"), "*Shop API*");
        assert_eq!(api("Shop APIs"), "*Shop APIs*");
        assert_eq!(api("A*B"), "*A\\*B* API");
    }
}
