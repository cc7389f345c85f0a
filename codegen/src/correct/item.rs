//! Corrections of one item.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Api, Evidence, Fact, Ident, Operation, Serialization, Type, TypeDef};
use crate::config::{Correction, ItemCorrection, ValueCorrection};
use crate::names::{self, Scope};
use crate::pattern::Selector;

use super::find::{self, Place};
use super::index::Index;
use super::levels::{Level, Levels};
use super::parse_type::KnownTypes;
use super::value::{self, Names, Slot, Value};
use super::{ConfigReport, module_name, module_names};
use super::{code_fields, responses, unused};

/// The items of an API, while they are corrected.
pub(super) struct Items {
    pub index: Index<Place>,
    levels: Levels,
    shared: BTreeSet<String>,
    api_type: Ident,
}

impl Items {
    /// All items.
    pub(super) fn of(api: &Api) -> Self {
        Self {
            index: find::operations(api),
            levels: Levels::default(),
            shared: api.types.iter().map(|it| it.name().to_string()).collect(),
            api_type: api.type_name.clone(),
        }
    }

    /// Applies a correction to the item at a position of the index.
    pub(super) fn apply(
        &mut self,
        api: &mut Api,
        position: usize,
        correction: &Correction<ItemCorrection>,
        report: &mut ConfigReport<'_>,
    ) {
        let change = &correction.change;
        let place = self.index.place(position).clone();
        let (index, parents) = find::in_parent(&place);
        if change.skip {
            let level = self.levels.at(api, parents);
            let operation = find::operation(api, &place);
            level.types.release(operation.type_name.as_str());
            level.modules.release(operation.module.as_str());
            self.index.remove(position);
            return;
        }
        if let Some(name) = &change.rename {
            let level = self.levels.at(api, parents);
            let operation = &mut find::level(api, parents).1[index];
            rename(operation, name, level, self.api_type.as_str(), report);
            self.index.rename(position, operation.type_name.as_str());
        }
        let operation = &mut find::level(api, parents).1[index];
        apply_to_parameters(
            operation,
            change,
            &self.shared,
            self.api_type.as_str(),
            report,
        );
        if let Some(field) = &change.code_field
            && !operation.error_codes.is_empty()
        {
            operation.code_fields = vec![code_fields::pointer(&field.key)];
        }
        apply_to_error_codes(operation, change, report);
        responses::apply(operation, correction, &self.shared, report);
        if change.without_pages {
            operation.pagination = None;
        }
        unused::remove(operation);
    }
}

/// Gives an operation another name, if it is free.
fn rename(
    operation: &mut Operation,
    name: &Correction<()>,
    level: &mut Level,
    api_type: &str,
    report: &mut ConfigReport<'_>,
) {
    let (old_type, old_module) = (operation.type_name.clone(), operation.module.clone());
    level.types.release(old_type.as_str());
    level.modules.release(old_module.as_str());
    let held = operation.types.iter().map(TypeDef::name);
    let held = held.chain(operation.named()).map(Ident::as_str);
    let mut types = Scope::holding(held.chain([api_type]));
    for own in Operation::own_names(&name.key) {
        if level.types.contains(&own) {
            types.reserve(&own);
        }
    }
    let ty = report.item_name(&name.key, &mut types, name.position);
    let snake = module_name(&name.key);
    let module = report.name(
        snake.as_str(),
        module_name,
        &mut level.modules,
        name.position,
    );
    match (ty, module) {
        (Some(ty), Some(module)) => {
            operation.type_name = ty;
            operation.module = module;
            rename_types(operation, old_type.as_str(), api_type);
        }
        (None, Some(module)) => level.modules.release(module.as_str()),
        _ => {}
    }
    level.types.reserve(operation.type_name.as_str());
    level.modules.reserve(operation.module.as_str());
}

