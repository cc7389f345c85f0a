//! What a collection says of one parameter.

use crate::api::{Evidence, IndexedKeys, Location, Presence, Type};
use crate::lower::example::ExampleSource;

#[cfg(doc)]
use super::variant;

/// What a collection says of one parameter.
#[derive(Debug, Clone)]
pub(in crate::lower) struct Entry<'a> {
    pub location: Location,
    pub wire_name: &'a str,
    pub pointer: &'a str,
    pub description: Option<&'a str>,
    /// Whether Postman sends it.
    pub enabled: bool,
    pub given: Given<'a>,
    pub rule: Rule,
}

impl Entry<'_> {
    /// What the parameter is named after: its key, without the index of a list's value.
    pub(super) fn name(&self) -> &str {
        match &self.given {
            Given::Indexed(list) => &list.name,
            _ => self.wire_name,
        }
    }
}

/// The value that the collection gives a parameter.
#[derive(Debug, Clone)]
pub(in crate::lower) enum Given<'a> {
    /// None.
    Nothing,
    /// Text, with variables.
    Text(&'a str),
    /// JSON text, with variables; its type was inferred from it.
    Json(&'a str, Type, Evidence),
    /// Text, with variables, in the form that it has in a URL.
    Flattened(String),
    /// The values of a repeated key.
    Texts(Vec<&'a str>),
    /// See [`Flattened`](Self::Flattened).
    FlattenedList(Vec<String>),
    /// The values of a list whose keys have an index.
    Indexed(Indexed),
    /// Paths of files.
    Files(&'a [String]),
    /// The content of a file, in Base64.
    Base64(&'a str),
    /// A text field that a placeholder declares as the content of a file.
    Binary(&'a str),
}

/// The values of a list whose keys have an index.
#[derive(Debug, Clone)]
pub(in crate::lower) struct Indexed {
    /// The key without index.
    pub name: String,
    pub keys: IndexedKeys,
    /// Texts, with variables; in a query, in the form that they have in a URL. JSON, if `item` is known.
    pub values: Vec<String>,
    /// The type of a value that is not plain text.
    pub item: Option<Type>,
}

impl Given<'_> {
    /// The texts of a list.
    pub(super) fn texts(&self) -> Option<Vec<&str>> {
        match self {
            Self::Texts(texts) => Some(texts.clone()),
            Self::FlattenedList(texts) => Some(texts.iter().map(String::as_str).collect()),
            Self::Indexed(list) if list.item.is_none() => {
                Some(list.values.iter().map(String::as_str).collect())
            }
            _ => None,
        }
    }
}

/// What decides whether a parameter must be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lower) enum Rule {
    /// It must: a variable of the path, a body.
    Always,
    /// It must: an id that the request has as text.
    LiteralId,
    /// It must, unless the variable in its place has a value.
    Variable,
    /// As [`Variable`](Self::Variable), in a path: the collection's value must also select a [`variant`] of the API.
    PathVariable,
    /// An enabled one must, unless the description says otherwise.
    Marked,
    /// Its key is sent without a value unless the caller gives one.
    Key,
    /// A literal is sent unless the caller gives another.
    Constant,
    /// JSON `null` is sent unless the caller gives a value.
    Null,
    /// It need not: the collection itself does without.
    Unsent,
}

/// The first text that is given.
pub(super) fn first_text<'a>(given: &'a Given<'_>) -> Option<&'a str> {
    match given {
        Given::Text(text) => Some(text),
        Given::Flattened(text) => Some(text),
        Given::Texts(_) | Given::FlattenedList(_) | Given::Indexed(_) => {
            given.texts()?.first().copied()
        }
        Given::Nothing
        | Given::Json(..)
        | Given::Files(_)
        | Given::Base64(_)
        | Given::Binary(_) => None,
    }
}

/// What the example sends for a parameter.
pub(super) fn source_of(entry: &Entry<'_>, presence: &Presence) -> ExampleSource {
    if !entry.enabled || matches!(presence, Presence::Dynamic(_)) {
        return if *presence == Presence::Required {
            ExampleSource::Missing
        } else {
            ExampleSource::Unset
        };
    }
    match &entry.given {
        Given::Nothing if *presence == Presence::Required => ExampleSource::Text(String::new()),
        Given::Nothing => ExampleSource::Unset,
        Given::Text(_) | Given::Flattened(_) => match first_text(&entry.given) {
            Some(text) => ExampleSource::Text(text.to_owned()),
            None => ExampleSource::Missing,
        },
        Given::Texts(texts) => {
            ExampleSource::Texts(texts.iter().map(|&text| text.to_owned()).collect())
        }
        Given::FlattenedList(texts) => ExampleSource::Texts(texts.clone()),
        Given::Indexed(list) => ExampleSource::Texts(list.values.clone()),
        Given::Json(text, ..) => ExampleSource::Json((*text).to_owned()),
        Given::Files(paths) => ExampleSource::Files(paths.to_vec()),
        Given::Base64(content) => ExampleSource::Base64((*content).to_owned()),
        Given::Binary(_) => ExampleSource::Missing,
    }
}
