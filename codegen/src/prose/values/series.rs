//! Values one after the other: `a`, `b` or `c`; a, b, c; A/B/C; [a|b|c]; each can have a note in brackets.

use super::distinct::Distinct;
use super::mark::{marked, span};
use super::text::{begins_with, sentence_end};

/// Values at the start of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Series<'t> {
    /// Each value with its note.
    pub values: Vec<(String, String)>,
    /// Whether backticks, bold or quotes set them off.
    pub is_marked: bool,
    /// Whether "or" or a slash says that one of them is meant.
    pub is_choice: bool,
    /// Whether the words go on with other values: "etc.", "or a text of your own".
    pub is_open: bool,
    /// What follows.
    pub rest: &'t str,
}

/// Reads two or more values that a text begins with.
pub(super) fn series(text: &str) -> Option<Series<'_>> {
    let text = text.trim_start_matches([' ', '\n']);
    let series = marked_series(text).or_else(|| bare_series(text))?;
    (series.values.len() > 1).then_some(series)
}

/// What can be a value: short, no sentence, nothing that only code has.
pub(super) fn is_value(text: &str) -> bool {
    let is_symbol = |c: char| {
        matches!(
            c,
            '_' | '-' | '.' | ':' | '/' | '+' | ' ' | '@' | '#' | '*' | '%'
        )
    };
    !text.is_empty()
        && text.chars().count() <= 50
        && text.split(' ').count() <= 4
        && text.contains(char::is_alphanumeric)
        && text.chars().all(|c| c.is_alphanumeric() || is_symbol(c))
}

/// Words that occur in lists of values and are not values.
const NO_VALUES: [&str; 24] = [
    "the", "a", "an", "any", "etc", "others", "and", "or", "is", "are", "be", "to", "of", "in",
    "if", "must", "can", "not", "this", "that", "it", "e.g", "i.e", "see",
];

/// A value that needs no marks: one word.
pub(super) fn is_word(text: &str) -> bool {
    is_value(text)
        && !text.contains([' ', '*', '#'])
        && !text.ends_with([':', '.'])
        && !NO_VALUES.contains(&text.to_ascii_lowercase().as_str())
}

/// Words that open a list again.
fn goes_on(rest: &str) -> bool {
    let rest = rest.trim_start_matches([',', ' ', ';', '(']);
    [
        "etc",
        "...",
        "…",
        "and so on",
        "and more",
        "among other",
        "and other",
        "or any",
        "or a ",
        "or an ",
        "or other",
        "or custom",
    ]
    .iter()
    .any(|words| begins_with(rest, words))
}

/// What comes between two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    And,
    Or,
    Semicolon,
}

/// Takes a comma, a slash, "or" and the like from the front.
fn joint(text: &str) -> Option<(Joint, &str)> {
    let mut rest = text.trim_start();
    let mut found = None;
    loop {
        let after = if let Some(after) = rest.strip_prefix(['/', '|']) {
            found = Some(Joint::Or);
            after
        } else if let Some(after) = rest.strip_prefix([',', '&']) {
            found = found.or(Some(Joint::And));
            after
        } else if let Some(after) = rest.strip_prefix(';') {
            found = found.or(Some(Joint::Semicolon));
            after
        } else if let Some(after) = rest
            .strip_prefix("or ")
            .or_else(|| rest.strip_prefix("OR "))
        {
            found = Some(Joint::Or);
            after
        } else if let Some(after) = rest.strip_prefix("and ") {
            found = found.or(Some(Joint::And));
            after
        // A slip of the pen: "`a`/ `b`: /`c`".
        } else if let Some(after) = rest.strip_prefix(": /") {
            found = Some(Joint::Or);
            after
        } else {
            return found.map(|joint| (joint, rest));
        };
        rest = after.trim_start();
    }
}

/// Removes a note in brackets from the front, and returns its text.
fn note(text: &str) -> (Option<&str>, &str) {
    let inner = text.trim_start().strip_prefix('(');
    match inner.and_then(|inner| inner.split_once(')')) {
        Some((note, rest)) if !note.contains('\n') => (Some(note.trim()), rest),
        _ => (None, text),
    }
}

/// "(default)" says nothing of a value's meaning.
fn own_text(note: Option<&str>) -> String {
    let note = note.unwrap_or_default();
    if note.to_ascii_lowercase().starts_with("default") {
        String::new()
    } else {
        note.to_owned()
    }
}

fn marked_series(text: &str) -> Option<Series<'_>> {
    let text = text.trim_start_matches(['[', '(']);
    if let Some(series) = in_one_mark(text) {
        return Some(series);
    }
    let mut values = Distinct::default();
    let (mut is_choice, mut has_commas) = (false, false);
    let mut rest = text;
    let first = marked(rest)?;
    let (own, mut after) = note(first.rest);
    values.push(first.value, own_text(own));
    loop {
        rest = after;
        let Some((found, next)) = joint(rest) else {
            break;
        };
        // Behind a list with commas, a semicolon begins something else.
        if found == Joint::Semicolon && has_commas {
            break;
        }
        has_commas |= found != Joint::Semicolon;
        let Some((value, own, rest)) = marked_item(next) else {
            break;
        };
        is_choice |= found == Joint::Or;
        values.push(value, own_text(own));
        after = rest;
    }
    Some(Series {
        values: values.into_list(),
        is_marked: true,
        is_choice,
        is_open: goes_on(rest),
        rest: rest.strip_prefix([']', ')']).unwrap_or(rest),
    })
}

