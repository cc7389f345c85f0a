//! What all examples of an API show together, as evidence for each of its objects.
//!
//! One example says little about which fields are always there. But the same kind of object occurs in many
//! responses: objects that share most of their fields are a family, and what every member of a large family has is
//! taken to be always there.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::api::{AlwaysThere, FormatTypes, TextFormat, Type};
use crate::prose::{self, Placeholder};
use crate::variables::template;

use super::elsewhere::Elsewhere;
use super::generated;
use super::keys;
use super::{Json, Members};

/// Counts over the examples of one API.
#[derive(Debug, Clone, Default)]
pub struct Statistics {
    names: BTreeMap<String, u32>,
    by_id: Vec<String>,
    /// Whether a program wrote the examples from a schema.
    is_generated: bool,
    /// Which fields are claimed to be always there.
    always_there: AlwaysThere,
    /// How many examples there are, and how many of them have placeholders.
    examples: usize,
    with_placeholder: usize,
    /// The keys with a number that has a fraction, or that a placeholder declares.
    fractions: BTreeSet<String>,
    /// The integers under a key, up to [`WHOLE`] different ones.
    integers: BTreeMap<String, BTreeSet<i64>>,
    /// What the values under a key show.
    values: BTreeMap<String, Elsewhere>,
    /// The types of strings of a format.
    format_types: FormatTypes,
    /// The formats of the strings under a key; [`None`] for a string without one.
    formats: BTreeSet<(String, Option<TextFormat>)>,
    /// Objects by their keys with a value other than null; of equal objects one counts.
    objects: Vec<KeySet>,
    by_keys: BTreeMap<(u32, Vec<u32>), usize>,
    /// The sets that have a key.
    having: BTreeMap<u32, Vec<usize>>,
    /// The sets under a key that have a key.
    having_under: BTreeMap<(u32, u32), Vec<usize>>,
    /// What the objects with at most [`SMALL`] keys under a key have in common.
    small: BTreeMap<u32, KeySet>,
}

/// Objects in one place with at most so many keys are of one family, even if they share none.
const SMALL: usize = 3;

/// How many examples of a family are counted. No more are asked for.
const COUNTED: usize = 64;

/// How many sets are compared with a given one, those with its rarest keys first. All objects of an API can share a key, so
/// without a limit the time would grow with the square of their number.
const COMPARED: usize = 256;

/// How many tenths of their keys objects of one family share, wherever they are.
const ALIKE: usize = 7;

/// How many different whole numbers show that a quantity has no fraction.
const WHOLE: usize = 5;

/// Objects with the same keys.
#[derive(Debug, Clone)]
struct KeySet {
    /// Their key.
    under: u32,
    keys: Vec<u32>,
    /// Digests of the examples that hold them.
    seen: BTreeSet<u64>,
}

/// What statistics know of objects like a given one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Family {
    /// How many different examples hold such objects; no more than [`COUNTED`] are counted.
    pub size: usize,
    /// The keys that all of these objects have, with a value other than null.
    always: BTreeSet<String>,
}

impl Family {
    /// Whether all of these objects have a value under a key.
    #[must_use]
    pub fn always_has(&self, key: &str) -> bool {
        self.always.contains(key)
    }
}

impl Statistics {
    /// Empty statistics.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Empty statistics, in which strings of a format are of these types.
    #[must_use]
    pub fn with_format_types(format_types: &FormatTypes) -> Self {
        Self {
            format_types: format_types.clone(),
            ..Self::default()
        }
    }

    /// The same, of examples that a program wrote from a schema.
    #[must_use]
    pub fn generated(self, is_generated: bool) -> Self {
        Self {
            is_generated,
            ..self
        }
    }

    /// The same, with other claims that fields are always there.
    #[must_use]
    pub fn claiming(self, always_there: AlwaysThere) -> Self {
        Self {
            always_there,
            ..self
        }
    }

    /// Which fields are claimed to be always there.
    #[must_use]
    pub fn always_there(&self) -> AlwaysThere {
        self.always_there
    }

    /// Adds an example. Its digest makes it a witness of which fields are always there, if no program wrote it.
    pub fn add(&mut self, example: &Json) {
        self.examples += 1;
        self.with_placeholder += usize::from(generated::has_placeholder(example));
        let digest = digest(example);
        let is_written = !self.is_generated && !generated::has_placeholder(example);
        self.visit(example, "", is_written.then_some(digest));
        self.show(&self.normalized(example), digest);
    }

