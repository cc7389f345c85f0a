//! Corrections of structs, enums and unions, wherever a type of the name stands.

use std::collections::BTreeSet;

use crate::api::{Api, Field, Ident, Operation, Struct, Type, TypeDef};
use crate::config::{Correction, TypeCorrection};
use crate::lower::names::{self, Scope};

use super::value;
use super::{Report, find, unused};

/// Applies a correction to all types of the name.
pub(super) fn apply(
    api: &mut Api,
    correction: &Correction<TypeCorrection>,
    report: &mut Report<'_>,
) {
    let mut seen = Seen::default();
    let shared: Vec<Ident> = api.types.iter().map(|def| def.name().clone()).collect();
    let api_type = api.type_name.to_string();

    find::each_operation(api, &mut |operation| {
        let (response, item) = (
            format!("{}Response", operation.type_name),
            operation.type_name.to_string(),
        );
        let taken = [item.as_str(), &response, &api_type, "ErrorCode"];
        let renamed = apply_to_defs(
            &mut operation.types,
            &taken,
            &shared,
            correction,
            report,
            &mut seen,
        );
        if let Some(new) = renamed {
            rename_in_operation(operation, &correction.key, &new);
        }
        unused::remove(operation);
    });
    let renamed = apply_to_defs(
        &mut api.types,
        &[&api_type],
        &[],
        correction,
        report,
        &mut seen,
    );
    if let Some(new) = renamed {
        find::each_operation(api, &mut |operation| {
            let is_own = |def: &TypeDef| def.name().as_str() == correction.key;
            if !operation.types.iter().any(is_own) {
                rename_in_operation(operation, &correction.key, &new);
            }
        });
    }
    if !seen.matched {
        let known = seen.names.iter().map(String::as_str);
        return report.unmatched("type", &correction.key, correction.place, known);
    }
    let fields = correction.change.fields.iter();
    let fields = fields.map(|it| ("field", it.key.as_str(), it.place));
    let values = correction.change.values.iter();
    let values = values.map(|it| ("value", it.key.as_str(), it.place));
    for (what, key, place) in fields.chain(values) {
        if !seen.parts.contains(key) {
            let known = seen.other_parts.iter().map(String::as_str);
            report.unmatched(what, key, place, known);
        }
    }
}

/// What was met on the way.
#[derive(Debug, Default)]
struct Seen {
    matched: bool,
    names: Vec<String>,
    /// Fields and values that are corrected, and that were found in some type of the name.
    parts: BTreeSet<String>,
    /// The fields and values that these types have.
    other_parts: BTreeSet<String>,
}

impl Seen {
    /// Remembers whether a field or value is there.
    fn see<'a>(&mut self, wanted: &str, known: impl Iterator<Item = &'a str>) {
        for name in known {
            if name == wanted {
                self.parts.insert(name.to_owned());
            } else {
                self.other_parts.insert(name.to_owned());
            }
        }
    }
}

/// Corrects the type among `defs` that has the name, and gives its new name.
fn apply_to_defs(
    defs: &mut Vec<TypeDef>,
    taken: &[&str],
    outside: &[Ident],
    correction: &Correction<TypeCorrection>,
    report: &mut Report<'_>,
    seen: &mut Seen,
) -> Option<Ident> {
    seen.names
        .extend(defs.iter().map(|def| def.name().to_string()));
    let found = defs
        .iter()
        .position(|def| def.name().as_str() == correction.key)?;
    seen.matched = true;
    let names: Vec<String> = defs
        .iter()
        .map(TypeDef::name)
        .chain(outside)
        .map(ToString::to_string)
        .collect();
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut scope = Scope::holding(known.iter().chain(taken).copied());

    match &mut defs[found] {
        TypeDef::Struct(def) => {
            let new = apply_to_fields(def, (&mut scope, &known), correction, report, seen);
            defs.extend(new);
        }
        TypeDef::Enum(def) => {
            for value in &correction.change.values {
                let variants = def.variants.iter();
                let at = variants
                    .clone()
                    .position(|variant| variant.value == value.key);
                seen.see(&value.key, variants.clone().map(|it| it.value.as_str()));
                let Some(index) = at else { continue };
                let others = variants.enumerate().filter(|(other, _)| *other != index);
                let mut scope = Scope::holding(others.map(|(_, variant)| variant.name.as_str()));
                let name = report.name(&value.change, names::variant, &mut scope, value.place);
                if let Some(name) = name {
                    def.variants[index].name = name;
                }
            }
        }
        TypeDef::Union(_) => {}
    }
    let new = correction.change.rename.as_ref()?;
    let new = report.name(new, names::type_name, &mut scope, correction.place)?;
    match &mut defs[found] {
        TypeDef::Struct(def) => def.name = new.clone(),
        TypeDef::Enum(def) => def.name = new.clone(),
        TypeDef::Union(def) => def.name = new.clone(),
    }
    for def in defs {
        rename_in_def(def, &correction.key, &new);
    }
    Some(new)
}

/// Corrects the fields of a struct, and gives the enums that they need.
fn apply_to_fields(
    def: &mut Struct,
    (scope, known): (&mut Scope, &[&str]),
    correction: &Correction<TypeCorrection>,
    report: &mut Report<'_>,
    seen: &mut Seen,
) -> Vec<TypeDef> {
    let mut new_types = Vec::new();
    for change in &correction.change.fields {
        let fields = def.fields.iter();
        seen.see(
            &change.key,
            fields.clone().map(|field| field.wire_name.as_str()),
        );
        let at = |field: &Field| field.wire_name == change.key;
        let Some(index) = fields.clone().position(at) else {
            continue;
        };
        let others = fields.enumerate().filter(|(other, _)| *other != index);
        let mut names = Scope::holding(others.map(|(_, field)| field.name.as_str()));
        let new = value::read(change, (&mut names, scope), known, report);
        let field = &mut def.fields[index];
        field.name = new.name.unwrap_or_else(|| field.name.clone());
        field.ty = new.ty.unwrap_or_else(|| field.ty.clone());
        field.required = new.required.unwrap_or(field.required);
        field.nullable = new.nullable.unwrap_or(field.nullable);
        new_types.extend(new.def);
    }
    new_types
}

fn rename_in_operation(operation: &mut Operation, old: &str, new: &Ident) {
    for parameter in &mut operation.parameters {
        rename(&mut parameter.ty, old, new);
    }
    for answer in &mut operation.answers {
        if let crate::api::Payload::Json(ty) = &mut answer.payload {
            rename(ty, old, new);
        }
    }
    for def in &mut operation.types {
        rename_in_def(def, old, new);
    }
}

fn rename_in_def(def: &mut TypeDef, old: &str, new: &Ident) {
    match def {
        TypeDef::Struct(def) => {
            for field in &mut def.fields {
                rename(&mut field.ty, old, new);
            }
        }
        TypeDef::Union(def) => {
            for (_, ty) in &mut def.variants {
                rename(ty, old, new);
            }
        }
        TypeDef::Enum(_) => {}
    }
}

fn rename(ty: &mut Type, old: &str, new: &Ident) {
    match ty {
        Type::Named(name) if name.as_str() == old => *name = new.clone(),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => rename(inner, old, new),
        _ => {}
    }
}
