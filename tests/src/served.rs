//! What npm's newman receives from `codegen serve`, compared with the saved responses of a folder of collections.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::Value;

use crate::binary::project;
use crate::corpus;
use crate::serving::Serving;

/// What newman received.
#[derive(Debug, Default)]
pub struct Report {
    /// Collections with saved responses.
    collections: usize,
    /// Saved responses with a status.
    responses: usize,
    /// Those that were received for the request alone.
    unasked: usize,
    /// Those that were received for a request that asks for them.
    asked: usize,
    /// The others, by reason.
    reasons: BTreeMap<&'static str, usize>,
    /// A line for each that was not received.
    details: String,
}

/// What newman received for one request.
#[derive(Debug, Deserialize)]
struct Received {
    pointer: String,
    /// Whether the request asks for the response.
    asks: bool,
    #[serde(default)]
    code: u16,
    #[serde(default)]
    body: String,
    problem: Option<String>,
}

/// Serves `sample` of the collections below a folder, spread evenly, and sends the requests of their saved responses.
///
/// newman has to be installed in `target/newman` of the project.
///
/// # Errors
///
/// If newman is not installed, or the disk fails.
pub fn run(dir: &Path, sample: Option<usize>) -> io::Result<Report> {
    let work = project().join("target/newman");
    if !work.join("node_modules/newman").is_dir() {
        let install = "npm install --prefix target/newman newman@6.2.2";
        return Err(io::Error::other(format!(
            "newman is not installed: run `{install}`"
        )));
    }
    let files = corpus::files(dir);
    let count = sample.unwrap_or(files.len()).min(files.len());
    let mut report = Report::default();
    for index in 0..count {
        report.add(&files[index * files.len() / count], &work)?;
    }
    fs::write(work.join("served.txt"), &report.details)?;
    Ok(report)
}

impl Report {
    /// The counts as text.
    #[must_use]
    pub fn table(&self) -> String {
        let mut text = format!(
            "{} saved responses of {} collections\n{} received for their request alone\n{} received for a request that asks for them\n",
            self.responses, self.collections, self.unasked, self.asked
        );
        for (reason, count) in &self.reasons {
            let _ = writeln!(text, "{count} {reason}");
        }
        text
    }

    fn add(&mut self, file: &PathBuf, work: &Path) -> io::Result<()> {
        let text = fs::read_to_string(file)?;
        let Ok(document) = serde_json::from_str::<Value>(text.trim_start_matches('\u{feff}'))
        else {
            return Ok(());
        };
        let Some(server) = Serving::start(file, [] as [&str; 0])? else {
            return Ok(());
        };
        self.collections += 1;
        let script = project().join("tests/newman/served.cjs");
        let output = Command::new("node")
            .args([&script, work, file])
            .arg(server.address.rsplit(':').next().unwrap_or_default())
            .stderr(Stdio::inherit())
            .output()?;
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let received: Received = serde_json::from_str(line)?;
            self.compare(file, &document, &received);
        }
        Ok(())
    }

    fn compare(&mut self, file: &Path, document: &Value, received: &Received) {
        let Some(saved) = document.pointer(&received.pointer) else {
            return;
        };
        let code = u64::from(received.code);
        let body = STANDARD.decode(&received.body).unwrap_or_default();
        let expected = saved["body"].as_str().unwrap_or_default();
        let is_same = number(&saved["code"]) == Some(code) && body == expected.as_bytes();
        if !received.asks {
            self.responses += 1;
            self.unasked += usize::from(is_same);
            return;
        }
        if is_same {
            self.asked += 1;
            return;
        }
        let reason = reason(saved, received, expected, &String::from_utf8_lossy(&body));
        *self.reasons.entry(reason).or_default() += 1;
        let problem = received.problem.as_deref().unwrap_or_default();
        let (file, pointer) = (file.display(), &received.pointer);
        let _ = writeln!(self.details, "{file} {pointer}: {reason} {code} {problem}");
    }
}

/// A status, which can be text.
fn number(value: &Value) -> Option<u64> {
    value
        .as_u64()
        .or_else(|| value.as_str()?.trim().parse().ok())
}

/// Why a saved response was not received as it is saved.
fn reason(saved: &Value, received: &Received, expected: &str, body: &str) -> &'static str {
    let code = u64::from(received.code);
    if received.problem.is_some() {
        "not sent by newman"
    } else if number(&saved["code"]) != Some(code) {
        "another status"
    } else if matches!(code, 100..=199 | 204 | 304) && body.is_empty() {
        "a body with a status that has none"
    } else if body.contains("***") && !expected.contains("***") {
        "a secret in the body, which is replaced"
    } else if expected.contains("{{") {
        "variables in the body, which are replaced"
    } else {
        "another body"
    }
}
