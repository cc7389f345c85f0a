//! Values that each have a text of their own: "`open` - lets in", "1: open, 2: shut", items of a list.

use std::collections::HashSet;

use super::mark::{self, marked};
use super::series::{is_word, marked_follows};
use super::text::{BULLETS, begins_with, sentence_end};
use super::{List, Trust, traps};

/// Lists that no other words announce: marked words, numbers and words in capitals, in lines or in one.
pub(super) fn find(text: &str) -> impl Iterator<Item = List> {
    let list = list(text, 0, Announced::No);
    list.filter(|list| !traps::are_parts(&text[..list.at.start]))
        .filter(|list| !traps::are_headings(list, text))
        .into_iter()
}

/// A list with one line for each value.
pub(super) fn lines(text: &str) -> Option<List> {
    list(text, 0, Announced::Yes).filter(|list| list.cut.is_some())
}

/// The list that begins where other words have announced it.
pub(super) fn after(text: &str, at: usize) -> Option<List> {
    let begin = at + text[at..].len() - text[at..].trim_start_matches([' ', '\n', '[', '(']).len();
    list(text, at, Announced::Yes).filter(|list| list.at.start <= begin)
}

/// Whether other words say that values follow: then they need no marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Announced {
    Yes,
    No,
}

/// What names a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HeadKind {
    Marked,
    Number,
    Word,
}

/// The beginning of an explanation: `value` - …
#[derive(Debug, Clone, PartialEq, Eq)]
struct Head<'t> {
    kind: HeadKind,
    value: &'t str,
    /// Bullet and all.
    start: usize,
    /// Where the value's own text begins.
    text: usize,
    begins_line: bool,
    has_bullet: bool,
}

fn list(text: &str, from: usize, announced: Announced) -> Option<List> {
    let mut heads: Vec<Head<'_>> = Vec::new();
    let mut known = HashSet::new();
    for at in boundaries(text, from) {
        let overlaps = heads.last().is_some_and(|last| at < last.text);
        let Some(head) = head(text, at, announced).filter(|_| !overlaps) else {
            continue;
        };
        let fits = heads.first().is_none_or(|first| {
            first.kind == head.kind
                && first.has_bullet == head.has_bullet
                && (!first.has_bullet || head.begins_line)
        });
        if fits && known.insert(head.value) {
            heads.push(head);
        }
    }
    let (first, last) = (heads.first()?, heads.last()?);
    let end = last_end(text, last);
    let is_lines = heads.iter().all(|head| head.begins_line);
    let ends = heads.iter().skip(1).map(|head| head.start).chain([end]);
    let values: Vec<(String, String)> = heads
        .iter()
        .zip(ends)
        .map(|(head, end)| (head.value.to_owned(), own_text(&text[head.text..end])))
        .collect();
    let says_something = is_lines || values.iter().all(|(_, own)| !own.is_empty());
    (values.len() > 1 && says_something).then(|| List {
        values,
        trust: Trust::Stated,
        are_called_values: false,
        at: first.start..end,
        cut: is_lines.then_some(first.start..end),
    })
}

/// Where an explanation can begin: lines, clauses, and blanks, before a number.
fn boundaries(text: &str, from: usize) -> impl Iterator<Item = usize> {
    let inner = text.char_indices().filter(move |(at, _)| *at >= from);
    let begins = inner.filter_map(|(at, c)| match c {
        '\n' | '.' | ':' | ';' | ',' | '/' | '(' | '[' | ' ' => Some(at + 1),
        _ => None,
    });
    std::iter::once(from).chain(begins)
}

/// Words that end in a colon and are no values.
const LABELS: [&str; 20] = [
    "default",
    "note",
    "notes",
    "example",
    "examples",
    "e.g",
    "warning",
    "important",
    "required",
    "optional",
    "deprecated",
    "format",
    "type",
    "values",
    "value",
    "max",
    "min",
    "maximum",
    "minimum",
    "see",
];

fn head(text: &str, start: usize, announced: Announced) -> Option<Head<'_>> {
    let before = text[..start].trim_end_matches([' ', '\t']);
    let begins_line = before.is_empty() || before.ends_with('\n');
    let line = text[start..].trim_start_matches([' ', '\t']);
    let start = text.len() - line.len();
    let bullet = BULLETS
        .iter()
        .find(|bullet| begins_line && line.starts_with(**bullet));
    let rest = match bullet {
        Some(bullet) => line[bullet.len()..].trim_start(),
        None => line,
    };
    let begins_clause =
        before.is_empty() || before.ends_with(['\n', '.', ':', ';', ',', '/', '(', '[']);
    let (kind, value, rest) = value(rest, announced)?;
    let (rest, mark) = match rest {
        After::Colon(rest) => (rest, Mark::Tight),
        After::Text(rest) => mark_after(rest)?,
    };
    let is_short =
        bullet.is_some() || (begins_line && rest.trim_start_matches(' ').starts_with('\n'));
    let is_told = match (kind, mark) {
        // "`a` or `b` …" explains neither.
        (HeadKind::Marked, Mark::None) => is_short && !marked_follows(rest),
        (HeadKind::Word, Mark::None) => {
            announced == Announced::Yes && bullet.is_some() && ends_line(rest)
        }
        (HeadKind::Number, Mark::None) => announced == Announced::Yes && bullet.is_some(),
        (HeadKind::Number | HeadKind::Word, Mark::Word) => false,
        (HeadKind::Number, _) => rest
            .trim_start()
            .starts_with(|c: char| c.is_alphabetic() || matches!(c, '`' | '"')),
        (_, Mark::Word) => begins_clause,
        (_, _) => true,
    };
    // Only numbers can follow the text of the one before without any punctuation.
    let is_apart = begins_clause || (kind == HeadKind::Number && mark == Mark::Tight);
    let is_label = LABELS.contains(&value.to_ascii_lowercase().as_str());
    (is_told && is_apart && !is_label).then(|| Head {
        kind,
        value,
        start,
        text: text.len() - rest.len(),
        begins_line,
        has_bullet: bullet.is_some(),
    })
}

