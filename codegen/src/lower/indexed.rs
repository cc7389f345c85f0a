//! Lists whose keys have an index, in queries and forms: `ids[0]`, `lines[0][price]`, `lines[0].price`.
//!
//! Entries that follow each other are one list if a list of values sends exactly their keys, in their order: it counts from 0 or
//! 1 without gaps, and its values are texts, or objects of texts, lists and objects. Any other entry stays a parameter.

mod key;
mod members;

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::api::{Evidence, Fact, IndexedKeys, Location, Type};
use crate::shape::Shape;
use key::{Key, Step};
use members::Members;

use super::parameters::{Entry, Given, Indexed, Parameters, Rule};
use super::types::{self, Types};

/// An entry of a query or form that can be the value of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair<'a> {
    pub key: &'a str,
    pub text: &'a str,
    pub pointer: &'a str,
    pub description: Option<&'a str>,
    pub enabled: bool,
}

/// A list in place of entries that follow each other.
#[derive(Debug)]
pub(super) struct List<'a> {
    /// The key of the first value: `ids[0]`.
    pub wire_name: &'a str,
    pub pointer: &'a str,
    pub description: Option<&'a str>,
    /// Whether Postman sends any of it.
    pub enabled: bool,
    /// How many entries it takes the place of.
    pub entries: usize,
    name: &'a str,
    keys: IndexedKeys,
    /// The values that are sent, or all if none is.
    values: Vec<Node<'a>>,
    /// The shape of a value that is not plain text.
    shape: Option<Shape>,
}

/// A value of a list, and what it contains.
#[derive(Debug)]
enum Node<'a> {
    Text(Pair<'a>),
    Object(Vec<(&'a str, Self)>),
    List(Vec<Self>),
}

/// The lists among entries, by the position of their first entry. `pairs` has [`None`] for an entry that cannot be part of one.
pub(super) fn lists<'a>(
    pairs: &[Option<Pair<'a>>],
    parameters: &Parameters<'_>,
) -> BTreeMap<usize, List<'a>> {
    let keys: Vec<Option<Key<'a>>> = pairs
        .iter()
        .map(|pair| Key::of(pair.as_ref()?.key))
        .collect();
    let name = |index: usize| Some(keys.get(index)?.as_ref()?.name);
    let (mut runs, mut counts) = (Vec::new(), HashMap::<&str, usize>::new());
    let mut start = 0;
    while start < pairs.len() {
        let mut end = start + 1;
        if let Some(list) = name(start) {
            while name(end) == Some(list) {
                end += 1;
            }
            runs.push((list, start, end));
            *counts.entry(list).or_default() += 1;
        }
        start = end;
    }
    // A list cannot have other entries between its values.
    runs.retain(|(name, ..)| counts[name] == 1);
    let lists = runs.into_iter().filter_map(|(_, start, end)| {
        let entries = pairs[start..end].iter().zip(&keys[start..end]);
        let entries = entries.filter_map(|(pair, key)| Some((pair.as_ref()?, key.as_ref()?)));
        Some((start, list(&entries.collect::<Vec<_>>(), parameters)?))
    });
    lists.collect()
}

/// The list that sends some entries, if there is one.
fn list<'a>(entries: &[(&Pair<'a>, &Key<'a>)], parameters: &Parameters<'_>) -> Option<List<'a>> {
    let (pair, key) = entries.first()?;
    let mut dots = entries.iter().filter_map(|(_, key)| key.is_dotted);
    let is_dotted = dots.next().unwrap_or_default();
    if dots.any(|other| other != is_dotted) {
        return None;
    }
    let Some(Step::Index(first @ (0 | 1))) = key.steps.first() else {
        return None;
    };
    // A disabled entry does not count if an enabled one, or an earlier disabled one, has the same key.
    let enabled = entries.iter().filter(|(pair, _)| pair.enabled);
    let mut known: HashSet<&str> = enabled.map(|(pair, _)| pair.key).collect();
    let (mut all, mut sent) = (Vec::new(), Vec::new());
    for (pair, key) in entries {
        if pair.enabled {
            insert(&mut sent, &key.steps, pair, *first)?;
        }
        if pair.enabled || known.insert(pair.key) {
            insert(&mut all, &key.steps, pair, *first)?;
        }
    }
    let members = Members {
        is_converted: parameters.is_converted(),
        variables: parameters.values(),
        shared: shared(entries),
    };
    let shape = match members.shape(key.name, &all.iter().collect::<Vec<_>>())? {
        Shape::Scalar(_) | Shape::Values(_) => None,
        Shape::List(_) => return None,
        object => Some(object),
    };
    let mut descriptions = entries.iter().filter_map(|(pair, _)| pair.description);
    let description = match &shape {
        // Descriptions of members are in their type.
        Some(_) => members.shared,
        None => descriptions.next(),
    };
    Some(List {
        wire_name: &pair.key[..key.first_value],
        pointer: pair.pointer,
        description,
        enabled: !sent.is_empty(),
        entries: entries.len(),
        name: key.name,
        keys: IndexedKeys {
            first: u8::try_from(*first).ok()?,
            is_dotted,
        },
        values: if sent.is_empty() { all } else { sent },
        shape,
    })
}

