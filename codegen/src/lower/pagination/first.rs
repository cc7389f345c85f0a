//! The number of the first page, which is 0 or 1.

use crate::api::{FirstPageReason, Parameter, Presence};

use super::facts::{Facts, Named, Near, Saved};

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

/// The number of the first page with the proof; [`None`] if there is none, or if proofs differ.
pub(super) fn page(
    facts: &Facts<'_>,
    parameter: Named<'_>,
    current: Option<&Near<'_>>,
    pages: Option<&Near<'_>>,
) -> Option<(u64, FirstPageReason)> {
    let mut proofs = Vec::new();
    proofs.extend(documented_default(parameter.parameter).map(|it| (it, FirstPageReason::Default)));
    let docs = parameter.docs().replace(['"', '\'', '`'], "");
    let phrases = PHRASES
        .iter()
        .filter(|(phrase, _)| contains_phrase(&docs, phrase));
    proofs.extend(phrases.map(|(_, first)| (*first, FirstPageReason::Described)));
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
    let proof = *proofs.first()?;
    proofs
        .iter()
        .all(|(first, _)| *first == proof.0)
        .then_some(proof)
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
