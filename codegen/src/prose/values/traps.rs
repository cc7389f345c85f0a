//! What only looks like a list of values.

use super::super::Subject;
use super::text::BULLETS;
use super::{List, Trust};

/// Whether the words before a list make examples or something else of it: "e.g.", "such as".
pub(super) fn are_examples(before: &str) -> bool {
    let lower = before.to_ascii_lowercase();
    let lower = lower.trim_end_matches([' ', ':', ',', '(', '\n', '-']);
    [
        "e.g.",
        "e.g",
        "eg",
        "eg.",
        "ex.",
        "for example",
        "for instance",
        "examples",
        "example",
        "such as",
        "like",
        "i.e.",
        "i.e",
        "including",
        "sample",
    ]
    .iter()
    .any(|words| ends_with_word(lower, words))
}

/// Whether the words after a list turn its values into other parameters: "`a` or `b` is required".
pub(super) fn are_others(after: &str) -> bool {
    let lower = after
        .trim_start_matches([' ', ')', ']', '*', '('])
        .to_ascii_lowercase();
    let verbs = [
        "is",
        "are",
        "must",
        "should",
        "shall",
        "has",
        "have",
        "needs",
        "need",
        "can",
        "cannot",
        "may",
        "will",
        "parameter",
        "parameters",
        "field",
        "fields",
        "required",
        "mandatory",
        "query",
        "to be",
    ];
    verbs.iter().any(|verb| {
        let rest = lower.strip_prefix(verb);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// Whether the words after a list make it conditional: "must be `a` or `b` if it is open".
pub(super) fn are_conditional(after: &str) -> bool {
    let lower = after
        .trim_start_matches([' ', ',', '('])
        .to_ascii_lowercase();
    ["if ", "when ", "unless ", "for ", "where ", "while "]
        .iter()
        .any(|word| lower.starts_with(word))
}

/// What the names in a list belong to, if it explains the parts of something rather than values.
const PARTS: [&str; 22] = [
    "fields",
    "properties",
    "keys",
    "attributes",
    "columns",
    "parameters",
    "params",
    "object",
    "members",
    "placeholders",
    "variables",
    "tokens",
    "operators",
    "syntax",
    "structure",
    "json",
    "elements",
    "headers",
    "arguments",
    "examples",
    "limits:",
    "schema",
];

/// Whether the words before explained names announce the parts of something.
pub(super) fn are_parts(before: &str) -> bool {
    let lower = before.to_ascii_lowercase();
    let sentence = lower
        .trim_end()
        .trim_end_matches(':')
        .rsplit(['.', '\n'])
        .next()
        .unwrap_or_default();
    PARTS.iter().any(|part| {
        sentence
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| word == *part)
    })
}

/// Whether bold words are headings and not values: those of texts that list values in code, or the subjects of sentences, as in
/// "**Global code** is a code of 10 characters".
pub(super) fn are_headings(list: &List, text: &str) -> bool {
    let listed = text[list.at.clone()].trim_start();
    let bullet = BULLETS.iter().find(|bullet| listed.starts_with(**bullet));
    let first = listed[bullet.map_or(0, |bullet| bullet.len())..].trim_start();
    let is_bold = first.starts_with("**") && !first.starts_with("**`");
    let lists_code = |(_, own): &&(String, String)| own.matches('`').count() >= 4;
    let is_subject = |(value, own): &(String, String)| {
        value.contains(' ') && (own.starts_with("is ") || own.starts_with("are "))
    };
    is_bold
        && (list.values.iter().filter(lists_code).count() * 2 >= list.values.len()
            || list.values.iter().all(is_subject))
}

/// Whether the listed names are those of parameters: "provide either `to_user` or `to_group`".
///
/// Where words call them values, they can have the names of some parameters, such as those of a sort order. The value of
/// the request decides.
pub(super) fn are_parameters(list: &List, subject: &Subject<'_>) -> bool {
    let is_value = |(value, _): &(String, String)| value == subject.value.trim();
    let mut names = list
        .values
        .iter()
        .map(|(value, _)| subject.keys.contains(value.as_str()));
    let are_names = if list.are_called_values {
        names.all(|is_name| is_name)
    } else {
        names.any(|is_name| is_name)
    };
    are_names && !list.values.iter().any(is_value)
}

/// Whether another parameter is the subject of the clause that a list ends, so that these are its values: "`status` is
/// one of: a, b".
pub(super) fn is_about_another(before: &str, subject: &Subject<'_>) -> bool {
    let words = before.trim_end();
    let verb = ["is", "are", "was", "equals", "has", "="]
        .iter()
        .find_map(|verb| words.strip_suffix(verb));
    let clause = verb.unwrap_or(words).trim_end();
    let inner = clause.trim_end_matches(['`', '"', '\'', '*']);
    let start = inner
        .rfind(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '[' | ']')))
        .map_or(0, |at| at + 1);
    let name = inner.get(start..).unwrap_or_default();
    // A word without marks can be just a word.
    let is_marked = inner.len() < clause.len() || name.contains('_');
    is_marked && name != subject.key && subject.keys.contains(name)
}

/// What is listed about values rather than as values: the formats of a file, the units of a number.
const PROPERTIES: [&str; 8] = [
    "format",
    "unit",
    "limit",
    "encoding",
    "alias",
    "heading",
    "currencies",
    "extension",
];

/// Trusts a list less if it is announced as one of formats or units, unless the parameter itself is a format or a unit.
pub(super) fn doubted(mut list: List, text: &str, subject: &Subject<'_>) -> List {
    let before = text[..list.at.start].trim_end_matches([' ', '\n', ':']);
    let start = before.rfind(['.', '\n']).map_or(0, |at| at + 1);
    let first = list.values.first().map_or("", |(value, _)| value);
    let end = text[list.at.start..]
        .find(first)
        .map_or(list.at.start, |at| list.at.start + at);
    let announcement = text[start.min(end)..end].to_ascii_lowercase();
    let key = subject.key.to_ascii_lowercase();
    let is_property = PROPERTIES
        .iter()
        .any(|property| announcement.contains(property) && !key.contains(property));
    if is_property {
        list.trust = Trust::Shown;
    }
    list
}

fn ends_with_word(text: &str, words: &str) -> bool {
    text.strip_suffix(words)
        .is_some_and(|before| !before.ends_with(char::is_alphanumeric))
}
