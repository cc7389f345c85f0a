//! Types as a configuration writes them.

use std::collections::BTreeSet;

use crate::api::{Ident, Type, external};

/// The types that need no definition.
pub(super) const NAMES: [&str; 9] = [
    "String", "bool", "i32", "i64", "u64", "f32", "f64", "json", "file",
];

/// The generated types that a type can name.
#[derive(Default)]
pub(super) struct KnownTypes<'n> {
    /// Those of all items.
    pub shared: Option<&'n BTreeSet<String>>,
    /// Those of one.
    pub own: Option<&'n BTreeSet<String>>,
}

impl<'n> KnownTypes<'n> {
    fn contains(&self, name: &str) -> bool {
        let mut all = self.own.into_iter().chain(self.shared);
        all.any(|names| names.contains(name))
    }

    /// All names.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'n str> {
        let all = self.shared.into_iter().chain(self.own).flatten();
        all.map(String::as_str)
    }
}

/// Parses a type; [`None`] if it names one that is neither known nor a path, or if it is too long or nested.
pub(super) fn parse(text: &str, known: &KnownTypes<'_>) -> Option<Type> {
    if !external::is_small(text) {
        return None;
    }
    let text: String = text.split_whitespace().collect();
    let inside = |start: &str| text.strip_prefix(start)?.strip_suffix('>');
    if let Some(inner) = inside("Vec<") {
        return Some(Type::List(Box::new(parse(inner, known)?)));
    }
    if let Some(inner) = inside("Option<") {
        return Some(Type::Nullable(Box::new(parse(inner, known)?)));
    }
    if let Some(inner) = inside("BTreeMap<String,") {
        return Some(Type::Map(Box::new(parse(inner, known)?)));
    }
    Some(match text.as_str() {
        "String" => Type::String,
        "bool" => Type::Bool,
        "i32" => Type::I32,
        "i64" => Type::I64,
        "u64" => Type::U64,
        "f32" => Type::F32,
        "f64" => Type::F64,
        "json" | "serde_json::Value" => Type::Json,
        "file" | "File" => Type::File,
        name if known.contains(name) => Type::Named(Ident::new(name)),
        path if path.contains("::") && syn::parse_str::<syn::TypePath>(path).is_ok() => {
            Type::External(path.to_owned())
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str, own: &[&str]) -> Option<Type> {
        let known = KnownTypes {
            shared: None,
            own: Some(&own.iter().map(ToString::to_string).collect()),
        };
        super::parse(text, &known)
    }

    #[test]
    fn types_are_written_as_in_rust() {
        assert_eq!(
            parse("Vec<Option<uuid::Uuid>>", &[]),
            Some(Type::List(Box::new(Type::Nullable(Box::new(
                Type::External("uuid::Uuid".to_owned())
            )))))
        );
        assert_eq!(
            parse("BTreeMap<String, User>", &["User"]),
            Some(Type::Map(Box::new(Type::Named(Ident::new("User")))))
        );
        assert_eq!(parse("int", &["User"]), None);
        assert_eq!(parse("a::b::", &[]), None);
        let depth = 100_000;
        let nested = format!("{}u8{}", "Vec<".repeat(depth), ">".repeat(depth));
        assert_eq!(parse(&nested, &[]), None);
    }
}
