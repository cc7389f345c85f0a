//! From what the files say to what they mean: [`postman::Collection`](crate::postman::Collection)s to one
//! [`Api`].
//!
//! ```text
//! walk       the way to each item, and what it inherits      server, auth   surveyed over all items first
//! tree       folders and items, with their names             operation      one item, put together from
//! path, query, headers, body                                 what each part of the request asks for
//! indexed    lists whose keys have an index: `ids[0]`       presentation   parameters that page, sort or format
//! literal_ids ids that paths have as text, before all else: `/orders/4711`
//! parameters the collected parameters, typed by reading      example        what the collection would send
//! pagination lists that come in pages, once all types are known
//! ```
//!
//! Bad items are left out with a diagnostic; the rest comes out.

mod auth;
mod body;
mod client_variables;
mod environments;
mod example;
#[cfg(test)]
mod golden;
mod headers;
mod host;
mod indexed;
mod literal_ids;
mod operation;
mod pagination;
mod parameters;
mod path;
mod presentation;
mod profile;
mod query;
mod reading;
mod report;
mod responses;
mod saved;
mod schemas;
mod scripts;
mod server;
mod server_variables;
#[cfg(test)]
mod testing;
mod tree;
pub mod types;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{AlwaysThere, Api, CLIENT, Docs, Folder, FormatTypes};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::postman::{Collection, Variable};

use crate::names::{self, Scope};
use crate::variables::{GROWTH, Variables, template};
pub use literal_ids::name_literal_ids;

use auth::Schemes;
use client_variables::ClientVariables;
use operation::{Shared, UsedVariables};
use report::Report;
use server::Servers;
use server_variables::ServerVariables;
use tree::Level;
use walk::File;

/// One file of an API.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// The path as the user gave it.
    pub source_path: String,
    /// What it says.
    pub collection: Collection,
}

/// Settings of the user, in addition to the files.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LowerOptions {
    /// The API's name.
    pub name: Option<String>,
    /// The default of the variable that holds the most used origin.
    pub base_url: Option<String>,
    /// Variables of environments and globals; the last of duplicates counts.
    pub variables: Vec<Variable>,
    /// The named environments, each as if it was the only one.
    pub environments: Vec<OneEnvironment>,
    /// The types of strings of a format.
    pub format_types: FormatTypes,
    /// Where failures carry their code.
    pub code_fields: CodeFields,
    /// Which fields of responses are claimed to be always there.
    pub always_there: AlwaysThere,
    /// Whether lists in responses are `Option<Vec<T>>` if they can be missing, not `Vec<T>`.
    pub optional_lists: bool,
    /// Whether saved responses get the values of [`SavedResponse::call`](crate::api::SavedResponse::call).
    pub tests: bool,
}

/// An environment, as if it was the only one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OneEnvironment {
    /// The file.
    pub path: String,
    /// The name.
    pub name: String,
    /// The names of its own variables.
    pub own: BTreeSet<String>,
    /// Globals, its variables and those of the configuration.
    pub variables: Vec<Variable>,
}

/// The fields of failures that carry their error code, as JSON pointers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodeFields {
    /// For all items.
    pub usual: Option<String>,
    /// For single items.
    pub of_items: BTreeMap<ItemKey, String>,
}

/// A file's path and the pointer of an item in it.
pub type ItemKey = (String, String);

impl CodeFields {
    /// The field for an item.
    fn of(&self, file: &str, pointer: &str) -> Option<&str> {
        let own = self.of_items.get(&(file.to_owned(), pointer.to_owned()));
        own.or(self.usual.as_ref()).map(String::as_str)
    }
}

fn oversized(variable: &Variable) -> Diagnostic {
    let message = format!(
        "variable `{}` is longer than {GROWTH} bytes once the variables in it are replaced, so it counts as one without a value",
        variable.key
    );
    Diagnostic::new(Code::VariableTooLong, &variable.pointer, message)
        .help("remove variables that contain each other many times")
}

/// Makes one API of its files; [`None`] where none of them holds an item that can be sent.
#[must_use]
pub fn lower(
    inputs: &[Input],
    options: &LowerOptions,
    diagnostics: &mut Diagnostics,
) -> Option<Api> {
    let mut files: Vec<File<'_>> = inputs
        .iter()
        .map(|input| {
            let variables = &input.collection.variables;
            let values = Variables::new(&options.variables, variables);
            for variable in variables.iter().filter(|it| values.is_oversized(&it.key)) {
                diagnostics.push(oversized(variable).in_file(&input.source_path));
            }
            File {
                format_types: options.format_types.clone(),
                code_fields: options.code_fields.clone(),
                has_tests: options.tests,
                ..File::new(&input.source_path, &input.collection, values)
            }
        })
        .collect();
    let mut known = BTreeMap::new();
    for file in &mut files {
        file.compare(&mut known);
    }
    let name = name_of(inputs, options);
    let (module, type_name) = (names::module(&name), names::type_name(&name));
    let module = module.unwrap_or_else(|| names::module_of(&[]));

    let overview = Overview::of(&files, options);
    let shared = Shared {
        servers: &overview.servers,
        schemes: &overview.schemes,
        statistics: &overview.examples,
        api_type: type_name.to_string(),
    };
    let mut used = UsedVariables {
        server: ServerVariables::new(&overview.servers, options.base_url.as_deref()),
        client: ClientVariables::default(),
    };
    let level = lower_files(&files, module.as_str(), &shared, &mut used, diagnostics);
    if level.operations.is_empty() && level.folders.is_empty() {
        return None;
    }
    let docs = match files.as_slice() {
        [file] => reading::docs_of(file.collection.description.as_deref()),
        _ => Docs::default(),
    };
    let server_variables = used.server.finish();
    let environments = environments::all(
        &server_variables,
        overview.servers.main(),
        options,
        inputs,
        diagnostics,
    );
    let mut api = Api {
        module,
        type_name,
        name,
        docs,
        source: source_of(inputs),
        server_variables,
        environments,
        client_variables: used.client.finish(),
        schemes: overview.schemes.lower(),
        types: Vec::new(),
        operations: level.operations,
        folders: level.folders,
        folder_features: false,
        serde: false,
        client_path: CLIENT.to_owned(),
    };
    types::share(&mut api);
    types::enums_from_examples(&mut api);
    if !options.optional_lists {
        types::read_missing_lists_as_empty(&mut api);
    }
    pagination::infer(&mut api);
    Some(api)
}

