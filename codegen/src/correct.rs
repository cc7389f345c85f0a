//! Applies `codegen.toml`: the third stage, from an [`Api`] to the same with the user's changes.
//!
//! [`correct`] changes the model. It keeps the guarantees of [`api`](crate::api): a name that is invalid or in use is
//! an error, and changes nothing. Four kinds of settings have to be known before an API is lowered: the items and
//! folders to [`skip`], the responses to [`declare`], the values of [`variables`], and where failures carry their code
//! ([`code_fields`]).

mod auth;
mod bulk;
mod client_variables;
mod code_fields;
mod derives;
mod find;
mod format_types;
mod index;
mod item;
mod levels;
mod pages;
mod parse_type;
mod responses;
mod skip;
#[cfg(test)]
mod tests;
mod types;
mod unused;
mod uses;
mod value;
mod variables;

use std::collections::BTreeSet;

use crate::api::{Api, Definitions, Ident, Operation, TypeDef};
use crate::config::{Config, Correction, FolderCorrection, Position};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::names::{self, Scope};
use crate::suggest;

use find::Place;
use index::{Index, Matches};
use levels::{Level, Levels};

pub(crate) use code_fields::code_fields;
pub(crate) use format_types::format_types;
pub(crate) use responses::declare;
pub(crate) use skip::{Skipped, skip};
pub(crate) use variables::{check_variables, variables};

/// Corrects `api`; where `is_shared`, the configuration is made for more than this API holds, and what matches
/// nothing is not an error.
pub(crate) fn correct(
    api: &mut Api,
    config: &Config,
    is_shared: bool,
    diagnostics: &mut Diagnostics,
) {
    let mut report = ConfigReport {
        config,
        is_shared,
        unmatched: 0,
        told: BTreeSet::new(),
        diagnostics,
    };
    auth::apply(api, config);
    bulk::items(api, &mut report);
    bulk::types(api, &mut report);
    uses::spread(api);
    derives::apply(api, &mut report);
    folders(api, &mut report);
    client_variables::remove_unused(api);
    find::remove_empty_folders(&mut api.folders);
    remove_pages_without_list(api);
}

/// Removes the pagination of operations whose list a correction replaced by another type.
fn remove_pages_without_list(api: &mut Api) {
    let shared = Definitions::shared(&api.types);
    let operations = api.all_operations().into_iter();
    let has_list: Vec<bool> = operations
        .map(|operation| {
            let definitions = shared.with_own(&operation.types);
            let pagination = operation.pagination.as_ref();
            pagination.is_some_and(|it| it.list(operation, &definitions).is_some())
        })
        .collect();
    let (operations, _) = api.parts_mut();
    for (operation, has_list) in operations.into_iter().zip(has_list) {
        operation.pagination.take_if(|_| !has_list);
    }
}

/// The help for a name that is taken.
const ANOTHER_NAME: &str = "choose another name";

/// For how many keys that match nothing a similar name is looked for among all names.
const SUGGESTIONS: usize = 50;

/// How many of the things that a key matches are named.
const WAYS: usize = 12;

/// Where corrections report their errors.
struct ConfigReport<'a> {
    config: &'a Config,
    is_shared: bool,
    /// How many keys matched nothing.
    unmatched: usize,
    /// What was reported, by line, column and message.
    told: BTreeSet<(u32, u32, String)>,
    diagnostics: &'a mut Diagnostics,
}

impl ConfigReport<'_> {
    fn error(
        &mut self,
        code: Code,
        position: Position,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let error = self.config.error(code, position, message);
        self.push(error.help(help));
    }

    /// Adds a diagnostic, once even if a correction applies in several places.
    fn push(&mut self, error: Diagnostic) {
        let place = (error.line, error.column, error.message.clone());
        if self.told.insert(place) {
            self.diagnostics.push(error);
        }
    }

    /// Reports that nothing is called `key`, and suggests what is.
    fn unmatched<'a>(
        &mut self,
        what: &str,
        key: &str,
        position: Position,
        known: impl IntoIterator<Item = &'a str>,
    ) {
        if self.is_shared {
            return;
        }
        let message = format!("cannot find {what} `{key}`");
        self.unmatched += 1;
        let help = (self.unmatched <= SUGGESTIONS).then(|| suggest::help(key, known));
        let help = help
            .flatten()
            .unwrap_or_else(|| "`codegen list` shows all names".to_owned());
        self.error(Code::ConfigUnmatched, position, message, help);
    }

    /// The name as an identifier, where it is one, as `convert` writes it, and free in `scope`.
    fn name(
        &mut self,
        name: &str,
        convert: fn(&str) -> Ident,
        scope: &mut Scope,
        position: Position,
    ) -> Option<Ident> {
        self.name_if(true, name, convert, scope, position)
    }

    /// Gives something another name in its scope. It keeps its name if the other one is not accepted.
    fn rename(
        &mut self,
        old: &mut Ident,
        new: &str,
        convert: fn(&str) -> Ident,
        scope: &mut Scope,
        position: Position,
    ) {
        scope.release(old.as_str());
        if let Some(name) = self.name(new, convert, scope, position) {
            *old = name;
        } else {
            scope.reserve(old.as_str());
        }
    }

    /// As [`name`](Self::name), if the name is free elsewhere as well.
    fn name_if(
        &mut self,
        is_free_elsewhere: bool,
        name: &str,
        convert: fn(&str) -> Ident,
        scope: &mut Scope,
        position: Position,
    ) -> Option<Ident> {
        let ident = convert(name);
        if ident.as_str() != name {
            let message = format!("`{name}` is not a valid name here");
            let help = format!("use `{ident}`");
            self.error(Code::ConfigName, position, message, help);
            return None;
        }
        if !is_free_elsewhere || !scope.reserve(name) {
            let message = format!("`{name}` is already taken");
            self.error(Code::ConfigName, position, message, ANOTHER_NAME);
            return None;
        }
        Some(ident)
    }
}

