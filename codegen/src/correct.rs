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
mod item;
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

use crate::api::{Api, Definitions, Folder, Ident, Operation, TypeDef};
use crate::config::{Config, Correction, FolderCorrection, Position};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::names::{self, Scope};
use crate::suggest;

pub(crate) use code_fields::code_fields;
pub(crate) use format_types::format_types;
pub(crate) use responses::declare;
pub(crate) use skip::skip;
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
        diagnostics,
    };
    auth::apply(api, config);
    bulk::parameters(api, &mut report);
    for correction in &config.items {
        bulk::items(api, correction, &mut report);
    }
    for correction in &config.types {
        bulk::types(api, correction, &mut report);
    }
    uses::spread(api);
    derives::apply(api, &mut report);
    for correction in &config.folders {
        apply_to_folder(api, correction, &mut report);
    }
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

/// Where corrections report their errors.
struct ConfigReport<'a> {
    config: &'a Config,
    is_shared: bool,
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
        if !self.diagnostics.iter().any(|known| *known == error) {
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
        let help = suggest::help(key, known)
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
        let ident = convert(name);
        if ident.as_str() != name {
            let message = format!("`{name}` is not a valid name here");
            let help = format!("use `{ident}`");
            self.error(Code::ConfigName, position, message, help);
            return None;
        }
        if !scope.reserve(name) {
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

fn apply_to_folder(
    api: &mut Api,
    correction: &Correction<FolderCorrection>,
    report: &mut ConfigReport<'_>,
) {
    let found = find::folders(api, &correction.key);
    if !found.is_clear() {
        return report.not_one("folder", correction, &found);
    }
    // From the last to the first, so that removing one does not move the others.
    for path in found.matching.iter().rev() {
        let (index, parents) = path
            .split_last()
            .expect("a folder has a place in its parent");
        let (module, operations, folders) = find::level(api, parents);
        if correction.change.skip {
            folders.remove(*index);
            continue;
        }
        if let Some(name) = &correction.change.rename {
            let mut scope = siblings(module, operations, folders, None, Some(*index));
            if let Some(name) = report.name(&name.key, module_name, &mut scope, name.position) {
                folders[*index].module = name;
            }
        }
    }
}

impl ConfigReport<'_> {
    /// Reports that a key matches nothing, or several things.
    fn not_one<T>(&mut self, what: &str, correction: &Correction<T>, found: &find::Matches) {
        if found.matching.is_empty() && self.config.skipped.contains(&correction.key) {
            return;
        }
        if found.matching.is_empty() {
            let known = found.known.iter().map(String::as_str);
            return self.unmatched(what, &correction.key, correction.position, known);
        }
        let message = format!(
            "`{}` matches {} {what}s",
            correction.key,
            found.matching.len()
        );
        let ways: Vec<String> = found.paths.iter().map(|path| format!("`{path}`")).collect();
        let help = format!("use one of {}", ways.join(", "));
        self.error(Code::ConfigAmbiguous, correction.position, message, help);
    }
}

/// The modules in use on a level, but for one operation's or folder's.
fn siblings(
    module: &str,
    operations: &[Operation],
    folders: &[Folder],
    but_operation: Option<usize>,
    but_folder: Option<usize>,
) -> Scope {
    let operations = operations.iter().enumerate();
    let operations = operations.filter(|(index, _)| Some(*index) != but_operation);
    let folders = folders.iter().enumerate();
    let folders = folders.filter(|(index, _)| Some(*index) != but_folder);
    let modules = operations
        .map(|(_, operation)| operation.module.as_str())
        .chain(folders.map(|(_, folder)| folder.module.as_str()));
    // A module in one of the same name reads badly (`clippy::module_inception`).
    Scope::holding(modules.chain([module]))
}
