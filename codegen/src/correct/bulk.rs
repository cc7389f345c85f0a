//! Corrections that apply to several things: their keys are patterns, or parameters in all items.

use std::collections::{BTreeSet, HashSet};

use crate::api::Api;
use crate::config::{Correction, ItemCorrection, Position, TypeCorrection};
use crate::pattern;

use super::find;
use super::item::{Items, Parameters};
use super::types::{self, Types};
use super::{ConfigReport, pages};

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
    let mut paged = Vec::new();
    for correction in &config.items {
        let found = items.index.matches(&correction.key);
        if found.is_clear() {
            apply(api, &mut items, &found.matching, correction, report);
            let places = items.index.places(&found.matching).cloned().collect();
            paged.push((correction, places));
        } else {
            report.not_one("item", correction, &items.index, &found);
        }
    }
    pages::apply(api, &paged, report);
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
    let parameters = Parameters::of(&correction.change.parameters);
    report_unmatched_parameters(api, items, found, correction, report);
    for position in found {
        items.apply(api, *position, correction, &parameters, report);
    }
}

/// Reports the parameters of a correction that none of its items has.
fn report_unmatched_parameters(
    api: &Api,
    items: &Items,
    found: &[usize],
    correction: &Correction<ItemCorrection>,
    report: &mut ConfigReport<'_>,
) {
    if correction.change.parameters.is_empty() {
        return;
    }
    let places = items.index.places(found);
    let known = places.flat_map(|place| &find::operation(api, place).parameters);
    let known: BTreeSet<&str> = known.map(|it| it.wire_name.as_str()).collect();
    for parameter in &correction.change.parameters {
        let exact = known.get(&*parameter.key).copied();
        if pattern::select(&parameter.key, exact, known.iter().copied()).is_empty() {
            let known = known.iter().copied();
            report.unmatched("parameter", &parameter.key, parameter.position, known);
        }
    }
}

/// Applies the corrections of types, to the types of a name, or with a pattern to those of several names.
pub(super) fn types(api: &mut Api, report: &mut ConfigReport<'_>) {
    let config = report.config;
    if config.types.is_empty() {
        return;
    }
    let mut types = Types::of(api);
    for correction in &config.types {
        let selected = types.selected(&correction.key);
        if selected.is_empty() {
            report.unmatched("type", &correction.key, correction.position, types.names());
            continue;
        }
        let parts: Vec<BTreeSet<&str>> = selected.iter().map(|it| types.parts(it)).collect();
        let concrete = selected.iter().zip(&parts);
        let concrete = concrete.map(|(name, parts)| for_one(correction, name, parts));
        let concrete: Vec<Correction<TypeCorrection>> = concrete.collect();
        report_unmatched_parts(correction, &concrete, &parts, report);
        for one in concrete.iter().filter(|one| changes_something(one)) {
            types.apply(one, report);
        }
    }
    let corrected = types.done();
    types::write_names(api, &corrected);
}

/// Reports the fields and values of a correction that none of its types has.
fn report_unmatched_parts(
    correction: &Correction<TypeCorrection>,
    concrete: &[Correction<TypeCorrection>],
    parts: &[BTreeSet<&str>],
    report: &mut ConfigReport<'_>,
) {
    let all = |it: &Correction<TypeCorrection>| -> Vec<(&str, String, Position)> {
        let fields = it.change.fields.iter();
        let fields = fields.map(|it| ("field", it.key.clone(), it.position));
        let values = it.change.values.iter();
        let values = values.map(|it| ("value", it.key.clone(), it.position));
        fields.chain(values).collect()
    };
    let met = concrete.iter().flat_map(all);
    let met: HashSet<Position> = met.map(|(.., position)| position).collect();
    for (what, key, position) in all(correction) {
        if !met.contains(&position) {
            let known = parts.iter().flatten().copied();
            report.unmatched(what, &key, position, known);
        }
    }
}

fn changes_something(correction: &Correction<TypeCorrection>) -> bool {
    let change = &correction.change;
    change.rename.is_some() || !change.fields.is_empty() || !change.values.is_empty()
}

/// A correction as it applies to one type, with the fields and values that this type has.
fn for_one(
    correction: &Correction<TypeCorrection>,
    name: &str,
    parts: &BTreeSet<&str>,
) -> Correction<TypeCorrection> {
    let mut one = correction.clone();
    name.clone_into(&mut one.key);
    let change = &mut one.change;
    change.values.retain(|value| parts.contains(&*value.key));
    let fields = correction.change.fields.iter().flat_map(|field| {
        let exact = parts.get(&*field.key).copied();
        let selected = pattern::select(&field.key, exact, parts.iter().copied());
        selected.into_iter().map(|part| Correction {
            key: part.to_owned(),
            ..field.clone()
        })
    });
    change.fields = fields.collect();
    one
}
