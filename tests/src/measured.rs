//! Crates whose build is measured, in `target/compile-cost`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::binary::{cargo, optimized_binary, project};
use crate::cost::{self, Cost};
use crate::synthetic::{self, Layout};

/// The folder of everything that is measured.
///
/// # Errors
///
/// If it cannot be created.
pub fn folder() -> io::Result<PathBuf> {
    let dir = project().join("target/compile-cost");
    fs::create_dir_all(&dir)?;
    Ok(dir)
}

/// A folder that does not exist yet.
///
/// # Errors
///
/// If the one of an earlier run cannot be removed.
pub fn fresh(name: &str) -> io::Result<PathBuf> {
    let dir = folder()?.join(name);
    if dir.exists() {
        fs::remove_dir_all(&dir)?;
    }
    Ok(dir)
}

/// Writes a synthetic collection.
///
/// # Errors
///
/// If it cannot be written.
pub fn collection(operations: usize) -> io::Result<PathBuf> {
    let file = folder()?.join(format!("synthetic-{operations}.json"));
    let text = synthetic::text(operations, synthetic::SEED, Layout::Tabs);
    fs::write(&file, text)?;
    Ok(file)
}

/// Writes a crate with the name `measured` by `codegen new`, as a release would.
///
/// # Errors
///
/// If it cannot be written.
pub fn generate(file: &Path, package: &Path) -> io::Result<Cost> {
    let mut command = Command::new(optimized_binary());
    command
        .arg("new")
        .arg(file)
        .arg("--out")
        .arg(package)
        .args(["--quiet", "--name", "measured", "--client"])
        .arg(project().join("client"))
        .stdout(Stdio::null());
    cost::of(&mut command)
}

/// Writes a package from texts by path.
///
/// # Errors
///
/// If a file cannot be written.
pub fn write(package: &Path, files: &[(&str, &str)]) -> io::Result<()> {
    for (path, text) in files {
        let path = package.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, text)?;
    }
    Ok(())
}

/// Cargo in a package, with the versions of this project where it depends on the same crates.
///
/// # Errors
///
/// If the lock file cannot be written.
pub fn cargo_in(package: &Path, target: &Path) -> io::Result<Command> {
    let lock = package.join("Cargo.lock");
    if !lock.exists() {
        fs::copy(project().join("Cargo.lock"), lock)?;
    }
    let mut command = cargo();
    command
        .current_dir(package)
        .env("CARGO_TARGET_DIR", target)
        .env_remove("RUSTC_WRAPPER");
    Ok(command)
}

/// Bytes in units of 10⁶.
#[must_use]
#[expect(
    clippy::cast_precision_loss,
    reason = "figures for people have few digits"
)]
pub fn mega(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
