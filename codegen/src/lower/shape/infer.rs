//! From samples of one value to its shape.

use crate::api::Type;

use super::declared::{self, Declared};
use super::survey::Survey;
use super::{Json, Member, Object, Shape, keys};

/// Stands for the keys of a map, which are no names.
const UNDER_DATA: &str = "*";

/// More kinds of objects than this in one place are not told apart.
const UNION_LIMIT: usize = 6;

/// In how many examples objects of a family must stand before what all of them have is taken to be always there.
const EVIDENCE: usize = 5;

/// How many answers of an operation that are no failures must show a field at their top, beside [`EVIDENCE`]: one
/// alone does not tell a page from what it pages through.
const EVIDENCE_AT_TOP: usize = 2;

/// Whether values are read or sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// They are read from answers: a field that is not always there must be optional.
    Answer,
    /// They are read from failures, which look alike throughout an API.
    Failure,
    /// They are sent in requests: a field that can be left out should be optional.
    Request,
}

impl Direction {
    /// The direction of answers with a status.
    #[must_use]
    pub fn of_status(status: Option<u16>) -> Self {
        match status {
            Some(200..=299) => Self::Answer,
            _ => Self::Failure,
        }
    }
}

/// Infers shapes with what the examples of the whole API show.
#[derive(Debug, Clone, Copy)]
pub struct Inference<'a> {
    /// What all examples show.
    pub survey: &'a Survey,
    /// Which way values go.
    pub direction: Direction,
}

impl Inference<'_> {
    /// The shape of a value that is shown by these samples.
    #[must_use]
    pub fn shape(&self, samples: &[&Json]) -> Shape {
        self.of(samples, "")
    }

    /// The shape of the values under a key.
    fn of(&self, samples: &[&Json], key: &str) -> Shape {
        let mut kinds = Kinds::default();
        for sample in samples {
            kinds.add(sample);
        }
        let composite = usize::from(!kinds.objects.is_empty()) + usize::from(kinds.has_array);
        let mut shapes: Vec<Shape> = Vec::new();
        if !kinds.objects.is_empty() {
            shapes.extend(self.objects(&kinds.objects, key));
        }
        if kinds.has_array {
            shapes.push(Shape::List(Box::new(self.nested(&kinds.items, key))));
        }
        if let Some(scalar) = kinds.scalar(|| self.survey.has_fraction(key)) {
            if composite == 0 {
                return scalar;
            }
            if scalar == Shape::Any {
                return Shape::Any;
            }
            shapes.push(scalar);
        }
        match shapes.len() {
            0 => Shape::Unknown,
            1 => shapes.remove(0),
            _ if shapes.contains(&Shape::Any) || shapes.contains(&Shape::Unknown) => Shape::Any,
            2..=UNION_LIMIT => Shape::Union(shapes),
            _ => Shape::Any,
        }
    }

    /// Objects are one shape, or several where they have little in common.
    fn objects(&self, objects: &[&[(String, Json)]], under: &str) -> Vec<Shape> {
        if keys::are_data(objects) {
            let values: Vec<&Json> = objects
                .iter()
                .flat_map(|members| members.iter().map(|(_, value)| value))
                .collect();
            return vec![Shape::Map(Box::new(self.nested(&values, UNDER_DATA)))];
        }
        let groups = grouped(objects);
        if groups.len() > 1 && groups.len() < UNION_LIMIT {
            let variants: Option<Vec<Shape>> = (0..groups.len())
                .map(|own| self.variant(&groups, own, under))
                .collect();
            if let Some(variants) = variants {
                return variants;
            }
        }
        vec![Shape::Object(self.object(objects, under))]
    }

    /// One of several groups of objects, with the fields required that no other has; [`None`] if there are none.
    fn variant(&self, groups: &[Vec<&[(String, Json)]>], own: usize, under: &str) -> Option<Shape> {
        let mut object = self.object(&groups[own], under);
        let mut is_told_apart = false;
        for field in &mut object.fields {
            let value = |members: &[(String, Json)]| {
                let member = members.iter().find(|(key, _)| *key == field.key);
                member.map(|(_, value)| value.clone())
            };
            let is_always_there = groups[own]
                .iter()
                .all(|members| value(members).is_some_and(|value| value != Json::Null));
            let is_elsewhere = groups.iter().enumerate().any(|(group, all)| {
                group != own && all.iter().any(|members| value(members).is_some())
            });
            if is_always_there && !is_elsewhere {
                field.required = true;
                is_told_apart = true;
            }
        }
        is_told_apart.then_some(Shape::Object(object))
    }

    /// The shape of the elements of a list or map, which can be null.
    fn nested(&self, samples: &[&Json], key: &str) -> Shape {
        let shape = self.of(samples, key);
        if samples.contains(&&Json::Null) && shape != Shape::Unknown && shape != Shape::Any {
            return Shape::Nullable(Box::new(shape));
        }
        shape
    }

    fn object(&self, objects: &[&[(String, Json)]], under: &str) -> Object {
        let mut order: Vec<&str> = Vec::new();
        let mut known = std::collections::BTreeSet::new();
        for (key, _) in objects.iter().flat_map(|members| members.iter()) {
            if known.insert(key.as_str()) {
                order.push(key);
            }
        }
        let family = self.survey.family(under, order.iter().copied());
        let is_success = under.is_empty() && self.direction == Direction::Answer;
        let fields = order
            .iter()
            .map(|key| {
                let samples: Vec<&Json> = objects
                    .iter()
                    .filter_map(|members| members.iter().find(|(name, _)| name == key))
                    .map(|(_, value)| value)
                    .collect();
                let nulls = samples.iter().filter(|json| ***json == Json::Null).count();
                let is_in_all = samples.len() == objects.len();
                let is_seen_enough =
                    family.size >= EVIDENCE && (!is_success || objects.len() >= EVIDENCE_AT_TOP);
                Member {
                    key: (*key).to_owned(),
                    shape: match self.of(&samples, key) {
                        Shape::Scalar(_) if family.is_mixed(key) => Shape::Any,
                        shape => shape,
                    },
                    required: is_in_all && nulls == 0 && is_seen_enough && family.always_has(key),
                    nullable: nulls > 0,
                    form: form(&samples),
                }
            })
            .collect();
        Object {
            fields,
            samples: objects.len(),
        }
    }
}

