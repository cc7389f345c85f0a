//! `codegen new`: a crate of its own.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use crate::options::Options;
use crate::output::mark::is_generated;
use crate::package::{self, Client, Package};
use crate::spine::{generate_from, understand};

use super::Outcome;
use super::arguments::New;
use super::client;
use super::generate::{print_changes, print_summary};
use super::report::{joined, read_files, report};

pub(super) fn run(arguments: &New) -> io::Result<Outcome> {
    let mut options = Options {
        name: arguments
            .name
            .clone()
            .filter(|_| arguments.files.len() == 1),
        examples: arguments.examples,
        features: true,
        ..Options::default()
    };
    let inputs = read_files(&arguments.files, &arguments.input, &mut options);
    let understanding = understand(&inputs.apis, &options);
    let name = arguments.name.as_deref();
    options.crate_name = Some(package::crate_name(name, &understanding.apis));
    let mut generation = generate_from(understanding, &inputs.apis, &options);
    let diagnostics = joined(&inputs, std::mem::take(&mut generation.diagnostics));
    report(&diagnostics, &inputs, &options, arguments.input.verbose)?;
    if generation.apis.is_empty() {
        return fail("nothing to generate; nothing was written");
    }
    if let Some(problem) = problem_of(&arguments.out)? {
        return fail(&problem);
    }
    let client = match client::find(arguments.client.as_deref(), &arguments.out) {
        Ok(client) => client,
        Err(problem) => return fail(&problem),
    };
    if let Client::Version = client {
        writeln!(
            io::stderr(),
            "note: the crate `client` is not in this folder, so Cargo.toml asks for the published one\n  = help: \
             `--client PATH` names the folder that it lies in"
        )?;
    }
    let package = Package {
        name: arguments.name.clone().or(options.crate_name.clone()),
        client,
        has_own_workspace: is_inside_workspace(&arguments.out),
    };
    let output = package.output(&generation.apis, generation.output);
    let written = match output.write(&arguments.out) {
        Ok(written) => written,
        Err(error) => return fail(&error.to_string()),
    };
    print_changes(&written, &arguments.out.display().to_string())?;
    let operations = generation
        .apis
        .iter()
        .map(|api| api.all_operations().len())
        .sum();
    print_summary(&written, generation.apis.len(), operations, &diagnostics)?;
    Ok(Outcome::failed_if(diagnostics.has_errors()))
}

fn fail(problem: &str) -> io::Result<Outcome> {
    writeln!(io::stderr(), "error: {problem}")?;
    Ok(Outcome::Failed)
}

/// Why a crate cannot be written to a folder: something that is not ours lies there.
fn problem_of(dir: &Path) -> io::Result<Option<String>> {
    let is_empty = match fs::read_dir(dir) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => true,
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => false,
        Err(error) => return Err(error),
    };
    let is_ours = || fs::read(dir.join("Cargo.toml")).is_ok_and(|text| is_generated(&text));
    if is_empty || is_ours() {
        return Ok(None);
    }
    Ok(Some(format!(
        "`{}` is not empty, and not a crate that was generated; choose another folder",
        dir.display()
    )))
}

/// Whether a folder above has a workspace that Cargo would take the crate to be part of.
fn is_inside_workspace(dir: &Path) -> bool {
    let Ok(dir) = std::path::absolute(dir) else {
        return false;
    };
    let mut manifests = dir.ancestors().skip(1).map(|dir| dir.join("Cargo.toml"));
    manifests.any(|path| {
        fs::read_to_string(path).is_ok_and(|text| {
            let mut lines = text.lines().map(str::trim);
            lines.any(|line| line == "[workspace]" || line.starts_with("[workspace."))
        })
    })
}
