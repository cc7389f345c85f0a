//! Objects that say what they are: `{"type": "card", …}` and `{"type": "transfer", …}`.
//!
//! A key is a tag if every object has a text under it, and objects that have little else in common (see
//! `groups`) never share a text. By chance that is true of any two ids; so the key is named as tags are, or each text
//! is a plain word, occurs in at least two objects, and is never the only field of one.

use std::collections::HashMap;

use crate::words::ends_in;

use super::groups::grouped_but_for;
use super::{Json, Members, declared};

/// Last words of keys that say what an object is.
const NAMES: &[&str] = &["class", "event", "kind", "object", "type"];

/// Longer texts are not names of kinds.
const LENGTH_LIMIT: usize = 48;

/// How many keys are tried: each takes a pass over all objects.
const CANDIDATES: usize = 16;

/// A tag, and the objects by it.
#[derive(Debug)]
pub(super) struct Tags<'a> {
    pub(super) key: &'a str,
    /// Objects of one kind, with the texts that name it.
    pub(super) groups: Vec<(Vec<String>, Vec<&'a Members>)>,
}

/// The tag of some objects, if they are of several kinds, but fewer than `limit`.
pub(super) fn of<'a>(objects: &[&'a Members], limit: usize) -> Option<Tags<'a>> {
    let first: &'a Members = objects.first()?;
    let mut texts: HashMap<&str, Vec<&str>> = HashMap::new();
    for (key, value) in objects.iter().copied().flatten() {
        if let Some(text) = word(value) {
            texts.entry(key).or_default().push(text);
        }
    }
    let keys = first.iter().map(|(key, _)| key.as_str());
    let mut keys: Vec<&str> = keys
        .filter(|key| {
            let texts = texts.get(key).filter(|texts| texts.len() == objects.len());
            texts.is_some_and(|texts| can_be_tag(key, texts, objects))
        })
        .collect();
    // Named ones come first; otherwise those that occur first.
    keys.sort_by_key(|key| !is_named_so(key));
    keys.into_iter().take(CANDIDATES).find_map(|key| {
        let groups = groups(objects, key, limit)?;
        Some(Tags { key, groups })
    })
}

/// Whether the texts under a key can be names of several kinds.
fn can_be_tag(key: &str, texts: &[&str], objects: &[&Members]) -> bool {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for text in texts {
        *counts.entry(text).or_default() += 1;
    }
    let is_word = |text: &str| {
        text.bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b))
    };
    let is_constant = || {
        counts
            .iter()
            .all(|(text, count)| *count > 1 && is_word(text))
            && objects.iter().all(|members| members.len() > 1)
    };
    counts.len() > 1 && (is_named_so(key) || is_constant())
}

fn groups<'a>(
    objects: &[&'a Members],
    key: &str,
    limit: usize,
) -> Option<Vec<(Vec<String>, Vec<&'a Members>)>> {
    let mut groups: Vec<(Vec<String>, Vec<&Members>)> = Vec::new();
    // Which group has a text.
    let mut owners: HashMap<&str, usize> = HashMap::new();
    for group in by_kind(objects, key) {
        let mut values: Vec<String> = Vec::new();
        for value in group.iter().filter_map(|members| text(members, key)) {
            let owner = *owners.entry(value).or_insert_with(|| {
                values.push(value.to_owned());
                groups.len()
            });
            if owner != groups.len() {
                return None;
            }
        }
        groups.push((values, group));
    }
    (2..limit).contains(&groups.len()).then_some(groups)
}

/// Objects that have much in common besides the tag are of one kind, and so are those that have nothing else.
fn by_kind<'a>(objects: &[&'a Members], key: &str) -> Vec<Vec<&'a Members>> {
    let (bare, others): (Vec<&Members>, Vec<&Members>) =
        objects.iter().partition(|members| members.len() == 1);
    let mut groups = match others.as_slice() {
        [] => Vec::new(),
        others => grouped_but_for(others, Some(key)),
    };
    // A kind of which some objects are bare is known by its text.
    let mut known: HashMap<Option<&str>, usize> = HashMap::new();
    for (index, group) in groups.iter().enumerate() {
        for members in group {
            known.entry(text(members, key)).or_insert(index);
        }
    }
    let mut only_bare = Vec::new();
    for members in bare {
        let index = known.get(&text(members, key));
        match index.and_then(|index| groups.get_mut(*index)) {
            Some(group) => group.push(members),
            None => only_bare.push(members),
        }
    }
    if !only_bare.is_empty() {
        groups.push(only_bare);
    }
    groups
}

