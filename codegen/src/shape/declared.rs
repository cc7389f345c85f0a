//! Strings in JSON that a converter wrote in place of data: type names such as `<integer>`, and filler.

use crate::api::{TextFormat, Type};
use crate::prose::{self, Placeholder};

/// What a string declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Declared {
    /// A value of this type, with a sentence on its format.
    As(Type, Option<&'static str>),
    /// Something that the converter could not write: `<object>`, `<oneOf>`, a circular reference.
    Anything,
}

/// Reads a placeholder; [`None`] for data.
#[must_use]
pub fn declared(text: &str) -> Option<Declared> {
    let inner = prose::in_brackets(text)?;
    if is_cut(text) {
        return Some(Declared::Anything);
    }
    // Formats that parameters, which are text on the wire, need not distinguish.
    let narrow = match inner.replace(",null", "").as_str() {
        "integer-int32" => Some((Type::I32, None)),
        "float" | "number-float" => Some((Type::F32, None)),
        // The format of a number that is written as a string: an integer's own placeholder is `<integer>` or `<long>`.
        "int32" | "int64" => return Some(Declared::Anything),
        "email" | "string-email" => Some((Type::String, Some("An e-mail address."))),
        "uri" | "url" | "string-uri" | "string-url" => Some((Type::String, Some("A URI."))),
        _ => None,
    };
    if let Some((ty, format)) = narrow {
        return Some(Declared::As(ty, format));
    }
    let placeholder = prose::placeholder(text)?;
    let format = match placeholder {
        Placeholder::Any => return Some(Declared::Anything),
        placeholder => placeholder.format().map(TextFormat::declared),
    };
    Some(Declared::As(
        placeholder.ty().unwrap_or(Type::String),
        format,
    ))
}

/// Whether the converter says that it went no further: at a circular reference, or too deep.
pub(crate) fn is_cut(text: &str) -> bool {
    let text = text.trim();
    text.ends_with('>') && (text.starts_with("<Error:") || text.starts_with("<Circular reference"))
}

/// Whether a string is a converter's placeholder and not data.
pub(crate) fn is_synthetic(text: &str) -> bool {
    declared(text).is_some()
        || (!text.is_empty() && !text.starts_with('<') && prose::is_filler(text))
}
