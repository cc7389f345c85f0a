//! The whole pipeline, on one screen: parse, lower, correct, emit.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use crate::api::{Api, Ident};
use crate::config::Config;
use crate::correct::{self, Skipped};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::emit::{EmitOptions, Home, api_at_root, emit, root};
use crate::inputs::ApiInput;
use crate::lower::{Input, LowerOptions, OneEnvironment, lower, name_literal_ids};
use crate::options::{Options, Root};
use crate::output::Output;
use crate::postman::{Collection, Variable, parse, parse_environment};
use crate::redact;
use crate::source::{Origins, Place, Source};

/// The result of [`generate`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Generation {
    /// The files to write.
    pub output: Output,
    /// The APIs, in the order of the inputs.
    pub apis: Vec<Api>,
    /// The diagnostics, with their locations, in the order of the inputs.
    pub diagnostics: Diagnostics,
}

/// The result of [`understand`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Understanding {
    /// The APIs, in the order of the inputs.
    pub apis: Vec<Api>,
    /// The diagnostics, with their locations, in the order of the inputs.
    pub diagnostics: Diagnostics,
    /// The files that contain no collection, as the user named them.
    pub unread: Vec<String>,
}

/// Generates clients for any number of APIs: from texts to files.
///
/// Whatever cannot be honoured is an error in [`Generation::diagnostics`]. Everything else is still generated.
#[must_use]
pub fn generate(inputs: &[ApiInput], options: &Options) -> Generation {
    generate_from(understand(inputs, options), inputs, options)
}

/// Generates clients from the APIs that were read from the inputs.
pub(crate) fn generate_from(
    understanding: Understanding,
    inputs: &[ApiInput],
    options: &Options,
) -> Generation {
    let Understanding {
        apis,
        mut diagnostics,
        ..
    } = understanding;
    let mut found = Diagnostics::default();
    let apis = with_own_modules(apis, &mut found);
    found.extend(removed_short_paths(&apis, options));
    locate(inputs, options, &mut found);
    diagnostics.extend(found);
    let emit_options = EmitOptions {
        examples: options.examples,
        home: match options.root {
            Root::Crate => Home::Crate {
                name: options.crate_name.clone(),
                has_api_at_root: false,
            },
            Root::Package => Home::package(options.crate_name.clone(), &apis),
            Root::Include => Home::Included,
        },
    };
    let files: Vec<_> = apis
        .par_iter()
        .map(|api| emit(api, &emit_options))
        .collect();
    let root = root(&apis, &emit_options);
    Generation {
        output: files.into_iter().flatten().chain([root]).collect(),
        apis,
        diagnostics,
    }
}

/// Leaves out APIs whose module belongs to an earlier one, with an error.
fn with_own_modules(apis: Vec<Api>, diagnostics: &mut Diagnostics) -> Vec<Api> {
    let mut kept: Vec<Api> = Vec::new();
    let mut sources: BTreeMap<Ident, String> = BTreeMap::new();
    for api in apis {
        match sources.get(&api.module) {
            None => {
                sources.insert(api.module.clone(), api.source.clone());
                kept.push(api);
            }
            Some(source) => {
                let message = format!(
                    "module `{}` is already generated from `{source}`",
                    api.module
                );
                let error = Diagnostic::new(Code::ModuleInUse, "", message);
                let help = "set another `name` in a codegen.toml next to this collection";
                diagnostics.push(error.in_file(&api.source).help(help));
            }
        }
    }
    kept
}

/// A note if the items of an API were in the existing root of its crate, and the crate has several APIs now.
fn removed_short_paths(apis: &[Api], options: &Options) -> Option<Diagnostic> {
    if options.root != Root::Package || apis.len() < 2 {
        return None;
    }
    let existing = options.existing_root.as_deref()?;
    let module = api_at_root(existing)?;
    let added = apis.iter().find(|api| api.module.as_str() != module)?;
    let root = options.crate_name.as_deref().unwrap_or("crate");
    let message =
        format!("`{root}::Client` is now `{root}::{module}::Client`: the crate has several APIs");
    let help = "name the module of the API in the paths of your program, or write a crate of its own for this API";
    let note = Diagnostic::new(Code::ShortPathsRemoved, "", message);
    Some(note.in_file(&added.source).help(help))
}

