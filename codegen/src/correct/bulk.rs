//! Corrections that apply to several things: their keys are patterns, or parameters in all items.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Api, TypeDef};
use crate::config::{Correction, ItemCorrection, TypeCorrection};
use crate::pattern::Selector;

use super::find::{self, Place};
use super::item::{self, Items};
use super::{ConfigReport, pages, types};

/// Applies the corrections of parameters in all items, then those of items.
pub(super) fn items(api: &mut Api, report: &mut ConfigReport<'_>) {
    let config = report.config;
    if config.parameters.is_empty() && config.items.is_empty() {
        return;
    }
    let mut items = Items::of(api);
    if let Some(first) = config.parameters.first() {
        let everywhere = Correction {
            key: "*".to_owned(),
            position: first.position,
            change: ItemCorrection {
                parameters: config.parameters.clone(),
                ..ItemCorrection::default()
            },
        };
        let found = items.index.matches(&everywhere.key).matching;
        apply(api, &mut items, &found, &everywhere, report);
    }
    for correction in &config.items {
        let found = items.index.matches(&correction.key);
        if found.is_clear() {
            apply(api, &mut items, &found.matching, correction, report);
        } else {
            report.not_one("item", correction, &items.index, &found);
        }
    }
    find::remove_operations(api, &items.index.removed().collect());
}

/// Applies a correction to the item, or with a pattern to the items, that it names.
fn apply(
    api: &mut Api,
    items: &mut Items,
    found: &[usize],
    correction: &Correction<ItemCorrection>,
    report: &mut ConfigReport<'_>,
) {
    for parameter in &correction.change.parameters {
        let places = items.index.places(found);
        let mut operations = places.map(|place| find::operation(api, place));
        if !operations.any(|it| !item::parameters(it, &parameter.key).is_empty()) {
            let places = items.index.places(found);
            let known = places.flat_map(|place| &find::operation(api, place).parameters);
            let known: BTreeSet<&str> = known.map(|it| it.wire_name.as_str()).collect();
            report.unmatched("parameter", &parameter.key, parameter.position, known);
        }
    }
    for position in found {
        items.apply(api, *position, correction, report);
    }
    if !correction.change.skip {
        let places: Vec<Place> = items.index.places(found).cloned().collect();
        pages::apply(api, &places, correction, report);
    }
}

/// Applies a correction to the types of a name, or with a pattern to those of several names.
pub(super) fn types(
    api: &mut Api,
    correction: &Correction<TypeCorrection>,
    report: &mut ConfigReport<'_>,
) {
    let parts = parts(api);
    let selector = Selector::new(&correction.key, parts.keys().map(String::as_str));
    let selected: Vec<_> = parts
        .iter()
        .filter(|(name, _)| selector.selects(name))
        .collect();
    if selected.is_empty() {
        let known = parts.keys().map(String::as_str);
        return report.unmatched("type", &correction.key, correction.position, known);
    }
    let concrete: Vec<_> = selected
        .iter()
        .map(|(name, parts)| for_one(correction, name, parts))
        .collect();
    let change = &correction.change;
    let fields = change
        .fields
        .iter()
        .map(|it| ("field", &it.key, it.position));
    let values = change
        .values
        .iter()
        .map(|it| ("value", &it.key, it.position));
    for (what, key, position) in fields.chain(values) {
        let is_met = |one: &Correction<TypeCorrection>| {
            let mut fields = one.change.fields.iter().map(|it| it.position);
            let mut values = one.change.values.iter().map(|it| it.position);
            fields.any(|it| it == position) || values.any(|it| it == position)
        };
        if !concrete.iter().any(is_met) {
            let known = selected.iter().flat_map(|(_, parts)| *parts);
            let known: BTreeSet<&str> = known.map(String::as_str).collect();
            report.unmatched(what, key, position, known);
        }
    }
    for one in concrete.into_iter().filter(changes_something) {
        types::apply(api, &one, report);
    }
}

fn changes_something(correction: &Correction<TypeCorrection>) -> bool {
    let change = &correction.change;
    change.rename.is_some() || !change.fields.is_empty() || !change.values.is_empty()
}

/// The JSON keys of structs and the values of enums, by the name of the type.
fn parts(api: &Api) -> BTreeMap<String, BTreeSet<String>> {
    let own = api.all_operations().into_iter().flat_map(|it| &it.types);
    let mut parts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for def in own.chain(&api.types) {
        let parts = parts.entry(def.name().to_string()).or_default();
        match def {
            TypeDef::Struct(def) => parts.extend(def.fields.iter().map(|it| it.wire_name.clone())),
            TypeDef::Enum(def) => parts.extend(def.variants.iter().map(|it| it.value.clone())),
            TypeDef::Union(_) => {}
        }
    }
    parts
}

/// A correction as it applies to one type, with the fields and values that this type has.
fn for_one(
    correction: &Correction<TypeCorrection>,
    name: &str,
    parts: &BTreeSet<String>,
) -> Correction<TypeCorrection> {
    let mut one = correction.clone();
    name.clone_into(&mut one.key);
    one.change.values.retain(|value| parts.contains(&value.key));
    one.change.fields = correction
        .change
        .fields
        .iter()
        .flat_map(|field| {
            let selector = Selector::new(&field.key, parts.iter().map(String::as_str));
            let selected = parts.iter().filter(move |part| selector.selects(part));
            selected.map(|part| Correction {
                key: part.clone(),
                ..field.clone()
            })
        })
        .collect();
    one
}
