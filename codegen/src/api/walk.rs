//! References: the types that occur in a type, a definition, an operation or an API.

use std::collections::BTreeSet;

use super::{Api, Enum, Evidence, Folder, Ident, Operation, Payload, Type, TypeDef, Uses};

impl Type {
    /// The type of the values in lists, maps and nullable types; any other type itself.
    #[must_use]
    pub fn innermost(&self) -> &Type {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.innermost(),
            _ => self,
        }
    }

    /// See [`innermost`](Self::innermost).
    pub fn innermost_mut(&mut self) -> &mut Type {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.innermost_mut(),
            _ => self,
        }
    }

    /// The name of the definition that it refers to.
    #[must_use]
    pub fn named(&self) -> Option<&Ident> {
        match self.innermost() {
            Self::Named(name) => Some(name),
            _ => None,
        }
    }

    /// The enum that it refers to, if any. `types` are the types in scope.
    #[must_use]
    pub fn values<'a>(&self, types: &'a [TypeDef]) -> Option<&'a Enum> {
        let Self::Named(name) = self else {
            return None;
        };
        match types.iter().find(|def| def.name() == name)? {
            TypeDef::Enum(def) => Some(def),
            TypeDef::Struct(_) | TypeDef::Union(_) => None,
        }
    }

    /// Whether its values are sent as JSON text in every location. `types` are the types in scope.
    #[must_use]
    pub fn is_json(&self, types: &[TypeDef]) -> bool {
        match self {
            Self::Json | Self::Map(_) | Self::Nullable(_) => true,
            Self::Named(_) => self.values(types).is_none(),
            _ => false,
        }
    }

    /// Renames the definition that it refers to, if `new` has a name for it.
    pub(crate) fn rename(&mut self, new: &dyn Fn(&Ident) -> Option<Ident>) {
        if let Self::Named(name) = self.innermost_mut()
            && let Some(new) = new(name)
        {
            *name = new;
        }
    }
}

impl TypeDef {
    /// The type's name.
    #[must_use]
    pub fn name(&self) -> &Ident {
        match self {
            Self::Struct(def) => &def.name,
            Self::Enum(def) => &def.name,
            Self::Union(def) => &def.name,
        }
    }

    pub(crate) fn name_mut(&mut self) -> &mut Ident {
        match self {
            Self::Struct(def) => &mut def.name,
            Self::Enum(def) => &mut def.name,
            Self::Union(def) => &mut def.name,
        }
    }

    pub(crate) fn uses(&self) -> Uses {
        match self {
            Self::Struct(def) => def.uses,
            Self::Enum(def) => def.uses,
            Self::Union(def) => def.uses,
        }
    }

    pub(crate) fn uses_mut(&mut self) -> &mut Uses {
        match self {
            Self::Struct(def) => &mut def.uses,
            Self::Enum(def) => &mut def.uses,
            Self::Union(def) => &mut def.uses,
        }
    }

    pub(crate) fn evidence_mut(&mut self) -> &mut Evidence {
        match self {
            Self::Struct(def) => &mut def.evidence,
            Self::Enum(def) => &mut def.evidence,
            Self::Union(def) => &mut def.evidence,
        }
    }

    /// Its additional derives.
    #[must_use]
    pub fn derives(&self) -> &[String] {
        match self {
            Self::Struct(def) => &def.derives,
            Self::Enum(def) => &def.derives,
            Self::Union(def) => &def.derives,
        }
    }

    /// The types of its fields or variants.
    #[must_use]
    pub fn types(&self) -> Vec<&Type> {
        match self {
            Self::Struct(def) => def.fields.iter().map(|field| &field.ty).collect(),
            Self::Union(def) => def.variants.iter().map(|(_, ty)| ty).collect(),
            Self::Enum(_) => Vec::new(),
        }
    }

    pub(crate) fn types_mut(&mut self) -> Vec<&mut Type> {
        match self {
            Self::Struct(def) => def.fields.iter_mut().map(|field| &mut field.ty).collect(),
            Self::Union(def) => def.variants.iter_mut().map(|(_, ty)| ty).collect(),
            Self::Enum(_) => Vec::new(),
        }
    }
}

impl Operation {
    /// The name of the response enum of an operation with this request type.
    #[must_use]
    pub fn response_name(type_name: &str) -> String {
        format!("{type_name}Response")
    }

    /// The name of the struct that the constructor of a type takes if it has too many arguments.
    #[must_use]
    pub fn arguments_name(type_name: &str) -> String {
        format!("{type_name}Arguments")
    }

    /// The names that are reserved in the module of an operation with this request type.
    #[must_use]
    pub fn own_names(type_name: &str) -> [String; 4] {
        [
            type_name.to_owned(),
            Self::response_name(type_name),
            Self::arguments_name(type_name),
            "ErrorCode".to_owned(),
        ]
    }

    /// The types of its parameters.
    pub fn sent(&self) -> impl Iterator<Item = &Type> {
        self.parameters.iter().map(|parameter| &parameter.ty)
    }

    /// The types of its responses' JSON.
    pub fn read(&self) -> impl Iterator<Item = &Type> {
        self.responses.iter().flat_map(|response| {
            let item = response.stream.as_ref().map(|stream| &stream.item);
            response.payload.json().into_iter().chain(item)
        })
    }

    /// All types that its module uses.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        let held = self.types.iter().flat_map(TypeDef::types);
        self.sent().chain(self.read()).chain(held)
    }

    /// The definitions that its module refers to, its own and shared ones.
    #[must_use]
    pub fn named(&self) -> BTreeSet<&Ident> {
        self.types().filter_map(Type::named).collect()
    }

    pub(crate) fn types_mut(&mut self) -> impl Iterator<Item = &mut Type> {
        let sent = self
            .parameters
            .iter_mut()
            .map(|parameter| &mut parameter.ty);
        let responses = self.responses.iter_mut();
        let read = responses.flat_map(|response| {
            let json = match &mut response.payload {
                Payload::Json(ty) => Some(ty),
                _ => None,
            };
            let item = response.stream.as_mut().map(|stream| &mut stream.item);
            json.into_iter().chain(item)
        });
        let held = self.types.iter_mut().flat_map(TypeDef::types_mut);
        sent.chain(read).chain(held)
    }
}

impl Payload {
    /// The type of its JSON.
    #[must_use]
    pub fn json(&self) -> Option<&Type> {
        match self {
            Self::Json(ty) => Some(ty),
            _ => None,
        }
    }
}

impl Api {
    /// All operations: first the ones at the top, then the ones in folders.
    #[must_use]
    pub fn all_operations(&self) -> Vec<&Operation> {
        fn add<'a>(folders: &'a [Folder], all: &mut Vec<&'a Operation>) {
            for folder in folders {
                all.extend(&folder.operations);
                add(&folder.folders, all);
            }
        }
        let mut all = self.operations.iter().collect();
        add(&self.folders, &mut all);
        all
    }

    /// Like [`all_operations`](Self::all_operations), with the definitions that they share.
    pub(crate) fn parts_mut(&mut self) -> (Vec<&mut Operation>, &mut Vec<TypeDef>) {
        fn add<'a>(folders: &'a mut [Folder], all: &mut Vec<&'a mut Operation>) {
            for folder in folders {
                all.extend(&mut folder.operations);
                add(&mut folder.folders, all);
            }
        }
        let mut all = self.operations.iter_mut().collect();
        add(&mut self.folders, &mut all);
        (all, &mut self.types)
    }
}
