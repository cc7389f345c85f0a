//! Secrets that follow their name in a text: members of JSON, elements of XML, fields of forms and queries, lines of
//! YAML, and sentences.

use std::ops::Range;

use super::names::{names_random, names_secret};
use super::placeholder::is_credential_in_prose;
use super::shapes::prefix;
use super::{Secret, named_value};

/// The longest value that is read, in bytes.
const VALUE_LIMIT: usize = 4096;
/// How much of the text before a value is read to find its name, in bytes.
const NAME_LIMIT: usize = 80;

/// How much of the text before the end of a tag is read to find its start, in bytes.
const TAG_LIMIT: usize = 250;

/// Words before the name of a secret in prose, with which it is another thing.
const HARMLESS: &[&str] = &[
    "continuation",
    "csrf",
    "cursor",
    "device",
    "invalid",
    "next",
    "no",
    "page",
    "pagination",
    "previous",
    "public",
    "push",
];

/// A name in a text.
struct Name<'a> {
    text: &'a str,
    is_quoted: bool,
}

/// A value in a text.
struct Value {
    range: Range<usize>,
    quote: Option<char>,
}

/// Finds values that are secrets by the name before them.
pub(super) fn find(text: &str, found: &mut Vec<Secret>) {
    for (at, separator) in text.match_indices([':', '=', '>']) {
        let of_tag = (separator == ">").then(|| name_of_tag(text, at)).flatten();
        let Some(name) = of_tag.or_else(|| name_before(text, at)) else {
            continue;
        };
        let start = at + separator.len();
        if separator == ">" {
            found.extend(element(text, &name, start));
        } else if let Some(list) = text[start..].trim_start_matches(' ').strip_prefix('[') {
            find_in_list(text, &name, text.len() - list.len(), found);
        } else {
            found.extend(pair(text, &name, separator, start));
        }
    }
}

/// Finds values that are secrets by the name before them in a sentence.
pub(super) fn find_in_prose(text: &str, found: &mut Vec<Secret>) {
    for separator in [" is ", " `"] {
        for (at, _) in text.match_indices(separator) {
            let name = name_before(text, at).filter(|name| !name.text.eq_ignore_ascii_case("pass"));
            if let Some(name) = name {
                found.extend(pair(
                    text,
                    &name,
                    ":",
                    at + separator.trim_end_matches('`').len(),
                ));
            }
        }
    }
}

/// `<password>x</password>`
fn element(text: &str, name: &Name<'_>, start: usize) -> Option<Secret> {
    let content = prefix(&text[start..], VALUE_LIMIT);
    let length = content.find('<')?;
    if !content[length..].starts_with("</") {
        return None;
    }
    secret(text, name, start..start + length)
}

/// `"passwords": ["x", "y"]`, from the text after the bracket.
fn find_in_list(text: &str, name: &Name<'_>, start: usize, found: &mut Vec<Secret>) {
    let mut at = start;
    while let Some(value) = value_after(text, at).filter(|value| value.quote.is_some()) {
        at = value.range.end + 1;
        found.extend(secret(text, name, value.range));
        let following = text.get(at..).unwrap_or_default().trim_start();
        let Some(rest) = following.strip_prefix(',') else {
            return;
        };
        at = text.len() - rest.trim_start().len();
    }
}

/// `"password": "x"`, `password=x`, `password: x`
fn pair(text: &str, name: &Name<'_>, separator: &str, start: usize) -> Option<Secret> {
    let value = value_after(text, start)?;
    let content = &text[value.range.clone()];
    let is_assigned = separator == "=" && value.range.start == start;
    let is_literal = match value.quote {
        Some('`') => false,
        Some(_) => true,
        None => is_assigned && !content.contains('(') && !is_path_of_names(content),
    };
    let is_number = name.is_quoted
        && value.quote.is_none()
        && content.len() >= 4
        && content.bytes().all(|byte| byte.is_ascii_digit());
    if !(is_literal || is_number || is_credential_in_prose(content)) {
        return None;
    }
    let secret = secret(text, name, value.range)?;
    Some(Secret {
        is_number,
        ..secret
    })
}