/// What the placeholders say about the form of a string.
fn form(samples: &[&Json]) -> Option<&'static str> {
    samples.iter().find_map(|sample| match sample {
        Json::String(text) => match declared::declared(text) {
            Some(Declared::As(_, form)) => form,
            _ => None,
        },
        _ => None,
    })
}

/// An object's members.
type Members<'a> = &'a [(String, Json)];

/// Groups objects so that those of different groups share less than half of the smaller one's keys.
fn grouped<'a>(objects: &[Members<'a>]) -> Vec<Vec<Members<'a>>> {
    let mut groups: Vec<(Vec<Members<'a>>, Vec<&'a str>)> = Vec::new();
    for members in objects.iter().filter(|members| !members.is_empty()) {
        let keys: Vec<&str> = members.iter().map(|(key, _)| key.as_str()).collect();
        let near: Vec<usize> = (0..groups.len())
            .filter(|&group| are_near(&groups[group].1, &keys))
            .collect();
        let mut joined = (vec![*members], keys);
        for &group in near.iter().rev() {
            let (others, other_keys) = groups.remove(group);
            joined.0.splice(0..0, others);
            joined.1.extend(other_keys);
        }
        joined.1.sort_unstable();
        joined.1.dedup();
        let at = near.first().copied().unwrap_or(groups.len());
        groups.insert(at, joined);
    }
    let mut groups: Vec<Vec<Members<'_>>> =
        groups.into_iter().map(|(members, _)| members).collect();
    let empty = objects.iter().filter(|members| members.is_empty());
    match groups.first_mut() {
        Some(first) => first.extend(empty),
        None => groups.push(empty.copied().collect()),
    }
    groups
}

fn are_near(left: &[&str], right: &[&str]) -> bool {
    let shared = left.iter().filter(|key| right.contains(key)).count();
    let smaller = left.len().min(right.len());
    shared * 2 >= smaller
}

/// The samples of one value, by kind.
#[expect(
    clippy::struct_excessive_bools,
    reason = "one for each kind that can be there"
)]
#[derive(Debug, Default)]
struct Kinds<'a> {
    bools: bool,
    strings: bool,
    integers: bool,
    negatives: bool,
    wide: bool,
    fractions: bool,
    anything: bool,
    declared: Vec<Type>,
    has_array: bool,
    items: Vec<&'a Json>,
    objects: Vec<&'a [(String, Json)]>,
}

impl<'a> Kinds<'a> {
    fn add(&mut self, sample: &'a Json) {
        match sample {
            Json::Null | Json::Hole(_) => {}
            Json::Bool(_) => self.bools = true,
            Json::Number(number) if number.is_f64() => self.fractions = true,
            Json::Number(number) => {
                self.integers = true;
                self.negatives |= number.as_i64().is_some_and(|number| number < 0);
                self.wide |= !number.is_i64();
            }
            Json::String(text) => match declared::declared(text) {
                Some(Declared::As(ty, _)) => {
                    if !self.declared.contains(&ty) {
                        self.declared.push(ty);
                    }
                }
                Some(Declared::Anything) => self.anything = true,
                None => self.strings = true,
            },
            Json::Array(items) => {
                self.has_array = true;
                self.items.extend(items);
            }
            Json::Object(members) => self.objects.push(members),
        }
    }

    /// The shape of the scalars among the samples, if there are any.
    fn scalar(&self, can_have_fraction: impl FnOnce() -> bool) -> Option<Shape> {
        if self.anything {
            return Some(Shape::Any);
        }
        let mut shapes: Vec<Shape> = Vec::new();
        if self.fractions || self.integers && (self.wide && self.negatives || can_have_fraction()) {
            shapes.push(Shape::Scalar(Type::F64));
        } else if self.wide {
            shapes.push(Shape::Scalar(Type::U64));
        } else if self.integers {
            shapes.push(Shape::Scalar(Type::I64));
        }
        if self.bools {
            shapes.push(Shape::Scalar(Type::Bool));
        }
        if self.strings {
            shapes.push(Shape::Scalar(Type::String));
        }
        for ty in &self.declared {
            join(&mut shapes, ty);
        }
        match shapes.len() {
            0 => None,
            1 => Some(shapes.remove(0)),
            _ => Some(Shape::Any),
        }
    }
}

/// Adds a declared type; numbers widen each other.
fn join(shapes: &mut Vec<Shape>, declared: &Type) {
    let rank = |ty: &Type| match ty {
        Type::I32 => Some(0),
        Type::I64 => Some(1),
        Type::U64 => Some(2),
        Type::F32 => Some(3),
        Type::F64 => Some(4),
        _ => None,
    };
    let number = shapes.iter_mut().find_map(|shape| match shape {
        Shape::Scalar(ty) if rank(ty).is_some() => Some(ty),
        _ => None,
    });
    match number {
        Some(known) if rank(declared).is_some() => {
            if rank(declared) > rank(known) {
                *known = declared.clone();
            }
        }
        _ => {
            let shape = Shape::Scalar(declared.clone());
            if !shapes.contains(&shape) {
                shapes.push(shape);
            }
        }
    }
}
