//! The different structs and unions of an API, whatever they are called.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::api::{Field, Ident, Operation, Struct, Tag, Type, TypeDef};

use super::roles::{Meaning, Roles};

/// Whether types differ that disagree only on which fields are always there or can be null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flags {
    /// They do, and it does not matter whether they are read or sent.
    Compare,
    /// They do not, but types that are read differ from types that are sent.
    Ignore,
}

/// The different structs and unions of an API.
#[derive(Debug)]
pub(super) struct DistinctTypes {
    flags: Flags,
    known: HashMap<Fingerprint, usize>,
    /// By id.
    pub all: Vec<DistinctType>,
}

/// A struct or union.
#[derive(Debug, Default)]
pub(super) struct DistinctType {
    /// The operations that have it, by index.
    pub operations: BTreeSet<usize>,
    /// Index of the operation, and index of the type in it; never empty.
    pub uses: Vec<(usize, usize)>,
}

impl DistinctType {
    /// Its first use.
    pub(super) fn first(&self) -> (usize, usize) {
        self.uses[0]
    }
}

/// Whether a field is always there, and whether it can be null.
type FieldFlags = (bool, bool);

/// What equal types have in common.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Fingerprint {
    Struct {
        /// Whether it is read; only where flags are ignored.
        is_read: Option<bool>,
        /// Small structs are easily equal by chance: they have to mean the same as well. Errors equal errors only.
        meaning: Option<Meaning>,
        /// By key: its flags, unless they are ignored, and its type.
        fields: Vec<(String, Option<FieldFlags>, Part)>,
    },
    Union {
        is_error: bool,
        tag: Option<Tag>,
        variants: Vec<(Ident, Part)>,
    },
}

/// The type of a field or variant.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Part {
    List(Box<Self>),
    Map(Box<Self>),
    Nullable(Box<Self>),
    /// A struct or union, by id.
    Distinct(usize),
    /// An enum: it stays with its operation, and so does what holds it.
    Enum(usize, Ident),
    Other(Type),
}

/// An operation whose types are added: its index, and the ids of its types so far.
struct Adding<'a> {
    index: usize,
    types: &'a [TypeDef],
    /// Where each type is in `types`.
    positions: HashMap<&'a Ident, usize>,
    roles: Roles<'a>,
    ids: BTreeMap<Ident, usize>,
}

impl DistinctTypes {
    pub(super) fn new(flags: Flags) -> Self {
        Self {
            flags,
            known: HashMap::new(),
            all: Vec::new(),
        }
    }

    /// Adds the types of an operation; returns the id of each.
    pub(super) fn add(&mut self, index: usize, operation: &Operation) -> BTreeMap<Ident, usize> {
        let names = operation.types.iter().map(TypeDef::name);
        let mut adding = Adding {
            index,
            types: &operation.types,
            positions: names.enumerate().map(|(at, name)| (name, at)).collect(),
            roles: Roles::of(operation),
            ids: BTreeMap::new(),
        };
        for def in &operation.types {
            self.id(def.name(), &mut adding);
        }
        adding.ids
    }

    fn id(&mut self, name: &Ident, adding: &mut Adding<'_>) -> Option<usize> {
        if let Some(id) = adding.ids.get(name) {
            return Some(*id);
        }
        let position = *adding.positions.get(name)?;
        let types = adding.types;
        let fingerprint = match &types[position] {
            TypeDef::Enum(_) => return None,
            TypeDef::Struct(def) => self.of_struct(def, adding),
            TypeDef::Union(def) => Fingerprint::Union {
                is_error: adding.roles.is_error(&def.name),
                tag: def.tag.clone(),
                variants: def
                    .variants
                    .iter()
                    .map(|(name, ty)| (name.clone(), self.part(ty, adding)))
                    .collect(),
            },
        };
        let next = self.all.len();
        let id = *self.known.entry(fingerprint).or_insert(next);
        if id == next {
            self.all.push(DistinctType::default());
        }
        self.all[id].operations.insert(adding.index);
        self.all[id].uses.push((adding.index, position));
        adding.ids.insert(name.clone(), id);
        Some(id)
    }

    fn of_struct(&mut self, def: &Struct, adding: &mut Adding<'_>) -> Fingerprint {
        let has_flags = self.flags == Flags::Compare || adding.roles.is_variant(&def.name);
        let mut fields: Vec<_> = def
            .fields
            .iter()
            .map(|field| {
                let flags = has_flags.then_some((field.required, field.nullable));
                (field.wire_name.clone(), flags, self.part(&field.ty, adding))
            })
            .collect();
        fields.sort_by(|(left, ..), (right, ..)| left.cmp(right));
        let is_open = |field: &Field| *field.ty.innermost() == Type::Json;
        let meaning = match fields.len() {
            _ if def.fields.iter().all(is_open) => Some(adding.roles.open_meaning(&def.name)),
            ..=2 => Some(adding.roles.meaning(&def.name)),
            _ => adding.roles.is_error(&def.name).then_some(Meaning::Error),
        };
        Fingerprint::Struct {
            is_read: (self.flags == Flags::Ignore).then_some(def.uses.decode),
            meaning,
            fields,
        }
    }

    fn part(&mut self, ty: &Type, adding: &mut Adding<'_>) -> Part {
        match ty {
            Type::List(inner) => Part::List(Box::new(self.part(inner, adding))),
            Type::Map(inner) => Part::Map(Box::new(self.part(inner, adding))),
            Type::Nullable(inner) => Part::Nullable(Box::new(self.part(inner, adding))),
            Type::Named(name) => match self.id(name, adding) {
                Some(id) => Part::Distinct(id),
                None => Part::Enum(adding.index, name.clone()),
            },
            other => Part::Other(other.clone()),
        }
    }
}
