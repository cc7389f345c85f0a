//! Words that a list of values follows: "must be one of", "possible values", "enum", "either".

use super::link::{Link, link};
use super::series::{Series, series};
use super::words::Word;
use super::{List, Trust, explained, traps};

/// Every list that a lead announces, in the order of the text.
pub(super) fn find(text: &str) -> impl Iterator<Item = List> {
    let words = Word::all(text);
    (0..words.len()).filter_map(move |index| {
        let lead = Lead::at(&words[index..], &words[..index], text)?;
        lead.list(text)
    })
}

/// What kind of words announce a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LeadKind {
    /// "one of".
    OneOf,
    /// "possible values".
    Named,
    /// "can be", "set to", "accepts": marks have to show that values follow.
    Verb,
    /// "only", before the values that "are allowed".
    Only,
    /// "either".
    Either,
}

/// Words that announce a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Lead {
    kind: LeadKind,
    start: usize,
    end: usize,
    /// Whether they exclude other values.
    is_closed: bool,
    /// Whether they can as well be about parameters: "provide either `a` or `b`".
    is_doubtful: bool,
}

/// Adjectives that announce values.
const ADJECTIVES: [&str; 18] = [
    "possible",
    "allowed",
    "allowable",
    "supported",
    "valid",
    "permitted",
    "permissible",
    "accepted",
    "acceptable",
    "available",
    "legal",
    "known",
    "recognized",
    "expected",
    "optional",
    "potential",
    "predefined",
    "selectable",
];

/// What values are called.
const NOUNS: [&str; 25] = [
    "value",
    "values",
    "option",
    "options",
    "choices",
    "types",
    "statuses",
    "states",
    "modes",
    "formats",
    "limits",
    "encodings",
    "enums",
    "kinds",
    "levels",
    "roles",
    "actions",
    "strings",
    "keywords",
    "codes",
    "inputs",
    "settings",
    "entries",
    "variants",
    "methods",
];

/// Nouns that need no adjective.
const PLAIN_NOUNS: [&str; 3] = ["values", "options", "choices"];

/// Verbs of sentences that could as well be about which parameter to give.
const DOUBTFUL: [&str; 14] = [
    "provide", "specify", "supply", "pass", "send", "include", "give", "use", "requires",
    "require", "using", "enter", "need", "needs",
];

impl Lead {
    /// The lead that begins with the first of `words`; `before` are those of the text before it.
    fn at(words: &[Word], before: &[Word], text: &str) -> Option<Self> {
        let word = |index: usize| words.get(index).map_or("", |word| word.text.as_str());
        let previous = |back: usize| {
            before
                .len()
                .checked_sub(back)
                .map_or("", |at| before[at].text.as_str())
        };
        let (kind, length) = match word(0) {
            "one" if word(1) == "of" => match previous(1) {
                "least" | "most" | "exactly" | "only" | "any" => return None,
                _ => (LeadKind::OneOf, 2),
            },
            adjective if ADJECTIVES.contains(&adjective) => {
                let noun = (1..=3).find(|&index| NOUNS.contains(&word(index)))?;
                (LeadKind::Named, noun + 1)
            }
            noun if PLAIN_NOUNS.contains(&noun) && begins(words, before, text) => {
                (LeadKind::Named, 1)
            }
            "enum" | "enums" | "enumeration" => (LeadKind::Named, 1),
            "can" | "may" | "must" | "should" | "shall" if word(1) == "be" => (LeadKind::Verb, 2),
            "can" | "may" | "must" | "should" | "shall" if word(1) == "only" && word(2) == "be" => {
                (LeadKind::Verb, 3)
            }
            "set" if word(1) == "to" => (LeadKind::Verb, 2),
            "accepts" | "takes" | "choose" | "select" | "choice" | "input" | "use" | "enter"
            | "pass" => (LeadKind::Verb, 1),
            "only" => (LeadKind::Only, 1),
            "either" => (LeadKind::Either, 1),
            _ => return None,
        };
        let (start, end) = (words[0].start, words[length - 1].end);
        // Words of another sentence say nothing of this one.
        let sentence = text[..start]
            .rfind(['.', '\n', ';', '('])
            .map_or(0, |at| at + 1);
        let near = |most: usize| {
            before
                .iter()
                .rev()
                .take(most)
                .take_while(|word| word.start >= sentence)
        };
        let has = |most: usize, wanted: &[&str]| {
            near(most).any(|word| wanted.contains(&word.text.as_str()))
        };
        if has(2, &["not", "cannot", "no", "never", "don"]) {
            return None;
        }
        let is_closed = match kind {
            LeadKind::OneOf | LeadKind::Either => {
                has(4, &["must", "shall"])
                    || (has(3, &["only"]) && has(4, &["be"]))
                    || has(3, &["restricted", "limited"])
            }
            LeadKind::Named => has(3, &["only"]),
            LeadKind::Verb => {
                word(1) == "only"
                    || matches!(word(0), "must" | "shall")
                        && (2..=4).any(|at| {
                            word(at) == "either" || (word(at) == "one" && word(at + 1) == "of")
                        })
            }
            LeadKind::Only => true,
        };
        Some(Self {
            kind,
            start,
            end,
            is_closed,
            is_doubtful: matches!(word(0), "input" | "use" | "enter" | "pass")
                || matches!(kind, LeadKind::OneOf | LeadKind::Either)
                    && !is_closed
                    && has(3, &DOUBTFUL),
        })
    }

