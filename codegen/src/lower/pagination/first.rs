//! The number of the first page, which is 0 or 1.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{FirstPageReason, Parameter, Presence};

use super::facts::{Facts, Named, Near, Saved};

/// Parameters with the number of a page.
pub(super) const PAGES: &[&str] = &["page", "pageindex", "pageno", "pagenum", "pagenumber"];

/// Fields that lead to the page before, so they are empty on the first one.
const PREVIOUS: &[&str] = &[
    "hasprev",
    "hasprevious",
    "hasprevpage",
    "haspreviouspage",
    "prev",
    "previous",
    "previouspage",
    "previouspageurl",
    "prevpage",
    "prevpageurl",
];

/// Phrases for the first number.
const PHRASES: &[(&str, u64)] = &[
    ("starts at 1", 1),
    ("starts from 1", 1),
    ("starts with 1", 1),
    ("starting at 1", 1),
    ("starting from 1", 1),
    ("starting with 1", 1),
    ("start at 1", 1),
    ("begins at 1", 1),
    ("1-based", 1),
    ("1-indexed", 1),
    ("one-based", 1),
    ("first page is 1", 1),
    ("default 1", 1),
    ("default: 1", 1),
    ("default is 1", 1),
    ("default value is 1", 1),
    ("defaults to 1", 1),
    ("starts at 0", 0),
    ("starts from 0", 0),
    ("starts with 0", 0),
    ("starting at 0", 0),
    ("starting from 0", 0),
    ("starting with 0", 0),
    ("start at 0", 0),
    ("begins at 0", 0),
    ("0-based", 0),
    ("0-indexed", 0),
    ("zero-based", 0),
    ("zero based", 0),
    ("zero-indexed", 0),
    ("first page is 0", 0),
    ("default 0", 0),
    ("default: 0", 0),
    ("default is 0", 0),
    ("default value is 0", 0),
    ("defaults to 0", 0),
];

/// The numbers of pages that the requests of a collection ask for, by the name of the parameter.
pub(super) struct Asked<'a>(BTreeMap<&'a str, Numbers>);

#[derive(Default)]
struct Numbers {
    all: BTreeSet<u64>,
    /// How many operations have a number.
    operations: usize,
}

impl<'a> Asked<'a> {
    pub(super) fn of<'f>(facts: impl Iterator<Item = &'f Facts<'a>>) -> Self
    where
        'a: 'f,
    {
        let mut asked = Self(BTreeMap::new());
        for facts in facts {
            for parameter in facts.parameters_of(PAGES) {
                let name = &parameter.parameter.wire_name;
                let saved = facts.saved().iter().filter_map(|it| it.asked(name));
                let values = saved.chain(parameter.parameter.default.as_deref());
                let mut numbers: BTreeSet<u64> =
                    values.filter_map(|value| value.parse().ok()).collect();
                numbers.extend(described(parameter).filter(|first| *first == 0));
                let of_name = asked.0.entry(name).or_default();
                of_name.operations += usize::from(!numbers.is_empty());
                of_name.all.extend(numbers);
            }
        }
        asked
    }

    /// Whether several operations ask for page 1, and none for another. Where pages are counted from 0, a request asks for
    /// page 0.
    fn is_always_1(&self, parameter: &str) -> bool {
        let numbers = self.0.get(parameter);
        numbers.is_some_and(|it| it.operations > 1 && it.all.iter().eq(&[1]))
    }
}

/// The number of the first page with the proof; [`None`] if there is none, or if proofs differ.
pub(super) fn page(
    facts: &Facts<'_>,
    asked: &Asked<'_>,
    parameter: Named<'_>,
    current: Option<&Near<'_>>,
    pages: Option<&Near<'_>>,
) -> Option<(u64, FirstPageReason)> {
    let mut proofs = Vec::new();
    proofs.extend(documented_default(parameter.parameter).map(|it| (it, FirstPageReason::Default)));
    proofs.extend(described(parameter).map(|first| (first, FirstPageReason::Described)));
    for saved in facts.saved() {
        let shown = Shown {
            facts,
            saved,
            asked: saved.asked(&parameter.parameter.wire_name),
            current: current.and_then(|field| saved.number(&field.pointer)),
            pages: pages.and_then(|field| saved.number(&field.pointer)),
        };
        if shown.is_contradictory() {
            return None;
        }
        proofs.extend(shown.first().map(|first| (first, FirstPageReason::Saved)));
    }
    if proofs.is_empty() && asked.is_always_1(&parameter.parameter.wire_name) {
        return Some((1, FirstPageReason::Asked));
    }
    let proof = *proofs.first()?;
    proofs
        .iter()
        .all(|(first, _)| *first == proof.0)
        .then_some(proof)
}

/// The first numbers that the description names.
fn described(parameter: Named<'_>) -> impl Iterator<Item = u64> {
    let docs = parameter.docs().replace(['"', '\'', '`'], "");
    let phrases = PHRASES
        .iter()
        .filter(move |(phrase, _)| contains_phrase(&docs, phrase));
    phrases.map(|(_, first)| *first)
}

/// The default of the server. A literal value of the request is only a default of the client, and 0 is before any other page.
fn documented_default(parameter: &Parameter) -> Option<u64> {
    let default = parameter.default.as_deref()?.parse().ok()?;
    let is_sent = matches!(
        parameter.presence,
        Presence::Default(_) | Presence::Preset(_)
    );
    (default == 0 || (default == 1 && !is_sent)).then_some(default)
}

/// Whether a text contains a phrase that no other digit follows.
fn contains_phrase(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        let next = text[at + phrase.len()..].chars().next();
        !next.is_some_and(|c| c.is_ascii_digit())
    })
}

/// A saved response with the number of its page.
struct Shown<'s, 'a> {
    facts: &'s Facts<'a>,
    saved: &'s Saved<'a>,
    /// The number in the request.
    asked: Option<&'s str>,
    /// The number in the response.
    current: Option<u64>,
    /// The number of pages.
    pages: Option<u64>,
}

impl Shown<'_, '_> {
    /// Whether request and response count in different ways.
    fn is_contradictory(&self) -> bool {
        let asked = self.asked.and_then(|it| it.parse::<u64>().ok());
        matches!((asked, self.current), (Some(asked), Some(current)) if asked != current)
    }

    /// The number of the first page, if this response proves it.
    fn first(&self) -> Option<u64> {
        let number = match self.asked {
            Some(asked) => asked.parse().ok()?,
            // The server chose the page.
            None => return self.current.filter(|it| *it < 2),
        };
        let is_full = self.saved.count(&self.facts.list) > 0;
        // The last page of those that are counted from 1.
        let is_last = self.pages == Some(number) && is_full;
        match number {
            0 => Some(0),
            1 if is_last || self.has_none_before() => Some(1),
            _ if is_last => Some(1),
            _ => None,
        }
    }

    /// Whether the response says that no page is before it.
    fn has_none_before(&self) -> bool {
        let mut fields = self.facts.fields.iter();
        fields.any(|it| PREVIOUS.contains(&it.key.as_str()) && self.saved.is_nothing(&it.pointer))
    }
}
