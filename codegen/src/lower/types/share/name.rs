//! Names for shared types.
//!
//! The value of a key is named after it. A whole failure is an `ErrorBody`; any other whole body goes by what the path
//! of the first operation is about. Where that is in use already, what its operation is about distinguishes a part,
//! and otherwise the first key that the other type does not have.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Ident, Location, Operation, Parameter, Payload, Type, TypeDef};
use crate::names::{self, Scope};

use super::super::nouns;
use super::distinct::DistinctTypes;

/// What a type is for in an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Role {
    /// The whole body of a failure.
    Failure,
    /// The whole body of another response.
    Response,
    /// The whole body of a request.
    Body,
    /// A part of a body.
    Part,
}

/// The names of the types that more than one operation has, by id.
pub(super) fn all(
    distinct: &DistinctTypes,
    operations: &[&mut Operation],
    found: &[BTreeMap<Ident, usize>],
    api_type: &str,
) -> BTreeMap<usize, Ident> {
    let mut shared: Vec<usize> = (0..distinct.all.len())
        .filter(|id| distinct.all[*id].operations.len() > 1)
        .collect();
    shared.sort_by_key(|id| distinct.all[*id].first());
    let is_shared: BTreeSet<usize> = shared.iter().copied().collect();
    let mut names: BTreeMap<usize, Ident> = BTreeMap::new();
    let mut holders: BTreeMap<Ident, usize> = BTreeMap::new();
    for &id in &shared {
        let wanted = wanted(id, distinct, operations, found);
        let other = holders.get(&wanted).copied();
        let alternatives = alternatives(&wanted, id, other, distinct, operations);
        let mut scope = Scope::holding([api_type]);
        for known in holders.keys() {
            scope.reserve(known.as_str());
        }
        for &operation in &distinct.all[id].operations {
            reserve(
                operations[operation],
                &found[operation],
                &is_shared,
                &mut scope,
            );
        }
        let name = scope.unique_or(&wanted, &alternatives);
        holders.insert(name.clone(), id);
        names.insert(id, name);
    }
    names
}

/// Keeps the names that an operation's module holds anyway.
fn reserve(
    operation: &Operation,
    found: &BTreeMap<Ident, usize>,
    shared: &BTreeSet<usize>,
    scope: &mut Scope,
) {
    for name in Operation::own_names(operation.type_name.as_str()) {
        scope.reserve(&name);
    }
    for def in &operation.types {
        let is_shared = found.get(def.name()).is_some_and(|id| shared.contains(id));
        if !is_shared {
            scope.reserve(def.name().as_str());
        }
    }
}

/// An operation that has a type, the type's name there, and its role.
type Candidate<'a> = (&'a Operation, &'a Ident, Role);

