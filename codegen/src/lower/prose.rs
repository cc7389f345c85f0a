//! What prose says beside the words: types, values, defaults, whether something is required; error codes.
//!
//! Only phrases that say so are believed. A machine-made phrase is exact; everything else is loose, and its words are
//! kept as evidence.

mod answer_name;
mod filler;
mod presence;
mod values;

pub use answer_name::{AnswerName, answer_name};
pub use filler::{Placeholder, is_filler, placeholder};
pub use values::Values;

use crate::api::{Docs, Type};

/// What a description says of a parameter.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Prose {
    /// The description's own words, without the marks of the `OpenAPI` converter.
    pub docs: Docs,
    /// Whether it must be given.
    pub required: Option<bool>,
    /// What the server takes where it is not given.
    pub default: Option<String>,
    /// The values it can have.
    pub values: Option<Values>,
    /// Whether the values it can have are just `true` and `false`; [`values`](Self::values) is then [`None`].
    pub lists_booleans: bool,
    /// Its type, by a placeholder in place of its value.
    pub ty: Option<Type>,
    /// The words that the type was read from.
    pub evidence: Option<String>,
}

/// The converter's mark of a required parameter.
const REQUIRED: &str = "(Required) ";

/// The converter's list of values, which ends the description.
const ONE_OF: &str = "(This can only be one of ";

/// Reads a description, together with the value that stands beside it.
#[must_use]
pub fn read(description: &str, value: &str) -> Prose {
    let (marked, text) = match description.trim_start().strip_prefix(REQUIRED) {
        Some(rest) => (true, rest),
        None => (false, description),
    };
    let (text, list) = match text.rfind(ONE_OF) {
        Some(at) if text.trim_end().ends_with(')') => {
            let list = text[at + ONE_OF.len()..].trim_end();
            (text[..at].trim_end(), Some(&list[..list.len() - 1]))
        }
        _ => (text, None),
    };
    let mut prose = Prose {
        required: if marked {
            Some(true)
        } else {
            presence::required(text)
        },
        default: presence::default(text),
        ..Prose::default()
    };
    let found = match list {
        Some(list) => Some(values::exact(list, text)),
        None => values::loose(text).filter(|found| found.0.agree_with(value)),
    };
    let (words, values) = match found {
        Some((values, words)) => (words, Some(values)),
        None => (text.to_owned(), None),
    };
    prose.docs = super::docs::clean(&words);
    if let Some(values) = values {
        if values.is_boolean() {
            prose.lists_booleans = true;
            prose.ty = Some(Type::Bool);
            prose.evidence = Some(format!(
                "the values `true` and `false` in `{}`",
                short(&values.phrase)
            ));
        } else {
            prose.evidence = Some(values.phrase.clone());
            prose.values = Some(values);
        }
    } else if let Some(placeholder) = placeholder(value) {
        prose.ty = placeholder.ty();
        prose.evidence = Some(format!("the placeholder `{}`", value.trim()));
    }
    prose
}

/// A phrase short enough for a message.
fn short(phrase: &str) -> String {
    let words: String = phrase.chars().take(60).collect();
    if words.len() < phrase.len() {
        words + "…"
    } else {
        words
    }
}
