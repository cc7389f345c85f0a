//! `codegen check`: whether the generated crate is fresh.

use std::io::{self, Write as _};

use crate::output::Stale;

use super::Outcome;
use super::arguments::{Check, Generate};
use super::diff;
use super::generate::{Run, sources_of};
use super::report::counted;

pub(super) fn run(arguments: &Check) -> io::Result<Outcome> {
    let run = Run::of(&arguments.generate);
    run.report(&arguments.generate)?;
    if run.is_empty() {
        writeln!(io::stderr(), "error: nothing to compare with")?;
        return Ok(Outcome::Failed);
    }
    let dir = sources_of(&arguments.generate);
    let output = &run.generation.output;
    let stale = output.check(&dir)?;
    let shown_dir = dir.display().to_string().replace('\\', "/");
    let mut out = anstream::stdout().lock();
    if stale.is_empty() {
        writeln!(
            out,
            "{shown_dir} is fresh ({})",
            counted(output.len(), "file")
        )?;
        return Ok(Outcome::Done);
    }
    for Stale { path, why, old } in &stale {
        writeln!(out, "{shown_dir}/{path}: {}", why.as_str())?;
        if arguments.diff {
            let new = output.get(path).unwrap_or_default();
            let old = String::from_utf8_lossy(old.as_deref().unwrap_or_default());
            out.write_all(diff::unified(&old, new).as_bytes())?;
        }
    }
    let this = if let [_] = stale.as_slice() {
        "this file is"
    } else {
        "these files are"
    };
    writeln!(out, "{this} stale: run `{}`", command(&arguments.generate))?;
    Ok(Outcome::Failed)
}

/// What makes the crate fresh.
fn command(arguments: &Generate) -> String {
    let mut flags = String::new();
    for (flag, value, default) in [
        ("--collections", &arguments.collections, "collections"),
        ("--out", &arguments.out, "generated"),
    ] {
        if value.as_os_str() != default {
            flags.push_str(&format!(" {flag} {}", value.display()));
        }
    }
    if arguments.examples {
        flags.push_str(" --examples");
    }
    for path in &arguments.input.environments {
        flags.push_str(&format!(" --environment {}", path.display()));
    }
    let separator = if flags.is_empty() { "" } else { " --" };
    format!("cargo run -p codegen{separator}{flags}")
}
