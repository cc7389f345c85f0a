//! Compiles generated crates: members of one workspace, so that what they depend on is compiled once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io;
use std::path::PathBuf;
use std::process::Command;

use codegen::Generation;
use codegen::internals::{Client, Package};
use serde_json::Value;

use super::programs::{self, Programs};
use super::run::{End, Run};
use crate::binary::project;

/// Which of the crates are compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sample {
    /// None.
    None,
    /// So many, spread over all sizes.
    Some(usize),
    /// All.
    All,
}

/// What is asked of a crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lint {
    /// `cargo check` without a warning.
    Check,
    /// `cargo clippy`, with its default lints and `missing_docs`, without a warning.
    Clippy,
    /// `cargo doc` without a warning.
    Doc,
    /// `cargo check` of the programs on the pages of the catalogue, without a warning.
    Programs,
}

/// What came of compiling.
#[derive(Debug, Default)]
pub struct Compiled {
    /// How many crates there were.
    pub crates: usize,
    /// Those that failed, by the file that they came from, with their first message each.
    pub failed: BTreeMap<PathBuf, String>,
    /// How often each kind of message came.
    pub kinds: BTreeMap<String, usize>,
    /// The programs of pages in them.
    programs: Programs,
}

impl Compiled {
    /// The counts, and the crates that failed.
    #[must_use]
    pub fn table(&self) -> String {
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = writeln!(text, "{:<58}{:>8}", "crates compiled", self.crates);
        let fine = self.crates - self.failed.len();
        let _ = writeln!(text, "{:<58}{fine:>8}", "  without error or warning");
        if self.programs.all > 0 {
            let Programs { all, of_lists } = self.programs;
            let _ = writeln!(text, "{:<58}{all:>8}", "programs of pages");
            let _ = writeln!(text, "{:<58}{of_lists:>8}", "  that loop over all items");
        }
        for (kind, count) in &self.kinds {
            let _ = writeln!(text, "  {kind:<56}{count:>8}");
        }
        for (path, message) in &self.failed {
            let _ = writeln!(text, "{}:\n{message}", path.display());
        }
        text
    }
}

/// Compiles a sample of what was generated.
///
/// # Errors
///
/// Where the workspace cannot be written or Cargo not be run.
pub fn compile(runs: &[Run], sample: Sample, lint: Lint) -> io::Result<Compiled> {
    let chosen = choose(runs, sample, &|_| true);
    let workspace = Workspace::write(&chosen, false)?;
    let mut programs = Programs::default();
    if lint == Lint::Programs {
        for (name, (path, generation)) in workspace.files.keys().zip(&chosen) {
            programs += programs::write(&workspace.dir.join(name), name, path, generation)?;
        }
    }
    let messages = cargo(&workspace, lint)?;
    Ok(Compiled {
        programs,
        ..read(&messages, &workspace.files)
    })
}

/// A workspace of generated crates.
pub(super) struct Workspace {
    /// Its folder.
    pub(super) dir: PathBuf,
    /// The collections, by the names of their crates.
    pub(super) files: BTreeMap<String, PathBuf>,
    /// Held while the folder is in use, because a second run in this checkout would replace it.
    _lock: File,
}

impl Workspace {
    /// Writes a crate for each collection; with the tests of its saved responses if `has_tests`.
    pub(super) fn write(chosen: &[(&PathBuf, &Generation)], has_tests: bool) -> io::Result<Self> {
        let dir = project().join("target/corpus");
        fs::create_dir_all(project().join("target"))?;
        let lock = File::create(dir.with_extension("lock"))?;
        lock.lock()?;
        if dir.exists() {
            fs::remove_dir_all(&dir)?;
        }
        let mut files = BTreeMap::new();
        for (index, (path, generation)) in chosen.iter().enumerate() {
            let name = format!("c{index:04}");
            let package = Package {
                name: Some(name.clone()),
                client: Client::Path(project().join("client").display().to_string()),
                has_tests,
                ..Package::default()
            };
            let output = package
                .output(&generation.apis, generation.output.clone())
                .map_err(io::Error::other)?;
            output.write(&dir.join(&name)).map_err(io::Error::other)?;
            files.insert(name, (*path).clone());
        }
        let workspace = "[workspace]\nresolver = \"3\"\nmembers = [\"c*\"]\n";
        fs::write(dir.join("Cargo.toml"), workspace)?;
        // The versions that the project is tested with.
        fs::copy(project().join("Cargo.lock"), dir.join("Cargo.lock"))?;
        Ok(Self {
            dir,
            files,
            _lock: lock,
        })
    }

