//! Which saved responses Prism selects, compared with `codegen serve`, over a folder of collections.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use serde::Deserialize;
use serde_json::Value;

use crate::binary::project;
use crate::program::Folder;
use crate::serving::Serving;

/// What both answered.
#[derive(Debug, Default)]
pub struct Report {
    /// Collections that both serve.
    collections: usize,
    /// Requests of saved responses, by what came of them.
    outcomes: BTreeMap<String, usize>,
    /// A line for each request that was not answered alike.
    details: String,
}

/// The answers to the request of a saved response.
#[derive(Debug, Deserialize)]
struct Answers {
    pointer: String,
    prism: Answer,
    ours: Answer,
}

#[derive(Debug, Deserialize)]
struct Answer {
    #[serde(default)]
    code: u16,
    #[serde(default)]
    body: String,
    problem: Option<String>,
}

/// Serves the collections below a folder, and asks Prism and `codegen serve` for each saved response by its status.
///
/// Prism has to be installed in `target/prism` of the project.
///
/// # Errors
///
/// If Prism is not installed, or the disk fails.
pub fn run(folder: &Folder) -> io::Result<Report> {
    let modules = project().join("target/prism");
    if !modules.join("node_modules/@stoplight/prism-http").is_dir() {
        let install = "npm install --prefix target/prism @stoplight/prism-cli@5.14.2";
        return Err(io::Error::other(format!(
            "Prism is not installed: run `{install}`"
        )));
    }
    let mut report = Report::default();
    for file in folder.files() {
        report.add(&file, &modules)?;
    }
    fs::write(modules.join("differences.txt"), &report.details)?;
    Ok(report)
}

impl Report {
    /// The counts as text.
    #[must_use]
    pub fn table(&self) -> String {
        let requests: usize = self.outcomes.values().sum();
        let mut text = format!("{requests} requests of {} collections\n", self.collections);
        for (outcome, count) in &self.outcomes {
            let _ = writeln!(text, "{count:6} {outcome}");
        }
        text
    }

    fn add(&mut self, file: &Path, modules: &Path) -> io::Result<()> {
        let text = fs::read_to_string(file)?;
        let Ok(document) = serde_json::from_str::<Value>(text.trim_start_matches('\u{feff}'))
        else {
            return Ok(());
        };
        let Some(server) = Serving::start(file, [] as [&str; 0])? else {
            return Ok(());
        };
        let output = Command::new("node")
            .arg(project().join("tests/newman/prism.cjs"))
            .args([modules, file])
            .arg(server.address.rsplit(':').next().unwrap_or_default())
            .stderr(Stdio::inherit())
            .output()?;
        self.collections += 1;
        if !output.status.success() {
            *self
                .outcomes
                .entry("a collection that Prism cannot read".to_owned())
                .or_default() += 1;
        }
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let answers: Answers = serde_json::from_str(line)?;
            let saved = document.pointer(&answers.pointer).unwrap_or(&Value::Null);
            let outcome = outcome(saved, &answers);
            if outcome != ALIKE {
                let _ = writeln!(
                    self.details,
                    "{} {}: {outcome}: {} {}",
                    file.display(),
                    answers.pointer,
                    answers.prism.code,
                    answers.ours.code
                );
            }
            *self.outcomes.entry(outcome).or_default() += 1;
        }
        Ok(())
    }
}

const ALIKE: &str = "answered alike";

fn outcome(saved: &Value, Answers { prism, ours, .. }: &Answers) -> String {
    if let Some(problem) = &prism.problem {
        return format!("no answer of Prism: {problem}");
    }
    if prism.code == ours.code && content(&prism.body) == content(&ours.body) {
        return ALIKE.to_owned();
    }
    let saved_body = saved["body"].as_str().unwrap_or_default();
    let expected = content(saved_body);
    let is_saved =
        |it: &Answer| saved["code"] == u64::from(it.code) && content(&it.body) == expected;
    let reason = if ours.problem.is_some() {
        "no answer of ours"
    } else if ours.body.contains("***") && !saved_body.contains("***") {
        "ours replaces a secret in the body"
    } else if ours.code == 204 && prism.code == 204 {
        "ours has no body, as its status has none"
    } else if prism.body.is_empty() && is_saved(ours) {
        "Prism's has no body"
    } else if is_saved(ours) {
        "Prism's is another response"
    } else if is_saved(prism) {
        "ours is another response"
    } else {
        "both are other responses"
    };
    reason.to_owned()
}

/// JSON by value, other bodies by their text.
fn content(body: &str) -> Value {
    serde_json::from_str(body).unwrap_or_else(|_| body.into())
}
