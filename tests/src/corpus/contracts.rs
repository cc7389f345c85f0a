//! Runs the tests that `codegen new --tests` writes for the saved responses of collections.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use codegen::Generation;
use serde_json::Value;

use super::compile::{Sample, Workspace, choose};
use super::run::Run;

/// What came of the saved responses of all collections.
#[derive(Debug, Default)]
pub struct Contracts {
    of: BTreeMap<PathBuf, Contract>,
}

/// What came of the saved responses of a collection.
#[derive(Debug, Default)]
struct Contract {
    /// How many responses it saves.
    saved: usize,
    /// How many tests there are.
    tests: usize,
    /// Those that passed.
    passed: usize,
    /// Why there is no test, or why a test builds no request, with how often.
    reasons: BTreeMap<String, usize>,
    /// What failing tests say, or that the tests do not compile.
    failures: Vec<String>,
}

/// Writes crates with tests for the collections that have saved responses, compiles them, and runs the tests. One crate
/// follows the other, and what was built of it is removed, so that a folder of large collections needs neither much
/// memory nor disk.
///
/// # Errors
///
/// If the workspace cannot be written or Cargo cannot be run.
pub fn contracts(runs: &[Run], sample: Sample) -> io::Result<Contracts> {
    let has_saved = |generation: &Generation| saved(generation) > 0;
    let chosen = choose(runs, sample, &has_saved);
    let workspace = Workspace::write(&chosen, true)?;
    let mut contracts = Contracts::default();
    for (name, (path, generation)) in workspace.files.keys().zip(&chosen) {
        let text = fs::read_to_string(workspace.dir.join(name).join("tests/saved_responses.rs"))?;
        let mut contract = Contract {
            saved: saved(generation),
            tests: text.matches("#[test]").count(),
            reasons: reasons(&text),
            ..Contract::default()
        };
        // Without tests, there is nothing to compile.
        if contract.tests > 0 {
            match executable(&workspace, name)? {
                Some(executable) => contract.run(&executable)?,
                None => contract
                    .failures
                    .push("the tests do not compile".to_owned()),
            }
        }
        workspace
            .cargo()
            .args(["clean", "--quiet", "--package", name])
            .status()?;
        eprint!("{}", contract.row(path));
        contracts.of.insert((*path).clone(), contract);
    }
    Ok(contracts)
}

fn saved(generation: &Generation) -> usize {
    let operations = generation.apis.iter().flat_map(|api| api.all_operations());
    operations.map(|it| it.saved_responses.len()).sum()
}

/// The tests of a crate, compiled; [`None`] if they do not compile.
fn executable(workspace: &Workspace, name: &str) -> io::Result<Option<PathBuf>> {
    let mut command = workspace.cargo();
    let output = command
        .args([
            "test",
            "--package",
            name,
            "--test=saved_responses",
            "--no-run",
        ])
        .args(["--quiet", "--message-format=json-render-diagnostics"])
        // They run once.
        .envs([
            ("CARGO_PROFILE_TEST_DEBUG", "0"),
            ("CARGO_PROFILE_DEV_DEBUG", "0"),
        ])
        .env("CARGO_INCREMENTAL", "0")
        .stderr(Stdio::inherit())
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let mut messages = text
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok());
    Ok(messages.find_map(|message| {
        let text = |pointer: &str| message.pointer(pointer).and_then(Value::as_str);
        (text("/target/name")? == "saved_responses")
            .then(|| text("/executable").map(PathBuf::from))?
    }))
}

/// Why tests are missing or build no request, with how often. The generated file says so in comments.
fn reasons(text: &str) -> BTreeMap<String, usize> {
    let mut reasons = BTreeMap::new();
    for line in text.lines() {
        let line = line.trim_start();
        for start in ["/// Without its request: ", "// No test of "] {
            if let Some(reason) = line.strip_prefix(start) {
                let reason = reason.rsplit_once(": ").map_or(reason, |(_, it)| it);
                let kind = start.trim_matches(['/', ' ', ':']);
                *reasons
                    .entry(format!("{kind}: {}", without_names(reason)))
                    .or_default() += 1;
            }
        }
    }
    reasons
}

/// A reason without the names in it.
fn without_names(reason: &str) -> String {
    let parts = reason.split('`').enumerate();
    let parts = parts.map(|(index, part)| if index % 2 == 0 { part } else { "…" });
    parts.collect()
}

impl Contract {
    fn row(&self, path: &Path) -> String {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        row(&name, self.saved, self.tests, self.passed)
    }

    fn run(&mut self, executable: &Path) -> io::Result<()> {
        let output = Command::new(executable).stderr(Stdio::null()).output()?;
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            if line.starts_with("test ") && line.ends_with("... ok") {
                self.passed += 1;
            } else if let Some(failure) = line.strip_prefix("Error: ") {
                self.failures.push(failure.to_owned());
            }
        }
        if !output.status.success() && self.failures.is_empty() {
            self.failures
                .push(format!("the tests end with {}", output.status));
        }
        Ok(())
    }
}

impl Contracts {
    /// Whether each test passed.
    #[must_use]
    pub fn is_fine(&self) -> bool {
        let mut all = self.of.values();
        all.all(|it| it.failures.is_empty() && it.passed == it.tests)
    }

    /// The counts of each collection, all reasons, and what failed.
    #[must_use]
    pub fn table(&self) -> String {
        let mut text = format!(
            "{:<58}{:>8}{:>8}{:>8}\n",
            "saved responses", "saved", "tests", "passed"
        );
        let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
        for (path, contract) in &self.of {
            text += &contract.row(path);
            for (reason, count) in &contract.reasons {
                *reasons.entry(reason).or_default() += count;
            }
        }
        let sum = |count: fn(&Contract) -> usize| self.of.values().map(count).sum();
        text += &row(
            &format!("all {}", self.of.len()),
            sum(|it| it.saved),
            sum(|it| it.tests),
            sum(|it| it.passed),
        );
        for (reason, count) in reasons {
            let _ = writeln!(text, "{count:>8} {reason}");
        }
        for (path, contract) in &self.of {
            for failure in &contract.failures {
                let _ = writeln!(text, "{}: {failure}", path.display());
            }
        }
        text
    }
}

fn row(name: &str, saved: usize, tests: usize, passed: usize) -> String {
    format!("{name:<58}{saved:>8}{tests:>8}{passed:>8}\n")
}