    /// Cargo in its folder.
    pub(super) fn cargo(&self) -> Command {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command
            .current_dir(&self.dir)
            .env("CARGO_TARGET_DIR", self.dir.with_file_name("corpus-target"));
        command
    }
}

/// The chosen ones of those that `is_meant` accepts, in the order of their size, evenly spread.
pub(super) fn choose<'a>(
    runs: &'a [Run],
    sample: Sample,
    is_meant: &dyn Fn(&Generation) -> bool,
) -> Vec<(&'a PathBuf, &'a Generation)> {
    let mut all: Vec<(&PathBuf, &Generation)> = runs
        .iter()
        .filter_map(|run| match &run.end {
            End::Done { generation, .. } if !generation.apis.is_empty() && is_meant(generation) => {
                Some((&run.path, generation.as_ref()))
            }
            _ => None,
        })
        .collect();
    all.sort_by_key(|(_, generation)| {
        generation
            .output
            .iter()
            .map(|file| file.1.len())
            .sum::<usize>()
    });
    let wanted = match sample {
        Sample::None => 0,
        Sample::Some(count) => count.min(all.len()),
        Sample::All => all.len(),
    };
    (0..wanted)
        .map(|index| all[index * all.len() / wanted])
        .collect()
}

fn cargo(workspace: &Workspace, lint: Lint) -> io::Result<String> {
    let verb = match lint {
        Lint::Check | Lint::Programs => "check",
        Lint::Clippy => "clippy",
        Lint::Doc => "doc",
    };
    let mut command = workspace.cargo();
    command.args([
        verb,
        "--workspace",
        "--all-features",
        "--keep-going",
        "--quiet",
        "--message-format=json",
    ]);
    match lint {
        Lint::Check => {}
        Lint::Programs => drop(command.args(["--lib", "--examples"])),
        Lint::Clippy => drop(command.args(["--", "-Wmissing_docs"])),
        Lint::Doc => drop(command.arg("--no-deps")),
    }
    let output = command.output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    // An error that is not a message of a crate, such as an unknown dependency.
    if !output.status.success() && !text.contains("\"compiler-message\"") {
        return Err(io::Error::other(
            String::from_utf8_lossy(&output.stderr).into_owned(),
        ));
    }
    Ok(text)
}

/// Reads Cargo's messages about the crates: any warning or error makes one fail.
fn read(messages: &str, files: &BTreeMap<String, PathBuf>) -> Compiled {
    let mut compiled = Compiled {
        crates: files.len(),
        ..Compiled::default()
    };
    let mut seen = BTreeSet::new();
    for message in messages.lines() {
        let Ok(value) = serde_json::from_str::<Value>(message) else {
            continue;
        };
        let text = |pointer: &str| value.pointer(pointer).and_then(Value::as_str);
        let name = text("/target/name").map(|name| name.trim_end_matches(programs::SUFFIX));
        let Some(path) = name.and_then(|name| files.get(name)) else {
            continue;
        };
        let Some(rendered) = text("/message/rendered") else {
            continue;
        };
        if !seen.insert(rendered.to_owned()) {
            continue;
        }
        let code = text("/message/code/code").or(text("/message/message"));
        let kind = code.unwrap_or("?").to_owned();
        let first = rendered.to_owned();
        compiled.failed.entry(path.clone()).or_insert(first);
        *compiled.kinds.entry(kind).or_default() += 1;
    }
    compiled
}