fn secret(text: &str, name: &Name<'_>, range: Range<usize>) -> Option<Secret> {
    let (part, kind) = named_value(name.text, &text[range.clone()])?;
    let part = range.start + part.start..range.start + part.end;
    Some(Secret::new(part, kind, Some(name.text)))
}

/// `response.body.token`: a part of a program.
fn is_path_of_names(value: &str) -> bool {
    value.contains('.')
        && value
            .chars()
            .all(|c| c.is_ascii_alphabetic() || matches!(c, '.' | '_'))
}

/// The name that ends before a separator, if it can be that of a secret.
fn name_before(text: &str, at: usize) -> Option<Name<'_>> {
    let mut from = at.saturating_sub(NAME_LIMIT);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = &text[from..at];
    let trimmed = before.trim_end_matches([' ', '\t', '"', '\'', '`', '\\', '*', ']']);
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let start = trimmed.rfind(|c| !is_name(c)).map_or(0, |at| {
        at + trimmed[at..].chars().next().map_or(1, char::len_utf8)
    });
    let last = &trimmed[start..];
    if last.is_empty() {
        return None;
    }
    let previous = trimmed[..start].strip_suffix(' ').and_then(|rest| {
        let word = rest.rsplit(|c: char| !c.is_ascii_alphanumeric()).next()?;
        (!word.is_empty()).then_some(word)
    });
    let is_quoted = before[trimmed.len()..].contains(['"', '\'']);
    let name = |text| Some(Name { text, is_quoted });
    match previous {
        Some(word) if HARMLESS.contains(&word.to_ascii_lowercase().as_str()) => None,
        // `API key`
        Some(word) if !names_secret(last) && names_secret(&format!("{word} {last}")) => {
            name(&trimmed[start - word.len() - 1..])
        }
        _ if names_secret(last) || names_random(last) => name(last),
        _ => None,
    }
}

/// The name of the element whose tag ends at an offset and has attributes, if it can be that of a secret.
fn name_of_tag(text: &str, at: usize) -> Option<Name<'_>> {
    let mut from = at.saturating_sub(TAG_LIMIT);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let (_, tag) = text[from..at].rsplit_once('<')?;
    let (name, _) = tag.split_once(' ')?;
    let (_, local) = name.rsplit_once(':').unwrap_or(("", name));
    names_secret(local).then_some(Name {
        text: local,
        is_quoted: false,
    })
}

/// The value that begins at an offset, or after what introduces it there.
fn value_after(text: &str, start: usize) -> Option<Value> {
    let rest = prefix(&text[start..], VALUE_LIMIT);
    let mut value = rest.trim_start_matches([' ', '\t', '*']);
    if value.starts_with("</")
        && let Some(end) = value.find('>').filter(|end| *end < 12)
    {
        value = value[end + 1..].trim_start_matches(' ');
    }
    let unescaped = value.trim_start_matches('\\');
    let is_escaped = unescaped.len() < value.len();
    let start = start + (rest.len() - unescaped.len());
    let quote = unescaped
        .chars()
        .next()
        .filter(|c| matches!(c, '"' | '\'' | '`'));
    let Some(quote) = quote else {
        return plain_value(value, start - usize::from(is_escaped));
    };
    let content = &unescaped[1..];
    let mut escapes = false;
    let end = content.find(|c: char| {
        let ends = c == '\n' || c == quote && (is_escaped || !escapes);
        escapes = c == '\\' && !escapes;
        ends
    });
    let end = end.unwrap_or(content.len());
    let content = content[..end].trim_end_matches('\\');
    Some(Value {
        range: start + 1..start + 1 + content.len(),
        quote: Some(quote),
    })
}

/// A value without quotes.
fn plain_value(text: &str, start: usize) -> Option<Value> {
    let is_end = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '"' | '\'' | '`' | '<' | '>' | '&' | ',' | ';' | '|' | ')' | ']' | '}' | '\\'
            )
    };
    let content = &text[..text.find(is_end).unwrap_or(text.len())];
    let content = content.trim_end_matches(['.', ':', '!', '?', '*']);
    (!content.is_empty()).then(|| Value {
        range: start..start + content.len(),
        quote: None,
    })
}
