//! Strings in JSON that a converter wrote in place of data: type names such as `<integer>`, and filler.

use crate::api::Type;
use crate::prose::{self, Placeholder};

/// What a string declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Declared {
    /// A value of this type, with a sentence on its format.
    As(Type, Option<&'static str>),
    /// Something that the converter could not write: `<object>`, `<oneOf>`, a circular reference.
    Anything,
}

/// Reads a placeholder; [`None`] for data.
pub(crate) fn declared(text: &str) -> Option<Declared> {
    let inner = text.trim().strip_prefix('<')?.strip_suffix('>')?;
    if inner.starts_with("Error:") || inner.starts_with("Circular reference") {
        return Some(Declared::Anything);
    }
    // Formats that parameters, which are text on the wire, need not distinguish.
    let narrow = match inner {
        "int32" | "integer-int32" => Some((Type::I32, None)),
        "float" | "number-float" => Some((Type::F32, None)),
        "email" => Some((Type::String, Some("An e-mail address."))),
        "uri" | "url" => Some((Type::String, Some("A URI."))),
        _ => None,
    };
    if let Some((ty, format)) = narrow {
        return Some(Declared::As(ty, format));
    }
    let placeholder = prose::placeholder(text)?;
    let format = match placeholder {
        Placeholder::Any => return Some(Declared::Anything),
        Placeholder::Uuid => Some("A UUID."),
        Placeholder::Date => Some("A date."),
        Placeholder::DateTime => Some("A date and time."),
        _ => None,
    };
    Some(Declared::As(
        placeholder.ty().unwrap_or(Type::String),
        format,
    ))
}

/// Whether a string is a converter's placeholder and not data.
pub(crate) fn is_synthetic(text: &str) -> bool {
    declared(text).is_some()
        || (!text.is_empty() && !text.starts_with('<') && prose::is_filler(text))
}
