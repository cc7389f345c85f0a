//! Makes one type of those that are equal in several operations, and moves it to the API.
//!
//! Types are equal if they have the same fields with equal types, whatever they are called; small ones if they stand
//! under the same key as well, or are whole bodies of the same kind. Those that differ only in
//! what is always there, and go the same way, become equal first: what one of them can lack, all can. A shared type is
//! named by what it is (see [`name`]), so that adding an operation renames none.

mod level;
mod name;

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Api, Ident, Operation, Type, TypeDef};

use super::THIN;

/// Moves the structs and unions that more than one operation has to [`Api::types`].
pub fn share(api: &mut Api) {
    let api_type = api.type_name.clone();
    let (mut operations, types) = api.parts_mut();
    level::level(&mut operations);
    let mut kinds = Kinds::new(Flags::Count);
    let found: Vec<BTreeMap<Ident, usize>> = operations
        .iter()
        .enumerate()
        .map(|(index, operation)| kinds.add(index, operation))
        .collect();
    let names = name::all(&kinds, &operations, &found, api_type.as_str());
    let mut shared: BTreeMap<usize, TypeDef> = BTreeMap::new();
    for (operation, found) in operations.into_iter().zip(&found) {
        take(operation, found, &names, &mut shared);
    }
    let mut order: Vec<usize> = shared.keys().copied().collect();
    order.sort_by_key(|kind| kinds.all[*kind].first());
    for kind in order {
        let Some(mut def) = shared.remove(&kind) else {
            continue;
        };
        let count = kinds.all[kind].operations.len();
        let evidence = def.evidence_mut();
        let thin = if evidence.ends_with(THIN) { THIN } else { "" };
        *evidence = format!("examples of {count} operations{thin}");
        types.push(def);
    }
}

/// Whether types differ that disagree only on what is always there or can be null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flags {
    /// They do, and it does not matter whether they are read or sent.
    Count,
    /// They do not, but types that are read differ from types that are sent.
    Pass,
}

/// The different structs and unions of an API.
#[derive(Debug)]
struct Kinds {
    flags: Flags,
    /// By what they look like, with the kinds of their parts by number.
    known: BTreeMap<String, usize>,
    all: Vec<Kind>,
}

/// One of them.
#[derive(Debug, Default)]
struct Kind {
    /// The operations that have it, by index.
    operations: BTreeSet<usize>,
    /// Where it is: index of the operation, index of the type in it; never empty.
    uses: Vec<(usize, usize)>,
}

impl Kind {
    /// Where it is first.
    fn first(&self) -> (usize, usize) {
        self.uses[0]
    }
}

impl Kinds {
    fn new(flags: Flags) -> Self {
        Self {
            flags,
            known: BTreeMap::new(),
            all: Vec::new(),
        }
    }

    /// Adds the types of an operation; gives the kind of each.
    fn add(&mut self, index: usize, operation: &Operation) -> BTreeMap<Ident, usize> {
        let mut found = BTreeMap::new();
        for def in &operation.types {
            self.kind(index, def.name(), operation, &mut found);
        }
        found
    }

