//! Measures what a crate costs to generate, and then to compile: that crate alone, with what it depends on built before.
//!
//! ```text
//! cargo run -p tests --bin compile_cost                       a synthetic collection of 1000 operations
//! cargo run -p tests --bin compile_cost -- 1000 5000          of 1000, and of 5000
//! cargo run -p tests --bin compile_cost -- FILE.json          any collection
//! cargo run -p tests --bin compile_cost -- 1000 --only check  `check`, `debug` or `release`
//! cargo run -p tests --bin compile_cost -- 100 --beside       and the same by `openapi-to-rust`, where npm is
//! cargo run -p tests --bin compile_cost -- 40 --instructions  the compiler's instructions, where valgrind is
//! ```
//!
//! Prints a table of CPU seconds (user and system) and of the peak of memory, in all and for each operation. Compare
//! by ratio, and on a machine that does nothing else; instructions do not depend on that. Works in
//! `target/compile-cost`, without incremental compilation.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clap::{Parser, ValueEnum};
use serde_json::Value;
use tests::binary::binary;
use tests::cost::{self, Cost};
use tests::measured::{self, mega};
use tests::openapi_to_rust::OpenapiToRust;
use tests::program::exit_code;
use tests::valgrind;

/// Measures what generated crates cost to generate and to compile.
#[derive(Parser)]
struct Arguments {
    /// Numbers of operations of synthetic collections, or collections.
    #[arg(default_value = "1000")]
    inputs: Vec<String>,
    /// The only way to compile that is measured.
    #[arg(long)]
    only: Option<Profile>,
    /// Measures another generator as well.
    #[arg(long)]
    beside: bool,
    /// Counts the instructions of `cargo check` instead.
    #[arg(long, conflicts_with_all = ["only", "beside"])]
    instructions: bool,
}

/// What is asked of the compiler.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Profile {
    Check,
    Debug,
    Release,
}

impl Profile {
    fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Debug => "debug",
            Self::Release => "release",
        }
    }

    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Check => &["check"],
            Self::Debug => &["build"],
            Self::Release => &["build", "--release"],
        }
    }
}

/// How large the generated crate is.
#[derive(Debug, Default)]
struct Size {
    operations: usize,
    types: usize,
    lines: usize,
    bytes: usize,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    exit_code(run(&arguments).map(|()| true))
}

fn run(arguments: &Arguments) -> io::Result<()> {
    let profiles = match arguments.only {
        Some(profile) => vec![profile],
        None => Profile::value_variants().to_vec(),
    };
    for input in &arguments.inputs {
        let file = match input.parse() {
            Ok(operations) => measured::collection(operations)?,
            Err(_) => PathBuf::from(input).canonicalize()?,
        };
        let operations = count_operations(&file)?;
        let package = measured::fresh("package")?;
        let generated = measured::generate(&file, &package)?;
        if arguments.instructions {
            let count = instructions(&package, &package.with_file_name("target"))?;
            let each = count / operations.max(1) as u64;
            println!("{operations} operations: {count} instructions, {each} per operation");
            continue;
        }
        measure(&package, generated, operations, &profiles)?;
        if arguments.beside {
            let other = OpenapiToRust::install(&measured::folder()?.join("openapi-to-rust"))?;
            let package = measured::fresh("beside")?;
            let generated = other.generate(&file, &package)?;
            println!("\nThe same by openapi-to-rust:\n");
            measure(&package, generated, operations, &profiles)?;
        }
    }
    Ok(())
}

/// Prints the table of a crate that was generated at a cost.
fn measure(
    package: &Path,
    generated: Cost,
    operations: usize,
    profiles: &[Profile],
) -> io::Result<()> {
    let mut size = Size {
        operations,
        ..Size::default()
    };
    add_size(&package.join("src"), &mut size)?;
    println!(
        "{} operations, {} types, {} lines, {:.1} MB\n",
        size.operations,
        size.types,
        size.lines,
        mega(size.bytes as u64)
    );
    println!("| | CPU s | CPU ms per operation | peak MB | peak MB per operation |");
    println!("|---|---|---|---|---|");
    println!("{}", row("generate", generated, &size));
    for &profile in profiles {
        let cost = compile(package, &package.with_file_name("target"), profile)?;
        println!("{}", row(profile.name(), cost, &size));
    }
    Ok(())
}

/// How many operations the generator finds.
fn count_operations(file: &Path) -> io::Result<usize> {
    let output = Command::new(binary())
        .arg("list")
        .arg(file)
        .args(["--format", "json"])
        .output()?;
    let list: Value = serde_json::from_slice(&output.stdout)?;
    let apis = list["apis"].as_array().into_iter().flatten();
    let operations = apis.filter_map(|api| api["operations"].as_array());
    Ok(operations.map(Vec::len).sum())
}

fn add_size(dir: &Path, size: &mut Size) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            add_size(&path, size)?;
            continue;
        }
        let text = fs::read_to_string(&path)?;
        let is_type = |line: &&str| {
            let line = line.trim_start();
            line.starts_with("pub struct ") || line.starts_with("pub enum ")
        };
        size.types += text.lines().filter(is_type).count();
        size.lines += text.lines().count();
        size.bytes += text.len();
    }
    Ok(())
}

/// Compiles what the crate depends on, and returns the command that compiles the crate.
fn prepared(package: &Path, target: &Path, profile: Profile) -> io::Result<Command> {
    let library = package.join("src/lib.rs");
    let generated = fs::read(&library)?;
    let mut command = measured::cargo_in(package, target)?;
    command
        .args(profile.arguments())
        .args(["--quiet", "--lib"])
        .env("CARGO_INCREMENTAL", "0");
    fs::write(&library, "")?;
    let dependencies = cost::of(&mut command);
    fs::write(&library, generated)?;
    dependencies?;
    Ok(command)
}

fn compile(package: &Path, target: &Path, profile: Profile) -> io::Result<Cost> {
    cost::of(&mut prepared(package, target, profile)?)
}

/// The instructions of the compiler for the crate alone.
fn instructions(package: &Path, target: &Path) -> io::Result<u64> {
    let mut command = prepared(package, target, Profile::Check)?;
    valgrind::instructions_of_rustc(&mut command, &measured::fresh("counts")?)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "figures for people have few digits"
)]
fn row(name: &str, cost: Cost, size: &Size) -> String {
    let operations = size.operations.max(1) as f64;
    let seconds = cost.cpu.as_secs_f64();
    let peak = mega(cost.peak);
    format!(
        "| {name} | {seconds:.1} | {:.1} | {peak:.0} | {:.2} |",
        seconds * 1000.0 / operations,
        peak / operations
    )
}
