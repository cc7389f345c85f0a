//! Values without meaning: placeholders and filler text.

use crate::api::{TextFormat, Type};

/// A type that a converter wrote in place of a value, such as `<integer>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Placeholder {
    /// `<string>`, and strings of a format that is not distinguished here.
    String,
    /// `<integer>`, `<int32>`, `<int64>`, `<long>`.
    Integer,
    /// `<number>`, `<double>`.
    Number,
    /// `<float>`: of 32 bits.
    Float,
    /// `<boolean>`.
    Boolean,
    /// A string of a format, such as `<uuid>` or `<dateTime>`.
    Format(TextFormat),
    /// `<binary>`.
    Binary,
    /// `<object>`, `<oneOf>` and the like: any JSON.
    Any,
}

impl Placeholder {
    /// The type of a parameter; [`None`] if it is text anyway.
    #[must_use]
    pub fn ty(self) -> Option<Type> {
        match self {
            Self::Integer => Some(Type::I64),
            Self::Number => Some(Type::F64),
            Self::Float => Some(Type::F32),
            Self::Boolean => Some(Type::Bool),
            _ => None,
        }
    }

    /// The format of a text; [`None`] if none is declared.
    #[must_use]
    pub fn format(self) -> Option<TextFormat> {
        match self {
            Self::Format(format) => Some(format),
            _ => None,
        }
    }
}

/// What is in the angle brackets around a text.
#[must_use]
pub fn in_brackets(text: &str) -> Option<&str> {
    text.trim().strip_prefix('<')?.strip_suffix('>')
}

/// Reads a placeholder: `<type>`, `<format>` or `<type-format>`, as the `OpenAPI` converter writes them. A type can be a list of
/// them, as in `<integer,null>`.
#[must_use]
pub fn placeholder(text: &str) -> Option<Placeholder> {
    let name = in_brackets(text)?;
    named(name).or_else(|| {
        let (types, format) = name.split_once('-').unwrap_or((name, ""));
        let types = types.split(',').filter(|ty| *ty != "null");
        let ty = match types.map(named).collect::<Option<Vec<_>>>()?[..] {
            [ty] => ty,
            _ => Placeholder::Any,
        };
        Some(match (ty, named(format)) {
            (
                Placeholder::String,
                Some(format @ (Placeholder::Format(_) | Placeholder::Binary)),
            )
            | (Placeholder::Number, Some(format @ Placeholder::Float)) => format,
            _ => ty,
        })
    })
}

/// Whether a placeholder permits null: `<string,null>`.
#[must_use]
pub fn permits_null(text: &str) -> bool {
    in_brackets(text).is_some_and(|name| {
        let (types, _) = name.split_once('-').unwrap_or((name, ""));
        types.split(',').any(|ty| ty == "null")
    })
}

/// The placeholder of a type or format.
fn named(name: &str) -> Option<Placeholder> {
    Some(match name {
        "string" | "email" | "uri" | "url" | "hostname" | "ipv4" | "ipv6" | "password" | "byte"
        | "time" => Placeholder::String,
        "integer" | "int" | "int32" | "int64" | "long" => Placeholder::Integer,
        "number" | "double" => Placeholder::Number,
        "float" => Placeholder::Float,
        "boolean" | "bool" => Placeholder::Boolean,
        "dateTime" | "datetime" => Placeholder::Format(TextFormat::DateTime),
        "binary" => Placeholder::Binary,
        "object" | "oneOf" | "anyOf" | "allOf" | "any" => Placeholder::Any,
        format => Placeholder::Format(TextFormat::named(format)?),
    })
}

/// Reads several placeholders of one type: `<integer>,<integer>`, as the converter writes a list that is one text.
#[must_use]
pub fn placeholders(text: &str) -> Option<Placeholder> {
    let (first, others) = text.trim().split_once(',')?;
    let is_list = others.split(',').all(|other| other == first);
    placeholder(first).filter(|_| is_list)
}