    fn kind(
        &mut self,
        index: usize,
        name: &Ident,
        operation: &Operation,
        found: &mut BTreeMap<Ident, usize>,
    ) -> Option<usize> {
        if let Some(kind) = found.get(name) {
            return Some(*kind);
        }
        let position = operation.types.iter().position(|def| def.name() == name)?;
        let look = match &operation.types[position] {
            TypeDef::Enum(_) => return None,
            TypeDef::Struct(def) => {
                let has_flags = self.flags == Flags::Count || is_variant(name, operation);
                let mut fields: Vec<String> = def
                    .fields
                    .iter()
                    .map(|field| {
                        let ty = self.look(index, &field.ty, operation, found);
                        let flags = has_flags.then_some((field.required, field.nullable));
                        format!("{:?} {flags:?} {ty}", field.wire_name)
                    })
                    .collect();
                fields.sort_unstable();
                let way = match self.flags {
                    Flags::Count => "",
                    Flags::Pass if def.uses.decode => "read ",
                    Flags::Pass => "sent ",
                };
                // Small ones are easily equal by chance: they have to mean the same as well.
                let meaning = match fields.len() {
                    ..=2 => name::meaning(operation, name),
                    _ => String::new(),
                };
                format!("{way}{meaning}{{{}}}", fields.join(","))
            }
            TypeDef::Union(def) => {
                let variants: Vec<String> = def
                    .variants
                    .iter()
                    .map(|(name, ty)| format!("{name} {}", self.look(index, ty, operation, found)))
                    .collect();
                format!("({:?} {})", def.tag, variants.join("|"))
            }
        };
        let next = self.all.len();
        let kind = *self.known.entry(look).or_insert(next);
        if kind == next {
            self.all.push(Kind::default());
        }
        self.all[kind].operations.insert(index);
        self.all[kind].uses.push((index, position));
        found.insert(name.clone(), kind);
        Some(kind)
    }

    fn look(
        &mut self,
        index: usize,
        ty: &Type,
        operation: &Operation,
        found: &mut BTreeMap<Ident, usize>,
    ) -> String {
        match ty {
            Type::List(inner) => format!("[{}]", self.look(index, inner, operation, found)),
            Type::Map(inner) => format!("<{}>", self.look(index, inner, operation, found)),
            Type::Nullable(inner) => format!("{}?", self.look(index, inner, operation, found)),
            Type::Named(name) => match self.kind(index, name, operation, found) {
                Some(kind) => format!("#{kind}"),
                // An enum: it stays with its operation, and so does what holds it.
                None => format!("{index}:{name}"),
            },
            other => format!("{other:?}"),
        }
    }
}

/// Whether the fields that are always present distinguish a struct from others.
fn is_variant(name: &Ident, operation: &Operation) -> bool {
    operation.types.iter().any(|def| match def {
        TypeDef::Union(def) => {
            let mut variants = def.variants.iter();
            variants.any(|(_, ty)| *ty == Type::Named(name.clone()))
        }
        _ => false,
    })
}

/// Takes the shared types out of an operation, names them by their new names, and drops those of its own that are
/// equal to an earlier one.
fn take(
    operation: &mut Operation,
    found: &BTreeMap<Ident, usize>,
    names: &BTreeMap<usize, Ident>,
    shared: &mut BTreeMap<usize, TypeDef>,
) {
    let mut first_of: BTreeMap<usize, Ident> = BTreeMap::new();
    for def in &operation.types {
        if let Some(kind) = found.get(def.name()) {
            first_of.entry(*kind).or_insert_with(|| def.name().clone());
        }
    }
    let renamed: BTreeMap<Ident, Ident> = found
        .iter()
        .map(|(own, kind)| {
            (
                own.clone(),
                names.get(kind).unwrap_or(&first_of[kind]).clone(),
            )
        })
        .collect();
    for ty in operation.types_mut() {
        ty.rename(&|name| renamed.get(name).cloned());
    }
    for mut def in std::mem::take(&mut operation.types) {
        let Some(kind) = found.get(def.name()) else {
            operation.types.push(def);
            continue;
        };
        let uses = *def.uses_mut();
        let known = match names.get(kind) {
            Some(name) => {
                *def.name_mut() = name.clone();
                shared.entry(*kind).or_insert(def)
            }
            None => {
                let mut own = operation.types.iter_mut();
                match own.position(|known| *known.name() == renamed[def.name()]) {
                    Some(position) => &mut operation.types[position],
                    None => {
                        operation.types.push(def);
                        continue;
                    }
                }
            }
        };
        let all = known.uses_mut();
        all.decode |= uses.decode;
        all.encode |= uses.encode;
    }
}

#[cfg(test)]
mod tests;
