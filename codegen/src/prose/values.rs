//! Enumerations in prose.
//!
//! The families, most certain first; each is a file, and its phrases are its tests:
//!
//! | family | example | |
//! |---|---|---|
//! | [`converter`] | `(This can only be one of open,shut)` | closed |
//! | [`lead`]: one of | "must be one of `open`, `shut`" | closed; "one of: open, shut" is open |
//! | [`lead`]: named values | "Possible values: open, shut", "The only valid states are …" | open; closed with "only" |
//! | [`lead`]: enum | "Enum: [open, shut]" | open |
//! | [`lead`]: either | "either `open` or `shut`" | open; closed after "must be" |
//! | [`explained`]: words | "`open` - lets in; `shut` - keeps out", on one line or as items | open |
//! | [`explained`]: numbers | "0: open, 1: shut" | open |
//! | [`alternatives`] | "`open` or `shut`", "The state (open, shut)" | open |
//!
//! After a lead, the values are a [`series`], or each has its own text ([`explained`]). What only looks like
//! a list of values is recognized by [`traps`]. A list is closed only where the words exclude other values and no
//! other word opens it again; and the example next to the description has to be one of the values, else
//! nothing is claimed at all.

mod alternatives;
mod converter;
mod distinct;
mod explained;
mod lead;
mod link;
mod mark;
mod series;
mod several;
mod text;
mod traps;
mod words;

pub(super) use converter::{converter, split};

use crate::markdown::{self, Docs};

use super::{Subject, is_filler};

use several::Several;

/// The values that a description lists.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedValues {
    /// Whether there are no others.
    pub closed: bool,
    /// Whether several can be given, separated by commas.
    pub list: bool,
    /// The values in their order, each with its own text.
    pub values: Vec<(String, Docs)>,
    /// The words they were read from.
    pub phrase: String,
}

/// [`ListedValues`] with the description that is left without their texts.
pub(super) type FoundValues = (ListedValues, String);

/// A list that was found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct List {
    /// Each value with its own text, which can be empty.
    values: Vec<(String, String)>,
    trust: Trust,
    /// Whether the words call them values, so that they cannot be the names of parameters.
    are_called_values: bool,
    /// Where the list is in the text, including its lead.
    at: std::ops::Range<usize>,
    /// The lines that explain the values become the docs of the variants: this part is left out of the parameter's docs.
    cut: Option<std::ops::Range<usize>>,
}

impl List {
    /// How many values the text around them asks for; their own texts are about something else.
    fn several(&self, text: &str) -> Several {
        let own = self.values.iter().map(|(_, own)| own.as_str());
        let around = own
            .filter(|own| !own.is_empty())
            .fold(text.to_owned(), |text, own| text.replacen(own, "", 1));
        Several::of(&around)
    }

    /// A default that the list leaves out is a value, and then there may be more of them.
    fn with_default(mut self, default: Option<&str>) -> Self {
        let is_known = |default: &str| {
            let mut parts = default.split(',').map(str::trim);
            parts.all(|part| self.values.iter().any(|(known, _)| known == part))
        };
        if let Some(default) = default.filter(|default| !is_known(default)) {
            if series::is_word(default) {
                self.values.push((default.to_owned(), String::new()));
            }
            self.trust = self.trust.min(Trust::Stated);
        }
        self
    }
}

/// How far the words of a list can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Trust {
    /// It could be about something else: only where the example is one of the values.
    Shown,
    /// The words say that these are values.
    Stated,
    /// The words say that these are all values.
    Closed,
}

/// The longest description in which lists are looked for, in bytes. Each of its clauses can begin one, and all that is
/// before and after it counts, so the time grows with the square of the length.
const LIMIT: usize = 8 * 1024;

/// [`ListedValues`] that are listed in words.
///
/// `default` is the default that the description states.
pub(super) fn in_words(
    description: &str,
    subject: &Subject<'_>,
    default: Option<&str>,
) -> Option<FoundValues> {
    if description.len() > LIMIT {
        return None;
    }
    let example = subject.value;
    let text = text::normal(description);
    let list = lead::find(&text)
        .chain(explained::find(&text))
        .chain(alternatives::find(&text))
        .filter(|list| !traps::is_about_another(&text[..list.at.start], subject))
        .map(|list| list.with_default(default))
        .map(|list| traps::doubted(list, &text, subject))
        .filter(|list| !traps::are_parameters(list, subject))
        .find(|list| is_believed(list, example, list.several(&text)))?;
    let several = list.several(&text);
    let values = list.values;
    let phrase = text[list.at]
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let words = match list.cut {
        Some(cut) => text::without(&text, cut),
        None => description.to_owned(),
    };
    let is_list = several == Several::Commas || shows_several(example, &values);
    Some((
        ListedValues {
            closed: list.trust == Trust::Closed,
            list: is_list,
            values: values
                .into_iter()
                .map(|(value, text)| (value, markdown::clean(&text)))
                .collect(),
            phrase: shortened(&phrase),
        },
        words,
    ))
}

/// An example that is not among the values speaks against them.
fn is_believed(list: &List, example: &str, several: Several) -> bool {
    if several == Several::Unclear {
        return false;
    }
    let example = example.trim();
    let is_known = |value: &str| list.values.iter().any(|(known, _)| known == value.trim());
    if is_filler(example) || example.contains("{{") {
        return list.trust > Trust::Shown;
    }
    is_known(example) || example.split(',').all(is_known) || is_truth_value(list, example)
}

/// `true` next to "TRUE: …; FALSE: …".
fn is_truth_value(list: &List, example: &str) -> bool {
    let names: Vec<&str> = list
        .values
        .iter()
        .map(|(value, _)| value.as_str())
        .collect();
    matches!(example, "true" | "false") && are_truth_values(&names)
}

fn are_truth_values(names: &[&str]) -> bool {
    let has = |word: &str| names.iter().any(|name| name.eq_ignore_ascii_case(word));
    names.len() == 2 && has("true") && has("false")
}

/// `a,b` next to a list that contains both.
fn shows_several(example: &str, values: &[(String, String)]) -> bool {
    let is_known = |value: &str| values.iter().any(|(known, _)| known == value.trim());
    example.contains(',') && !is_known(example) && example.split(',').all(is_known)
}

impl ListedValues {
    /// Whether they are just `true` and `false`; another spelling needs the one of JSON next to it.
    pub(super) fn are_booleans(&self, example: &str) -> bool {
        let names: Vec<&str> = self
            .values
            .iter()
            .map(|(value, _)| value.as_str())
            .collect();
        let is_spelt = names.iter().all(|name| matches!(*name, "true" | "false"));
        are_truth_values(&names) && (is_spelt || matches!(example.trim(), "true" | "false"))
    }
}

/// The longest phrase that is kept as evidence, in characters.
const PHRASE_LIMIT: usize = 120;

fn shortened(phrase: &str) -> String {
    match phrase.char_indices().nth(PHRASE_LIMIT) {
        Some((end, _)) => format!("{}…", phrase[..end].trim_end()),
        None => phrase.to_owned(),
    }
}

#[cfg(test)]
mod tests;
