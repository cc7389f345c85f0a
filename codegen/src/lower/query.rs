//! The query of a URL (docs/postman-semantics.md §3.3).

use std::collections::HashSet;

use crate::api::{Location, QueryEntry};
use crate::postman::{QueryParam, Url};
use crate::variables::template;

use super::indexed::{self, List, Pair};
use super::parameters::{Entry, Given, Parameters, Rule};

/// Takes the entries of a query, in the order they are sent; `left_out` are the keys of those that auth takes the
/// place of.
pub(super) fn lower(
    url: &Url,
    left_out: &[String],
    parameters: &mut Parameters<'_>,
) -> Vec<QueryEntry> {
    let is_sent =
        |entry: &&QueryParam| !entry.key.as_ref().is_some_and(|key| left_out.contains(key));
    let query: Vec<&QueryParam> = url.query.iter().filter(is_sent).collect();
    let mut entries = Vec::new();
    let shadowed = shadowed(&query);
    let pairs: Vec<Option<Pair<'_>>> = query.iter().map(|entry| pair(entry)).collect();
    let lists = indexed::lists(&pairs, parameters);
    let mut index = 0;
    while let Some(entry) = query.get(index) {
        if let Some(list) = lists.get(&index) {
            entries.push(lower_list(list, url, parameters));
            index += list.entries;
            continue;
        }
        let repeats = repeats(&query[index..]);
        if repeats > 1 {
            let values = query[index..index + repeats]
                .iter()
                .filter_map(|entry| entry.value.as_deref())
                .collect();
            entries.extend(lower_parameter(
                entry,
                Given::Texts(values),
                url,
                parameters,
            ));
        } else if !shadowed.contains(&index) {
            entries.extend(lower_entry(entry, url, parameters));
        }
        index += repeats.max(1);
    }
    entries
}

/// An entry that can be the value of a list.
fn pair(entry: &QueryParam) -> Option<Pair<'_>> {
    Some(Pair {
        key: entry.key.as_deref()?,
        text: entry.value.as_deref()?,
        pointer: &entry.pointer,
        description: entry.description.as_deref(),
        enabled: !entry.disabled,
    })
}

fn lower_list(list: &List<'_>, url: &Url, parameters: &mut Parameters<'_>) -> QueryEntry {
    let given = list.given(parameters, &|text| flat_value(text, url));
    QueryEntry::Parameter(parameters.add(&list.entry(Location::Query, given)))
}

/// How many enabled entries at the front have the same key, all with values: one list.
fn repeats(entries: &[&QueryParam]) -> usize {
    let is_plain = |entry: &QueryParam| {
        let key = entry.key.as_deref().unwrap_or_default();
        !entry.disabled && entry.value.is_some() && !key.is_empty() && !template::has_variable(key)
    };
    let Some(first) = entries.first().copied().filter(|entry| is_plain(entry)) else {
        return 0;
    };
    entries
        .iter()
        .take_while(|entry| is_plain(entry) && entry.key == first.key)
        .count()
}

/// The disabled entries that have an enabled one of their key, or an earlier disabled one.
fn shadowed(query: &[&QueryParam]) -> HashSet<usize> {
    let enabled = query.iter().filter(|entry| !entry.disabled);
    let mut known: HashSet<Option<&str>> = enabled.map(|entry| entry.key.as_deref()).collect();
    let disabled = query.iter().enumerate().filter(|(_, entry)| entry.disabled);
    disabled
        .filter(|(_, entry)| !known.insert(entry.key.as_deref()))
        .map(|(index, _)| index)
        .collect()
}