/// The text under a key, if it can name a kind.
fn text<'a>(members: &'a Members, key: &str) -> Option<&'a str> {
    let (_, value) = members.iter().find(|(name, _)| name == key)?;
    word(value)
}

fn word(value: &Json) -> Option<&str> {
    let Json::String(text) = value else {
        return None;
    };
    let is_word = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.len() <= LENGTH_LIMIT
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_-.:/".contains(&byte));
    (is_word && !declared::is_synthetic(text)).then_some(text)
}

fn is_named_so(key: &str) -> bool {
    ends_in(key, NAMES)
}

#[cfg(test)]
mod tests {
    use super::super::lenient;
    use super::*;

    /// The key, and the texts of each kind.
    fn tags(texts: &[&str]) -> Option<(String, Vec<Vec<String>>)> {
        let objects: Vec<Vec<(String, Json)>> = texts
            .iter()
            .map(|text| match lenient(text, &|_| None) {
                Ok(Json::Object(members)) => members,
                other => panic!("{other:?}"),
            })
            .collect();
        let objects: Vec<&Members> = objects.iter().map(Vec::as_slice).collect();
        let tags = of(&objects, 6)?;
        let values = tags.groups.into_iter().map(|(values, _)| values);
        Some((tags.key.to_owned(), values.collect()))
    }

    #[test]
    fn one_object_of_each_kind_is_enough_under_a_name_for_it() {
        assert_eq!(
            tags(&[
                r#"{"payment_type": "card", "last4": "4242"}"#,
                r#"{"payment_type": "transfer", "iban": "DE02"}"#,
                r#"{"payment_type": "cash"}"#,
            ]),
            Some((
                "payment_type".to_owned(),
                vec![
                    vec!["card".to_owned()],
                    vec!["transfer".to_owned()],
                    vec!["cash".to_owned()]
                ]
            ))
        );
    }

    #[test]
    fn other_keys_are_tags_where_their_texts_repeat() {
        let once = [r#"{"of": "a", "x": 1}"#, r#"{"of": "b", "y": 1}"#];
        assert_eq!(tags(&once), None);
        let twice = [once, once].concat();
        assert!(tags(&twice).is_some_and(|(key, _)| key == "of"));
        let bare = [r#"{"of": "a"}"#, r#"{"of": "b", "y": 1}"#];
        assert_eq!(tags(&[bare, bare].concat()), None);
        let paths = [
            r#"{"of": "a/b.rs:1", "x": 1}"#,
            r#"{"of": "a/b.rs:2", "y": 1}"#,
        ];
        assert_eq!(tags(&[paths, paths].concat()), None);
    }

    #[test]
    fn objects_alike_but_for_the_text_are_of_one_kind() {
        assert_eq!(
            tags(&[
                r#"{"type": "admin", "id": 1, "name": "a"}"#,
                r#"{"type": "guest", "id": 2, "name": "b", "until": "c"}"#,
            ]),
            None
        );
        assert_eq!(
            tags(&[
                r#"{"type": "debit", "last4": "1"}"#,
                r#"{"type": "credit", "last4": "2"}"#,
                r#"{"type": "transfer", "iban": "3"}"#,
            ])
            .map(|(_, values)| values),
            Some(vec![
                vec!["debit".to_owned(), "credit".to_owned()],
                vec!["transfer".to_owned()]
            ])
        );
    }

    #[test]
    fn objects_with_nothing_but_the_text_are_of_one_kind() {
        assert_eq!(tags(&[r#"{"type": "a"}"#, r#"{"type": "b"}"#]), None);
        assert_eq!(
            tags(&[
                r#"{"type": "a"}"#,
                r#"{"type": "b"}"#,
                r#"{"type": "c", "x": 1}"#
            ])
            .map(|(_, values)| values.len()),
            Some(2)
        );
    }

    #[test]
    fn a_text_of_two_kinds_is_no_tag() {
        assert_eq!(
            tags(&[
                r#"{"type": "a", "x": 1}"#,
                r#"{"type": "a", "y": 1}"#,
                r#"{"type": "b", "z": 1}"#,
            ]),
            None
        );
    }
}
