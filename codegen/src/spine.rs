//! The whole pipeline, on one screen: parse, lower, correct, emit.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::api::{Api, Ident};
use crate::config::Config;
use crate::correct;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::emit::{EmitOptions, Home, api_at_root, emit, root};
use crate::inputs::ApiInput;
use crate::lower::{Input, LowerOptions, OneEnvironment, lower};
use crate::options::{Options, Root};
use crate::output::Output;
use crate::postman::{Collection, Variable, parse, parse_environment};
use crate::redact;
use crate::source::Place;

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
    if !found.is_empty() {
        for input in inputs {
            locate(input, options, &mut found);
        }
    }
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
    locate(input, options, &mut diagnostics);
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
        let mut skipped = Vec::new();
        let collection = collection.map(|mut collection| {
            skipped = correct::skip(&mut collection, config);
            correct::declare(&mut collection, config);
            collection
        });
        let kept = found
            .into_iter()
            .filter(|it| !skipped.iter().any(|item| it.is_below(item)));
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
fn locate(input: &ApiInput, options: &Options, diagnostics: &mut Diagnostics) {
    let environments = options.environments.iter().chain(&input.environments);
    for source in input.sources.iter().chain(environments) {
        let label = input.label_of(&source.path);
        let here =
            |diagnostic: &Diagnostic| diagnostic.file == label || diagnostic.file == source.path;
        let mut here: Vec<&mut Diagnostic> = diagnostics.iter_mut().filter(|it| here(it)).collect();
        for diagnostic in &mut here {
            diagnostic.file.clone_from(&source.path);
        }
        here.retain(|diagnostic| diagnostic.line == 0);
        if here.is_empty() {
            continue;
        }
        if let Some(origins) = input
            .origins
            .iter()
            .find(|origins| origins.path == source.path)
        {
            for diagnostic in here {
                if let Some(origin) = origins.of.of(&diagnostic.pointer) {
                    diagnostic.file.clone_from(&origin.file);
                    diagnostic.pointer.clone_from(&origin.pointer);
                    (diagnostic.line, diagnostic.column) = (origin.line, origin.column);
                }
            }
            continue;
        }
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
}

#[cfg(test)]
mod independence;

#[cfg(test)]
mod tests {
    use rayon::ThreadPoolBuilder;

    use super::*;
    use crate::api::TypeDef;
    use crate::source::Source;

    fn generated(text: &str) -> Generation {
        let source = Source {
            path: "x.json".to_owned(),
            text: text.to_owned(),
        };
        generate(&[ApiInput::of(source)], &Options::default())
    }

    fn item(name: &str, url: &str) -> String {
        format!(r#"{{"name":"{name}","request":{{"url":"{url}"}}}}"#)
    }

    #[test]
    fn the_number_of_threads_changes_neither_files_nor_diagnostics() {
        let item = |index: usize| {
            format!(
                r#"{{"name":"item {index}","request":{{"method":"GET","auth":{{"type":"unknown{}"}},
                "url":"{{{{host{}}}}}/a/:id/{{b}}?q={{{{region{}}}}}","body":{{"mode":"raw","raw":"x"}}}},
                "response":[{{"code":200,"body":"{{\"key{index}\": 1}}"}}]}}"#,
                index / 8,
                index / 4,
                index % 4,
            )
        };
        let folder = |index: usize| {
            let items: Vec<String> = (index * 6..index * 6 + 6).map(item).collect();
            format!(
                r#"{{"name":"folder {index}","item":[{}]}}"#,
                items.join(",")
            )
        };
        let folders: Vec<String> = (0..6).map(folder).chain([item(99)]).collect();
        let text = format!(r#"{{"item":[{}]}}"#, folders.join(","));
        let on = |threads: usize| {
            let pool = ThreadPoolBuilder::new().num_threads(threads).build();
            pool.unwrap().install(|| generated(&text))
        };
        let single = on(1);
        let found = |code: Code| {
            single
                .diagnostics
                .iter()
                .filter(|it| it.code == code)
                .count()
        };
        assert_eq!(single.apis[0].all_operations().len(), 37);
        assert_eq!(found(Code::BodyNotSent), 1);
        assert_eq!(found(Code::UnsupportedAuth), 6);
        assert!(found(Code::UnresolvedVariable) > 4);
        for threads in 2..6 {
            assert_eq!(on(threads), single);
        }
    }

    #[test]
    fn folders_can_be_nested_more_than_a_hundred_deep() {
        let folder = |inner: String| format!(r#"{{"name":"f","item":[{inner}]}}"#);
        let nested = (0..120).fold(item("deep", "http://h/deep"), |inner, _| folder(inner));
        let generation = generated(&format!(
            "{{\"item\":[{nested},{}]}}",
            item("a", "http://h/a")
        ));
        assert!(!generation.diagnostics.has_errors());
        assert_eq!(generation.apis[0].all_operations().len(), 2);
        let too_deep = (0..1000).fold(item("deep", "http://h/deep"), |inner, _| folder(inner));
        let generation = generated(&format!(
            "{{\"item\":[{too_deep},{}]}}",
            item("a", "http://h/a")
        ));
        assert_eq!(generation.apis[0].all_operations().len(), 1);
        let codes: Vec<_> = generation
            .diagnostics
            .iter()
            .map(|diagnostic| diagnostic.code)
            .collect();
        assert!(codes.contains(&Code::NestedTooDeep), "{codes:?}");
    }

    #[test]
    fn the_configuration_decides_how_fields_of_responses_are_read() {
        let text = r#"{"item": [{"name": "a", "request": {"url": "http://h"}, "response": [
            {"code": 200, "body": "{\"id\": 1, \"tags\": [\"x\"]}"}
        ]}]}"#;
        let fields = |config: &str| {
            let source = |path: &str, text: &str| Source {
                path: path.to_owned(),
                text: text.to_owned(),
            };
            let input = ApiInput {
                config: Some(source("codegen.toml", config)),
                ..ApiInput::of(source("x.json", text))
            };
            let found = understand(&[input], &Options::default());
            let messages = found.diagnostics.iter().map(|it| it.message.clone());
            let messages: Vec<String> = messages.collect();
            let TypeDef::Struct(def) = &found.apis[0].all_operations()[0].types[0] else {
                panic!("a struct")
            };
            let flags = def.fields.iter();
            let flags = flags.map(|it| (it.required, it.empty_if_missing));
            (flags.collect::<Vec<_>>(), messages)
        };
        let none = Vec::<String>::new();
        assert_eq!(
            fields(""),
            (vec![(false, false), (false, true)], none.clone())
        );
        assert_eq!(
            fields("[answers]\nlists = \"optional\""),
            (vec![(false, false), (false, false)], none.clone())
        );
        assert_eq!(
            fields("[answers]\nalways-there = \"shown\""),
            (vec![(true, false), (true, false)], none)
        );
        assert_eq!(
            fields("[answers]\nalways-there = \"often\"").1,
            ["`often` is not one of `proven`, `shown`, `never`"]
        );
    }

    #[test]
    fn a_line_break_in_a_file_name_starts_no_line_of_code() {
        let source = Source {
            path: "x\nfn pwned() {}\rfn pwned() {}\u{202e}.json".to_owned(),
            text: format!("{{\"item\":[{}]}}", item("a", "http://h/a")),
        };
        let generation = generate(&[ApiInput::of(source)], &Options::default());
        assert!(generation.output.len() > 1);
        for (path, text) in generation.output.iter() {
            let is_code = |line: &str| line.trim_start().starts_with("fn pwned");
            assert!(!text.lines().any(is_code), "{path}: {text}");
            assert!(!text.contains(['\r', '\u{202e}']), "{path}: {text:?}");
        }
    }

    #[test]
    fn methods_that_are_no_words_are_named() {
        let methods = ["M-SEARCH", "VERSION-CONTROL", "A.B", "%", "G+U", "G'T"];
        let items = methods.map(|method| {
            format!(r#"{{"name":"a","request":{{"url":"http://h","method":"{method}"}}}}"#)
        });
        let text = format!(
            "{{\"item\":[{},{}]}}",
            item("a", "http://h"),
            items.join(",")
        );
        let generation = generated(&text);
        let operations = generation.apis[0].all_operations();
        let modules = operations.iter().map(|it| it.module.as_str());
        assert_eq!(
            modules.collect::<Vec<_>>(),
            [
                "a",
                "m_search_a",
                "version_control_a",
                "a_b_a",
                "percent_a",
                "g_u_a",
                "gt_a"
            ]
        );
        let types = operations.iter().map(|it| it.type_name.as_str());
        assert_eq!(
            types.collect::<Vec<_>>(),
            [
                "A",
                "MSearchA",
                "VersionControlA",
                "ABA",
                "PercentA",
                "GUA",
                "GtA"
            ]
        );
    }

    #[test]
    fn an_oversized_variable_is_reported_and_the_rest_is_generated() {
        let variables: Vec<String> = (0..8)
            .map(|n| {
                format!(
                    r#"{{"key":"v{n}","value":"{}"}}"#,
                    format!("{{{{v{}}}}}", n + 1).repeat(10)
                )
            })
            .collect();
        let text = format!(
            r#"{{"item":[{{"name":"a","request":{{"url":"http://h","header":[{{"key":"X","value":"{{{{v0}}}}"}}]}}}}],
              "variable":[{},{{"key":"v8","value":"lol"}}]}}"#,
            variables.join(",")
        );
        let generation = generated(&text);
        let diagnostics = generation.diagnostics.iter();
        let oversized = diagnostics.filter(|diagnostic| diagnostic.code == Code::VariableTooLong);
        let pointers: Vec<_> = oversized
            .map(|diagnostic| diagnostic.pointer.as_str())
            .collect();
        assert_eq!(
            pointers,
            ["/variable/0", "/variable/1", "/variable/2", "/variable/3"]
        );
        let size: usize = generation.output.iter().map(|(_, text)| text.len()).sum();
        assert!(size < 100_000, "{size}");
    }

    #[test]
    fn messages_show_no_secret() {
        let input = ApiInput::of(Source {
            path: "a.json".to_owned(),
            text: r#"{ "item": [{ "name": "Use ghp_0123456789abcdefghij", "request": {} }] }"#
                .to_owned(),
        });
        let found = understand(&[input], &Options::default()).diagnostics;
        let messages: Vec<&str> = found.iter().map(|it| it.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "a token looks real, so it is left out",
                "`Use …` has no URL"
            ]
        );
    }

    #[test]
    fn an_example_shows_how_json_is_written_and_sends_no_name_of_a_variable() {
        let body = r#"{\"user\":{\"name\":\"{{name}}\",\"roles\":[\"<string>\",\"<string>\"],\"x\":{}},\"age\":7}"#;
        let text = format!(
            r#"{{"item":[{{"name":"add","request":{{"method":"POST","url":"http://h/a","body":{{"mode":"raw","raw":"{body}"}}}}}}]}}"#
        );
        let source = Source {
            path: "x.json".to_owned(),
            text,
        };
        let options = Options {
            crate_name: Some("apis".to_owned()),
            ..Options::default()
        };
        let generation = generate(&[ApiInput::of(source)], &options);
        let mut files = generation.output.iter();
        let (_, text) = files.find(|(path, _)| path.ends_with("add.rs")).unwrap();
        let lines = text.lines().filter_map(|line| line.strip_prefix("/// "));
        let docs: String = lines.map(str::trim).collect();
        assert!(
            docs.contains(r#"User::default().name("name").roles(["roles"])"#),
            "{docs}"
        );
        assert!(docs.contains(".age(7)"), "{docs}");
        assert!(!docs.contains("{{name}}"), "{docs}");
    }

    #[test]
    fn credentials_of_one_kind_are_told_apart_by_their_operations() {
        let item = |name: &str, token: &str| {
            format!(
                r#"{{"name":"{name}","request":{{"url":"http://h/{name}","auth":{{"type":"bearer","bearer":[{{"key":"token","value":"{{{{{token}}}}}"}}]}}}}}}"#
            )
        };
        let items = [item("a", "t"), item("b", "u"), item("c", "u")].join(",");
        let generation = generated(&format!(r#"{{"item":[{{"name":"f","item":[{items}]}}]}}"#));
        let files: String = generation.output.iter().map(|(_, text)| text).collect();
        assert!(files.contains("/// Sets the bearer token for `A`.\n"));
        assert!(files.contains("/// Sets the bearer token for `B` and one other operation.\n"));
    }
}
