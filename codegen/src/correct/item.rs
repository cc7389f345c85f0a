//! Corrections of one item.

use std::collections::{BTreeMap, BTreeSet, HashMap};

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
        parameters: &Parameters<'_>,
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
            parameters,
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

/// Corrections of parameters, by what selects them.
pub(super) struct Parameters<'c> {
    all: &'c [Correction<ValueCorrection>],
    by_key: HashMap<&'c str, usize>,
    /// Those whose key can be a pattern.
    patterns: Vec<usize>,
}

impl<'c> Parameters<'c> {
    pub(super) fn of(all: &'c [Correction<ValueCorrection>]) -> Self {
        let keys = all.iter().map(|it| it.key.as_str());
        let patterns = keys.clone().enumerate();
        let patterns = patterns.filter(|(_, key)| Selector::new(key, [].into_iter()).is_pattern());
        Self {
            all,
            patterns: patterns.map(|(index, _)| index).collect(),
            by_key: keys.zip(0..).collect(),
        }
    }

    /// The corrections of an operation, in order, each with the parameters that it selects.
    fn selected(
        &self,
        operation: &Operation,
    ) -> Vec<(&'c Correction<ValueCorrection>, Vec<usize>)> {
        let mut first: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, parameter) in operation.parameters.iter().enumerate() {
            first.entry(&parameter.wire_name).or_insert(index);
        }
        let exact = first.iter().filter_map(|(name, index)| {
            let correction = self.by_key.get(name)?;
            Some((*correction, vec![*index]))
        });
        let mut selected: BTreeMap<usize, Vec<usize>> = exact.collect();
        for correction in &self.patterns {
            selected.entry(*correction).or_insert_with(|| {
                let selector = Selector::new(&self.all[*correction].key, [].into_iter());
                let names = operation.parameters.iter().map(|it| it.wire_name.as_str());
                let matching = names.enumerate().filter(|(_, name)| selector.selects(name));
                matching.map(|(index, _)| index).collect()
            });
        }
        let selected = selected.into_iter();
        selected.map(|(index, of)| (&self.all[index], of)).collect()
    }
}

fn apply_to_parameters(
    operation: &mut Operation,
    parameters: &Parameters<'_>,
    shared: &BTreeSet<String>,
    api_type: &str,
    report: &mut ConfigReport<'_>,
) {
    let selected = parameters.selected(operation);
    if selected.is_empty() {
        return;
    }
    let names = operation.parameters.iter().map(|it| it.name.as_str());
    let mut names = Scope::holding(names);
    let mut types = module_names(operation, api_type);
    let mut by_name: HashMap<Ident, usize> = HashMap::new();
    let own = operation.types.iter().map(|it| it.name().clone());
    by_name.extend(own.zip(0..));
    let mut own: BTreeSet<String> = by_name.keys().map(Ident::to_string).collect();
    for (correction, indices) in selected {
        for index in indices {
            let parameter = &operation.parameters[index];
            names.release(parameter.name.as_str());
            let slot = Slot::Parameter(parameter.location);
            let mut in_use = Names {
                fields: &mut names,
                types: &mut types,
                types_elsewhere: None,
                known_types: &KnownTypes {
                    shared: Some(shared),
                    own: Some(&own),
                },
            };
            let new = value::read(correction, slot, &mut in_use, report);
            let closed = new.closed;
            if let Some(def) = &new.def {
                own.insert(def.name().to_string());
                by_name.insert(def.name().clone(), operation.types.len());
            }
            set(operation, index, new);
            let parameter = &operation.parameters[index];
            names.reserve(parameter.name.as_str());
            if let Some(closed) = closed {
                let position = parameter.ty.named().and_then(|name| by_name.get(name));
                let def = position.map(|position| &mut operation.types[*position]);
                value::set_closed(def, closed, correction, report);
            }
        }
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
        let is_listed = matches!(&ty, Type::List(item) if **item != Type::File);
        if parameter.list_name().is_some() && !is_listed {
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
    if change.error_codes.is_empty() {
        return;
    }
    let known = operation.error_codes.iter();
    let mut scope = Scope::holding(known.clone().map(|code| code.name.as_str()));
    let by_code: HashMap<String, usize> = known.map(|it| it.code.clone()).zip(0..).collect();
    for correction in &change.error_codes {
        let Some(index) = by_code.get(&correction.key) else {
            let known = operation.error_codes.iter().map(|code| code.code.as_str());
            report.unmatched("error code", &correction.key, correction.position, known);
            continue;
        };
        let name = &mut operation.error_codes[*index].name;
        let (new, position) = (&correction.change, correction.position);
        report.rename(name, new, names::variant, &mut scope, position);
    }
}
