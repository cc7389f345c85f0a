//! What an operation has so far, found by name: a request can have thousands of parameters and types.

use std::collections::HashMap;

use crate::api::{Enum, Ident, Location, Parameter, TypeDef};

use super::Rule;

/// The parameters that can occur more than once, by their index.
#[derive(Debug, Default)]
pub(super) struct Known {
    paths: HashMap<String, Vec<(Rule, usize)>>,
    variables: HashMap<String, usize>,
}

impl Known {
    /// Adds a parameter.
    pub(super) fn add(&mut self, index: usize, parameter: &Parameter, rule: Rule) {
        let name = || parameter.wire_name.clone();
        match parameter.location {
            Location::Path => self.paths.entry(name()).or_default().push((rule, index)),
            Location::Variable => drop(self.variables.entry(name()).or_insert(index)),
            _ => {}
        }
    }

    /// The parameter of the path with this name, which has to be there by the same rule.
    pub(super) fn path(&self, name: &str, rule: Rule) -> Option<usize> {
        let known = self.paths.get(name)?.iter().find(|known| known.0 == rule);
        known.map(|known| known.1)
    }

    /// The parameter for a variable.
    pub(super) fn variable(&self, name: &str) -> Option<usize> {
        self.variables.get(name).copied()
    }
}

/// The types of an operation.
#[derive(Debug, Default)]
pub(in crate::lower) struct TypeDefs {
    list: Vec<TypeDef>,
    positions: HashMap<Ident, usize>,
}

impl TypeDefs {
    /// Adds a type.
    pub(super) fn push(&mut self, def: TypeDef) {
        self.positions.insert(def.name().clone(), self.list.len());
        self.list.push(def);
    }

    /// The enum with this name.
    pub(super) fn enum_named(&self, name: &Ident) -> Option<&Enum> {
        match &self.list[*self.positions.get(name)?] {
            TypeDef::Enum(def) => Some(def),
            TypeDef::Struct(_) | TypeDef::Union(_) => None,
        }
    }

    /// All types, in the order in which they were added.
    pub(super) fn into_list(self) -> Vec<TypeDef> {
        self.list
    }
}

impl Extend<TypeDef> for TypeDefs {
    fn extend<I: IntoIterator<Item = TypeDef>>(&mut self, defs: I) {
        defs.into_iter().for_each(|def| self.push(def));
    }
}
