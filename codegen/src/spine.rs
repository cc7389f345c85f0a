//! The whole way, on one screen: parse, lower, emit.

use rayon::prelude::*;

use crate::api::Api;
use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::emit::{EmitOptions, emit};
use crate::inputs::ApiInput;
use crate::lower::{Input, LowerOptions, lower};
use crate::options::Options;
use crate::output::Output;
use crate::postman::{Collection, parse, parse_environment};
use crate::root;
use crate::source::Source;

/// What [`generate`] gives.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Generation {
    /// The files to write.
    pub output: Output,
    /// What was understood, in the order of the inputs.
    pub apis: Vec<Api>,
    /// What there is to say, located, in the order of the inputs.
    pub diagnostics: Diagnostics,
}

/// Generates clients: the whole way from text to files, for any number of APIs.
///
/// What cannot be honoured is an error in [`Generation::diagnostics`] and costs nothing else: the output holds all
/// the rest.
#[must_use]
pub fn generate(inputs: &[ApiInput], options: &Options) -> Generation {
    let models: Vec<(Option<Api>, Diagnostics)> = inputs
        .par_iter()
        .map(|input| model(input, options))
        .collect();
    let mut generation = Generation::default();
    for ((api, diagnostics), input) in models.into_iter().zip(inputs) {
        generation.diagnostics.extend(diagnostics);
        match api {
            Some(api) if root::is_free(&api, &generation.apis) => generation.apis.push(api),
            Some(api) => generation.diagnostics.push(root::taken(&api, input)),
            None => {}
        }
    }
    let emit_options = EmitOptions {
        examples: options.examples,
    };
    let files: Vec<_> = generation
        .apis
        .par_iter()
        .map(|api| emit(api, &emit_options))
        .collect();
    generation.output = files.into_iter().flatten().collect();
    generation
        .output
        .extend([root::emit(&generation.apis, options)]);
    generation
}

/// One API as it is understood, with what there is to say of it.
fn model(input: &ApiInput, options: &Options) -> (Option<Api>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let config = Config::read(input.config.as_ref(), &mut diagnostics);
    let lower_options = lower_options(input, &config, options, &mut diagnostics);
    let collections = read_all(input, &mut diagnostics);
    let mut api = if collections.is_empty() {
        None
    } else {
        lower(&collections, &lower_options, &mut diagnostics)
    };
    if let Some(api) = &mut api {
        config::apply(api, &config, input.config_is_shared, &mut diagnostics);
    } else if !diagnostics.has_errors() {
        diagnostics.push(
            Diagnostic::new(
                Severity::Error,
                "no-operation",
                "",
                "nothing here can be sent",
            )
            .in_file(input.label())
            .help("a collection has items with a request; export it from Postman as v2.1"),
        );
    }
    locate(input, options, &mut diagnostics);
    (api, diagnostics)
}

/// Parses the files of an API, several at a time; those that hold no collection are left out.
fn read_all(input: &ApiInput, diagnostics: &mut Diagnostics) -> Vec<Input> {
    let parsed: Vec<(Option<Collection>, Diagnostics)> = input
        .sources
        .par_iter()
        .map(|source| {
            let mut diagnostics = Diagnostics::default();
            (parse(&source.text, &mut diagnostics), diagnostics)
        })
        .collect();
    let mut inputs = Vec::new();
    for (source, (collection, said)) in input.sources.iter().zip(parsed) {
        let label = input.label_of(&source.path);
        diagnostics.extend(said.into_iter().map(|said| said.in_file(label.as_str())));
        inputs.extend(collection.map(|collection| Input {
            source_path: label,
            collection,
        }));
    }
    inputs
}

/// What the configuration, the environments and the caller say, in this order.
fn lower_options(
    input: &ApiInput,
    config: &Config,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> LowerOptions {
    let mut variables = Vec::new();
    for source in options.environments.iter().chain(&input.environments) {
        let mut said = Diagnostics::default();
        variables.extend(parse_environment(&source.text, &mut said));
        diagnostics.extend(said.into_iter().map(|said| said.in_file(&source.path)));
    }
    variables.extend(config.variables());
    LowerOptions {
        name: config.name.clone().or_else(|| input.name.clone()),
        base_url: config.base_url.clone().or_else(|| options.base_url.clone()),
        variables,
    }
}

/// Fills in file names as the user gave them, lines and columns, for all diagnostics that have none yet.
fn locate(input: &ApiInput, options: &Options, diagnostics: &mut Diagnostics) {
    let environments = options.environments.iter().chain(&input.environments);
    for source in input.sources.iter().chain(environments) {
        let label = input.label_of(&source.path);
        let here = |said: &Diagnostic| said.file == label || said.file == source.path;
        let pointers: Vec<String> = diagnostics
            .iter()
            .filter(|said| here(said) && said.line == 0)
            .map(|said| said.pointer.clone())
            .collect();
        if pointers.is_empty() {
            continue;
        }
        let pointers: Vec<&str> = pointers.iter().map(String::as_str).collect();
        let mut places = Source::locate(source, &pointers).into_iter();
        for said in diagnostics
            .iter_mut()
            .filter(|said| here(said) && said.line == 0)
        {
            (said.line, said.column) = places.next().unwrap_or((1, 1));
            said.file.clone_from(&source.path);
        }
    }
}
