//! Keeps siblings apart whose names turn out equal.
//!
//! The first in file order keeps its name, so that what is added behind it renames nothing. The others are told
//! from it by what they are: their method, the words of their path, their folder; by a number only where all that
//! is equal.

use crate::api::Ident;

use super::{Scope, module_of, shortened, type_of};

/// What a sibling would be called, and what can tell it from others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The words of its own name, all of them.
    pub words: Vec<String>,
    /// Its method, in lower case; for a folder that of all its items, empty where they have several.
    pub method: String,
    /// The words of its path.
    pub path: Vec<String>,
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
    /// Where its own name was in use: the index of the sibling that has it, if it is one.
    pub clash: Option<Option<usize>>,
    /// Whether a number had to tell it apart.
    pub numbered: bool,
}

/// Gives each sibling names that no other has: modules beyond those in `modules`, types beyond those in `types`.
#[must_use]
pub fn settle(candidates: &[Candidate], modules: &mut Scope, types: &mut Scope) -> Vec<Settled> {
    let settled: Vec<Option<Settled>> = candidates
        .iter()
        .map(|candidate| take(&candidate.words, modules, types))
        .collect();
    settled
        .into_iter()
        .enumerate()
        .map(|(index, name)| name.unwrap_or_else(|| tell_apart(index, candidates, modules, types)))
        .collect()
}

fn tell_apart(
    index: usize,
    candidates: &[Candidate],
    modules: &mut Scope,
    types: &mut Scope,
) -> Settled {
    let own = &candidates[index];
    let earlier: Vec<usize> = (0..index)
        .filter(|&other| is_alike(&candidates[other], own))
        .collect();
    let clash = Some(earlier.first().copied());
    for words in alternatives(own, &earlier, candidates) {
        if let Some(settled) = take(&words, modules, types) {
            return Settled { clash, ..settled };
        }
    }
    let mut number = 2;
    loop {
        let mut words = shortened(own.words.clone());
        words.push(number.to_string());
        if let Some(settled) = take_short(&words, modules, types) {
            return Settled {
                clash,
                numbered: true,
                ..settled
            };
        }
        number += 1;
    }
}

fn is_alike(a: &Candidate, b: &Candidate) -> bool {
    module_of(&shortened(a.words.clone())) == module_of(&shortened(b.words.clone()))
}

/// Other names for a sibling, from the shortest that says how it differs.
fn alternatives(own: &Candidate, earlier: &[usize], candidates: &[Candidate]) -> Vec<Vec<String>> {
    let mut alternatives = Vec::new();
    let same_method = earlier
        .iter()
        .any(|&other| candidates[other].method == own.method);
    let with_method = |words: &[String]| {
        let mut named = vec![own.method.clone()];
        named.extend_from_slice(words);
        named
    };
    let has_method = !own.method.is_empty() && own.words.first() != Some(&own.method);
    if has_method && !same_method {
        alternatives.push(with_method(&own.words));
    }
    let differing: Vec<String> = own
        .path
        .iter()
        .filter(|word| {
            !earlier
                .iter()
                .any(|&other| candidates[other].path.contains(word))
        })
        .cloned()
        .collect();
    for path in [&differing, &own.path] {
        let added: Vec<String> = path
            .iter()
            .filter(|word| !own.words.contains(word))
            .cloned()
            .collect();
        if added.is_empty() {
            continue;
        }
        let named = [own.words.as_slice(), &added].concat();
        if has_method {
            alternatives.push(named.clone());
            alternatives.push(with_method(&named));
        } else {
            alternatives.push(named);
        }
    }
    if shortened(own.words.clone()).len() < own.words.len() {
        alternatives.push(tail(&own.words));
    }
    if own.is_folder {
        alternatives.push([own.words.as_slice(), &["folder".to_owned()]].concat());
    } else if has_method {
        alternatives.push(with_method(&own.words));
    }
    alternatives
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
        clash: None,
        numbered: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::names::words;

    fn candidate(name: &str, method: &str, path: &str) -> Candidate {
        Candidate {
            words: words(name),
            method: method.to_owned(),
            path: words(path),
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
    fn equal_names_are_told_apart_by_method_then_path_then_number() {
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
