//! The list that the `OpenAPI` converter appends to a description: `(This can only be one of open,shut)`.

use std::collections::HashMap;

use super::distinct::Distinct;
use super::{FoundValues, ListedValues, explained, markdown, several::Several, text};

/// What the list begins with; it ends the description.
const LEAD: &str = "(This can only be one of ";

/// Takes the list from the end of a description.
pub(in super::super) fn split(description: &str) -> (&str, Option<&str>) {
    let text = description.trim_end();
    let list = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once(LEAD));
    match list {
        Some((text, list)) if values_of(list).next().is_some() => (text.trim_end(), Some(list)),
        _ => (description, None),
    }
}

fn values_of(list: &str) -> impl Iterator<Item = &str> {
    list.split(',').filter(|value| !value.is_empty())
}

/// Reads the list: values joined by commas, without blanks or quotes. It wins over the prose, which can give each
/// value its own text.
pub(in super::super) fn converter(list: &str, description: &str) -> FoundValues {
    let mut values = Distinct::default();
    for value in values_of(list) {
        values.push(value, String::new());
    }
    let mut values = values.into_list();
    let indexes: HashMap<String, usize> = values
        .iter()
        .enumerate()
        .map(|(at, (value, _))| (value.clone(), at))
        .collect();
    let text = text::normal(description);
    let mut words = description.to_owned();
    if let Some(explained) = explained::lines(&text) {
        let mut strangers = String::new();
        for (name, own) in explained.values {
            match indexes.get(&name) {
                Some(at) => values[*at].1 = own,
                None => strangers += &format!("\n\n`{name}` - {own}"),
            }
        }
        if let Some(cut) = explained.cut {
            words = text::without(&text, cut) + &strangers;
        }
    }
    let values = values
        .into_iter()
        .map(|(value, text)| (value, markdown::clean(&text)));
    let found = ListedValues {
        // The schema lists the values of one text. Where the words speak of several, that is text with commas. An empty
        // text is a value that has no name.
        closed: Several::of(&words) != Several::Commas && !list.split(',').any(str::is_empty),
        list: false,
        values: values.collect(),
        phrase: format!("This can only be one of {list}"),
    };
    (found, words)
}
