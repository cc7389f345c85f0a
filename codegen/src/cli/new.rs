//! `codegen new`: a new crate.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use crate::api::Api;
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::options::{Options, Root};
use crate::output::mark::is_generated;
use crate::output::{Output, Written};
use crate::package::{self, Package};
use crate::spine::{generate_from, understand};

use super::arguments::New;
use super::check::Compared;
use super::client;
use super::generate::{print_changes, write};
use super::progress::Progress;
use super::report::{counted, joined, read_files, report_counts};
use super::shell::quoted;
use super::workspace;
use super::{Outcome, fail};

pub(super) fn run(arguments: &New) -> io::Result<Outcome> {
    let mut options = Options {
        name: arguments
            .name
            .clone()
            .filter(|_| arguments.files.len() == 1),
        examples: arguments.extras.examples || arguments.extras.tests,
        tests: arguments.extras.tests,
        features: true,
        root: Root::Package,
        existing_root: fs::read_to_string(arguments.out.join("src/lib.rs")).ok(),
        client_path: arguments
            .client_name
            .as_ref()
            .map(|key| key.replace('-', "_")),
        ..Options::default()
    };
    let progress = Progress::start("generating", &arguments.input);
    let inputs = read_files(&arguments.files, &arguments.input, &mut options);
    let understanding = understand(&inputs.apis, &options);
    let name = arguments.name.as_deref();
    options.crate_name = Some(package::crate_name(name, &understanding.apis));
    let mut generation = generate_from(understanding, &inputs.apis, &options);
    drop(progress);
    let diagnostics = joined(&inputs, std::mem::take(&mut generation.diagnostics));
    report_counts(&diagnostics, &inputs, &options, &arguments.input)?;
    if generation.apis.is_empty() {
        return fail("nothing to generate; nothing was written");
    }
    let configs = inputs.apis.iter().map(|api| api.config.as_ref());
    // Their errors are among the diagnostics.
    let metadata = configs.flat_map(|it| Config::read(it, &mut Diagnostics::default()).package);
    let metadata = metadata.collect();
    let apis = &generation.apis;
    let output = match output(arguments, &options, apis, generation.output, metadata)? {
        Ok(output) => output,
        Err(problem) => return fail(&problem),
    };
    if arguments.check {
        let compared = Compared {
            output: &output,
            dir: &arguments.out,
            shows_differences: false,
            is_quiet: arguments.input.quiet,
        };
        return compared.print(&command());
    }
    if let Some(problem) = problem_of_modules(&output, &arguments.out)? {
        return fail(&problem);
    }
    let is_dry = arguments.dry_run;
    let written = match write(&output, &arguments.out, is_dry) {
        Ok(written) => written,
        Err(error) => return fail(&error.to_string()),
    };
    if arguments.input.verbose || is_dry {
        print_changes(&written, &arguments.out.display().to_string(), is_dry)?;
    }
    if !arguments.input.quiet {
        print_result(arguments, &options, &generation.apis, &written)?;
    }
    Ok(Outcome::failed_if(diagnostics.has_errors()))
}

/// What updates the crate: this command, without `--check`.
fn command() -> String {
    let arguments = std::env::args().skip(1);
    let arguments = arguments.filter(|argument| argument != "--check");
    arguments.fold("codegen".to_owned(), |command, argument| {
        format!("{command} {}", quoted(&argument))
    })
}

/// All files of the crate, or why it cannot be written.
fn output(
    arguments: &New,
    options: &Options,
    apis: &[Api],
    sources: Output,
    metadata: Vec<(String, Vec<String>)>,
) -> io::Result<Result<Output, String>> {
    let dir = &arguments.out;
    if let Some(problem) = problem_of(dir)? {
        return Ok(Err(problem));
    }
    let package = arguments.client_package.as_deref();
    let (client, client_package) = match client::find(arguments.client.as_deref(), package, dir) {
        Ok(found) => found,
        Err(problem) => return Ok(Err(problem)),
    };
    let package = Package {
        name: arguments.name.clone().or(options.crate_name.clone()),
        folder: folder_name(dir),
        client,
        client_package,
        client_key: arguments.client_name.clone(),
        metadata,
        has_own_workspace: workspace::excludes(dir),
        manifest: fs::read_to_string(dir.join("Cargo.toml")).ok(),
        has_tests: arguments.extras.tests,
        keeps_readme: fs::read(dir.join("README.md")).is_ok_and(|text| !is_generated(&text)),
    };
    Ok(package.output(apis, sources).map_err(|error| {
        format!(
            "`{}` is not valid TOML: {error}",
            dir.join("Cargo.toml").display()
        )
    }))
}

/// The name of a folder, which need not exist yet.
fn folder_name(dir: &Path) -> Option<String> {
    let absolute = std::path::absolute(dir).ok()?;
    let name = absolute.file_name()?;
    name.to_str().map(str::to_owned)
}

/// What was written, and what to do next.
fn print_result(
    arguments: &New,
    options: &Options,
    apis: &[Api],
    written: &Written,
) -> io::Result<()> {
    let dir = arguments.out.display();
    let operations = apis.iter().map(|api| api.all_operations().len()).sum();
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{dir}: {}, {} ({} created, {} changed, {} deleted, {} unchanged{})",
        counted(apis.len(), "API"),
        counted(operations, "operation"),
        counted(written.created.len(), "file"),
        written.changed.len(),
        written.deleted.len(),
        written.unchanged,
        if arguments.dry_run { "; dry run" } else { "" },
    )?;
    if !arguments.dry_run && written.created.iter().any(|path| path == "Cargo.toml") {
        let name = options.crate_name.as_deref().unwrap_or_default();
        writeln!(
            out,
            "next: read {dir}/README.md, or run `cargo doc --open` in {dir}; other packages depend on it with\n  \
             {name} = {{ path = \"{dir}\" }}"
        )?;
    }
    Ok(())
}

/// Why a crate cannot be written to a folder: it contains something that is not ours.
fn problem_of(dir: &Path) -> io::Result<Option<String>> {
    let is_empty = match fs::read_dir(dir) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => true,
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => false,
        Err(error) => return Err(error),
    };
    let is_ours = || fs::read(dir.join("src/lib.rs")).is_ok_and(|text| is_generated(&text));
    if is_empty || is_ours() {
        return Ok(None);
    }
    Ok(Some(format!(
        "`{}` is not empty, and not a crate that was generated; choose another folder",
        dir.display()
    )))
}

/// Why the crate in a folder cannot be updated: it contains other APIs only, all of which would be deleted.
fn problem_of_modules(output: &Output, dir: &Path) -> io::Result<Option<String>> {
    let entries = match fs::read_dir(dir.join("src")) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let new: BTreeSet<&str> = output.iter().map(|(path, _)| path).collect();
    let mut others = BTreeSet::new();
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let path = format!("src/{name}");
        let is_module = name.strip_suffix(".rs").is_some_and(|stem| stem != "lib");
        if !is_module || !fs::read(dir.join(&path)).is_ok_and(|text| is_generated(&text)) {
            continue;
        }
        if new.contains(path.as_str()) {
            return Ok(None);
        }
        others.insert(format!("`{path}`"));
    }
    let others: Vec<String> = others.into_iter().collect();
    Ok((!others.is_empty()).then(|| {
        format!(
            "the crate in `{}` has none of these APIs, and {} would be deleted; use the name and files that it was made \
             from, or choose another folder",
            dir.display(),
            others.join(", ")
        )
    }))
}