fn ends_line(rest: &str) -> bool {
    let rest = rest.trim_start_matches([' ', '.', ',', ';']);
    rest.is_empty() || rest.starts_with('\n')
}

/// What follows a value.
enum After<'t> {
    /// A text, after a colon within the value's marks.
    Colon(&'t str),
    Text(&'t str),
}

/// A value at the start of a text, and what follows.
fn value(text: &str, announced: Announced) -> Option<(HeadKind, &str, After<'_>)> {
    if let Some(found) = marked(text) {
        let after = if found.has_colon {
            After::Colon
        } else {
            After::Text
        };
        return Some((HeadKind::Marked, found.value, after(found.rest)));
    }
    if mark::span(text).is_some() {
        return None;
    }
    let end = text
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.') || c == '-'))
        .unwrap_or(text.len());
    let word = text[..end].trim_end_matches(['.', '-']);
    // "0-All" is a number and its text.
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=5).contains(&digits)
        && !text[digits..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.'))
    {
        return Some((
            HeadKind::Number,
            &text[..digits],
            After::Text(&text[digits..]),
        ));
    }
    let is_loud = word.len() > 1
        && word
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
    let is_plain = announced == Announced::Yes || is_loud || matches!(word, "true" | "false");
    (is_plain && is_word(word)).then(|| (HeadKind::Word, word, After::Text(&text[word.len()..])))
}

/// What separates a value from its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    None,
    /// A colon or an equals sign.
    Tight,
    Dash,
    /// "for", "to".
    Word,
}

/// Takes the mark after a value, and a note that it is the default.
fn mark_after(text: &str) -> Option<(&str, Mark)> {
    const NOTE: &str = "(default)";
    let mut text = text;
    let mut trimmed = text.trim_start_matches(' ');
    // The note stays where defaults are read.
    while begins_with(trimmed, NOTE) {
        text = &trimmed[NOTE.len()..];
        trimmed = text.trim_start_matches(' ');
    }
    let marks = [
        ("=>", Mark::Tight),
        ("->", Mark::Dash),
        (":", Mark::Tight),
        ("=", Mark::Tight),
        ("–", Mark::Dash),
        ("—", Mark::Dash),
        ("-", Mark::Dash),
        ("\t", Mark::Dash),
        ("for ", Mark::Word),
        ("to ", Mark::Word),
    ];
    for (sign, mark) in marks {
        if let Some(rest) = trimmed.strip_prefix(sign) {
            // "`a`=`b`" is a condition.
            let is_condition = sign == "=" && rest.starts_with(['`', '"', '\'']);
            // "for the rest" says more than "the rest".
            let own = if mark == Mark::Word { trimmed } else { rest };
            return (!is_condition && !rest.starts_with("//")).then_some((own, mark));
        }
    }
    Some((text, Mark::None))
}

/// Where the text of the last value ends: with its line, or its item; between other words, with its sentence.
fn last_end(text: &str, last: &Head<'_>) -> usize {
    let rest = &text[last.text..];
    let end = if last.has_bullet {
        let lines = rest.match_indices('\n').map(|(at, _)| at);
        let mut ends = lines.filter(|&at| {
            let next = rest[at + 1..].trim_start_matches(' ');
            next.is_empty()
                || next.starts_with('\n')
                || BULLETS.iter().any(|bullet| next.starts_with(bullet))
        });
        ends.next().unwrap_or(rest.len())
    } else if last.begins_line {
        rest.find('\n').unwrap_or(rest.len())
    } else {
        sentence_end(rest)
    };
    last.text + default_in(&rest[..end]).unwrap_or(end)
}

/// Where a sentence about the default begins, which is about no single value.
fn default_in(text: &str) -> Option<usize> {
    ["Default", "**Default", "default `", "default:"]
        .iter()
        .filter_map(|word| text.find(word))
        .filter(|at| text[..*at].trim_end().ends_with(['.', ';', ',']))
        .min()
}

/// The words that explain a value.
fn own_text(text: &str) -> String {
    let text = text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | '/' | '(' | '-' | '>')
    });
    let closes = text.matches(')').count() > text.matches('(').count();
    let text = if closes {
        text.trim_end_matches([')', '.'])
    } else {
        text
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
