//! What the types of an operation are for.

use std::collections::{HashMap, HashSet};

use crate::api::{Ident, Location, Operation, Payload, Type, TypeDef};
use crate::names;

use super::super::{nouns, subject};

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

/// What a type is for; equal for types that mean the same.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) enum Meaning {
    /// The value of a key.
    Key(String),
    /// A whole body.
    Body(Role),
    /// A whole body of which nothing but the keys is known, by what the path is about.
    OpenBody(Role, Option<String>),
    /// A failure, or what a key says is one.
    Error,
}

/// The roles of all types of an operation, by name, so that operations can have any number of types.
#[derive(Debug)]
pub(super) struct Roles<'a> {
    path: &'a str,
    names: HashSet<&'a str>,
    whole: HashMap<&'a Ident, Role>,
    variants: HashSet<&'a Ident>,
}

impl<'a> Roles<'a> {
    /// The roles of the types of an operation.
    pub(super) fn of(operation: &'a Operation) -> Self {
        let mut whole = HashMap::new();
        for response in &operation.responses {
            if let Payload::Json(Type::Named(name)) = &response.payload {
                let role = if response.is_success() {
                    Role::Response
                } else {
                    Role::Failure
                };
                whole.entry(name).or_insert(role);
            }
        }
        for parameter in &operation.parameters {
            // The variables of GraphQL are a part of the body.
            let is_body = parameter.location == Location::Body && parameter.wire_name == "body";
            if let Type::Named(name) = &parameter.ty
                && is_body
            {
                whole.entry(name).or_insert(Role::Body);
            }
        }
        let mut variants = HashSet::new();
        for def in &operation.types {
            if let TypeDef::Union(def) = def {
                variants.extend(def.variants.iter().filter_map(|(_, ty)| match ty {
                    Type::Named(name) => Some(name),
                    _ => None,
                }));
            }
        }
        Self {
            path: &operation.path_template,
            names: operation
                .types
                .iter()
                .map(|def| def.name().as_str())
                .collect(),
            whole,
            variants,
        }
    }

    /// The role of the type with this name.
    pub(super) fn role(&self, name: &Ident) -> Role {
        self.whole.get(name).copied().unwrap_or(Role::Part)
    }

    /// What the type with this name is for.
    pub(super) fn meaning(&self, name: &Ident) -> Meaning {
        match self.role(name) {
            Role::Part => Meaning::Key(self.key(name.as_str()).to_owned()),
            whole => Meaning::Body(whole),
        }
    }

    /// What the type with this name is for, if no example shows a value of its fields: pages of orders and of users are equal
    /// then, and still not the same.
    pub(super) fn open_meaning(&self, name: &Ident) -> Meaning {
        match self.role(name) {
            role @ (Role::Response | Role::Body) => {
                Meaning::OpenBody(role, subject::noun(self.path))
            }
            Role::Part | Role::Failure => self.meaning(name),
        }
    }

    /// Whether the type with this name is that of errors, which no other type equals.
    pub(super) fn is_error(&self, name: &Ident) -> bool {
        match self.role(name) {
            Role::Failure => true,
            Role::Response | Role::Body => false,
            Role::Part => nouns::names_error(&names::words(self.key(name.as_str()))),
        }
    }

    /// Whether the type with this name is a variant of a union, which its required fields can discriminate.
    pub(super) fn is_variant(&self, name: &Ident) -> bool {
        self.variants.contains(name)
    }

    /// The part of a name that comes from the key: without the name of the enclosing type, if it begins with one.
    fn key<'n>(&self, name: &'n str) -> &'n str {
        let words = name.rmatch_indices(|c: char| c.is_ascii_uppercase());
        let mut splits = words.map(|(at, _)| name.split_at(at));
        let split = splits.find(|(enclosing, _)| self.names.contains(enclosing));
        split.map_or(name, |(_, key)| key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_what_follows_the_longest_name_of_a_type() {
        let roles = Roles {
            path: "",
            names: HashSet::from(["User", "UserHome", "UserHomeAddress", "Us"]),
            whole: HashMap::new(),
            variants: HashSet::new(),
        };
        assert_eq!(roles.key("UserHomeAddress"), "Address");
        assert_eq!(roles.key("UserName"), "Name");
        assert_eq!(roles.key("Username"), "Username");
        assert_eq!(roles.key("User"), "User");
    }
}
