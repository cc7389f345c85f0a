//! `codegen check`: whether the generated crate is up to date.

use std::io::{self, Write as _};
use std::path::Path;

use crate::output::{Output, Stale};

use super::arguments::{Check, Target};
use super::diff;
use super::generate::{Run, sources_of};
use super::report::counted;
use super::{Outcome, fail};

pub(super) fn run(arguments: &Check) -> io::Result<Outcome> {
    let target = &arguments.target;
    let run = Run::of(target);
    run.report(&target.input)?;
    if run.is_empty() {
        return fail("nothing to compare with");
    }
    let compared = Compared {
        output: &run.generation.output,
        dir: &sources_of(target),
        shows_differences: arguments.diff,
        is_quiet: target.input.quiet,
    };
    compared.print(&command(target))
}

/// An output that is compared with a folder.
pub(super) struct Compared<'a> {
    pub output: &'a Output,
    pub dir: &'a Path,
    pub shows_differences: bool,
    pub is_quiet: bool,
}

impl Compared<'_> {
    /// Names each stale file, and the command that updates them.
    pub(super) fn print(&self, command: &str) -> io::Result<Outcome> {
        let stale = self.output.check(self.dir)?;
        let dir = self.dir.display().to_string().replace('\\', "/");
        let mut out = anstream::stdout().lock();
        if stale.is_empty() {
            if !self.is_quiet {
                let files = counted(self.output.len(), "file");
                writeln!(out, "{dir} is fresh ({files})")?;
            }
            return Ok(Outcome::Done);
        }
        for Stale { path, why, old } in &stale {
            writeln!(out, "{dir}/{path}: {}", why.as_str())?;
            if self.shows_differences {
                let new = self.output.get(path).unwrap_or_default();
                let old = String::from_utf8_lossy(old.as_deref().unwrap_or_default());
                out.write_all(diff::unified(&old, new).as_bytes())?;
            }
        }
        if !self.is_quiet {
            let files = match stale.as_slice() {
                [_] => "this file is",
                _ => "these files are",
            };
            writeln!(out, "{files} stale: run `{command}`")?;
        }
        Ok(Outcome::Failed)
    }
}

/// What makes the crate fresh.
fn command(target: &Target) -> String {
    let mut flags = String::new();
    for (flag, value, default) in [
        ("--collections", &target.collections, "collections"),
        ("--out", &target.out, "generated"),
    ] {
        if value.as_os_str() != default {
            flags.push_str(&format!(" {flag} {}", value.display()));
        }
    }
    if target.examples {
        flags.push_str(" --examples");
    }
    for path in &target.input.environments {
        flags.push_str(&format!(" --environment {}", path.display()));
    }
    let separator = if flags.is_empty() { "" } else { " --" };
    format!("cargo run -p codegen{separator}{flags}")
}