/// The files' items at the top; a collection that is not the only file is a folder.
fn lower_files(
    files: &[File<'_>],
    module: &str,
    shared: &Shared<'_>,
    used: &mut UsedVariables<'_>,
    diagnostics: &mut Diagnostics,
) -> Level {
    let mut scope = Scope::holding([module]);
    let mut all = Level::default();
    for file in files {
        let mut report = Report::new(file.path);
        let nodes = &file.collection.nodes;
        if files.len() > 1 && file.is_collection() {
            let name = match file.collection.name.trim() {
                "" => stem(file.path),
                name => name,
            };
            let wanted = names::module(name).unwrap_or_else(|| names::module_of(&[]));
            let module = scope.unique(&wanted);
            let mut inner = Scope::holding([module.as_str()]);
            let level = tree::lower(nodes, file, &mut inner, shared, used, &mut report);
            all.folders.push(Folder {
                module,
                name: names::one_line(name),
                pointer: String::new(),
                docs: reading::docs_of(file.collection.description.as_deref()),
                operations: level.operations,
                folders: level.folders,
            });
        } else {
            let level = tree::lower(nodes, file, &mut scope, shared, used, &mut report);
            all.operations.extend(level.operations);
            all.folders.extend(level.folders);
        }
        schemas::report(file, &mut report);
        scripts::report(file.collection, &used_variables(file), &mut report);
        report.finish(diagnostics);
    }
    all
}

/// What all items of all files have to be asked for before the first is lowered.
#[derive(Debug)]
struct Overview {
    servers: Servers,
    schemes: Schemes,
    examples: types::ExampleStatistics,
}

impl Overview {
    fn of(files: &[File<'_>], options: &LowerOptions) -> Self {
        let (mut origins, mut claims) = (Vec::new(), Vec::new());
        let mut examples = types::ExampleStatistics::new(
            &options.format_types,
            options.always_there,
            files.iter().any(File::is_converted),
        );
        for file in files {
            // It is discarded: diagnostics are emitted later, when the item is lowered.
            let mut report = Report::new(file.path);
            let mut items = Vec::new();
            file.each_item(&mut |item, inherited| {
                items.push(item);
                if let Some(url) = operation::url(item, &mut report) {
                    origins.push(file.origin(url));
                    claims.extend(
                        auth::authority(item, inherited.auth, &file.values, &mut report).claim,
                    );
                }
            });
            examples.add(&items, &file.values);
        }
        Self {
            servers: Servers::of(&origins),
            schemes: Schemes::of(&claims),
            examples,
        }
    }
}

/// The variables that requests of a file use.
fn used_variables(file: &File<'_>) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    file.each_item(&mut |item, inherited| {
        let mut add = |text: &str| used.extend(template::variables(text).map(str::to_owned));
        item.request.each_text(&mut add);
        if let Some(auth) = inherited.auth {
            auth.each_text(&mut add);
        }
    });
    used
}

fn name_of(inputs: &[Input], options: &LowerOptions) -> String {
    let given = options.name.as_deref();
    let collection = match inputs {
        [input] => Some(input.collection.name.as_str()),
        _ => None,
    };
    let file = inputs.first().map(|input| stem(&input.source_path));
    [given, collection, file]
        .into_iter()
        .flatten()
        .map(names::one_line)
        .find(|name| names::module(name).is_some())
        .unwrap_or_else(|| "api".to_owned())
}

/// A file's name without folder and extensions.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let name = name.strip_suffix(".json").unwrap_or(name);
    name.strip_suffix(".postman_collection").unwrap_or(name)
}

/// The only file, or the folder that holds the files.
fn source_of(inputs: &[Input]) -> String {
    match inputs {
        [input] => input.source_path.clone(),
        [first, ..] => match first.source_path.rsplit_once('/') {
            Some((folder, _)) => folder.to_owned(),
            None => ".".to_owned(),
        },
        [] => String::new(),
    }
}

#[cfg(test)]
mod tests;