fn lower_entry(
    entry: &QueryParam,
    url: &Url,
    parameters: &mut Parameters<'_>,
) -> Option<QueryEntry> {
    let key = entry.key.as_deref().unwrap_or_default();
    let is_constant = key.is_empty() || (entry.value.is_none() && entry.description.is_none());
    if template::has_variable(key) || (is_constant && has_variable(entry)) {
        return (!entry.disabled).then(|| composed(entry, url, parameters));
    }
    if is_constant {
        return match entry.disabled {
            false => Some(QueryEntry::Literal(flattened(entry, url))),
            true if key.is_empty() => None,
            true => lower_parameter(entry, Given::Nothing, url, parameters),
        };
    }
    match entry.value.as_deref() {
        None => match lower_parameter(entry, Given::Nothing, url, parameters) {
            Some(QueryEntry::Parameter(index))
                if parameters.is_optional(index) && !entry.disabled =>
            {
                Some(QueryEntry::Key(index))
            }
            sent => sent,
        },
        Some(value) if is_mixed(value) && !entry.disabled => Some(composed(entry, url, parameters)),
        Some(value) => {
            let given = parameters.given(key, value);
            lower_parameter(entry, given, url, parameters)
        }
    }
}

fn lower_parameter(
    entry: &QueryParam,
    given: Given<'_>,
    url: &Url,
    parameters: &mut Parameters<'_>,
) -> Option<QueryEntry> {
    let key = entry.key.as_deref()?;
    let flat = |text: &str| flat_value(text, url);
    let given = match given {
        Given::Text(text) => Given::Flattened(flat(text)),
        Given::Texts(texts) => Given::FlattenedList(texts.into_iter().map(flat).collect()),
        given => given,
    };
    let parameter = parameters.add(&Entry {
        location: Location::Query,
        wire_name: key,
        pointer: &entry.pointer,
        description: entry.description.as_deref(),
        enabled: !entry.disabled,
        given,
        rule: if entry.value.is_none() && !entry.disabled {
            Rule::Key
        } else {
            Rule::Marked
        },
    });
    Some(if key.contains(['%', '&', '#', '=']) {
        QueryEntry::Composed {
            key: parameters.segments(key, &entry.pointer, |literal| flat_key(literal, url)),
            value: Some(vec![crate::api::Segment::Parameter(parameter)]),
        }
    } else {
        QueryEntry::Parameter(parameter)
    })
}

fn composed(entry: &QueryParam, url: &Url, parameters: &mut Parameters<'_>) -> QueryEntry {
    let values = parameters.values();
    let key = values.without_nesting(entry.key.as_deref().unwrap_or_default());
    let value = entry
        .value
        .as_deref()
        .map(|value| values.without_nesting(value));
    QueryEntry::Composed {
        key: parameters.segments(&key, &entry.pointer, |literal| escaped(literal, true, url)),
        value: value.map(|value| {
            parameters.segments(&value, &entry.pointer, |literal| {
                escaped(literal, false, url)
            })
        }),
    }
}

/// Whether a value holds variables among other text.
fn is_mixed(value: &str) -> bool {
    template::has_variable(value) && template::only_variable(value).is_none()
}

fn has_variable(entry: &QueryParam) -> bool {
    entry.value.as_deref().is_some_and(template::has_variable)
}

fn flattened(entry: &QueryParam, url: &Url) -> String {
    let key = flat_key(entry.key.as_deref().unwrap_or_default(), url);
    match &entry.value {
        Some(value) => format!("{key}={}", flat_value(value, url)),
        None => key,
    }
}

fn flat_key(key: &str, url: &Url) -> String {
    template::map_literals(key, |literal| escaped(literal, true, url))
}

fn flat_value(value: &str, url: &Url) -> String {
    template::map_literals(value, |literal| escaped(literal, false, url))
}

/// Literal `&`, `#` and in keys `=` are escaped; in a URL that is a string nothing is (docs/postman-semantics.md §3.3).
fn escaped(text: &str, is_key: bool, url: &Url) -> String {
    if url.from_string {
        return text.to_owned();
    }
    let text = text.replace('&', "%26").replace('#', "%23");
    if is_key {
        text.replace('=', "%3D")
    } else {
        text
    }
}

#[cfg(test)]
mod tests;
