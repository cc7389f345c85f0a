//! What the values of a list with indexes in its keys are: texts, or objects with members.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::{Map, Value};

use crate::api::{Observed, Type};
use crate::lower::example;
use crate::lower::reading::{self, Reading};
use crate::prose::{self, Demand, Subject};
use crate::shape::{Member, Object, Shape};
use crate::variables::{Variables, template};

use super::{Node, Pair};

/// What is known of the values of a list beyond their own entries.
pub(super) struct Members<'a, 'p> {
    /// Whether a converter wrote the collection, so that its values are examples.
    pub is_converted: bool,
    pub variables: &'p Variables,
    /// The description of the list, which each entry repeats.
    pub shared: Option<&'a str>,
}

impl<'a> Members<'a, '_> {
    /// What the values under a name are, if all are of one kind.
    pub(super) fn shape(&self, name: &str, values: &[&Node<'a>]) -> Option<Shape> {
        let texts: Vec<&Pair<'_>> = texts(values).collect();
        self.shape_of(name, values, &texts, &self.reading(name, &texts))
    }

    /// As [`shape`](Self::shape), for values whose texts and their description are known.
    fn shape_of(
        &self,
        name: &str,
        values: &[&Node<'a>],
        texts: &[&Pair<'a>],
        reading: &Reading,
    ) -> Option<Shape> {
        let (mut items, mut objects) = (Vec::new(), Vec::new());
        for value in values {
            match value {
                Node::Text(_) => {}
                Node::List(list) => items.push(list),
                Node::Object(members) => objects.push(members.as_slice()),
            }
        }
        if texts.len() == values.len() {
            Some(self.text(texts, reading))
        } else if items.len() == values.len() {
            let items: Vec<&Node<'_>> = items.into_iter().flatten().collect();
            Some(Shape::List(Box::new(self.shape(name, &items)?)))
        } else if objects.len() == values.len() {
            self.object(&objects)
        } else {
            None
        }
    }

    /// The type of texts. They stay text where a value of another type would be sent as another text.
    fn text(&self, pairs: &[&Pair<'a>], reading: &Reading) -> Shape {
        let texts = pairs.iter().map(|pair| self.variables.partly(pair.text));
        let mut texts = texts.filter(|text| prose::placeholder(text).is_none());
        if let Some(mut listed) = reading.listed() {
            let is_listed = |text| listed.values.iter().any(|(value, _)| *value == text);
            listed.closed &= texts.all(is_listed);
            return Shape::Values(listed);
        }
        let ty = reading.simple_type();
        let is_sent_as_it_is = texts.all(|text| typed(&text, &ty).is_some());
        Shape::Scalar(if is_sent_as_it_is { ty } else { Type::String })
    }

    fn object(&self, objects: &[&[(&'a str, Node<'a>)]]) -> Option<Shape> {
        let mut order: Vec<&str> = Vec::new();
        let mut by_name: HashMap<&str, Vec<&Node<'a>>> = HashMap::new();
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
        let has_sent = |members: &[(&str, Node<'_>)]| members.iter().any(|(_, it)| is_sent(it));
        let sent = objects.iter().filter(|members| has_sent(members)).count();
        let fields = order.into_iter().map(|name| {
            let values = &by_name[name];
            let is_always_sent = sent > 0 && values.iter().filter(|it| is_sent(it)).count() == sent;
            let texts: Vec<&Pair<'_>> = texts(values).collect();
            let reading = self.reading(name, &texts);
            let required = demanded(&reading).unwrap_or(is_always_sent && !self.is_converted);
            Some(Member {
                key: name.to_owned(),
                shape: self.shape_of(name, values, &texts, &reading)?,
                required,
                in_all: required,
                nullable: false,
                docs: reading.docs,
                observed: observed(&texts),
                format: None,
            })
        });
        Some(Shape::Object(Object {
            fields: fields.collect::<Option<_>>()?,
            samples: objects.len(),
        }))
    }

    /// The first description of some texts, read.
    fn reading(&self, name: &str, texts: &[&Pair<'a>]) -> Reading {
        let mut descriptions = texts.iter().filter_map(|pair| pair.description);
        let description = descriptions.next().filter(|_| self.shared.is_none());
        let subject = Subject {
            key: name,
            value: texts.first().map_or("", |pair| pair.text),
            keys: &BTreeSet::new(),
        };
        reading::read(description, &subject)
    }
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

/// Whether a member must be given, according to its description.
fn demanded(reading: &Reading) -> Option<bool> {
    Some(match reading.demand? {
        Demand::Marked | Demand::Always => true,
        Demand::Never | Demand::Sometimes => false,
    })
}

/// The values that the collection shows.
fn observed(texts: &[&Pair<'_>]) -> Observed {
    let mut observed = Observed::default();
    for pair in texts {
        if !template::has_variable(pair.text) && !prose::is_filler(pair.text) {
            observed.add(pair.text);
        }
    }
    observed
}

/// A value of a list as JSON, in the types of its members. `text` is how a text of the collection is written.
pub(super) fn json(value: &Node<'_>, shape: &Shape, text: &dyn Fn(&str) -> String) -> Value {
    match value {
        Node::Text(pair) => scalar(&text(pair.text), shape),
        Node::List(list) => {
            let inner = match shape {
                Shape::List(inner) => inner,
                other => other,
            };
            list.iter().map(|value| json(value, inner, text)).collect()
        }
        Node::Object(members) => {
            let fields = match shape {
                Shape::Object(object) => object.fields.as_slice(),
                _ => &[],
            };
            let shape = |name| fields.iter().find(|field| field.key == name);
            let members = members.iter().map(|(name, value)| {
                let shape = shape(*name).map_or(&Shape::Any, |field| &field.shape);
                ((*name).to_owned(), json(value, shape, text))
            });
            Value::Object(members.collect::<Map<_, _>>())
        }
    }
}

/// A text as a value of its type; a placeholder becomes a valid one.
fn scalar(text: &str, shape: &Shape) -> Value {
    let value = match shape {
        Shape::Scalar(ty) => {
            typed(text, ty).or_else(|| example::valid_scalar(ty).and_then(|text| typed(text, ty)))
        }
        Shape::Values(listed) => {
            let mut values = listed.values.iter().map(|(value, _)| value.as_str());
            let is_other = !values.clone().any(|value| value == text);
            let is_no_value = is_other && (listed.closed || prose::placeholder(text).is_some());
            is_no_value
                .then(|| values.next().map(Value::from))
                .flatten()
        }
        _ => None,
    };
    value.unwrap_or_else(|| Value::String(text.to_owned()))
}

/// A text as a value of a type; [`None`] if that value would be sent as another text.
fn typed(text: &str, ty: &Type) -> Option<Value> {
    let is_same = match ty {
        Type::Bool => matches!(text, "true" | "false"),
        Type::I64 => text
            .parse()
            .is_ok_and(|value: i64| value.to_string() == text),
        Type::F32 => text
            .parse()
            .is_ok_and(|value: f32| value.to_string() == text),
        Type::F64 => text
            .parse()
            .is_ok_and(|value: f64| value.to_string() == text),
        _ => return Some(Value::String(text.to_owned())),
    };
    is_same.then(|| serde_json::from_str(text).ok()).flatten()
}
