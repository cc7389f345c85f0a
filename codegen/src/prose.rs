//! Reads facts from descriptions: types, values, defaults, requiredness, error codes.
//!
//! Only explicit phrases count, and they are kept as evidence. The phrases of the `OpenAPI` converter have their own grammar.
//! `values` documents how people list values, `error_code` how they list error codes.

mod default;
mod error_code;
mod filler;
mod presence;
mod response_name;
mod values;

pub use filler::{Placeholder, in_brackets, is_bracketed, is_filler, permits_null, placeholder};
pub use presence::Demand;
pub use response_name::{ResponseName, response_name};
pub use values::ListedValues;

use std::collections::BTreeSet;

use crate::api::{Fact, Type};
use crate::markdown::Docs;

/// The parameter that a description is about.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// Its key.
    pub key: &'a str,
    /// The value next to the description.
    pub value: &'a str,
    /// The keys of all parameters of the request, which a description can name.
    pub keys: &'a BTreeSet<&'a str>,
}

/// The facts about a parameter in its description.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Prose {
    /// The description without the marks of the `OpenAPI` converter.
    pub docs: Docs,
    /// When it is required.
    pub demand: Option<Demand>,
    /// The value that the server uses if it is not sent.
    pub default: Option<String>,
    /// The values it can have.
    pub values: Option<ListedValues>,
    /// Whether the values it can have are just `true` and `false`; [`values`](Self::values) is then [`None`].
    pub lists_booleans: bool,
    /// Whether it takes several values, separated by commas.
    pub takes_several: bool,
    /// Its type, if its value is a placeholder or its default a boolean.
    pub ty: Option<Type>,
    /// The evidence for the type.
    pub fact: Option<Fact>,
}

/// The converter's mark of a required parameter.
const REQUIRED: &str = "(Required) ";

/// Reads the description of a parameter.
#[must_use]
pub fn read(description: &str, subject: &Subject<'_>) -> Prose {
    let value = subject.value;
    let (demand, text) = match description.trim_start().strip_prefix(REQUIRED) {
        Some(rest) => (Some(Demand::Marked), rest),
        None => (presence::demand(description), description),
    };
    let (text, list) = values::split(text);
    let default = default::default(text, subject);
    let found = match list {
        Some(list) => Some(values::converter(list, text)),
        None => values::in_words(text, subject, default.as_deref()),
    };
    let (values, words) = match found {
        Some((values, words)) => (Some(values), words),
        None => (None, text.to_owned()),
    };
    let mut prose = Prose {
        docs: crate::markdown::clean(&words),
        demand,
        default,
        ..Prose::default()
    };
    if let Some(values) = values {
        if values.are_booleans(value) {
            prose.lists_booleans = true;
            prose.ty = Some(Type::Bool);
            prose.fact = Some(Fact::ListedBooleans(short(&values.phrase)));
        } else {
            prose.fact = Some(Fact::ListedValues(values.phrase.clone()));
            prose.takes_several = values.list;
            prose.values = Some(values);
        }
    } else if let Some(placeholder) = placeholder(value) {
        prose.ty = placeholder.ty();
        prose.fact = Some(Fact::Placeholder(value.trim().to_owned()));
    } else if let Some(placeholder) = filler::placeholders(value) {
        prose.ty = placeholder.ty();
        prose.takes_several = true;
        prose.fact = Some(Fact::Placeholders(value.trim().to_owned()));
    } else if let Some(default) = prose.default.as_deref().filter(|it| is_flag(it))
        && (value.is_empty() || is_flag(value))
    {
        prose.ty = Some(Type::Bool);
        prose.fact = Some(Fact::StatedDefault(default.to_owned()));
    }
    prose
}

/// Whether a text is a boolean as it is sent. `False` can be a word of another language.
fn is_flag(text: &str) -> bool {
    matches!(text, "true" | "false")
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
