//! What the code of an operation needs to know about its API.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::home::Home;
use super::index::Index;
use super::paths;
use super::scope::TypeScope;
use super::types::ident;
use crate::api::{Api, AuthUse, Ident, Operation, Type, TypeDef};

/// What is emitted, and how.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EmitOptions {
    /// Whether there is a module `examples`.
    pub examples: bool,
    /// Where the output is compiled.
    pub home: Home,
}

impl EmitOptions {
    /// The options of code for another crate, which depends on this one.
    #[cfg(any(feature = "cli", feature = "site"))]
    pub(super) fn for_dependents_of(home: Home) -> Self {
        Self {
            home,
            ..Self::default()
        }
    }
}

/// The API and the options, which all constructs can see.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) api: &'a Api,
    pub(super) options: &'a EmitOptions,
    /// What is looked up in the API.
    pub(super) index: &'a Index<'a>,
    /// How many modules lie between the API's module and an operation's.
    pub(super) depth: usize,
}

impl<'a> Context<'a> {
    /// The context of operations in the API's module.
    pub(super) fn of(index: &'a Index<'a>, options: &'a EmitOptions) -> Self {
        Self {
            api: index.api,
            options,
            index,
            depth: 1,
        }
    }

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

    /// The path of the API's items, from the root of its crate.
    pub(super) fn path_of_api(&self, root: &TokenStream) -> TokenStream {
        if self.options.home.has_api_at_root() {
            return root.clone();
        }
        let module = ident(&self.api.module);
        quote!(#root::#module)
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

    /// A `use` of the shared types that an operation's code names.
    pub(super) fn shared_imports(&self, operation: &Operation) -> TokenStream {
        let (mut named, scope) = (operation.named(), self.scope(operation));
        // The items of a list in pages can be named by shared types only.
        let list = operation.paged_list(scope.definitions);
        named.extend(list.and_then(|list| list.item.named()));
        let names = named
            .iter()
            .filter(|name| !scope.is_own(name) && scope.find(name).is_some());
        let api = self.api_module();
        paths::import(&quote!(#api::types), names.map(|name| name.as_str()))
    }

    /// The types that an operation's code can name.
    pub(super) fn scope(&self, operation: &Operation) -> TypeScope<'a> {
        self.index.scope(operation)
    }
}

/// The definitions that others name: those that occur in JSON.
pub(super) fn named_by(types: &[TypeDef]) -> BTreeSet<&Ident> {
    let held = types.iter().flat_map(TypeDef::types);
    held.filter_map(Type::named).collect()
}

/// The path and the text of a file.
pub(super) type Files = BTreeMap<String, String>;