/// Gives the types that were named after an operation its new name, where that is free.
fn rename_types(operation: &mut Operation, old: &str, api_type: &str) {
    let mut scope = module_names(operation, api_type);
    let new = operation.type_name.clone();
    let renamed: BTreeMap<Ident, Ident> = operation
        .types
        .iter()
        .filter_map(|def| {
            let rest = def.name().as_str().strip_prefix(old)?;
            let name = format!("{new}{rest}");
            let is_word = rest.starts_with(|c: char| c.is_ascii_uppercase());
            (is_word && scope.reserve(&name)).then(|| (def.name().clone(), Ident::new(name)))
        })
        .collect();
    for def in &mut operation.types {
        if let Some(new) = renamed.get(def.name()) {
            *def.name_mut() = new.clone();
        }
    }
    for ty in operation.types_mut() {
        ty.rename(&|name| renamed.get(name).cloned());
    }
}

fn apply_to_parameters(
    operation: &mut Operation,
    change: &ItemCorrection,
    shared: &BTreeSet<String>,
    api_type: &str,
    report: &mut ConfigReport<'_>,
) {
    for correction in &change.parameters {
        for index in parameters(operation, &correction.key) {
            apply_to_parameter(operation, index, correction, shared, api_type, report);
        }
    }
}

/// The parameters that a key selects, by index.
pub(super) fn parameters(operation: &Operation, key: &str) -> Vec<usize> {
    let names = operation.parameters.iter().map(|it| it.wire_name.as_str());
    let selector = Selector::new(key, names.clone());
    let selected = names.enumerate().filter(|(_, name)| selector.selects(name));
    let selected = selected.map(|(index, _)| index);
    if selector.is_pattern() {
        selected.collect()
    } else {
        selected.take(1).collect()
    }
}

fn apply_to_parameter(
    operation: &mut Operation,
    index: usize,
    correction: &Correction<ValueCorrection>,
    shared: &BTreeSet<String>,
    api_type: &str,
    report: &mut ConfigReport<'_>,
) {
    let mut names = Scope::holding(
        operation
            .parameters
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != index)
            .map(|(_, parameter)| parameter.name.as_str()),
    );
    let mut types = module_names(operation, api_type);
    let own = operation.types.iter().map(|it| it.name().as_str());
    let known_types = KnownTypes {
        shared: Some(shared),
        own: own.collect(),
    };
    let slot = Slot::Parameter(operation.parameters[index].location);
    let mut names = Names {
        fields: &mut names,
        types: &mut types,
        known_types: &known_types,
    };
    let new = value::read(correction, slot, &mut names, report);
    let closed = new.closed;
    set(operation, index, new);
    if let Some(closed) = closed {
        let ty = operation.parameters[index].ty.clone();
        value::set_closed(&mut operation.types, &ty, closed, correction, report);
    }
}

fn set(operation: &mut Operation, index: usize, new: Value) {
    operation.types.extend(new.def);
    let parameter = &mut operation.parameters[index];
    if let Some(name) = new.name {
        parameter.name = name;
    }
    if let Some(ty) = new.ty {
        let is_json = matches!(ty, Type::List(_) | Type::Map(_) | Type::Json);
        if parameter.serialization == Serialization::Json && !is_json {
            parameter.serialization = Serialization::Plain;
        }
        parameter.ty = ty;
        parameter.evidence = Evidence::of(Fact::Configured);
    }
    if let Some(required) = new.required {
        value::set_presence(&mut parameter.presence, required);
        parameter.evidence = Evidence::of(Fact::Configured);
    }
}

fn apply_to_error_codes(
    operation: &mut Operation,
    change: &ItemCorrection,
    report: &mut ConfigReport<'_>,
) {
    for correction in &change.error_codes {
        let known = operation.error_codes.iter();
        let Some(index) = known.clone().position(|code| code.code == correction.key) else {
            let known = known.map(|code| code.code.as_str());
            report.unmatched("error code", &correction.key, correction.position, known);
            continue;
        };
        let mut others = Scope::holding(
            known
                .enumerate()
                .filter(|(other, _)| *other != index)
                .map(|(_, code)| code.name.as_str()),
        );
        let name = report.name(
            &correction.change,
            names::variant,
            &mut others,
            correction.position,
        );
        if let Some(name) = name {
            operation.error_codes[index].name = name;
        }
    }
}
