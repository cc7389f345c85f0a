//! What all examples of an API show together, as evidence for each of its objects.
//!
//! One example says little about which fields are always there. But the same kind of object stands in many
//! answers: objects that share most of their fields are a family, and what every member of a large family has is
//! taken to be always there.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::Json;
use super::declared;

/// Counts over the examples of one API.
#[derive(Debug, Clone, Default)]
pub struct Survey {
    names: BTreeMap<String, u32>,
    /// How often a number with a fraction stands under a key.
    fractions: BTreeMap<String, usize>,
    /// Objects by their keys with a value other than null; of equal objects one counts.
    objects: Vec<Kind>,
    by_keys: BTreeMap<Vec<u32>, usize>,
    /// The kinds that have a key.
    having: BTreeMap<u32, Vec<usize>>,
}

/// Objects with the same keys.
#[derive(Debug, Clone)]
struct Kind {
    keys: Vec<u32>,
    /// Digests of their contents, with how often each is seen.
    seen: BTreeMap<u64, usize>,
}

/// What a survey knows of objects like a given one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Family {
    /// How many different objects there are.
    pub size: usize,
    /// How many of them have each key, with a value other than null.
    counts: BTreeMap<String, usize>,
}

impl Family {
    /// In how many members a key has a value.
    #[must_use]
    pub fn count(&self, key: &str) -> usize {
        self.counts.get(key).copied().unwrap_or(0)
    }
}

impl Survey {
    /// A survey of nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an example.
    pub fn add(&mut self, example: &Json) {
        self.visit(example, None, true);
    }

    /// Takes back an example that was added.
    pub fn remove(&mut self, example: &Json) {
        self.visit(example, None, false);
    }

    /// Whether a number with a fraction stands under this key anywhere.
    #[must_use]
    pub fn has_fraction(&self, key: &str) -> bool {
        self.fractions.get(key).is_some_and(|count| *count > 0)
    }

    /// The objects that share most of these keys.
    #[must_use]
    pub fn family<'k>(&self, keys: impl IntoIterator<Item = &'k str>) -> Family {
        let keys: BTreeSet<u32> = keys
            .into_iter()
            .map(|key| self.names.get(key).copied().unwrap_or(u32::MAX))
            .collect();
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for key in &keys {
            for &kind in self.having.get(key).into_iter().flatten() {
                *shared.entry(kind).or_default() += 1;
            }
        }
        let mut family = Family::default();
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        for (kind, shared) in shared {
            let kind = &self.objects[kind];
            if !are_alike(shared, keys.len(), kind.keys.len()) {
                continue;
            }
            family.size += kind.seen.len();
            for key in &kind.keys {
                *counts.entry(*key).or_default() += kind.seen.len();
            }
        }
        let named = self.names.iter();
        family.counts = named
            .filter_map(|(name, id)| Some((name.clone(), *counts.get(id)?)))
            .collect();
        family
    }

    fn visit(&mut self, json: &Json, key: Option<&str>, adds: bool) {
        match json {
            Json::Number(number) if number.is_f64() => {
                if let Some(key) = key {
                    change(&mut self.fractions, key, adds);
                }
            }
            Json::Array(items) => {
                for item in items {
                    self.visit(item, key, adds);
                }
            }
            Json::Object(members) => {
                if !is_synthetic(members) {
                    self.object(members, adds);
                }
                for (key, value) in members {
                    self.visit(value, Some(key), adds);
                }
            }
            _ => {}
        }
    }

    fn object(&mut self, members: &[(String, Json)], adds: bool) {
        let mut keys: Vec<u32> = members
            .iter()
            .filter(|(_, value)| *value != Json::Null)
            .map(|(key, _)| self.name(key))
            .collect();
        keys.sort_unstable();
        let index = match self.by_keys.get(&keys) {
            Some(index) => *index,
            None => {
                let index = self.objects.len();
                for key in &keys {
                    self.having.entry(*key).or_default().push(index);
                }
                self.by_keys.insert(keys.clone(), index);
                self.objects.push(Kind {
                    keys,
                    seen: BTreeMap::new(),
                });
                index
            }
        };
        change(&mut self.objects[index].seen, &digest(members), adds);
    }

    fn name(&mut self, key: &str) -> u32 {
        if let Some(id) = self.names.get(key) {
            return *id;
        }
        let id = u32::try_from(self.names.len()).expect("fewer names than the bytes of a file");
        self.names.insert(key.to_owned(), id);
        id
    }
}

/// Whether objects with so many keys, of which so many are shared, are of one family.
fn are_alike(shared: usize, left: usize, right: usize) -> bool {
    let all = left + right - shared;
    shared * 10 >= all * super::tuning().family
}

/// Whether a converter made an object up: then it has all fields, whether they are always there or not.
pub(super) fn is_synthetic(members: &[(String, Json)]) -> bool {
    members.iter().any(|(_, value)| match value {
        Json::String(text) => declared::is_synthetic(text),
        _ => false,
    })
}

fn digest(members: &[(String, Json)]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for (key, value) in members {
        key.hash(&mut hasher);
        value.to_string().hash(&mut hasher);
    }
    hasher.finish()
}

fn change<Q, K>(counts: &mut BTreeMap<K, usize>, key: &Q, adds: bool)
where
    Q: Ord + ToOwned<Owned = K> + ?Sized,
    K: Ord + std::borrow::Borrow<Q>,
{
    if adds {
        *counts.entry(key.to_owned()).or_default() += 1;
    } else if let Some(count) = counts.get_mut(key) {
        *count -= 1;
        if *count == 0 {
            counts.remove(key);
        }
    }
}
