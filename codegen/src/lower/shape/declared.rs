//! Strings in JSON that a converter wrote in place of data: type names such as `<integer>`, and filler.

use crate::api::Type;

/// What a string stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Declared {
    /// A value of this type, with a word on its form.
    As(Type, Option<&'static str>),
    /// Something that the converter could not write: `<object>`, `<oneOf>`, a circular reference.
    Anything,
}

/// Reads a placeholder; [`None`] for data.
pub(super) fn declared(text: &str) -> Option<Declared> {
    let inner = text.trim().strip_prefix('<')?.strip_suffix('>')?;
    if inner.starts_with("Error:") || inner.starts_with("Circular reference") {
        return Some(Declared::Anything);
    }
    placeholder(text)
}

fn placeholder(text: &str) -> Option<Declared> {
    let text = text.trim();
    let inner = text.strip_prefix('<')?.strip_suffix('>')?;
    Some(match inner {
        "integer" | "long" | "int64" => Declared::As(Type::I64, None),
        "int32" => Declared::As(Type::I32, None),
        "number" | "double" | "decimal" => Declared::As(Type::F64, None),
        "float" => Declared::As(Type::F32, None),
        "boolean" => Declared::As(Type::Bool, None),
        "uuid" => Declared::As(Type::String, Some("A UUID.")),
        "date" => Declared::As(Type::String, Some("A date.")),
        "dateTime" | "date-time" => Declared::As(Type::String, Some("A date and time.")),
        "email" => Declared::As(Type::String, Some("An e-mail address.")),
        "uri" | "url" => Declared::As(Type::String, Some("A URI.")),
        "object" | "oneOf" | "anyOf" | "allOf" | "any" | "array" => Declared::Anything,
        "string" | "binary" | "byte" | "password" | "hostname" | "ipv4" | "ipv6" | "time" => {
            Declared::As(Type::String, None)
        }
        _ => return None,
    })
}

/// Whether a string is no data but what a converter wrote in its place.
pub(super) fn is_synthetic(text: &str) -> bool {
    declared(text).is_some() || is_filler(text)
}

fn is_filler(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "ad",
        "adipisicing",
        "aliqua",
        "aliquip",
        "amet",
        "anim",
        "aute",
        "cillum",
        "commodo",
        "consectetur",
        "consequat",
        "culpa",
        "cupidatat",
        "deserunt",
        "do",
        "dolor",
        "dolore",
        "duis",
        "ea",
        "eiusmod",
        "elit",
        "enim",
        "esse",
        "est",
        "et",
        "eu",
        "ex",
        "excepteur",
        "exercitation",
        "fugiat",
        "id",
        "in",
        "incididunt",
        "ipsum",
        "irure",
        "labore",
        "laboris",
        "laborum",
        "lorem",
        "magna",
        "minim",
        "mollit",
        "nisi",
        "non",
        "nostrud",
        "nulla",
        "occaecat",
        "officia",
        "pariatur",
        "proident",
        "qui",
        "quis",
        "reprehenderit",
        "sed",
        "sint",
        "sit",
        "sunt",
        "tempor",
        "ullamco",
        "ut",
        "velit",
        "veniam",
        "voluptate",
    ];
    let words: Vec<&str> = text.split_whitespace().collect();
    !words.is_empty()
        && !matches!(
            text,
            "id" | "ad" | "do" | "et" | "in" | "non" | "est" | "ex"
        )
        && words
            .iter()
            .all(|word| WORDS.contains(&word.to_ascii_lowercase().trim_matches(['.', ','])))
}
