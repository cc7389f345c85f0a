//! Makes one type of those that are equal in several operations, and moves it to the API.
//!
//! Types are equal if they have the same fields with equal types, whatever they are called. A shared type is named by
//! what it is (see [`name`]), so that adding an operation renames none.

mod name;

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Api, Folder, Ident, Operation, Payload, Type, TypeDef, Uses};

/// Moves the structs and unions that more than one operation has to [`Api::types`].
pub fn share(api: &mut Api) {
    let mut operations: Vec<&mut Operation> = api.operations.iter_mut().collect();
    for folder in &mut api.folders {
        collect(folder, &mut operations);
    }
    let mut kinds = Kinds::default();
    let found: Vec<BTreeMap<Ident, usize>> = operations
        .iter()
        .enumerate()
        .map(|(index, operation)| kinds.add(index, operation))
        .collect();
    let names = name::all(&kinds, &operations, &found, api.type_name.as_str());
    let mut shared: BTreeMap<usize, TypeDef> = BTreeMap::new();
    for (operation, found) in operations.into_iter().zip(&found) {
        let renamed: BTreeMap<Ident, Ident> = found
            .iter()
            .filter_map(|(own, kind)| Some((own.clone(), names.get(kind)?.clone())))
            .collect();
        if !renamed.is_empty() {
            take(operation, found, &renamed, &mut shared);
        }
    }
    let mut order: Vec<usize> = shared.keys().copied().collect();
    order.sort_by_key(|kind| kinds.all[*kind].first);
    for kind in order {
        let Some(mut def) = shared.remove(&kind) else {
            continue;
        };
        let count = kinds.all[kind].operations.len();
        *evidence_mut(&mut def) = format!("examples of {count} operations");
        api.types.push(def);
    }
}

fn collect<'a>(folder: &'a mut Folder, operations: &mut Vec<&'a mut Operation>) {
    operations.extend(&mut folder.operations);
    for folder in &mut folder.folders {
        collect(folder, operations);
    }
}

/// The different structs and unions of an API.
#[derive(Debug, Default)]
struct Kinds {
    /// By what they look like, with the kinds of their parts by number.
    known: BTreeMap<String, usize>,
    all: Vec<Kind>,
}

/// One of them.
#[derive(Debug, Default)]
struct Kind {
    /// The operations that have it, by index.
    operations: BTreeSet<usize>,
    /// Where it stands first: index of the operation, index of the type in it.
    first: (usize, usize),
}

impl Kinds {
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
                let mut fields: Vec<String> = def
                    .fields
                    .iter()
                    .map(|field| {
                        let ty = self.look(index, &field.ty, operation, found);
                        format!(
                            "{:?} {} {} {ty}",
                            field.wire_name, field.required, field.nullable
                        )
                    })
                    .collect();
                fields.sort_unstable();
                format!("{{{}}}", fields.join(","))
            }
            TypeDef::Union(def) => {
                let variants: Vec<String> = def
                    .variants
                    .iter()
                    .map(|(name, ty)| format!("{name} {}", self.look(index, ty, operation, found)))
                    .collect();
                format!("({})", variants.join("|"))
            }
        };
        let next = self.all.len();
        let kind = *self.known.entry(look).or_insert(next);
        if kind == next {
            self.all.push(Kind {
                first: (index, position),
                ..Kind::default()
            });
        }
        self.all[kind].operations.insert(index);
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

/// Takes the shared types out of an operation, and names them by their new names.
fn take(
    operation: &mut Operation,
    found: &BTreeMap<Ident, usize>,
    renamed: &BTreeMap<Ident, Ident>,
    shared: &mut BTreeMap<usize, TypeDef>,
) {
    for parameter in &mut operation.parameters {
        rename(&mut parameter.ty, renamed);
    }
    for answer in &mut operation.answers {
        if let Payload::Json(ty) = &mut answer.payload {
            rename(ty, renamed);
        }
    }
    for mut def in std::mem::take(&mut operation.types) {
        match &mut def {
            TypeDef::Struct(def) => def
                .fields
                .iter_mut()
                .for_each(|field| rename(&mut field.ty, renamed)),
            TypeDef::Union(def) => def
                .variants
                .iter_mut()
                .for_each(|(_, ty)| rename(ty, renamed)),
            TypeDef::Enum(_) => {}
        }
        let (Some(name), Some(kind)) = (renamed.get(def.name()), found.get(def.name())) else {
            operation.types.push(def);
            continue;
        };
        let uses = *uses_mut(&mut def);
        let known = shared.entry(*kind).or_insert_with(|| {
            *name_mut(&mut def) = name.clone();
            def
        });
        let all = uses_mut(known);
        all.decode |= uses.decode;
        all.encode |= uses.encode;
    }
}

fn rename(ty: &mut Type, renamed: &BTreeMap<Ident, Ident>) {
    match ty {
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => rename(inner, renamed),
        Type::Named(name) => {
            if let Some(new) = renamed.get(name) {
                *name = new.clone();
            }
        }
        _ => {}
    }
}

fn name_mut(def: &mut TypeDef) -> &mut Ident {
    match def {
        TypeDef::Struct(def) => &mut def.name,
        TypeDef::Enum(def) => &mut def.name,
        TypeDef::Union(def) => &mut def.name,
    }
}

fn uses_mut(def: &mut TypeDef) -> &mut Uses {
    match def {
        TypeDef::Struct(def) => &mut def.uses,
        TypeDef::Enum(def) => &mut def.uses,
        TypeDef::Union(def) => &mut def.uses,
    }
}

fn evidence_mut(def: &mut TypeDef) -> &mut String {
    match def {
        TypeDef::Struct(def) => &mut def.evidence,
        TypeDef::Enum(def) => &mut def.evidence,
        TypeDef::Union(def) => &mut def.evidence,
    }
}

#[cfg(test)]
mod tests;
