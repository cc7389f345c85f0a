//! The `codegen` binary, for tests of the command line.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use serde_json::Value;

/// The folder of the whole project.
#[must_use]
pub fn project() -> &'static Path {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap_or(tests)
}

/// Cargo, without what the Cargo that runs the tests has set.
#[must_use]
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(project()).env_remove("RUSTFLAGS");
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text == "CARGO_MANIFEST_DIR" || text == "OUT_DIR" {
            command.env_remove(name);
        }
    }
    command
}

/// Runs Cargo in a generated crate, where it must have nothing to say: neither an error nor a warning.
///
/// # Panics
///
/// If it says something, or does not run.
#[track_caller]
pub fn cargo_says_nothing(dir: &Path, arguments: &[&str]) {
    let ran = cargo()
        .current_dir(dir)
        .args(arguments)
        .args(["--quiet", "-j2"])
        .env("RUSTDOCFLAGS", "-D warnings")
        .env("CARGO_TARGET_DIR", project().join("target/folders"))
        .output()
        .expect("cargo runs");
    let stderr = String::from_utf8_lossy(&ran.stderr);
    assert!(
        ran.status.success() && stderr.is_empty(),
        "{arguments:?}: {stderr}"
    );
}

/// The binary, which is built if necessary.
///
/// # Panics
///
/// Where it does not build.
#[must_use]
pub fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| build(&[]))
}

/// The binary as a release has it: for measures.
///
/// # Panics
///
/// Where it does not build.
#[must_use]
pub fn optimized_binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| build(&["--release"]))
}

fn build(profile: &[&str]) -> PathBuf {
    let output = cargo()
        .args(["build", "--quiet", "--package", "codegen"])
        .arg("--message-format=json")
        .args(profile)
        .stderr(Stdio::inherit())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "the binary does not build");
    let messages = String::from_utf8_lossy(&output.stdout).into_owned();
    let path = messages.lines().find_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        Some(message.get("executable")?.as_str()?.to_owned())
    });
    PathBuf::from(path.expect("cargo names what it built"))
}

/// How a run of the binary ended, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ran {
    /// The exit code.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// Runs the binary in a folder.
///
/// # Panics
///
/// Where it does not run.
#[must_use]
pub fn run_in(dir: &Path, arguments: &[&str]) -> Ran {
    let output = Command::new(binary())
        .current_dir(dir)
        .args(arguments)
        .stdin(Stdio::null())
        .output();
    output.expect("the binary runs").into()
}
