//! `codegen generate`: a folder of collections → the sources of a crate.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostics;
use crate::inputs::{Inputs, overlap};
use crate::options::Options;
use crate::output::{Output, WriteError, Written};
use crate::{Generation, generate};

use super::arguments::{Generate, Input, Target};
use super::progress::Progress;
use super::report::{apply_input, counted, counted_diagnostics, joined, report};
use super::watch::Changes;
use super::{Outcome, fail};

/// What a run of the generator gave, before anything is written.
pub(super) struct Run {
    pub inputs: Inputs,
    pub options: Options,
    pub generation: Generation,
    pub diagnostics: Diagnostics,
}

impl Run {
    pub(super) fn of(target: &Target) -> Self {
        let _progress = Progress::start("generating", &target.input);
        let mut options = Options {
            examples: target.examples,
            crate_name: crate_name(&target.out),
            ..Options::default()
        };
        let mut inputs = Inputs::default();
        inputs.add_collections(&target.collections);
        apply_input(&target.input, &mut inputs, &mut options);
        let mut generation = generate(&inputs.apis, &options);
        let diagnostics = joined(&inputs, std::mem::take(&mut generation.diagnostics));
        Self {
            inputs,
            options,
            generation,
            diagnostics,
        }
    }

    pub(super) fn report(&self, input: &Input) -> io::Result<()> {
        report(&self.diagnostics, &self.inputs, &self.options, input)
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
pub(super) fn sources_of(target: &Target) -> PathBuf {
    target.out.join("src")
}

pub(super) fn run(arguments: &Generate) -> io::Result<Outcome> {
    if !arguments.watch {
        return run_once(arguments);
    }
    let target = &arguments.target;
    let changes = Changes::of([&target.collections], &target.input.environments)?;
    loop {
        run_once(arguments)?;
        io::stdout().flush()?;
        if !target.input.quiet {
            let folder = target.collections.display();
            writeln!(io::stderr(), "waiting for changes in {folder}; Ctrl-C ends")?;
        }
        changes.wait()?;
    }
}

fn run_once(arguments: &Generate) -> io::Result<Outcome> {
    let target = &arguments.target;
    let dir = sources_of(target);
    if let Some(problem) = overlap(&target.collections, &dir) {
        return fail(&format!("nothing was written: {problem}"));
    }
    let run = Run::of(target);
    run.report(&target.input)?;
    if run.is_empty() {
        return fail("nothing to generate; nothing was written");
    }
    let written = match write(&run.generation.output, &dir, arguments.dry_run) {
        Ok(written) => written,
        Err(error) => return fail(&error.to_string()),
    };
    if !target.input.quiet {
        print_changes(&written, &dir.display().to_string(), arguments.dry_run)?;
        print_summary(&run, &written, arguments.dry_run)?;
    }
    Ok(Outcome::failed_if(run.diagnostics.has_errors()))
}

/// Writes the output, or only says what would change.
pub(super) fn write(output: &Output, dir: &Path, is_dry: bool) -> Result<Written, WriteError> {
    if is_dry {
        output.plan(dir)
    } else {
        output.write(dir)
    }
}

/// One line for each file that changed, or would change.
pub(super) fn print_changes(written: &Written, dir: &str, is_dry: bool) -> io::Result<()> {
    let dir = dir.replace('\\', "/");
    let mut changes: Vec<(&String, [&str; 2])> = Vec::new();
    let created = written.created.iter();
    changes.extend(created.map(|path| (path, ["created", "would create"])));
    let changed = written.changed.iter();
    changes.extend(changed.map(|path| (path, ["changed", "would change"])));
    let deleted = written.deleted.iter();
    changes.extend(deleted.map(|path| (path, ["deleted", "would delete"])));
    changes.sort();
    let mut out = io::stdout().lock();
    for (path, what) in changes {
        writeln!(out, "{} {dir}/{path}", what[usize::from(is_dry)])?;
    }
    Ok(())
}

/// How much there is, and how much of it changed.
fn print_summary(run: &Run, written: &Written, is_dry: bool) -> io::Result<()> {
    let changed = written.created.len() + written.changed.len() + written.deleted.len();
    let apis = &run.generation.apis;
    let operations = apis.iter().map(|api| api.all_operations().len()).sum();
    let found = match counted_diagnostics(&run.diagnostics) {
        count if count.is_empty() => count,
        count => format!("; {count}"),
    };
    writeln!(
        io::stdout(),
        "{}, {}: {} {}, {} unchanged{found}",
        counted(apis.len(), "API"),
        counted(operations, "operation"),
        counted(changed, "file"),
        if is_dry { "would change" } else { "changed" },
        written.unchanged,
    )
}
