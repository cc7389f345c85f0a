//! Things by the keys that a configuration calls them by: names, paths of names, pointers, types.
//!
//! An index is made once, and follows what corrections rename and remove. To look at all items for each of thousands of
//! corrections would take too long.

use std::collections::{BTreeSet, HashMap};

use crate::pattern::Selector;

/// All items, folders or nodes, in order.
pub(super) struct Index<P> {
    all: Vec<Entry<P>>,
    /// The positions of what is left, by key.
    by_key: HashMap<String, BTreeSet<usize>>,
}

/// A thing with the keys that it goes by (its path, its pointer, its name and others), and its place.
struct Entry<P> {
    keys: Vec<String>,
    place: P,
    is_removed: bool,
}

/// What goes by a key.
pub(super) struct Matches {
    /// Positions in the index.
    pub matching: Vec<usize>,
    /// Whether the key is a pattern, and so can match several.
    pub is_pattern: bool,
}

impl Matches {
    /// Whether a correction applies to all matches: to one thing, or to the several of a pattern.
    pub(super) fn is_clear(&self) -> bool {
        self.matching.len() == 1 || self.is_pattern && !self.matching.is_empty()
    }
}

impl<P> Index<P> {
    /// An index of things, each with its keys and its place.
    pub(super) fn new(things: impl IntoIterator<Item = (Vec<String>, P)>) -> Self {
        let things = things.into_iter();
        let all: Vec<Entry<P>> = things
            .map(|(keys, place)| Entry {
                keys,
                place,
                is_removed: false,
            })
            .collect();
        let mut by_key: HashMap<String, BTreeSet<usize>> = HashMap::new();
        for (position, entry) in all.iter().enumerate() {
            for key in &entry.keys {
                by_key.entry(key.clone()).or_default().insert(position);
            }
        }
        Self { all, by_key }
    }

    /// What goes by `wanted`: the things with this key, or else those that match it as a pattern.
    pub(super) fn matches(&self, wanted: &str) -> Matches {
        let exact = self.by_key.get(wanted);
        let selector = Selector::new(wanted, exact.map(|_| wanted).into_iter());
        let is_pattern = selector.is_pattern();
        let matching = if is_pattern {
            let left = self.all.iter().enumerate().filter(|(_, it)| !it.is_removed);
            let selected = left.filter(|(_, it)| it.keys.iter().any(|key| selector.selects(key)));
            selected.map(|(position, _)| position).collect()
        } else {
            exact.into_iter().flatten().copied().collect()
        };
        Matches {
            matching,
            is_pattern,
        }
    }

    /// How many things there were at first.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// The place of a thing.
    pub(super) fn place(&self, position: usize) -> &P {
        &self.all[position].place
    }

    /// The places of several things.
    pub(super) fn places<'i, 'p>(
        &'i self,
        positions: &'p [usize],
    ) -> impl Iterator<Item = &'i P> + use<'i, 'p, P> {
        positions.iter().map(|position| self.place(*position))
    }

    /// The keys of all that is left.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        let left = self.all.iter().filter(|it| !it.is_removed);
        left.flat_map(|it| &it.keys).map(String::as_str)
    }

    /// Keys that would match one of a few things only. The second key of each is exact.
    pub(super) fn ways(&self, wanted: &str, positions: &[usize]) -> Vec<&str> {
        let mut ways: Vec<&str> = Vec::new();
        for position in positions {
            let keys = &self.all[*position].keys;
            // A path says where; a pointer is exact where paths are equal too.
            let mut exact = keys.iter().map(String::as_str);
            let exact = exact.find(|key| *key != wanted && !key.is_empty() && !ways.contains(key));
            ways.push(exact.unwrap_or(&keys[1]));
        }
        ways
    }

    /// Gives a thing another last key, such as the type of an item.
    pub(super) fn rename(&mut self, position: usize, new: &str) {
        let keys = &mut self.all[position].keys;
        let old = keys.pop();
        let old = old.filter(|old| !keys.contains(old));
        keys.push(new.to_owned());
        if let Some(old) = old {
            self.forget(position, &old);
        }
        let positions = self.by_key.entry(new.to_owned()).or_default();
        positions.insert(position);
    }

    /// Removes a thing.
    pub(super) fn remove(&mut self, position: usize) {
        self.all[position].is_removed = true;
        for key in self.all[position].keys.clone() {
            self.forget(position, &key);
        }
    }

    /// The places of what was removed, in order.
    pub(super) fn removed(&self) -> impl Iterator<Item = &P> {
        let removed = self.all.iter().filter(|it| it.is_removed);
        removed.map(|it| &it.place)
    }

    fn forget(&mut self, position: usize, key: &str) {
        if let Some(positions) = self.by_key.get_mut(key) {
            positions.remove(&position);
            if positions.is_empty() {
                self.by_key.remove(key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> Index<char> {
        let things = [("a", 'x'), ("ab", 'y'), ("a", 'z')];
        Index::new(things.map(|(key, place)| (vec![place.to_string(), key.to_owned()], place)))
    }

    fn found(index: &Index<char>, key: &str) -> String {
        let found = index.matches(key).matching;
        index.places(&found).collect()
    }

    #[test]
    fn what_goes_by_a_key_follows_changes() {
        let mut index = index();
        assert_eq!(found(&index, "a"), "xz");
        assert_eq!(found(&index, "a*"), "xyz");
        index.remove(0);
        assert_eq!(found(&index, "a"), "z");
        assert_eq!(found(&index, "a*"), "yz");
        index.rename(2, "c");
        assert_eq!(found(&index, "a"), "");
        assert_eq!(found(&index, "c|x"), "z");
        assert_eq!(index.keys().collect::<String>(), "yabzc");
        assert_eq!(index.removed().collect::<String>(), "x");
    }

    #[test]
    fn each_of_several_has_a_way_to_name_it() {
        let index = index();
        assert_eq!(index.ways("a", &[0, 2]), ["x", "z"]);
        assert_eq!(index.ways("y", &[1]), ["ab"]);
        let same =
            Index::new(["/0", "/1"].map(|it| (["a", it, "a"].map(str::to_owned).to_vec(), ())));
        assert_eq!(same.ways("b", &[0, 1]), ["a", "/1"]);
    }
}