/// Words of the Latin filler that converters write as examples, sorted.
const LATIN: [&str; 40] = [
    "adipiscing",
    "adipisicing",
    "aliqua",
    "aliquip",
    "amet",
    "aute",
    "cillum",
    "commodo",
    "consectetur",
    "consequat",
    "dolor",
    "dolore",
    "duis",
    "eiusmod",
    "elit",
    "enim",
    "exercitation",
    "fugiat",
    "incididunt",
    "ipsum",
    "irure",
    "labore",
    "laboris",
    "lorem",
    "magna",
    "minim",
    "nisi",
    "nostrud",
    "nulla",
    "officia",
    "pariatur",
    "quis",
    "reprehenderit",
    "sed",
    "sit",
    "tempor",
    "ullamco",
    "velit",
    "veniam",
    "voluptate",
];

/// More of them, too short or too common to count alone, sorted.
const LATIN_SMALL: [&str; 16] = [
    "ad", "anim", "culpa", "do", "ea", "esse", "est", "et", "eu", "ex", "id", "in", "non", "qui",
    "sint", "ut",
];

/// Whether a text is a name in angle brackets, such as `<token>`, and no markup: `<a/>`, `<p>Hi</p>`.
#[must_use]
pub fn is_bracketed(text: &str) -> bool {
    in_brackets(text).is_some_and(|inner| {
        !inner.contains(['<', '>']) && !inner.starts_with(['/', '!', '?']) && !inner.ends_with('/')
    })
}

/// Whether a value says nothing: empty, a placeholder, Latin.
#[must_use]
pub fn is_filler(text: &str) -> bool {
    let text = text.trim();
    let is_placeholder = is_bracketed(text);
    // `status_example`, for a parameter `status`: converters write the key if they know no value.
    let is_key = text.ends_with("_example") && !text.contains(' ');
    // The converter writes this for a schema without a type.
    let is_untyped = text == "schema type not provided";
    if text.is_empty() || text == "string" || is_placeholder || is_key || is_untyped {
        return true;
    }
    let words = text.split([' ', '.', ',']).filter(|word| !word.is_empty());
    let mut has_latin = false;
    for word in words {
        let word = word.to_ascii_lowercase();
        if LATIN.binary_search(&word.as_str()).is_ok() {
            has_latin = true;
        } else if LATIN_SMALL.binary_search(&word.as_str()).is_err() {
            return false;
        }
    }
    has_latin
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_and_placeholders_say_nothing() {
        for text in [
            "quis officia in reprehenderit",
            "<token>",
            "",
            "Lorem ipsum.",
            "string",
            "sort_order_example",
            "schema type not provided",
        ] {
            assert!(is_filler(text), "{text}");
        }
        for text in [
            "in",
            "me",
            "a sit-in",
            "id",
            "<a/>",
            "<note>hi</note>",
            "<?xml version=\"1.0\"?>",
        ] {
            assert!(!is_filler(text), "{text}");
        }
    }

    #[test]
    fn words_can_be_searched() {
        assert!(LATIN.is_sorted() && LATIN_SMALL.is_sorted());
    }

    #[test]
    fn placeholders_name_types() {
        assert_eq!(placeholder("<integer>"), Some(Placeholder::Integer));
        assert_eq!(
            placeholder("<string-date>"),
            Some(Placeholder::Format(TextFormat::Date))
        );
        assert_eq!(placeholder("<oneOf>"), Some(Placeholder::Any));
        assert_eq!(placeholder("<token>"), None);
        assert_eq!(placeholder("<page-number>"), None);
    }

    #[test]
    fn a_list_of_types_is_the_one_that_is_not_null() {
        for (text, expected) in [
            ("<integer,null>", Placeholder::Integer),
            ("<null,boolean>", Placeholder::Boolean),
            ("<number,null-float>", Placeholder::Float),
            ("<integer,null-int64>", Placeholder::Integer),
            ("<string,null-int64>", Placeholder::String),
            ("<string,null-hostname>", Placeholder::String),
            (
                "<string,null-date-time>",
                Placeholder::Format(TextFormat::DateTime),
            ),
            ("<string,null-uuid>", Placeholder::Format(TextFormat::Uuid)),
            ("<string,integer>", Placeholder::Any),
            ("<null>", Placeholder::Any),
        ] {
            assert_eq!(placeholder(text), Some(expected), "{text}");
            assert_eq!(permits_null(text), text.contains("null"), "{text}");
        }
        for text in ["<first,last>", "<string,name>", "<nullable>"] {
            assert!(!permits_null(text), "{text}");
            assert_eq!(placeholder(text), None, "{text}");
        }
    }
}