/// The description that all entries have, if there are members of several names: it is about the list.
fn shared<'a>(entries: &[(&Pair<'a>, &Key<'a>)]) -> Option<&'a str> {
    let (pair, key) = entries.first()?;
    let has_other_name = |(_, other): &(_, &Key<'_>)| other.steps.last() != key.steps.last();
    let is_shared = entries
        .iter()
        .all(|(other, _)| other.description == pair.description);
    pair.description
        .filter(|_| is_shared && entries.iter().any(has_other_name))
}

/// Adds an entry at the end of a list, or of what its last value contains; [`None`] if the list would send it elsewhere.
fn insert<'a>(
    list: &mut Vec<Node<'a>>,
    steps: &[Step<'a>],
    pair: &Pair<'a>,
    first: u32,
) -> Option<()> {
    let (Step::Index(index), rest) = steps.split_first()? else {
        return None;
    };
    let position = usize::try_from(index.checked_sub(first)?).ok()?;
    if position == list.len() {
        list.push(node(rest, pair, first)?);
        return Some(());
    }
    let is_last = position + 1 == list.len();
    extend(list.last_mut().filter(|_| is_last)?, rest, pair, first)
}

fn node<'a>(steps: &[Step<'a>], pair: &Pair<'a>, first: u32) -> Option<Node<'a>> {
    Some(match steps {
        [] => Node::Text(*pair),
        [Step::Member(name), rest @ ..] => Node::Object(vec![(name, node(rest, pair, first)?)]),
        [Step::Index(_), ..] => {
            let mut list = Vec::new();
            insert(&mut list, steps, pair, first)?;
            Node::List(list)
        }
    })
}

fn extend<'a>(value: &mut Node<'a>, steps: &[Step<'a>], pair: &Pair<'a>, first: u32) -> Option<()> {
    match (value, steps) {
        (Node::List(list), [Step::Index(_), ..]) => insert(list, steps, pair, first),
        (Node::Object(members), [Step::Member(name), rest @ ..]) => match members.last_mut() {
            Some((last, value)) if last == name => extend(value, rest, pair, first),
            _ => {
                members.push((name, node(rest, pair, first)?));
                Some(())
            }
        },
        _ => None,
    }
}

impl List<'_> {
    /// Its values. `written` is how a text of the collection is written in the request.
    pub(super) fn given(
        &self,
        parameters: &mut Parameters<'_>,
        written: &dyn Fn(&str) -> String,
    ) -> Given<'static> {
        let values = self.values.iter().map(|value| match value {
            Node::Text(pair) => written(pair.text),
            // A value of a variable can contain quotes, so it is inserted before the text is JSON.
            value => {
                let text = |text: &str| parameters.values().partly(&written(text));
                let shape = self.shape.as_ref().unwrap_or(&Shape::Any);
                members::json(value, shape, &text).to_string()
            }
        });
        let values = values.collect();
        Given::Indexed(Indexed {
            name: self.name.to_owned(),
            keys: self.keys,
            values,
            item: self
                .shape
                .as_ref()
                .map(|shape| self.item(shape, parameters)),
        })
    }

    /// The parameter.
    pub(super) fn entry<'a>(&'a self, location: Location, given: Given<'a>) -> Entry<'a> {
        Entry {
            location,
            wire_name: self.wire_name,
            pointer: self.pointer,
            description: self.description,
            enabled: self.enabled,
            given,
            rule: Rule::Marked,
        }
    }

    fn item(&self, shape: &Shape, parameters: &mut Parameters<'_>) -> Type {
        let evidence = Evidence::of(Fact::IndexedKey);
        let mut types = Types::new(&mut parameters.type_names);
        let ty = types::list_item(self.name, shape, evidence, &parameters.context, &mut types);
        parameters.types.extend(types.finish());
        ty
    }
}

#[cfg(test)]
mod tests;
