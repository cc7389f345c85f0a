//! Names for shared types.
//!
//! The value of a key is named after it. A whole failure is an `ErrorBody`. Any other whole body goes by what the path
//! of the first operation is about; a few scalars go by their keys if the paths are about different things. Where a name is
//! in use already, what its operation is about distinguishes a part, and otherwise the first key that the other type does
//! not have.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::api::{Ident, Operation, TypeDef};
use crate::names::{self, Scope};

use super::super::{nouns, subject};
use super::distinct::DistinctTypes;
use super::roles::{Role, Roles};

/// How many keys a name can have.
const KEYS_IN_NAME: usize = 2;

/// The types of all operations, and what they are for.
struct SharedTypes<'a> {
    distinct: &'a DistinctTypes,
    operations: Vec<&'a Operation>,
    /// By index of the operation.
    roles: Vec<Roles<'a>>,
}

/// An operation that has a type, the type's name there, and its role.
type Candidate<'a> = (&'a Operation, &'a Ident, Role);

/// The names of the types that more than one operation has, by id.
pub(super) fn all(
    distinct: &DistinctTypes,
    operations: &[&mut Operation],
    found: &[BTreeMap<Ident, usize>],
    api_type: &str,
) -> BTreeMap<usize, Ident> {
    let types = SharedTypes {
        distinct,
        operations: operations.iter().map(|it| &**it).collect(),
        roles: operations.iter().map(|it| Roles::of(it)).collect(),
    };
    let mut shared: Vec<usize> = (0..distinct.all.len())
        .filter(|id| distinct.all[*id].operations.len() > 1)
        .collect();
    shared.sort_by_key(|id| distinct.all[*id].first());
    let is_shared: BTreeSet<usize> = shared.iter().copied().collect();
    let modules = types.operations.iter().zip(found);
    let modules: Vec<Scope> = modules
        .map(|(operation, found)| names_in_module(operation, found, &is_shared))
        .collect();
    let mut scope = Scope::holding([api_type]);
    let mut names: BTreeMap<usize, Ident> = BTreeMap::new();
    let mut holders: BTreeMap<Ident, usize> = BTreeMap::new();
    for &id in &shared {
        let wanted = types.wanted(id);
        let other = holders.get(&wanted).copied();
        let alternatives = types.alternatives(&wanted, id, other);
        let users = &distinct.all[id].operations;
        let is_free = |name: &str| !users.iter().any(|user| modules[*user].contains(name));
        let name = scope.unique_where(&wanted, &alternatives, is_free);
        holders.insert(name.clone(), id);
        names.insert(id, name);
    }
    names
}

/// The names that an operation's module holds in any case.
fn names_in_module(
    operation: &Operation,
    found: &BTreeMap<Ident, usize>,
    shared: &BTreeSet<usize>,
) -> Scope {
    let mut scope = Scope::new();
    for name in Operation::own_names(operation.type_name.as_str()) {
        scope.reserve(&name);
    }
    for def in &operation.types {
        let is_shared = found.get(def.name()).is_some_and(|id| shared.contains(id));
        if !is_shared {
            scope.reserve(def.name().as_str());
        }
    }
    scope
}

