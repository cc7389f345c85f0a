//! Types as a configuration writes them.

use crate::api::{Ident, Type};

/// The types that need no definition.
pub(super) const NAMES: [&str; 9] = [
    "String", "bool", "i32", "i64", "u64", "f32", "f64", "json", "file",
];

/// Parses a type; [`None`] if it names one that is neither known nor a path.
pub(super) fn parse(text: &str, known: &[&str]) -> Option<Type> {
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
        name if known.contains(&name) => Type::Named(Ident::new(name)),
        path if path.contains("::") && syn::parse_str::<syn::TypePath>(path).is_ok() => {
            Type::External(path.to_owned())
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
    }
}
