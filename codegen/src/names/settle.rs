//! Gives siblings different names if theirs turn out equal.
//!
//! The first in file order keeps its name, so that an addition after it renames nothing. The others are
//! distinguished by their method, the words of their path or their folder, and by a number only if all of these
//! are equal.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::Ident;

use super::{Scope, module_of, shortened, type_of};

/// What a sibling would be called, and what can tell it from others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// All words of the item's name.
    pub words: Vec<String>,
    /// Its method, in lower case; for a folder, the method of all its items, or empty if they have several.
    pub method: String,
    /// The words of its path.
    pub path: Vec<String>,
    /// The words of its name, if that is a sentence: a long name, but better than a number.
    pub sentence: Vec<String>,
    /// Whether it is a folder.
    pub is_folder: bool,
}

/// The names of a sibling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// The module's name.
    pub module: Ident,
    /// The type's name.
    pub type_name: Ident,
    /// Whether its own name was in use.
    pub clashes: bool,
    /// Whether a number had to distinguish it.
    pub numbered: bool,
}

/// Gives each sibling names that no other has: modules beyond those in `modules`, types beyond those in `types`.
#[must_use]
pub fn settle(candidates: &[Candidate], modules: &mut Scope, types: &mut Scope) -> Vec<Settled> {
    let own_names: Vec<Option<Settled>> = candidates
        .iter()
        .map(|candidate| take(&candidate.words, modules, types))
        .collect();
    let mut groups: BTreeMap<Ident, Group<'_>> = BTreeMap::new();
    let mut settled = Vec::new();
    for (candidate, own_name) in candidates.iter().zip(own_names) {
        let group = groups
            .entry(module_of(&shortened(candidate.words.clone())))
            .or_default();
        settled.push(own_name.unwrap_or_else(|| group.tell_apart(candidate, modules, types)));
        group.methods.insert(&candidate.method);
        group.path.extend(candidate.path.iter().map(String::as_str));
    }
    settled
}

/// Siblings of one name, as far as they are settled.
#[derive(Debug, Default)]
struct Group<'a> {
    methods: BTreeSet<&'a str>,
    path: BTreeSet<&'a str>,
    /// How many of them a number distinguishes.
    numbered: usize,
}

impl Group<'_> {
    fn tell_apart(&mut self, own: &Candidate, modules: &mut Scope, types: &mut Scope) -> Settled {
        for words in self.alternatives(own) {
            if let Some(settled) = take(&words, modules, types) {
                return Settled {
                    clashes: true,
                    ..settled
                };
            }
        }
        loop {
            let mut words = shortened(own.words.clone());
            self.numbered += 1;
            words.push((self.numbered + 1).to_string());
            if let Some(settled) = take_short(&words, modules, types) {
                return Settled {
                    clashes: true,
                    numbered: true,
                    ..settled
                };
            }
        }
    }

    /// Other names for a sibling, from the shortest that says how it differs.
    fn alternatives(&self, own: &Candidate) -> Vec<Vec<String>> {
        let mut alternatives = Vec::new();
        let with_method = |words: &[String]| [std::slice::from_ref(&own.method), words].concat();
        let has_method = !own.method.is_empty() && own.words.first() != Some(&own.method);
        if has_method && !self.methods.contains(own.method.as_str()) {
            alternatives.push(with_method(&own.words));
        }
        let is_new = |word: &&String| !self.path.contains(word.as_str());
        let differing: Vec<String> = own.path.iter().filter(is_new).cloned().collect();
        for path in [&differing, &own.path] {
            let added: Vec<String> = path
                .iter()
                .filter(|word| !own.words.contains(word))
                .cloned()
                .collect();
            if !added.is_empty() {
                let named = [own.words.as_slice(), &added].concat();
                alternatives.push(named.clone());
                if has_method {
                    alternatives.push(with_method(&named));
                }
            }
        }
        if shortened(own.words.clone()).len() < own.words.len() {
            alternatives.push(tail(&own.words));
        }
        if !own.sentence.is_empty() {
            alternatives.push(own.sentence.clone());
            alternatives.push(tail(&own.sentence));
        }
        if own.is_folder {
            alternatives.push([own.words.as_slice(), &["folder".to_owned()]].concat());
        } else if has_method {
            alternatives.push(with_method(&own.words));
        }
        alternatives
    }
}

/// The last words that fit into a name.
fn tail(words: &[String]) -> Vec<String> {
    let mut reversed = words.to_vec();
    reversed.reverse();
    let mut tail = shortened(reversed);
    tail.reverse();
    tail
}

fn take(words: &[String], modules: &mut Scope, types: &mut Scope) -> Option<Settled> {
    take_short(&shortened(words.to_vec()), modules, types)
}

fn take_short(words: &[String], modules: &mut Scope, types: &mut Scope) -> Option<Settled> {
    let (module, type_name) = (module_of(words), type_of(words));
    if modules.contains(module.as_str()) || types.contains(type_name.as_str()) {
        return None;
    }
    modules.reserve(module.as_str());
    types.reserve(type_name.as_str());
    Some(Settled {
        module,
        type_name,
        clashes: false,
        numbered: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::words;

    fn candidate(name: &str, method: &str, path: &str) -> Candidate {
        Candidate {
            words: words(name),
            method: method.to_owned(),
            path: words(path),
            sentence: Vec::new(),
            is_folder: false,
        }
    }

    fn modules(candidates: &[Candidate]) -> Vec<String> {
        settle(candidates, &mut Scope::new(), &mut Scope::new())
            .iter()
            .map(|settled| settled.module.to_string())
            .collect()
    }

    #[test]
    fn equal_names_are_distinguished_by_method_then_path_then_number() {
        let candidates = [
            candidate("User", "get", "/users/:id"),
            candidate("User", "post", "/users"),
            candidate("User", "get", "/users/:id/detail"),
            candidate("User", "get", "/users/:id"),
            candidate("User", "get", "/users/:id"),
        ];
        assert_eq!(
            modules(&candidates),
            [
                "user",
                "post_user",
                "user_detail",
                "user_users_id",
                "get_user_users_id"
            ]
        );
    }

    #[test]
    fn a_sentence_is_better_than_a_number() {
        let ibans = ["DE", "FR"].map(|country| Candidate {
            sentence: words(&format!("Create a local IBAN in {country}")),
            ..candidate("post ibans", "post", "/ibans")
        });
        let expected = ["post_ibans", "create_a_local_iban_in_fr"];
        assert_eq!(modules(&ibans), expected);
    }

    #[test]
    fn adding_an_item_behind_renames_no_other() {
        let mut candidates = vec![
            candidate("User", "get", "/users/:id"),
            candidate("User", "put", "/users/:id"),
        ];
        let before = modules(&candidates);
        candidates.push(candidate("User", "put", "/users/:id/avatar"));
        candidates.push(candidate("Other", "get", "/other"));
        assert_eq!(modules(&candidates)[..2], before);
    }

    #[test]
    fn a_name_of_ones_own_goes_before_a_qualified_one() {
        let candidates = [
            candidate("User", "get", "/a"),
            candidate("User", "post", "/b"),
            candidate("Post user", "post", "/c"),
        ];
        assert_eq!(modules(&candidates), ["user", "user_b", "post_user"]);
    }
}
