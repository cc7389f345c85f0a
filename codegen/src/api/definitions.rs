//! Finds the definition that a type names.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Enum, Ident, Type, TypeDef};

/// Definitions by name.
type ByName<'a> = BTreeMap<&'a Ident, &'a TypeDef>;

/// The definitions of an operation, and those that the operations of an API share.
#[derive(Debug, Clone)]
pub struct Definitions<'a> {
    own: ByName<'a>,
    shared: Arc<ByName<'a>>,
}

impl<'a> Definitions<'a> {
    /// Those that all operations share.
    #[must_use]
    pub fn shared(defs: &'a [TypeDef]) -> Self {
        Self {
            own: ByName::new(),
            shared: Arc::new(by_name(defs)),
        }
    }

    /// The same with those of an operation.
    #[must_use]
    pub fn with_own(&self, defs: &'a [TypeDef]) -> Self {
        Self {
            own: by_name(defs),
            shared: Arc::clone(&self.shared),
        }
    }

    /// The definition that a type names, through lists and the like.
    #[must_use]
    pub fn find(&self, ty: &Type) -> Option<&'a TypeDef> {
        self.named(ty.named()?)
    }

    /// The definition of a name.
    #[must_use]
    pub fn named(&self, name: &Ident) -> Option<&'a TypeDef> {
        let found = self.own.get(name).or_else(|| self.shared.get(name));
        found.copied()
    }

    /// Whether a name is that of a definition of the operation.
    #[must_use]
    pub fn is_own(&self, name: &Ident) -> bool {
        self.own.contains_key(name)
    }

    /// The enum that a type names.
    #[must_use]
    pub fn values(&self, ty: &Type) -> Option<&'a Enum> {
        match self.find(ty)? {
            TypeDef::Enum(def) => Some(def),
            TypeDef::Struct(_) | TypeDef::Union(_) => None,
        }
    }
}

fn by_name(defs: &[TypeDef]) -> ByName<'_> {
    defs.iter().map(|def| (def.name(), def)).collect()
}
