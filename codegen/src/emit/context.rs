//! What the code of an operation needs to know about its API.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::home::Home;
use super::paths;
use super::scope::TypeScope;
use crate::api::{Api, AuthUse, Folder, Ident, Operation, Type, TypeDef};

/// What is emitted, and how.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EmitOptions {
    /// Whether there is a module `examples`.
    pub examples: bool,
    /// Where the output is compiled.
    pub home: Home,
}

impl EmitOptions {
    /// The options of code for another crate, which depends on the one with this name.
    #[cfg(any(feature = "cli", feature = "site"))]
    pub(super) fn for_dependents_of(crate_name: &str) -> Self {
        Self {
            home: Home::Crate {
                name: Some(crate_name.to_owned()),
            },
            ..Self::default()
        }
    }
}

/// The API and the options, which all constructs can see.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) api: &'a Api,
    pub(super) options: &'a EmitOptions,
    /// How many modules lie between the API's module and an operation's.
    pub(super) depth: usize,
}

impl Context<'_> {
    /// The context of a module that is one level deeper.
    pub(super) fn below(self) -> Self {
        Self {
            depth: self.depth + 1,
            ..self
        }
    }

    /// `super::super`: the API's module, seen from here.
    pub(super) fn api_module(&self) -> TokenStream {
        let supers = (0..self.depth).map(|_| quote!(super));
        quote!(#(#supers)::*)
    }

    /// The name of the scheme that authorizes an operation.
    pub(super) fn scheme(&self, operation: &Operation) -> Option<&str> {
        match operation.auth {
            AuthUse::None => None,
            AuthUse::Scheme(index) => self
                .api
                .schemes
                .get(index)
                .map(|scheme| scheme.name.as_str()),
        }
    }

    /// The path of an operation's module in the crate that holds the API's module.
    pub(super) fn path_of(&self, operation: &Operation) -> Option<String> {
        fn find(
            operations: &[Operation],
            folders: &[Folder],
            wanted: &Operation,
        ) -> Option<String> {
            if operations.iter().any(|known| std::ptr::eq(known, wanted)) {
                return Some(wanted.module.to_string());
            }
            folders.iter().find_map(|folder| {
                let below = find(&folder.operations, &folder.folders, wanted)?;
                Some(format!("{}::{below}", folder.module))
            })
        }
        let below = find(&self.api.operations, &self.api.folders, operation)?;
        Some(format!("{}::{below}", self.api.module))
    }

    /// A `use` of the shared types that are named here but not defined here.
    pub(super) fn shared_imports(&self, named: &BTreeSet<&Ident>, own: &[TypeDef]) -> TokenStream {
        let names = named
            .iter()
            .filter(|name| !own.iter().any(|def| def.name() == **name))
            .filter(|name| self.api.types.iter().any(|def| def.name() == **name));
        let api = self.api_module();
        paths::import(&quote!(#api::types), names.map(|name| name.as_str()))
    }

    /// The types that an operation's code can name.
    pub(super) fn scope<'a>(&'a self, operation: &'a Operation) -> TypeScope<'a> {
        TypeScope {
            own: &operation.types,
            shared: &self.api.types,
            serde: self.api.serde,
        }
    }
}

/// The definitions that others name: those that occur in JSON.
pub(super) fn named_by(types: &[TypeDef]) -> BTreeSet<&Ident> {
    let held = types.iter().flat_map(TypeDef::types);
    held.filter_map(Type::named).collect()
}

/// The path and the text of a file.
pub(super) type Files = BTreeMap<String, String>;