fn wanted(
    id: usize,
    distinct: &DistinctTypes,
    operations: &[&mut Operation],
    found: &[BTreeMap<Ident, usize>],
) -> Ident {
    let candidates: Vec<Candidate<'_>> = distinct.all[id]
        .operations
        .iter()
        .flat_map(|&index| {
            let own = found[index].iter().filter(move |(_, own)| **own == id);
            own.map(move |(name, _)| (&*operations[index], name, role(operations[index], name)))
        })
        .collect();
    // What is under a key in one operation and alone in another is named after the key, if that is descriptive.
    let (by_path, by_key): (Vec<&Candidate<'_>>, Vec<_>) = candidates
        .iter()
        .filter(|(operation, name, role)| {
            *role == Role::Part && !name.as_str().starts_with(operation.type_name.as_str())
        })
        .partition(|(operation, name, _)| goes_by_path(name, operation));
    let shortest = |parts: &[&Candidate<'_>]| {
        let names = parts.iter().map(|(_, name, _)| *name);
        names.min_by_key(|name| name.as_str().len()).cloned()
    };
    let is_body = |role| matches!(role, Role::Response | Role::Failure);
    let bodies = candidates.iter().filter(|(.., role)| is_body(*role));
    let mut bodies = bodies.map(name_of).peekable();
    if let Some(name) = shortest(&by_key) {
        return name;
    }
    if bodies.peek().is_some() && !by_path.is_empty() {
        let parts = by_path.iter().map(|(_, name, _)| (*name).clone());
        return most_frequent(parts.chain(bodies));
    }
    shortest(&by_path)
        .or_else(|| candidates.first().map(name_of))
        .unwrap_or_else(|| Ident::new("Shared"))
}

/// The first of the names that are there most often.
fn most_frequent(names: impl Iterator<Item = Ident>) -> Ident {
    let mut counts: Vec<(Ident, usize)> = Vec::new();
    for name in names {
        match counts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    most.expect("a path names one").0
}

/// What a type is called by its role in one operation.
fn name_of((operation, name, role): &Candidate<'_>) -> Ident {
    let about = nouns::noun_of_request(&operation.method, &operation.path_template);
    match role {
        Role::Failure => Ident::new("ErrorBody"),
        Role::Part => {
            let own = name.as_str();
            let bare = own.strip_prefix(operation.type_name.as_str());
            names::type_name(&spaced(bare.filter(|bare| !bare.is_empty()).unwrap_or(own)))
        }
        Role::Response => match about {
            Some(noun) => names::type_name(&noun),
            None => (*name).clone(),
        },
        Role::Body => match about {
            Some(noun) => names::type_name(&format!("{noun} body")),
            None => (*name).clone(),
        },
    }
}

/// Whether a type is called what the path is about, which is what happens to a part under a key that says nothing.
fn goes_by_path(name: &Ident, operation: &Operation) -> bool {
    nouns::noun(&operation.path_template).is_some_and(|noun| names::type_name(&noun) == *name)
}

/// Other names for a type where `wanted` is in use by `other`: with a key that it alone has.
fn alternatives(
    wanted: &Ident,
    id: usize,
    other: Option<usize>,
    distinct: &DistinctTypes,
    operations: &[&mut Operation],
) -> Vec<Ident> {
    let keys_of = |id: usize| {
        let (operation, position) = distinct.all[id].first();
        keys(&operations[operation].types[position])
    };
    let taken = other.map(keys_of).unwrap_or_default();
    let (operation, position) = distinct.all[id].first();
    let (operation, name) = (
        &operations[operation],
        operations[operation].types[position].name(),
    );
    let about = match role(operation, name) {
        Role::Part => nouns::noun(&operation.path_template),
        _ => None,
    };
    let about = about
        .filter(|noun| !spaced(wanted.as_str()).starts_with(noun))
        .map(|noun| {
            let (noun, wanted) = (names::words(&noun), names::words(wanted.as_str()));
            names::type_name(&names::joined(&noun, &wanted).join(" "))
        });
    let operation_type = names::words(operation.type_name.as_str());
    let by_operation = names::joined(&operation_type, &names::words(wanted.as_str()));
    let by_key = keys_of(id)
        .into_iter()
        .filter(|key| !taken.contains(key))
        .take(3)
        .map(|key| names::type_name(&format!("{} with {key}", spaced(wanted.as_str()))));
    let by_operation = names::type_name(&by_operation.join(" "));
    about
        .into_iter()
        .chain(by_key)
        .chain([by_operation])
        .collect()
}

/// The keys of a struct, or the names of a union's variants.
fn keys(def: &TypeDef) -> Vec<&str> {
    match def {
        TypeDef::Struct(def) => {
            let fields = def.fields.iter();
            fields.map(|field| field.wire_name.as_str()).collect()
        }
        TypeDef::Union(def) => def.variants.iter().map(|(name, _)| name.as_str()).collect(),
        TypeDef::Enum(_) => Vec::new(),
    }
}

/// What a type is for; equal for types that mean the same.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) enum Meaning {
    /// The value of a key.
    Key(String),
    /// A whole body.
    Body(Role),
}

/// What a type of an operation is for.
pub(super) fn meaning(operation: &Operation, name: &Ident) -> Meaning {
    match role(operation, name) {
        Role::Part => Meaning::Key(key(operation, name).to_owned()),
        whole => Meaning::Body(whole),
    }
}

/// The part of a name that comes from the key: without the enclosing type, if that had to distinguish it.
fn key<'a>(operation: &Operation, name: &'a Ident) -> &'a str {
    let defs = operation.types.iter().map(TypeDef::name);
    let bare = defs.filter_map(|def| name.as_str().strip_prefix(def.as_str()));
    bare.filter(|bare| bare.starts_with(|c: char| c.is_ascii_uppercase()))
        .min_by_key(|bare| bare.len())
        .unwrap_or(name.as_str())
}

fn role(operation: &Operation, name: &Ident) -> Role {
    let is_it = |ty: &Type| *ty == Type::Named(name.clone());
    let responses = operation.responses.iter();
    let mut whole =
        responses.filter(|response| matches!(&response.payload, Payload::Json(ty) if is_it(ty)));
    if let Some(response) = whole.next() {
        return if response.is_success() {
            Role::Response
        } else {
            Role::Failure
        };
    }
    let mut parameters = operation.parameters.iter();
    // The variables of GraphQL are a part of the body.
    let is_body = |it: &Parameter| it.location == Location::Body && it.wire_name == "body";
    if parameters.any(|parameter| is_body(parameter) && is_it(&parameter.ty)) {
        return Role::Body;
    }
    Role::Part
}

/// `ErrorBody` → `error body`.
fn spaced(name: &str) -> String {
    names::words(name).join(" ")
}