/// A marked value with its note; one that has lost its opening mark too.
fn marked_item(text: &str) -> Option<(&str, Option<&str>, &str)> {
    if let Some(found) = marked(text) {
        let (own, rest) = note(found.rest);
        return Some((found.value, own, rest));
    }
    let end = text.find(['\'', '"', '`', ' ', ',', '\n'])?;
    let (value, rest) = text.split_at(end);
    let rest = rest.strip_prefix(['\'', '"', '`'])?;
    is_word(value).then_some((value, None, rest))
}

/// A list inside of one pair of marks: `A/B/C`, `a|b|c`, "a, b, c".
fn in_one_mark(text: &str) -> Option<Series<'_>> {
    let (inner, rest) = span(text)?;
    let inner = inner.trim_matches(['[', ']']);
    let joints = [("|", true), (",", false), ("/", true)];
    let (at, is_choice) = joints.into_iter().find(|(at, _)| inner.contains(at))?;
    let mut values = Distinct::default();
    for value in inner.split(at) {
        let value = value.trim().trim_matches(['"', '\'']);
        is_word(value).then(|| values.push(value, String::new()))?;
    }
    let values = values.into_list();
    (!marked_follows(rest) && values.len() > 1).then_some(Series {
        values,
        is_marked: true,
        is_choice,
        is_open: goes_on(rest),
        rest,
    })
}

/// Whether the next thing in a series is marked: then a slash belonged to the value before.
pub(super) fn marked_follows(rest: &str) -> bool {
    joint(rest).is_some_and(|(_, rest)| marked(rest).is_some())
}

/// Words without marks fill their clause up to its end, or it is not a list.
fn bare_series(text: &str) -> Option<Series<'_>> {
    let (clause, rest) = clause(text);
    let (pieces, is_choice) = pieces(clause);
    let mut values = Distinct::default();
    let mut is_open = false;
    for (index, piece) in pieces.iter().enumerate() {
        let piece = piece.trim();
        let (word, own) = match piece.split_once('(') {
            Some((word, own)) => (word.trim(), own.strip_suffix(')').map(str::trim)),
            None => (piece, None),
        };
        if is_word(word) {
            values.push(word, own_text(own));
        } else if index + 1 == pieces.len() && goes_on(piece) {
            is_open = true;
        } else {
            return None;
        }
    }
    Some(Series {
        values: values.into_list(),
        is_marked: false,
        is_choice,
        is_open,
        rest,
    })
}

/// The clause that a text begins with: in brackets, or up to the end of the sentence, a semicolon or "default".
fn clause(text: &str) -> (&str, &str) {
    if let Some((close, inner)) = text
        .strip_prefix('[')
        .map(|inner| (']', inner))
        .or_else(|| text.strip_prefix('(').map(|inner| (')', inner)))
    {
        // A bracket that is never closed ends with its line.
        let end = inner.find(close).unwrap_or_else(|| sentence_end(inner));
        let rest = inner[end..].strip_prefix(close).unwrap_or(&inner[end..]);
        return (inner[..end].trim(), rest);
    }
    let sentence = sentence_end(text);
    let lower = text[..sentence].to_ascii_lowercase();
    let default = [", default", " default", ". default"]
        .iter()
        .filter_map(|words| lower.find(words))
        .min();
    let closing = unopened_bracket(&text[..sentence]);
    let end = [Some(sentence), default, closing]
        .into_iter()
        .flatten()
        .min()
        .unwrap_or(sentence);
    let clause = &text[..end];
    match clause.split_once(';') {
        Some((clause, _)) if clause.contains([',', '/', '|']) || clause.contains(" or ") => {
            (clause.trim(), &text[clause.len()..])
        }
        _ => (clause.trim(), &text[end..]),
    }
}

/// A bracket that closes what began before the text.
fn unopened_bracket(text: &str) -> Option<usize> {
    let mut depth = 0;
    text.char_indices().find_map(|(at, c)| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' if depth == 0 => return Some(at),
            ')' | ']' => depth -= 1,
            _ => {}
        }
        None
    })
}

/// The parts of a clause between its commas, else bars, semicolons, "or", slashes; and whether one is to be chosen.
fn pieces(clause: &str) -> (Vec<&str>, bool) {
    let joints = [(',', false), ('|', true), (';', false)];
    let found = joints
        .into_iter()
        .find(|(at, _)| split(clause, *at).len() > 1);
    let (mut pieces, mut is_choice) = match found {
        Some((at, is_choice)) => (split(clause, at), is_choice),
        None => (vec![clause], false),
    };
    // The last one: "b or c", "or c", "and c".
    if let Some(last) = pieces.pop().map(str::trim) {
        let (or, and) = (last.rsplit_once(" or "), last.rsplit_once(" and "));
        let last = last.strip_prefix("and ").unwrap_or(last);
        match (last.strip_prefix("or "), or.or(and)) {
            (Some(last), _) => {
                is_choice = true;
                pieces.push(last);
            }
            (None, Some((first, second))) => {
                is_choice |= or.is_some();
                pieces.extend([first, second]);
            }
            (None, None) if pieces.is_empty() && last.contains('/') => {
                is_choice = true;
                pieces = split(last, '/');
            }
            (None, None) => pieces.push(last),
        }
    }
    (pieces, is_choice)
}

/// Splits where no bracket is open.
fn split(text: &str, at: char) -> Vec<&str> {
    let mut depth = 0_usize;
    text.split(|c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == at && depth == 0
    })
    .collect()
}
