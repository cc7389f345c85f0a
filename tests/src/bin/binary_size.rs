//! Measures the size of a program that makes one call with a large generated crate, next to a small generated crate and to
//! the same call by hand.
//!
//! ```text
//! cargo run -p tests --bin binary_size               1000 operations
//! cargo run -p tests --bin binary_size -- 100        100
//! ```
//!
//! Programs are built with `--release` and otherwise default profiles. Prints bytes with symbols and without. Works in
//! `target/compile-cost`.

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, ExitCode};

use clap::Parser;
use tests::measured;
use tests::program::exit_code;

/// The operations of the small crate.
const FEW: usize = 10;

/// The call of the first synthetic item by hand: the same request, timeouts and fields of the response.
const BY_HAND: &str = r#"use std::time::Duration;

#[derive(Debug, serde::Deserialize)]
#[expect(dead_code, reason = "fields are only printed")]
struct Polls {
    page_size: Option<i64>,
    total_records: Option<i64>,
    next_page_token: Option<String>,
    polls: Option<Vec<Poll>>,
}

#[derive(Debug, serde::Deserialize)]
#[expect(dead_code, reason = "fields are only printed")]
struct Poll {
    id: Option<String>,
    topic: Option<String>,
    score: Option<f64>,
    verified: Option<bool>,
    language: Option<String>,
    created_at: Option<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = reqwest::Client::builder()
        .connect_timeout(Duration::from_secs(10))
        .timeout(Duration::from_secs(60))
        .build()?;
    let response = client
        .get("https://api.example.com/v1/legal/polls")
        .query(&[("include_fields", "1")])
        .header("Accept", "application/json")
        .bearer_auth(std::env::var("MEASURED_BEARER")?)
        .send()
        .await?;
    if !response.status().is_success() {
        eprintln!("{}: {}", response.status(), response.text().await?);
        return Ok(());
    }
    let polls: Polls = serde_json::from_slice(&response.bytes().await?)?;
    println!("{polls:?}");
    Ok(())
}
"#;

/// Measures the size of a program with one call.
#[derive(Parser)]
struct Arguments {
    /// How many operations the large crate has.
    #[arg(default_value_t = 1000)]
    operations: usize,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    exit_code(run(arguments.operations).map(|()| true))
}

fn run(operations: usize) -> io::Result<()> {
    println!("| program | MB | stripped MB | relative to by hand |\n|---|---|---|---|");
    let reqwest = r#"reqwest = { version = "0.13", default-features = false, features = ["http2", "query", "rustls"] }
serde = { version = "1", features = ["derive"] }
serde_json = "1""#;
    let by_hand = build("by-hand", reqwest, BY_HAND)?;
    print("by hand", by_hand, by_hand);
    for operations in [FEW, operations] {
        let package = measured::fresh("package")?;
        measured::generate(&measured::collection(operations)?, &package)?;
        let dependency = r#"measured = { path = "../package" }"#;
        let size = build("caller", dependency, &quick_start(&package)?)?;
        print(&format!("{operations} operations"), size, by_hand);
    }
    Ok(())
}

/// The program in the crate's README.
fn quick_start(package: &Path) -> io::Result<String> {
    let readme = fs::read_to_string(package.join("README.md"))?;
    let program = readme
        .split_once("```rust,no_run\n")
        .and_then(|(_, rest)| rest.split_once("```"));
    match program {
        Some((program, _)) => Ok(program.to_owned()),
        None => Err(io::Error::other("the README has no program")),
    }
}

/// The size of a program, with symbols and without.
fn build(name: &str, dependencies: &str, program: &str) -> io::Result<(u64, u64)> {
    let package = measured::fresh(name)?;
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n\n[workspace]\n"
    );
    measured::write(
        &package,
        &[("Cargo.toml", &manifest), ("src/main.rs", program)],
    )?;
    let target = measured::folder()?.join("target");
    let mut command = measured::cargo_in(&package, &target)?;
    succeed(command.args(["build", "--quiet", "--release"]))?;
    let built = target.join("release").join(name);
    let stripped = target.join("stripped");
    succeed(Command::new("strip").arg(&built).arg("-o").arg(&stripped))?;
    Ok((fs::metadata(built)?.len(), fs::metadata(stripped)?.len()))
}

fn succeed(command: &mut Command) -> io::Result<()> {
    let status = command.status()?;
    if status.success() {
        Ok(())
    } else {
        Err(io::Error::other(format!("{command:?}: {status}")))
    }
}

fn print(program: &str, (size, stripped): (u64, u64), by_hand: (u64, u64)) {
    println!(
        "| {program} | {:.2} | {:.2} | {:.3}, stripped {:.3} |",
        measured::mega(size),
        measured::mega(stripped),
        measured::mega(size) / measured::mega(by_hand.0),
        measured::mega(stripped) / measured::mega(by_hand.1),
    );
}