    /// Whether these samples can prove that a field is always there: a person wrote them, and most of the examples.
    #[must_use]
    pub fn proves_presence(&self, samples: &[&Json]) -> bool {
        !self.is_generated
            && self.with_placeholder * 2 <= self.examples
            && !samples
                .iter()
                .any(|sample| generated::has_placeholder(sample))
    }

    /// A sample with its placeholders written in one way.
    #[must_use]
    pub fn normalized<'a>(&self, sample: &'a Json) -> Cow<'a, Json> {
        generated::normalized(sample, self.is_generated)
    }

    /// Values like those under a key, if all of them in the API that show anything have one type.
    #[must_use]
    pub fn elsewhere(&self, key: &str) -> Option<Vec<Json>> {
        self.values.get(key)?.samples()
    }

    /// Whether numbers under this key can have a fraction: one has, a placeholder says so, or the key names a quantity and
    /// few show that its values are whole.
    #[must_use]
    pub fn can_have_fraction(&self, key: &str) -> bool {
        let integers = || self.integers.get(key).map_or(0, BTreeSet::len);
        self.fractions.contains(key) || keys::is_quantity(key) && integers() < WHOLE
    }

    /// The type of these texts under a key, with their format: where each of them, and each under the key anywhere, has
    /// the format that the type implies.
    #[must_use]
    pub fn format_type(&self, key: &str, samples: &[&Json]) -> Option<(TextFormat, &Type)> {
        if self.format_types.is_empty() {
            return None;
        }
        let mut formats = samples.iter().filter_map(|sample| match sample {
            Json::String(text) if !is_variable(text) => Some(format(text)),
            _ => None,
        });
        let format = formats.next()??;
        let ty = self.format_types.get(&format)?;
        let others = [None].into_iter().chain(TextFormat::ALL.map(Some));
        let mut others = others.filter(|other| *other != Some(format));
        let is_elsewhere = others.any(|other| self.formats.contains(&(key.to_owned(), other)));
        (formats.all(|other| other == Some(format)) && !is_elsewhere).then_some((format, ty))
    }

    /// The objects that share most of these keys, or `tenths` of them and occur under the same key.
    #[must_use]
    pub fn family<'k>(
        &self,
        under: &str,
        keys: impl IntoIterator<Item = &'k str>,
        tenths: usize,
    ) -> Family {
        let under = self.names.get(under).copied().unwrap_or(u32::MAX);
        let keys: BTreeSet<u32> = keys
            .into_iter()
            .map(|key| self.names.get(key).copied().unwrap_or(u32::MAX))
            .collect();
        let mut compared = self.under_with(under, &keys);
        compared.extend(self.sharing_most(&keys));
        let alike = compared.into_iter().filter_map(|index| {
            let set = &self.objects[index];
            let tenths = (set.under == under).then_some(tenths);
            let are_alike = |shared| are_alike(shared, keys.len(), set.keys.len(), tenths);
            if !are_alike(keys.len().min(set.keys.len())) {
                return None;
            }
            let shared = set.keys.iter().filter(|key| keys.contains(key)).count();
            are_alike(shared).then_some(set)
        });
        let small = self.small.get(&under).filter(|_| keys.len() <= SMALL);
        let mut examples: BTreeSet<u64> = BTreeSet::new();
        let mut always: Vec<u32> = keys.iter().copied().filter(|id| *id != u32::MAX).collect();
        for set in small.into_iter().chain(alike) {
            if examples.len() < COUNTED {
                examples.extend(set.seen.iter().take(COUNTED));
            } else if always.is_empty() {
                break;
            }
            always.retain(|key| set.keys.binary_search(key).is_ok());
        }
        if examples.is_empty() {
            return Family::default();
        }
        let always = always.into_iter().map(|id| self.by_id[id as usize].clone());
        Family {
            size: examples.len(),
            always: always.collect(),
        }
    }

    /// The sets under a key that share one of these keys.
    fn under_with(&self, under: u32, keys: &BTreeSet<u32>) -> BTreeSet<usize> {
        let lists = keys.iter();
        let lists = lists.filter_map(|key| self.having_under.get(&(under, *key)));
        first_of(lists.map(Vec::as_slice).collect())
    }

    /// The sets that can share [`ALIKE`] tenths of these keys. Such a set lacks at most three tenths of them, so it has at least
    /// one of the rarest three tenths and one more.
    fn sharing_most(&self, keys: &BTreeSet<u32>) -> BTreeSet<usize> {
        let lists = keys.iter().map(|key| self.having.get(key));
        let mut lists: Vec<&[usize]> = lists
            .map(|list| list.map_or(&[][..], Vec::as_slice))
            .collect();
        lists.sort_by_key(|list| list.len());
        let lacked = lists.len() * (10 - ALIKE) / 10;
        lists.truncate(lacked + 1);
        first_of(lists)
    }

    fn visit(&mut self, json: &Json, key: &str, witness: Option<u64>) {
        match json {
            Json::Number(number) if number.is_f64() => {
                self.fractions.insert(key.to_owned());
            }
            Json::String(text) => {
                if matches!(
                    prose::placeholder(text),
                    Some(Placeholder::Number | Placeholder::Float)
                ) {
                    self.fractions.insert(key.to_owned());
                }
                if !self.format_types.is_empty() && !is_variable(text) {
                    self.formats.insert((key.to_owned(), format(text)));
                }
            }
            Json::Array(items) => {
                for item in items {
                    self.visit(item, key, witness);
                }
            }
            Json::Object(members) => {
                if let Some(example) = witness {
                    self.object(members, key, example);
                }
                for (key, value) in members {
                    if let Json::Number(number) = value
                        && let Some(number) = number.as_i64()
                    {
                        let integers = self.integers.entry(key.clone()).or_default();
                        if integers.len() < WHOLE {
                            integers.insert(number);
                        }
                    }
                    self.visit(value, key, witness);
                }
            }
            _ => {}
        }
    }

    /// Adds what the values under each key show.
    fn show(&mut self, json: &Json, example: u64) {
        match json {
            Json::Array(items) => {
                for item in items {
                    self.show(item, example);
                }
            }
            Json::Object(members) => {
                for (key, value) in members {
                    let values = self.values.entry(key.clone()).or_default();
                    values.add(value, example);
                    self.show(value, example);
                }
            }
            _ => {}
        }
    }

    fn object(&mut self, members: &Members, under: &str, example: u64) {
        let under = self.name(under);
        let mut keys: Vec<u32> = members
            .iter()
            .filter(|(_, value)| *value != Json::Null)
            .map(|(key, _)| self.name(key))
            .collect();
        keys.sort_unstable();
        let index = match self.by_keys.get(&(under, keys.clone())) {
            Some(index) => *index,
            None => {
                let index = self.objects.len();
                for key in &keys {
                    self.having.entry(*key).or_default().push(index);
                    let place = self.having_under.entry((under, *key));
                    place.or_default().push(index);
                }
                self.by_keys.insert((under, keys.clone()), index);
                self.objects.push(KeySet {
                    under,
                    keys,
                    seen: BTreeSet::new(),
                });
                index
            }
        };
        let set = &mut self.objects[index];
        set.seen.insert(example);
        if set.keys.len() <= SMALL {
            let small = self.small.entry(under).or_insert_with(|| set.clone());
            small.keys.retain(|key| set.keys.binary_search(key).is_ok());
            small.seen.insert(example);
        }
    }

    fn name(&mut self, key: &str) -> u32 {
        if let Some(id) = self.names.get(key) {
            return *id;
        }
        let id = u32::try_from(self.names.len()).expect("fewer names than the bytes of a file");
        self.names.insert(key.to_owned(), id);
        self.by_id.push(key.to_owned());
        id
    }
}

