//! Measures an incremental `cargo check` of a generated crate after one item of its collection was edited.
//!
//! ```text
//! cargo run -p tests --bin edit_cost                1000 operations
//! cargo run -p tests --bin edit_cost -- 100         100
//! ```
//!
//! The first item gets another query parameter, and the crate is generated again. Prints CPU seconds (user and system) of
//! generating and of `cargo check`, of the first time and of each edit. Works in `target/compile-cost`.

use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use serde_json::{Value, json};
use tests::cost::{self, Cost};
use tests::measured;
use tests::program::exit_code;

/// How often the item is edited.
const EDITS: usize = 5;

/// Measures an incremental `cargo check` after an edit of one item.
#[derive(Parser)]
struct Arguments {
    /// How many operations.
    #[arg(default_value_t = 1000)]
    operations: usize,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    exit_code(run(arguments.operations).map(|()| true))
}

fn run(operations: usize) -> io::Result<()> {
    let file = measured::folder()?.join("edited.json");
    fs::copy(measured::collection(operations)?, &file)?;
    let package = measured::fresh("edited")?;
    println!("| {operations} operations | generate, CPU s | `cargo check`, CPU s | peak MB |");
    println!("|---|---|---|---|");
    let generated = measured::generate(&file, &package)?;
    print("first", generated, check(&package)?);
    for edit in 1..=EDITS {
        add_parameter(&file, &format!("added_{edit}"))?;
        let generated = measured::generate(&file, &package)?;
        print(&format!("edit {edit}"), generated, check(&package)?);
    }
    print(
        "no edit",
        measured::generate(&file, &package)?,
        check(&package)?,
    );
    Ok(())
}

fn print(what: &str, generate: Cost, check: Cost) {
    println!(
        "| {what} | {:.2} | {:.2} | {:.0} |",
        generate.cpu.as_secs_f64(),
        check.cpu.as_secs_f64(),
        measured::mega(check.peak),
    );
}

fn check(package: &Path) -> io::Result<Cost> {
    let target = package.with_file_name("target");
    let mut command = measured::cargo_in(package, &target)?;
    command.args(["check", "--quiet", "--lib"]);
    cost::of(command.env("CARGO_INCREMENTAL", "1"))
}

/// Adds a query parameter to the first item.
fn add_parameter(file: &Path, key: &str) -> io::Result<()> {
    let mut collection: Value = serde_json::from_str(&fs::read_to_string(file)?)?;
    let mut item = &mut collection;
    while item["item"].is_array() {
        item = &mut item["item"][0];
    }
    let url = &mut item["request"]["url"];
    let raw = url["raw"].as_str().unwrap_or_default();
    let mark = if raw.contains('?') { '&' } else { '?' };
    url["raw"] = format!("{raw}{mark}{key}=1").into();
    let parameter = json!({ "key": key, "value": "1" });
    match url["query"].as_array_mut() {
        Some(query) => query.push(parameter),
        None => url["query"] = json!([parameter]),
    }
    fs::write(file, serde_json::to_string_pretty(&collection)?)
}
