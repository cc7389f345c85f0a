//! Corrections of structs, enums and unions, wherever a type with the name is defined.

use std::collections::BTreeSet;

use crate::api::{Api, Field, Ident, Operation, Struct, Type, TypeDef};
use crate::config::{Correction, TypeCorrection, ValueCorrection};
use crate::names::{self, Scope};

use super::parse_type::KnownTypes;
use super::value::{self, Names, Slot};
use super::{ConfigReport, unused};

/// Applies a correction to all types of the name.
pub(super) fn apply(
    api: &mut Api,
    correction: &Correction<TypeCorrection>,
    report: &mut ConfigReport<'_>,
) {
    let shared: BTreeSet<String> = api.types.iter().map(|it| it.name().to_string()).collect();
    let api_type = api.type_name.to_string();

    let (operations, shared_types) = api.parts_mut();
    // The modules that import a shared type have to have its new name free.
    let mut importers = BTreeSet::new();
    let is_meant = |name: &Ident| name.as_str() == correction.key;
    for operation in operations {
        let own = || Operation::own_names(operation.type_name.as_str()).into_iter();
        if !operation.types.iter().map(TypeDef::name).any(is_meant) {
            if correction.change.rename.is_some() && operation.named().into_iter().any(is_meant) {
                importers.extend(operation.types.iter().map(|def| def.name().to_string()));
                importers.extend(own().chain([api_type.clone()]));
            }
            continue;
        }
        let mut names: BTreeSet<String> = own().chain([api_type.clone()]).collect();
        names.extend(shared.iter().cloned());
        let taken = Taken {
            by_new: &names,
            by_renamed: &BTreeSet::new(),
            known: Some(&shared),
        };
        let renamed = apply_to_defs(&mut operation.types, &taken, correction, report);
        if let Some(new) = renamed {
            rename_in_operation(operation, &correction.key, &new);
        }
        unused::remove(operation);
    }
    let taken = Taken {
        by_new: &BTreeSet::from([api_type]),
        by_renamed: &importers,
        known: None,
    };
    let renamed = apply_to_defs(shared_types, &taken, correction, report);
    if let Some(new) = renamed {
        for operation in api.parts_mut().0 {
            let is_own = |def: &TypeDef| def.name().as_str() == correction.key;
            if !operation.types.iter().any(is_own) {
                rename_in_operation(operation, &correction.key, &new);
            }
        }
    }
}

/// The names that definitions cannot take, in addition to those of each other.
struct Taken<'a> {
    by_new: &'a BTreeSet<String>,
    /// And the one that is renamed.
    by_renamed: &'a BTreeSet<String>,
    /// Definitions in other places.
    known: Option<&'a BTreeSet<String>>,
}

/// Corrects the type among `defs` that has the name, and gives its new name.
fn apply_to_defs(
    defs: &mut Vec<TypeDef>,
    taken: &Taken<'_>,
    correction: &Correction<TypeCorrection>,
    report: &mut ConfigReport<'_>,
) -> Option<Ident> {
    let found = defs
        .iter()
        .position(|def| def.name().as_str() == correction.key)?;
    let names: Vec<String> = defs.iter().map(|it| it.name().to_string()).collect();
    let known = KnownTypes {
        shared: taken.known,
        own: names.iter().map(String::as_str).collect(),
    };
    let mut scope = Scope::holding(known.iter());
    for name in taken.by_new {
        scope.reserve(name);
    }

    match &mut defs[found] {
        TypeDef::Struct(def) => {
            let new = apply_to_fields(def, correction, &mut scope, &known, report);
            defs.extend(new.types);
            for (ty, closed, correction) in new.closed {
                value::set_closed(defs, &ty, closed, correction, report);
            }
        }
        TypeDef::Enum(def) => {
            for value in &correction.change.values {
                let variants = def.variants.iter();
                let at = variants
                    .clone()
                    .position(|variant| variant.value == value.key);
                let Some(index) = at else { continue };
                let others = variants.enumerate().filter(|(other, _)| *other != index);
                let mut scope = Scope::holding(others.map(|(_, variant)| variant.name.as_str()));
                let name = report.name(&value.change, names::variant, &mut scope, value.position);
                if let Some(name) = name {
                    def.variants[index].name = name;
                }
            }
        }
        TypeDef::Union(_) => {}
    }
    let new = correction.change.rename.as_ref()?;
    for name in taken.by_renamed {
        scope.reserve(name);
    }
    let new = report.name(&new.key, names::type_name, &mut scope, new.position)?;
    *defs[found].name_mut() = new.clone();
    for ty in defs.iter_mut().flat_map(TypeDef::types_mut) {
        rename(ty, &correction.key, &new);
    }
    Some(new)
}

/// Whether the values of a type are all there are, by a correction.
type Closed<'c> = (Type, bool, &'c Correction<ValueCorrection>);

/// What the corrected fields of a struct need.
#[derive(Default)]
struct FieldNeeds<'c> {
    types: Vec<TypeDef>,
    closed: Vec<Closed<'c>>,
}

/// Corrects the fields of a struct; new types have no names of `scope`.
fn apply_to_fields<'c>(
    def: &mut Struct,
    correction: &'c Correction<TypeCorrection>,
    scope: &mut Scope,
    known_types: &KnownTypes<'_>,
    report: &mut ConfigReport<'_>,
) -> FieldNeeds<'c> {
    let mut needs = FieldNeeds::default();
    for change in &correction.change.fields {
        let fields = def.fields.iter();
        let at = |field: &Field| field.wire_name == change.key;
        let Some(index) = fields.clone().position(at) else {
            continue;
        };
        let others = fields.enumerate().filter(|(other, _)| *other != index);
        let mut names = Names {
            fields: &mut Scope::holding(others.map(|(_, field)| field.name.as_str())),
            types: scope,
            known_types,
        };
        let slot = Slot::Field {
            ty: &def.fields[index].ty,
            is_read: def.uses.decode,
        };
        let new = value::read(change, slot, &mut names, report);
        let field = &mut def.fields[index];
        field.name = new.name.unwrap_or_else(|| field.name.clone());
        field.ty = new.ty.unwrap_or_else(|| field.ty.clone());
        field.required = new.required.unwrap_or(field.required);
        field.nullable = new.nullable.unwrap_or(field.nullable);
        // What the user decides is not changed: a list that can be missing is an `Option`.
        let is_decided = new.required.is_some() || new.nullable.is_some();
        field.empty_if_missing &= !is_decided && matches!(field.ty, Type::List(_));
        needs
            .closed
            .extend(new.closed.map(|closed| (field.ty.clone(), closed, change)));
        needs.types.extend(new.def);
    }
    needs
}

fn rename_in_operation(operation: &mut Operation, old: &str, new: &Ident) {
    for ty in operation.types_mut() {
        rename(ty, old, new);
    }
}

fn rename(ty: &mut Type, old: &str, new: &Ident) {
    ty.rename(&|name| (name.as_str() == old).then(|| new.clone()));
}