impl ConfigReport<'_> {
    /// The name of an item's type; what its module names after it has to be free as well.
    fn item_name(&mut self, name: &str, scope: &mut Scope, position: Position) -> Option<Ident> {
        let ident = self.name(name, names::type_name, scope, position)?;
        let taken = Operation::own_names(name)
            .into_iter()
            .skip(1)
            .find(|own| own != "ErrorCode" && !scope.reserve(own));
        if let Some(own) = taken {
            let message = format!("`{name}` needs the name `{own}`, which is already taken");
            self.error(Code::ConfigName, position, message, ANOTHER_NAME);
            return None;
        }
        Some(ident)
    }
}

/// The names in use in the module of an operation: its own, those of its types, and those of the shared types it names.
fn module_names(operation: &Operation, api_type: &str) -> Scope {
    let own = Operation::own_names(operation.type_name.as_str());
    let own = own.iter().map(String::as_str);
    let types = operation.types.iter().map(TypeDef::name);
    let types = types.chain(operation.named()).map(Ident::as_str);
    Scope::holding(own.chain(types).chain([api_type]))
}

fn module_name(name: &str) -> Ident {
    names::module(name).unwrap_or_else(|| names::module_of(&[]))
}

/// Applies the corrections of folders.
fn folders(api: &mut Api, report: &mut ConfigReport<'_>) {
    let config = report.config;
    if config.folders.is_empty() {
        return;
    }
    let mut index = find::folders(api);
    let mut levels = Levels::default();
    for correction in &config.folders {
        let found = index.matches(&correction.key);
        if !found.is_clear() {
            report.not_one("folder", correction, &index, &found);
            continue;
        }
        for position in found.matching {
            let place = index.place(position).clone();
            apply_to_folder(api, &place, &mut levels, correction, report);
            if correction.change.skip {
                skip_folder(&mut index, position);
            }
        }
    }
    find::remove_folders(api, &index.removed().collect());
}

/// Removes a folder from an index, and the folders in it, which follow it.
fn skip_folder(index: &mut Index<Place>, position: usize) {
    let place = index.place(position).clone();
    let inside = (position..index.len()).take_while(|at| index.place(*at).starts_with(&place));
    for position in inside.collect::<Vec<_>>() {
        index.remove(position);
    }
}

fn apply_to_folder(
    api: &mut Api,
    place: &[usize],
    levels: &mut Levels,
    correction: &Correction<FolderCorrection>,
    report: &mut ConfigReport<'_>,
) {
    let (index, parents) = find::in_parent(place);
    let old = find::level(api, parents).2[index].module.clone();
    let Level { modules, .. } = levels.at(api, parents);
    modules.release(old.as_str());
    if correction.change.skip {
        return;
    }
    let new = correction.change.rename.as_ref();
    let new = new.and_then(|name| report.name(&name.key, module_name, modules, name.position));
    match new {
        Some(new) => {
            find::level(api, parents).2[index].module = new;
            levels.forget(place);
        }
        None => {
            modules.reserve(old.as_str());
        }
    }
}

impl ConfigReport<'_> {
    /// Reports that a key matches nothing, or several things.
    fn not_one<T>(
        &mut self,
        what: &str,
        correction: &Correction<T>,
        index: &Index<Place>,
        found: &Matches,
    ) {
        let key = &correction.key;
        let count = found.matching.len();
        if count == 0 && self.config.skipped.contains(key) {
            return;
        }
        if count == 0 {
            return self.unmatched(what, key, correction.position, index.keys());
        }
        let message = format!("`{key}` matches {count} {what}s");
        let ways = index.ways(key, &found.matching[..count.min(WAYS)]);
        let ways: Vec<String> = ways.iter().map(|way| format!("`{way}`")).collect();
        let others = if count > WAYS { ", …" } else { "" };
        let help = format!("use one of {}{others}", ways.join(", "));
        self.error(Code::ConfigAmbiguous, correction.position, message, help);
    }
}