/// The first [`COMPARED`] sets of these lists, those of short lists first.
fn first_of(mut lists: Vec<&[usize]>) -> BTreeSet<usize> {
    lists.sort_by_key(|list| list.len());
    let mut sets = BTreeSet::new();
    for set in lists.into_iter().flatten() {
        if sets.len() == COMPARED {
            break;
        }
        sets.insert(*set);
    }
    sets
}

/// Whether objects with so many keys, of which so many are shared, are of one family: they share seven tenths, or so
/// many as are asked for in the same place, where small ones need share none.
fn are_alike(shared: usize, left: usize, right: usize, in_place: Option<usize>) -> bool {
    let all = left + right - shared;
    let tenths = in_place.unwrap_or(ALIKE);
    shared * 10 >= all * tenths || in_place.is_some() && left.max(right) <= SMALL
}

/// Whether a text is one variable, whose value is unknown.
fn is_variable(text: &str) -> bool {
    template::only_variable(text).is_some()
}

/// The format of a text, or the one that a placeholder names.
fn format(text: &str) -> Option<TextFormat> {
    match prose::placeholder(text) {
        Some(placeholder) => placeholder.format(),
        None => TextFormat::of(text),
    }
}

fn digest(example: &Json) -> u64 {
    let mut hasher = DefaultHasher::new();
    example.hash(&mut hasher);
    hasher.finish()
}
