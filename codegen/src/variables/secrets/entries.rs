//! Secrets whose name is beside them: in the same entry, such as `{"key": "password", "value": "x"}` or
//! `<add key="password" value="x"/>`, or as the first argument of a call, such as `set("password", "x")`.

use super::Secret;
use super::names::{NAME_LIMIT, names_random, names_secret};
use super::pairs::{Name, secret, value_after};
use super::scan::{Marks, positions, prefix, suffix};

/// How much of an entry is read on each side of the value, in bytes.
const REACH: usize = 120;

/// Marks around names and values.
const MARKS: &[char] = &['"', '\'', '\\', ' '];

/// Where an entry begins and ends.
const BOUNDS: &[char] = &['{', '}', '<', '>'];

/// Finds second arguments that are secrets by the first one.
pub(super) fn find_arguments(text: &str, marks: &Marks, found: &mut Vec<Secret>) {
    for at in &marks.brackets {
        let start = at + "(".len();
        let arguments = prefix(&text[start..], NAME_LIMIT);
        let Some(first) = arguments
            .trim_start_matches(['\\', ' '])
            .strip_prefix(['"', '\'', '`'])
        else {
            continue;
        };
        let end = first
            .find(['"', '\'', '`', '\\', '\n'])
            .unwrap_or(first.len());
        let (name, rest) = first.split_at(end);
        if !(names_secret(name) || names_random(name)) {
            continue;
        }
        let Some(rest) = rest
            .trim_start_matches(MARKS)
            .trim_start_matches('`')
            .strip_prefix(',')
        else {
            continue;
        };
        let start = start + arguments.len() - rest.len();
        let value = value_after(text, start).filter(|value| value.quote.is_some());
        if let Some(value) = value {
            let name = Name {
                text: name,
                is_quoted: true,
            };
            found.extend(secret(text, &name, value.range));
        }
    }
}

/// Finds values that are secrets by the name in their entry.
pub(super) fn find(text: &str, marks: &Marks, found: &mut Vec<Secret>) {
    let values = marks.of_word("alue");
    for (start, end) in values.filter_map(|at| word_at(text, "value", at)) {
        let rest = text[end..].trim_start_matches(MARKS);
        if !rest.starts_with([':', '=']) {
            continue;
        }
        let value = value_after(text, text.len() - rest.len() + 1);
        let Some(value) = value.filter(|value| value.quote.is_some()) else {
            continue;
        };
        let before = suffix(&text[..start], REACH);
        let before = before.rsplit(BOUNDS).next().unwrap_or_default();
        let after = prefix(&text[value.range.end..], REACH);
        let after = after.split(BOUNDS).next().unwrap_or_default();
        if let Some(name) = name_in(before).or_else(|| name_in(after)) {
            found.extend(secret(text, &name, value.range));
        }
    }
}

/// The name in a part of an entry, if it can be that of a secret.
fn name_in(part: &str) -> Option<Name<'_>> {
    let keys = ["key", "name"].into_iter().flat_map(|key| words(part, key));
    let names = keys.filter_map(|(_, end)| {
        let rest = part[end..]
            .trim_start_matches(MARKS)
            .strip_prefix([':', '='])?;
        let name = rest.trim_start_matches(MARKS);
        let end = name.find(['"', '\'', '\\', ',']).unwrap_or(name.len());
        Some(&name[..end])
    });
    let mut secret = names.filter(|name| names_secret(name) || names_random(name));
    secret.next().map(|text| Name {
        text,
        is_quoted: true,
    })
}

/// Where a word occurs, in any case and not as a part of another word.
fn words<'t>(text: &'t str, word: &'static str) -> impl Iterator<Item = (usize, usize)> + 't {
    positions(text, &word[1..]).filter_map(move |at| word_at(text, word, at))
}

/// A word, from the position of what follows its first letter, which can be a capital.
fn word_at(text: &str, word: &str, at: usize) -> Option<(usize, usize)> {
    let is_part =
        |byte: Option<&u8>| byte.is_some_and(|it| it.is_ascii_alphanumeric() || *it == b'_');
    let (start, end) = (at.checked_sub(1)?, at + word.len() - 1);
    let bytes = text.as_bytes();
    let is_word = bytes[start].eq_ignore_ascii_case(&word.as_bytes()[0])
        && !is_part(start.checked_sub(1).and_then(|it| bytes.get(it)))
        && !is_part(bytes.get(end));
    is_word.then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let mut secrets = Vec::new();
        find(text, &Marks::of(text), &mut secrets);
        secrets.into_iter().map(|it| &text[it.range]).collect()
    }

    #[test]
    fn a_value_is_secret_by_the_name_in_its_entry() {
        for text in [
            r#"[{"key": "a", "value": "b"}, {"key": "password", "value": "x1y2"}]"#,
            r#"{"value": "x1y2", "type": "text", "name": "api_key"}"#,
            r#"{\"key\":\"token\",\"value\":\"x1y2\"}"#,
            "<add key=\"Password\" value=\"x1y2\"/>",
            "<input type='password' name='password' value='x1y2'>",
            "{ name: 'password', value: 'x1y2' }",
        ] {
            assert_eq!(found(text), ["x1y2"], "{text}");
        }
    }

    #[test]
    fn a_second_argument_is_secret_by_the_first() {
        let found = |text: &str| -> Vec<String> {
            let mut secrets = Vec::new();
            find_arguments(text, &Marks::of(text), &mut secrets);
            let secrets = secrets.into_iter().map(|it| text[it.range].to_owned());
            secrets.collect()
        };
        for text in [
            "pm.environment.set(\"password\", \"x1y2\");",
            "set( 'api_key','x1y2' )",
            r#"headers.add(\"X-Api-Key\", \"x1y2\")"#,
        ] {
            assert_eq!(found(text), ["x1y2"], "{text}");
        }
        for text in [
            "set('page', 'x1y2')",
            "set('password', password)",
            "get('password'), 'x1y2'",
            "('password",
            "('é",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn the_name_of_another_entry_says_nothing() {
        for text in [
            r#"[{"key": "password"}, {"value": "x1y2"}]"#,
            r#"{"key": "password", "value": "{{password}}"}"#,
            r#"{"key": "page", "value": "x1y2", "token_name": "token"}"#,
            r#"{"key": "password", "values": "x1y2", "default_value": "x1y2"}"#,
            "value: é=",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