    /// The list after the lead.
    fn list(self, text: &str) -> Option<List> {
        if traps::are_examples(&text[..self.start]) {
            return None;
        }
        let (begin, link) = link(text, self.end)?;
        if traps::are_examples(&text[self.start..begin]) {
            return None;
        }
        let explained = explained::after(text, begin);
        let series = series(&text[begin..]).filter(|series| self.is_told(series, link, text));
        let series = series.filter(|series| {
            explained
                .as_ref()
                .is_none_or(|list| list.values.len() < series.values.len())
        });
        match (series, explained) {
            (Some(series), _) => {
                let is_closed =
                    self.is_closed && !series.is_open && !traps::are_conditional(series.rest);
                Some(List {
                    trust: self.trust(&series, link, is_closed),
                    are_called_values: self.kind == LeadKind::Named,
                    at: self.start..text.len() - series.rest.len(),
                    values: series.values,
                    cut: None,
                })
            }
            (None, Some(list)) if self.kind != LeadKind::Only => Some(List {
                at: self.start..list.at.end,
                trust: if self.is_closed {
                    Trust::Closed
                } else {
                    list.trust
                },
                are_called_values: self.kind == LeadKind::Named,
                cut: list.cut.map(|cut| announcement(text, self.start)..cut.end),
                ..list
            }),
            _ => None,
        }
    }

    fn trust(self, series: &Series<'_>, link: Link, is_closed: bool) -> Trust {
        let is_weak = !series.is_marked
            && link == Link::None
            && self.kind != LeadKind::Named
            && series.values.len() < 3;
        if self.is_doubtful || (is_weak && !self.is_closed) {
            Trust::Shown
        } else if is_closed {
            Trust::Closed
        } else {
            Trust::Stated
        }
    }

    /// Whether the words of a lead and what follows make the series one of values.
    fn is_told(self, series: &Series<'_>, link: Link, text: &str) -> bool {
        match self.kind {
            LeadKind::OneOf => !traps::are_others(series.rest),
            LeadKind::Either => series.is_choice && !traps::are_others(series.rest),
            LeadKind::Named => {
                series.is_marked
                    || link != Link::None
                    || text[self.end..].trim_start().starts_with(['[', '('])
            }
            LeadKind::Verb => {
                let is_loud = |(value, _): &(String, String)| !value.contains(char::is_lowercase);
                let is_set_off = series.is_marked
                    || link == Link::Said
                    || (series.is_choice && series.values.iter().all(is_loud));
                is_set_off && !traps::are_others(series.rest)
            }
            LeadKind::Only => series.is_marked && is_allowed(series.rest),
        }
    }
}

/// Words before a lead that announce nothing but the values.
const EMPTY: [&str; 8] = ["the", "only", "must", "can", "be", "is", "it", "are"];

/// Where the clause of a lead begins that only announces the values, or else the lead itself: the values' docs
/// replace it.
fn announcement(text: &str, lead: usize) -> usize {
    let mut start = lead;
    for word in Word::all(&text[..lead]).iter().rev() {
        if !EMPTY.contains(&word.text.as_str()) || text[word.end..start].contains(['.', '\n']) {
            break;
        }
        start = word.start;
    }
    let before = text[..start].trim_end_matches([' ', '*', '_']);
    let is_clause = before.is_empty() || before.ends_with(['.', '\n', ';', ':', ',', '-']);
    if is_clause { before.len() } else { lead }
}

/// Whether a noun begins its sentence: "Values: …", "The options are …".
fn begins(words: &[Word], before: &[Word], text: &str) -> bool {
    let is_first = |word: &Word| {
        let before = text[..word.start].trim_end_matches([' ', '*', '`', '(']);
        before.is_empty() || before.ends_with(['.', '\n', ';', ':', ','])
    };
    let article = before.last().filter(|word| word.text == "the");
    words.first().is_some_and(is_first) || article.is_some_and(is_first)
}

/// "are allowed", after the values.
fn is_allowed(rest: &str) -> bool {
    let words: Vec<String> = Word::all(rest)
        .into_iter()
        .take(3)
        .map(|word| word.text)
        .collect();
    let is_verb = words
        .first()
        .is_some_and(|word| matches!(word.as_str(), "are" | "is"));
    is_verb && words.iter().any(|word| ADJECTIVES.contains(&word.as_str()))
}
