//! Secrets that follow their name in a text: members of JSON, elements of XML, fields of forms and queries, lines of
//! YAML, and sentences.

use std::ops::Range;

use super::names::{NAME_LIMIT, has_stem, is_one_of, names_random, names_secret};
use super::placeholder::is_credential_in_prose;
use super::scan::{Marks, prefix};
use super::{Secret, named_value};

/// The longest value that is read, in bytes.
const VALUE_LIMIT: usize = 4096;

/// How much of the line that begins a block of YAML is read, in bytes.
const LINE_LIMIT: usize = 80;

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

/// Tags that only format a value or a name.
const INLINE: &str = "b code em i kbd samp span strong tt";

/// A name in a text.
pub(super) struct Name<'a> {
    pub(super) text: &'a str,
    pub(super) is_quoted: bool,
}

/// A value in a text.
pub(super) struct Value {
    pub(super) range: Range<usize>,
    pub(super) quote: Option<char>,
}

/// Finds values that are secrets by the name before them.
pub(super) fn find(text: &str, marks: &Marks, found: &mut Vec<Secret>) {
    for &at in &marks.separators {
        let separator = &text[at..=at];
        let is_tag = separator == ">";
        let of_tag = is_tag.then(|| name_of_tag(text, at)).flatten();
        let name = of_tag.or_else(|| name_before(text, at));
        let of_cell = || is_tag.then(|| name_of_cell(text, at)).flatten();
        let Some(name) = name.or_else(of_cell) else {
            continue;
        };
        let mut start = at + separator.len();
        // `password => "x"`
        if separator == "=" && text[start..].starts_with('>') {
            start += 1;
        }
        if is_tag {
            found.extend(element(text, &name, start));
        } else if let Some(list) = text[start..].trim_start_matches(' ').strip_prefix('[') {
            find_in_list(text, &name, text.len() - list.len(), found);
        } else if let Some(block) = block_after(&text[start..]) {
            find_in_block(text, &name, text.len() - block.len(), found);
        } else {
            found.extend(pair(text, &name, separator, start));
        }
    }
}

/// Finds values that are secrets by the name before them in a sentence or a table.
pub(super) fn find_in_prose(text: &str, marks: &Marks, found: &mut Vec<Secret>) {
    const SEPARATORS: [&str; 6] = [" is ", " is: ", " `", " \"", " - ", "|"];
    for &at in &marks.gaps {
        let separator = SEPARATORS.iter().find(|it| text[at..].starts_with(**it));
        let Some(separator) = separator else { continue };
        // Most quotes follow a mark.
        if *separator == " \"" && !text[..at].ends_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let name = name_before(text, at).filter(|name| !name.text.eq_ignore_ascii_case("pass"));
        let Some(name) = name else { continue };
        let start = at + separator.trim_end_matches(['`', '"']).len();
        let secret = pair(text, &name, ":", start);
        // What is in quotes without a mark before it can be any word.
        let is_literal = separator.starts_with(" is");
        found.extend(
            secret.filter(|it| is_literal || is_credential_in_prose(&text[it.range.clone()])),
        );
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

/// What follows the line that begins a block of YAML: `|`, `>-`, `|2 # comment`.
fn block_after(text: &str) -> Option<&str> {
    let block = text
        .trim_start_matches([' ', '\t'])
        .strip_prefix(['|', '>'])?;
    let block = block.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-'));
    let end = prefix(block, LINE_LIMIT).find('\n')?;
    let rest = block[..end].trim();
    (rest.is_empty() || rest.starts_with('#')).then(|| &block[end + 1..])
}

/// `password: |` and a line with the value, from the text after the first line. Each line is read as one without a block.
fn find_in_block(text: &str, name: &Name<'_>, start: usize, found: &mut Vec<Secret>) {
    let (mut at, mut first) = (start, None);
    for line in prefix(&text[start..], VALUE_LIMIT).split_inclusive('\n') {
        let content = line.trim();
        let indentation = line.len() - line.trim_start().len();
        if !content.is_empty() {
            if indentation < *first.get_or_insert(indentation.max(1)) {
                return;
            }
            if !content.contains(' ') && is_credential_in_prose(content) {
                let start = at + indentation;
                found.extend(secret(text, name, start..start + content.len()));
            }
        }
        at += line.len();
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

pub(super) fn secret(text: &str, name: &Name<'_>, range: Range<usize>) -> Option<Secret> {
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
    let trimmed = trimmed_name(before);
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let start = trimmed.rfind(|c| !is_name(c)).map_or(0, |at| {
        at + trimmed[at..].chars().next().map_or(1, char::len_utf8)
    });
    let mut last = &trimmed[start..];
    if trimmed[..start].ends_with('%') {
        last = last.trim_start_matches("5B").trim_start_matches("5b");
    }
    let previous = trimmed[..start].strip_suffix(' ').and_then(|rest| {
        let word = rest.rsplit(|c: char| !c.is_ascii_alphanumeric()).next()?;
        (!word.is_empty()).then_some(word)
    });
    if last.is_empty() || !(has_stem(last) || previous.is_some_and(has_stem)) {
        return None;
    }
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

/// A text up to the end of the name that it ends with: without quotes, closing tags and `]`, which can be percent-encoded.
fn trimmed_name(text: &str) -> &str {
    let mut trimmed = text;
    loop {
        trimmed = trimmed.trim_end_matches([' ', '\t', '"', '\'', '`', '\\', '*', ']']);
        let tag = trimmed.strip_suffix('>');
        trimmed = match tag.and_then(|before| before.rsplit_once("</")) {
            Some((rest, tag)) if is_inline(tag) => rest,
            _ => match trimmed.get(trimmed.len().saturating_sub(3)..) {
                Some("%5D" | "%5d") => &trimmed[..trimmed.len() - 3],
                _ => return trimmed,
            },
        };
    }
}

fn is_inline(tag: &str) -> bool {
    is_one_of(&tag.to_ascii_lowercase(), INLINE)
}

/// The text of the cell before the one whose tag ends at an offset, if it can be the name of a secret:
/// `<td>password</td><td>`.
fn name_of_cell(text: &str, at: usize) -> Option<Name<'_>> {
    let row = text[..at].trim_end();
    let row = row
        .strip_suffix("<td")
        .or_else(|| row.strip_suffix("<dd"))?;
    let row = row.trim_end();
    let ends = ["</td>", "</th>", "</dt>"];
    let cell = ends.iter().find_map(|end| row.strip_suffix(end))?;
    name_before(text, cell.len())
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
pub(super) fn value_after(text: &str, start: usize) -> Option<Value> {
    let rest = prefix(&text[start..], VALUE_LIMIT);
    let mut value = rest.trim_start_matches([' ', '\t', '*']);
    if value.starts_with("</")
        && let Some(end) = value.find('>').filter(|end| *end < 12)
    {
        value = value[end + 1..].trim_start_matches(' ');
    }
    while let Some((tag, content)) = value.strip_prefix('<').and_then(|it| it.split_once('>'))
        && is_inline(tag)
    {
        value = content.trim_start_matches(' ');
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