impl SharedTypes<'_> {
    /// The name of a type by its roles in all operations.
    fn wanted(&self, id: usize) -> Ident {
        let candidates = self.candidates(id);
        // What is under a key in one operation and alone in another is named after the key, if that is descriptive.
        let (by_path, by_key): (Vec<&Candidate<'_>>, Vec<_>) = candidates
            .iter()
            .filter(|(operation, name, role)| {
                *role == Role::Part && !name.as_str().starts_with(operation.type_name.as_str())
            })
            .partition(|(operation, name, _)| goes_by_path(name, operation));
        if let Some(name) = shortest(&by_key) {
            return name;
        }
        let is_body = |role| matches!(role, Role::Response | Role::Failure);
        let bodies = candidates.iter().filter(|(.., role)| is_body(*role));
        let mut bodies = bodies.map(name_of).peekable();
        if bodies.peek().is_some() && !by_path.is_empty() {
            let parts = by_path.iter().map(|(_, name, _)| (*name).clone());
            return most_frequent(parts.chain(bodies));
        }
        shortest(&by_path)
            .or_else(|| self.by_keys(id, &candidates))
            .or_else(|| candidates.first().map(name_of))
            .unwrap_or_else(|| Ident::new("Shared"))
    }

    /// The name of a few scalars that are the whole body of requests about different things: their keys.
    fn by_keys(&self, id: usize, candidates: &[Candidate<'_>]) -> Option<Ident> {
        let is_request = candidates.iter().all(|(.., role)| *role == Role::Body);
        let is_success = candidates.iter().all(|(.., role)| *role == Role::Response);
        let nouns = candidates.iter();
        // Only one of what a `GET` lists.
        let nouns = nouns.map(|(operation, _, role)| about(*role, "POST", operation));
        let nouns: BTreeSet<Option<String>> = nouns.collect();
        let is_about_one = nouns.len() == 1 && !nouns.contains(&None);
        let (operation, position) = self.distinct.all[id].first();
        let TypeDef::Struct(def) = &self.operations[operation].types[position] else {
            return None;
        };
        let is_small = (1..=KEYS_IN_NAME).contains(&def.fields.len());
        let is_scalar = def.fields.iter().all(|field| field.ty.named().is_none());
        if is_about_one || !is_small || !is_scalar || !(is_request || is_success) {
            return None;
        }
        let keys = def.fields.iter().map(|it| it.wire_name.as_str());
        // A success says that there was no error.
        let is_named = |key: &&str| is_request || !nouns::names_error(&names::words(key));
        let keys: Vec<&str> = keys.filter(is_named).collect();
        if keys.is_empty() {
            return None;
        }
        let keys = keys.join(" ");
        Some(if is_request {
            names::type_name(&format!("{keys} body"))
        } else {
            names::json_type_name_of(&keys, None)
        })
    }

    /// All uses of a type, in the order of the operations and then of its names.
    fn candidates(&self, id: usize) -> Vec<Candidate<'_>> {
        let uses = self.distinct.all[id].uses.iter();
        let mut uses: Vec<(usize, &Ident)> = uses
            .map(|&(operation, position)| {
                (operation, self.operations[operation].types[position].name())
            })
            .collect();
        uses.sort_unstable();
        let candidates = uses.into_iter().map(|(operation, name)| {
            let role = self.roles[operation].role(name);
            (self.operations[operation], name, role)
        });
        candidates.collect()
    }

    /// Other names for a type whose `wanted` name is in use by `other`: with a key that it alone has.
    fn alternatives(&self, wanted: &Ident, id: usize, other: Option<usize>) -> Vec<Ident> {
        let words_of_wanted = names::words(wanted.as_str());
        let spaced = words_of_wanted.join(" ");
        let prefixed = |prefix: &str| {
            names::type_name(&names::joined(&names::words(prefix), &words_of_wanted).join(" "))
        };
        let (index, position) = self.distinct.all[id].first();
        let operation = self.operations[index];
        let about = match self.roles[index].role(operation.types[position].name()) {
            Role::Part => subject::noun(&operation.path_template),
            _ => None,
        };
        let about = about.filter(|noun| !spaced.starts_with(noun));
        let keys_of_other = other.map(|id| self.keys(id)).unwrap_or_default();
        let keys_of_other: HashSet<&str> = keys_of_other.into_iter().collect();
        let keys = self.keys(id).into_iter();
        let by_key = keys
            .filter(|key| !keys_of_other.contains(key))
            .take(3)
            .map(|key| names::type_name(&format!("{spaced} with {key}")));
        about
            .map(|noun| prefixed(&noun))
            .into_iter()
            .chain(by_key)
            .chain([prefixed(operation.type_name.as_str())])
            .collect()
    }

    /// The keys of a struct, or the names of a union's variants.
    fn keys(&self, id: usize) -> Vec<&str> {
        let (operation, position) = self.distinct.all[id].first();
        match &self.operations[operation].types[position] {
            TypeDef::Struct(def) => {
                let fields = def.fields.iter();
                fields.map(|field| field.wire_name.as_str()).collect()
            }
            TypeDef::Union(def) => def.variants.iter().map(|(name, _)| name.as_str()).collect(),
            TypeDef::Enum(_) => Vec::new(),
        }
    }
}

fn shortest(candidates: &[&Candidate<'_>]) -> Option<Ident> {
    let names = candidates.iter().map(|(_, name, _)| *name);
    names.min_by_key(|name| name.as_str().len()).cloned()
}

/// The first of the names that occur most often.
fn most_frequent(names: impl Iterator<Item = Ident>) -> Ident {
    let mut counts: HashMap<Ident, (usize, Reverse<usize>)> = HashMap::new();
    for (index, name) in names.enumerate() {
        counts.entry(name).or_insert((0, Reverse(index))).0 += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.expect("a path names one").0
}

/// What a type is called by its role in one operation.
fn name_of((operation, name, role): &Candidate<'_>) -> Ident {
    let about = about(*role, &operation.method, operation);
    match role {
        Role::Failure => Ident::new("ErrorBody"),
        Role::Part => {
            let own = name.as_str();
            let bare = own.strip_prefix(operation.type_name.as_str());
            names::type_name(&spaced(bare.filter(|bare| !bare.is_empty()).unwrap_or(own)))
        }
        Role::Response => match about {
            // It holds many of what the path is about.
            Some(noun) if nouns::singular(&names::words(name.as_str())).join(" ") == noun => {
                (*name).clone()
            }
            Some(noun) => names::json_type_name_of(&noun, None),
            None => (*name).clone(),
        },
        Role::Body => match about {
            Some(noun) => names::type_name(&format!("{noun} body")),
            None => (*name).clone(),
        },
    }
}

/// What a whole body is about, in an operation with a method.
fn about(role: Role, method: &str, operation: &Operation) -> Option<String> {
    match role {
        Role::Body => subject::noun_of_body(method, &operation.path_template),
        _ => subject::noun_of_response(method, &operation.path_template),
    }
}

/// Whether a type is called what the path is about, which is what happens to a part under a key that says nothing.
fn goes_by_path(name: &Ident, operation: &Operation) -> bool {
    subject::noun(&operation.path_template)
        .is_some_and(|noun| names::json_type_name_of(&noun, None) == *name)
}

/// `ErrorBody` → `error body`.
fn spaced(name: &str) -> String {
    names::words(name).join(" ")
}