/// Builds the models of APIs, without generating code.
#[must_use]
pub fn understand(inputs: &[ApiInput], options: &Options) -> Understanding {
    let models: Vec<Model> = inputs
        .par_iter()
        .map(|input| model(input, options))
        .collect();
    let mut all = Understanding::default();
    for model in models {
        all.diagnostics.extend(model.diagnostics);
        all.unread.extend(model.unread);
        all.apis.extend(model.api);
    }
    all
}

/// The model of one API, if it has anything to send.
#[derive(Debug)]
struct Model {
    api: Option<Api>,
    diagnostics: Diagnostics,
    unread: Vec<String>,
}

/// Parses, lowers and corrects one API.
fn model(input: &ApiInput, options: &Options) -> Model {
    let mut diagnostics = Diagnostics::default();
    let mut config = Config::read(input.config.as_ref(), &mut diagnostics);
    let (variables, environments) = variables(input, &config, options, &mut diagnostics);
    let format_types = correct::format_types(&config, &mut diagnostics);
    let (collections, unread) = collections(input, &mut config, &mut diagnostics);
    let lower_options = LowerOptions {
        name: [&options.name, &config.name, &input.name]
            .into_iter()
            .find_map(Clone::clone),
        base_url: config.base_url.clone().or_else(|| options.base_url.clone()),
        variables,
        environments,
        format_types,
        always_there: config.always_there.unwrap_or_default(),
        optional_lists: config.optional_lists,
        tests: options.tests,
        code_fields: correct::code_fields(
            &config,
            &collections,
            input.config_is_shared,
            &mut diagnostics,
        ),
    };
    let mut api = lower(&collections, &lower_options, &mut diagnostics);
    match &mut api {
        Some(api) => {
            correct::correct(api, &config, input.config_is_shared, &mut diagnostics);
            api.folder_features = config.features.unwrap_or(options.features);
            api.serde = config.serde.unwrap_or(true);
            if let Some(path) = config.client_path.as_ref().or(options.client_path.as_ref()) {
                api.client_path.clone_from(path);
            }
        }
        None if diagnostics.has_errors() => {}
        None => diagnostics.push(nothing_to_send(input)),
    }
    locate(std::slice::from_ref(input), options, &mut diagnostics);
    redact::messages(&mut diagnostics);
    if options.deny_secrets {
        redact::deny(&mut diagnostics);
    }
    Model {
        api,
        diagnostics,
        unread,
    }
}

