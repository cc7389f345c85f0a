//! Lists whose keys have an index, in queries and forms: `ids[0]`, `lines[0][price]`, `lines[0].price`.
//!
//! Entries that follow each other are one list if a list of values sends exactly their keys, in their order: it counts from 0 or
//! 1 without gaps, and its values are texts, or objects of texts, lists and objects. Any other entry stays a parameter.

mod key;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde_json::{Map, Value};

use crate::api::{Evidence, Fact, IndexedKeys, Location, Observed, Type};
use crate::prose::{self, Demand, Subject};
use crate::shape::{Member, Object, Shape};
use crate::variables::template;
use key::{Key, Step};

use super::parameters::{Entry, Given, Indexed, Parameters, Rule};
use super::reading;
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
    let is_converted = parameters.is_converted();
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
        Some((start, list(&entries.collect::<Vec<_>>(), is_converted)?))
    });
    lists.collect()
}

/// The list that sends some entries, if there is one.
fn list<'a>(entries: &[(&Pair<'a>, &Key<'a>)], is_converted: bool) -> Option<List<'a>> {
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
    let shape = match shape(&all.iter().collect::<Vec<_>>(), is_converted)? {
        Shape::Scalar(_) => None,
        Shape::List(_) => return None,
        object => Some(object),
    };
    let mut descriptions = entries.iter().filter_map(|(pair, _)| pair.description);
    Some(List {
        wire_name: &pair.key[..key.first_value],
        pointer: pair.pointer,
        // Descriptions of members are in their type.
        description: descriptions.next().filter(|_| shape.is_none()),
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

/// What some values are, if all are the same.
fn shape(values: &[&Node<'_>], is_converted: bool) -> Option<Shape> {
    let (mut items, mut objects, mut texts) = (Vec::new(), Vec::new(), 0);
    for value in values {
        match value {
            Node::Text(_) => texts += 1,
            Node::List(list) => items.push(list),
            Node::Object(members) => objects.push(members.as_slice()),
        }
    }
    if texts == values.len() {
        Some(Shape::Scalar(Type::String))
    } else if items.len() == values.len() {
        let items: Vec<&Node<'_>> = items.into_iter().flatten().collect();
        Some(Shape::List(Box::new(shape(&items, is_converted)?)))
    } else if objects.len() == values.len() {
        object(&objects, is_converted)
    } else {
        None
    }
}

fn object(objects: &[&[(&str, Node<'_>)]], is_converted: bool) -> Option<Shape> {
    let mut order: Vec<&str> = Vec::new();
    let mut by_name: HashMap<&str, Vec<&Node<'_>>> = HashMap::new();
    for members in objects {
        let mut names = HashSet::new();
        for &(name, ref value) in *members {
            if !names.insert(name) {
                return None;
            }
            let values = by_name.entry(name).or_default();
            if values.is_empty() {
                order.push(name);
            }
            values.push(value);
        }
    }
    let has_sent = |members: &[(&str, Node<'_>)]| members.iter().any(|(_, value)| is_sent(value));
    let sent = objects.iter().filter(|members| has_sent(members)).count();
    let fields = order.into_iter().map(|name| {
        let values = &by_name[name];
        let is_always_sent = sent > 0 && values.iter().filter(|it| is_sent(it)).count() == sent;
        let required = demanded(name, values).unwrap_or(is_always_sent && !is_converted);
        Some(Member {
            key: name.to_owned(),
            shape: shape(values, is_converted)?,
            required,
            in_all: required,
            nullable: false,
            docs: reading::docs_of(description(values)),
            observed: observed(values),
            format: None,
        })
    });
    Some(Shape::Object(Object {
        fields: fields.collect::<Option<_>>()?,
        samples: objects.len(),
    }))
}

fn is_sent(value: &Node<'_>) -> bool {
    match value {
        Node::Text(pair) => pair.enabled,
        Node::List(list) => list.iter().any(is_sent),
        Node::Object(members) => members.iter().any(|(_, value)| is_sent(value)),
    }
}

fn texts<'n, 'a>(values: &'n [&Node<'a>]) -> impl Iterator<Item = &'n Pair<'a>> {
    values.iter().filter_map(|value| match value {
        Node::Text(pair) => Some(pair),
        _ => None,
    })
}

fn description<'a>(values: &[&Node<'a>]) -> Option<&'a str> {
    texts(values).find_map(|pair| pair.description)
}

/// Whether a member must be given, according to its description.
fn demanded(name: &str, values: &[&Node<'_>]) -> Option<bool> {
    let description = description(values)?;
    let subject = Subject {
        key: name,
        value: texts(values).next()?.text,
        keys: &BTreeSet::new(),
    };
    Some(match reading::read(Some(description), &subject).demand? {
        Demand::Marked | Demand::Always => true,
        Demand::Never | Demand::Sometimes => false,
    })
}

/// The values that the collection shows.
fn observed(values: &[&Node<'_>]) -> Observed {
    let mut observed = Observed::default();
    for pair in texts(values) {
        let says_nothing = template::has_variable(pair.text) || prose::is_filler(pair.text);
        if !says_nothing && !pair.text.is_empty() {
            observed.add(pair.text);
        }
    }
    observed
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
            value => json(value, &|text| parameters.values().partly(&written(text))).to_string(),
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

fn json(value: &Node<'_>, text: &dyn Fn(&str) -> String) -> Value {
    match value {
        Node::Text(pair) => Value::String(text(pair.text)),
        Node::List(list) => list.iter().map(|value| json(value, text)).collect(),
        Node::Object(members) => {
            let members = members.iter();
            let members = members.map(|(name, value)| ((*name).to_owned(), json(value, text)));
            Value::Object(members.collect::<Map<_, _>>())
        }
    }
}
