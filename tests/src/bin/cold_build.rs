//! Measures a build of a small generated client with nothing built before, over each transport, next to the transport alone.
//!
//! ```text
//! cargo run -p tests --bin cold_build                       all
//! cargo run -p tests --bin cold_build -- --only ureq        features whose name contains `ureq`
//! ```
//!
//! Prints the number of crates and CPU seconds (user and system) of `cargo build`. Works in `target/compile-cost`; crates
//! are downloaded before.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use tests::binary::project;
use tests::cost;
use tests::measured;
use tests::program::exit_code;

/// The features of a generated crate, and what a program by hand depends on for the same.
const TRANSPORTS: [(&str, &str); 4] = [
    (
        "reqwest",
        r#"reqwest = { version = "0.13", default-features = false, features = ["http2", "rustls"] }"#,
    ),
    (
        "reqwest-native-tls",
        r#"reqwest = { version = "0.13", default-features = false, features = ["http2", "native-tls"] }"#,
    ),
    (
        "ureq",
        r#"ureq = { version = "3", default-features = false, features = ["rustls"] }"#,
    ),
    (
        "ureq-native-tls",
        r#"ureq = { version = "3", default-features = false, features = ["native-tls"] }"#,
    ),
];

/// Measures cold builds of a small client.
#[derive(Parser)]
struct Arguments {
    /// Measures only transports whose name contains this.
    #[arg(long, default_value = "")]
    only: String,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    exit_code(run(&arguments.only).map(|()| true))
}

fn run(only: &str) -> io::Result<()> {
    let package = measured::fresh("small")?;
    measured::generate(&project().join("collections/zoom"), &package)?;
    println!(
        "| transport | ours, crates | ours, CPU s | transport alone, crates | transport alone, CPU s |"
    );
    println!("|---|---|---|---|---|");
    for (transport, dependency) in TRANSPORTS {
        if !transport.contains(only) {
            continue;
        }
        let options = ["--no-default-features", "--features", transport];
        let (crates, seconds) = build(&package, &options)?;
        let alone = alone(dependency)?;
        let (crates_alone, seconds_alone) = build(&alone, &[])?;
        println!(
            "| `{transport}` | {crates} | {seconds:.1} | {crates_alone} | {seconds_alone:.1} |"
        );
    }
    Ok(())
}

/// A package that only depends on a transport, and on `serde_json` with derives.
fn alone(dependency: &str) -> io::Result<std::path::PathBuf> {
    let package = measured::fresh("alone")?;
    let manifest = format!(
        "[package]\nname = \"alone\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependency}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n\n[workspace]\n"
    );
    measured::write(&package, &[("Cargo.toml", &manifest), ("src/lib.rs", "")])?;
    Ok(package)
}

/// Builds a package in an empty target folder: the number of crates, and CPU seconds.
fn build(package: &Path, options: &[&str]) -> io::Result<(usize, f64)> {
    let target = measured::fresh("cold-target")?;
    let cargo = || measured::cargo_in(package, &target);
    let tree = cargo()?
        .args([
            "tree",
            "--prefix=none",
            "--no-dedupe",
            "--edges=normal,build",
        ])
        .args(options)
        .output()?;
    if !tree.status.success() {
        let error = String::from_utf8_lossy(&tree.stderr).into_owned();
        return Err(io::Error::other(error));
    }
    let tree = String::from_utf8_lossy(&tree.stdout).into_owned();
    let crates: std::collections::BTreeSet<&str> = tree
        .lines()
        .map(|line| line.trim_end_matches(" (*)"))
        .collect();
    let cost = cost::of(cargo()?.args(["build", "--quiet", "--lib"]).args(options))?;
    Ok((crates.len(), cost.cpu.as_secs_f64()))
}
