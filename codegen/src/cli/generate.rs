//! `codegen generate`: a folder of collections → the sources of a crate.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostics;
use crate::inputs::{Inputs, overlap};
use crate::options::Options;
use crate::output::Written;
use crate::{Generation, generate};

use super::Outcome;
use super::arguments::Generate;
use super::report::{counted, counted_diagnostics, joined, read_environments, report};

/// What a run of the generator gave, before anything is written.
pub(super) struct Run {
    pub inputs: Inputs,
    pub options: Options,
    pub generation: Generation,
    pub diagnostics: Diagnostics,
}

impl Run {
    pub(super) fn of(arguments: &Generate) -> Self {
        let mut options = Options {
            examples: arguments.examples,
            crate_name: crate_name(&arguments.out),
            ..Options::default()
        };
        let mut inputs = Inputs::default();
        inputs.add_collections(&arguments.collections);
        read_environments(&arguments.input, &mut inputs, &mut options);
        let mut generation = generate(&inputs.apis, &options);
        let diagnostics = joined(&inputs, std::mem::take(&mut generation.diagnostics));
        Self {
            inputs,
            options,
            generation,
            diagnostics,
        }
    }

    pub(super) fn report(&self, arguments: &Generate) -> io::Result<()> {
        let verbose = arguments.input.verbose;
        report(&self.diagnostics, &self.inputs, &self.options, verbose)
    }

    /// Whether there is nothing to write, because nothing could be read: better to leave what there is.
    pub(super) fn is_empty(&self) -> bool {
        self.generation.apis.is_empty()
    }
}

/// The name, in code, of the crate in a folder; [`None`] if there is none yet.
fn crate_name(dir: &Path) -> Option<String> {
    let manifest = fs::read_to_string(dir.join("Cargo.toml")).ok()?;
    let manifest: toml::Table = toml::from_str(&manifest).ok()?;
    let name = manifest.get("package")?.get("name")?.as_str()?;
    let name = name.replace('-', "_");
    syn::parse_str::<syn::Ident>(&name).is_ok().then_some(name)
}

/// The folder that the sources go to.
pub(super) fn sources_of(arguments: &Generate) -> PathBuf {
    arguments.out.join("src")
}

pub(super) fn run(arguments: &Generate) -> io::Result<Outcome> {
    let dir = sources_of(arguments);
    if let Some(problem) = overlap(&arguments.collections, &dir) {
        writeln!(io::stderr(), "error: nothing was written: {problem}")?;
        return Ok(Outcome::Failed);
    }
    let run = Run::of(arguments);
    run.report(arguments)?;
    if run.is_empty() {
        writeln!(
            io::stderr(),
            "error: nothing to generate; nothing was written"
        )?;
        return Ok(Outcome::Failed);
    }
    let written = match run.generation.output.write(&dir) {
        Ok(written) => written,
        Err(error) => {
            writeln!(io::stderr(), "error: {error}")?;
            return Ok(Outcome::Failed);
        }
    };
    print_changes(&written, &dir.display().to_string())?;
    let operations = run
        .generation
        .apis
        .iter()
        .map(|api| api.all_operations().len())
        .sum();
    print_summary(
        &written,
        run.generation.apis.len(),
        operations,
        &run.diagnostics,
    )?;
    Ok(Outcome::failed_if(run.diagnostics.has_errors()))
}

/// One line for each file that changed.
pub(super) fn print_changes(written: &Written, dir: &str) -> io::Result<()> {
    let dir = dir.replace('\\', "/");
    let mut changes: Vec<(&String, &str)> = Vec::new();
    changes.extend(written.created.iter().map(|path| (path, "created")));
    changes.extend(written.changed.iter().map(|path| (path, "changed")));
    changes.extend(written.deleted.iter().map(|path| (path, "deleted")));
    changes.sort();
    let mut out = io::stdout().lock();
    for (path, what) in changes {
        writeln!(out, "{what} {dir}/{path}")?;
    }
    Ok(())
}

/// How much there is, and how much of it changed.
pub(super) fn print_summary(
    written: &Written,
    apis: usize,
    operations: usize,
    diagnostics: &Diagnostics,
) -> io::Result<()> {
    let changed = written.created.len() + written.changed.len() + written.deleted.len();
    let found = match counted_diagnostics(diagnostics) {
        count if count.is_empty() => count,
        count => format!("; {count}"),
    };
    writeln!(
        io::stdout(),
        "{}, {}: {} changed, {} unchanged{found}",
        counted(apis, "API"),
        counted(operations, "operation"),
        counted(changed, "file"),
        written.unchanged,
    )
}