/// The variables of the environments, then those of the configuration, which take precedence; and each named environment with
/// globals and the configuration.
fn variables(
    input: &ApiInput,
    config: &Config,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> (Vec<Variable>, Vec<OneEnvironment>) {
    let environments = || options.environments.iter().chain(&input.environments);
    let mut variables = Vec::new();
    let mut named = Vec::new();
    for source in environments() {
        let mut found = Diagnostics::default();
        let mut environment = parse_environment(&source.text, &mut found);
        redact::environment(&mut environment, &mut found);
        let is_global = |it: &Variable| it.is_global;
        if !environment.name.is_empty() && !environment.variables.iter().any(is_global) {
            named.push(OneEnvironment {
                path: source.path.clone(),
                name: environment.name,
                own: environment
                    .variables
                    .iter()
                    .map(|it| it.key.clone())
                    .collect(),
                variables: environment.variables.clone(),
            });
        }
        variables.extend(environment.variables);
        diagnostics.extend(found.into_iter().map(|it| it.in_file(&source.path)));
    }
    let globals = variables.iter().filter(|it| it.is_global).cloned();
    let globals: Vec<Variable> = globals.collect();
    let configured: Vec<Variable> = correct::variables(config).collect();
    for environment in &mut named {
        environment.variables.extend(globals.iter().cloned());
        environment.variables.extend(configured.iter().cloned());
    }
    variables.extend(configured);
    if !input.config_is_shared {
        let files = input.sources.iter().chain(environments());
        let texts = files.map(|file| file.text.as_str());
        correct::check_variables(config, texts, diagnostics);
    }
    (variables, named)
}

/// The collections of an API without what the configuration skips, and the paths of the files that contain none.
fn collections(
    input: &ApiInput,
    config: &mut Config,
    diagnostics: &mut Diagnostics,
) -> (Vec<Input>, Vec<String>) {
    let parsed: Vec<(Option<Collection>, Diagnostics)> = input
        .sources
        .par_iter()
        .map(|source| {
            let mut diagnostics = Diagnostics::default();
            let mut collection = parse(&source.text, &mut diagnostics);
            if let Some(collection) = &mut collection {
                redact::collection(collection, &mut diagnostics);
            }
            (collection, diagnostics)
        })
        .collect();
    let (mut collections, mut unread) = (Vec::new(), Vec::new());
    for (source, (collection, found)) in input.sources.iter().zip(parsed) {
        let source_path = input.label_of(&source.path);
        let mut skipped = Skipped::default();
        let collection = collection.map(|mut collection| {
            skipped = correct::skip(&mut collection, config);
            correct::declare(&mut collection, config);
            if !config.literal_ids {
                name_literal_ids(&mut collection);
            }
            collection
        });
        let kept = found.into_iter().filter(|it| !skipped.holds(&it.pointer));
        diagnostics.extend(kept.map(|it| it.in_file(source_path.as_str())));
        match collection {
            Some(collection) => collections.push(Input {
                source_path,
                collection,
            }),
            None => unread.push(source.path.clone()),
        }
    }
    (collections, unread)
}

fn nothing_to_send(input: &ApiInput) -> Diagnostic {
    let message = "collection contains no requests";
    Diagnostic::new(Code::NoOperation, "", message)
        .in_file(&input.path)
        .help("add requests in Postman, and export the collection as v2.1")
}

/// Fills in file names as the user gave them, lines and columns, for all diagnostics that have none yet.
fn locate(inputs: &[ApiInput], options: &Options, diagnostics: &mut Diagnostics) {
    if diagnostics.is_empty() {
        return;
    }
    let mut by_file: HashMap<String, Vec<&mut Diagnostic>> = HashMap::new();
    for diagnostic in diagnostics {
        let file = by_file.entry(diagnostic.file.clone()).or_default();
        file.push(diagnostic);
    }
    for input in inputs {
        let origins = input.origins.iter().map(|it| (it.path.as_str(), &it.of));
        let origins: HashMap<&str, &Origins> = origins.collect();
        let environments = options.environments.iter().chain(&input.environments);
        for source in input.sources.iter().chain(environments) {
            let mut here = by_file
                .remove(&input.label_of(&source.path))
                .unwrap_or_default();
            here.extend(by_file.remove(&source.path).unwrap_or_default());
            for diagnostic in &mut here {
                diagnostic.file.clone_from(&source.path);
            }
            here.retain(|diagnostic| diagnostic.line == 0);
            match origins.get(source.path.as_str()) {
                _ if here.is_empty() => {}
                Some(origins) => locate_in_files(here, origins),
                None => locate_in(here, source),
            }
        }
    }
}

/// Fills in where the values of a collection of several files are.
fn locate_in_files(here: Vec<&mut Diagnostic>, origins: &Origins) {
    for diagnostic in here {
        if let Some(origin) = origins.of(&diagnostic.pointer) {
            diagnostic.file.clone_from(&origin.file);
            diagnostic.pointer.clone_from(&origin.pointer);
            (diagnostic.line, diagnostic.column) = (origin.line, origin.column);
        }
    }
}

fn locate_in(here: Vec<&mut Diagnostic>, source: &Source) {
    let place = |diagnostic: &&mut Diagnostic| (diagnostic.pointer.clone(), diagnostic.inside);
    let places: Vec<_> = here.iter().map(place).collect();
    let places: Vec<_> = places
        .iter()
        .map(|(pointer, inside)| Place {
            pointer,
            inside: *inside,
        })
        .collect();
    for (diagnostic, position) in here.into_iter().zip(source.locate(&places)) {
        (diagnostic.line, diagnostic.column) = position;
    }
}

#[cfg(test)]
mod independence;

#[cfg(test)]
mod tests;
