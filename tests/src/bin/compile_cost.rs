//! Measures what a crate costs to generate, and then to compile: that crate alone, with what it depends on built before.
//!
//! ```text
//! cargo run -p tests --bin compile_cost                       a synthetic collection of 1000 operations
//! cargo run -p tests --bin compile_cost -- 100                of 100
//! cargo run -p tests --bin compile_cost -- FILE.json          any collection
//! cargo run -p tests --bin compile_cost -- 1000 --only check  `check`, `debug` or `release`
//! cargo run -p tests --bin compile_cost -- 100 --beside       and the same by `openapi-to-rust`, where npm is
//! ```
//!
//! Prints a table of CPU seconds (user and system) and of the peak of memory, in all and for each operation. Compare
//! by ratio, and on a machine that does nothing else. Works in `target/compile-cost`, without incremental compilation.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use serde_json::Value;
use tests::binary::{binary, cargo, optimized_binary, project};
use tests::cost::{self, Cost};
use tests::openapi_to_rust::OpenapiToRust;
use tests::synthetic::{self, Layout};

const USAGE: &str = "usage: compile_cost [OPERATIONS|FILE] [--only check|debug|release] [--beside]";

/// What is asked of the compiler.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Profile {
    Check,
    Debug,
    Release,
}

impl Profile {
    const ALL: [Self; 3] = [Self::Check, Self::Debug, Self::Release];

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

/// What is generated from.
enum Input {
    Synthetic(usize),
    File(PathBuf),
}

/// What is asked for.
struct Arguments {
    input: Input,
    profiles: Vec<Profile>,
    /// Whether another generator is measured as well.
    beside: bool,
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
    let arguments = match arguments() {
        Ok(arguments) => arguments,
        Err(problem) => {
            eprintln!("error: {problem}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn arguments() -> Result<Arguments, String> {
    let (mut input, mut profiles, mut beside) = (None, Profile::ALL.to_vec(), false);
    let mut given = std::env::args().skip(1);
    while let Some(argument) = given.next() {
        match argument.as_str() {
            "--only" => {
                let name = given.next().unwrap_or_default();
                profiles.retain(|profile| profile.name() == name);
                if profiles.is_empty() {
                    return Err(format!("there is no profile `{name}`"));
                }
            }
            "--beside" => beside = true,
            flag if flag.starts_with('-') => return Err(format!("there is no `{flag}`")),
            more if input.is_some() => return Err(format!("`{more}` is one argument too many")),
            text => {
                input = Some(match text.parse() {
                    Ok(operations) => Input::Synthetic(operations),
                    Err(_) => Input::File(PathBuf::from(text)),
                });
            }
        }
    }
    Ok(Arguments {
        input: input.unwrap_or(Input::Synthetic(1000)),
        profiles,
        beside,
    })
}

fn run(arguments: &Arguments) -> io::Result<()> {
    let dir = project().join("target/compile-cost");
    fs::create_dir_all(&dir)?;
    let file = match &arguments.input {
        Input::File(file) => file.canonicalize()?,
        Input::Synthetic(operations) => {
            let file = dir.join("synthetic.json");
            let text = synthetic::text(*operations, synthetic::SEED, Layout::Tabs);
            fs::write(&file, text)?;
            file
        }
    };
    let operations = count_operations(&file)?;
    let package = fresh(dir.join("package"))?;
    let generated = generate(&file, &package)?;
    measure(&package, generated, operations, &arguments.profiles)?;
    if arguments.beside {
        let other = OpenapiToRust::install(&dir.join("openapi-to-rust"))?;
        let package = fresh(dir.join("beside"))?;
        let generated = other.generate(&file, &package)?;
        println!("\nThe same by openapi-to-rust:\n");
        measure(&package, generated, operations, &arguments.profiles)?;
    }
    Ok(())
}

/// A folder that is not there.
fn fresh(dir: PathBuf) -> io::Result<PathBuf> {
    if dir.exists() {
        fs::remove_dir_all(&dir)?;
    }
    Ok(dir)
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

/// Generates a crate with the `codegen` binary, as anyone would.
fn generate(file: &Path, package: &Path) -> io::Result<Cost> {
    let mut command = Command::new(optimized_binary());
    command
        .arg("new")
        .arg(file)
        .arg("--out")
        .arg(package)
        .args(["--name", "measured", "--client"])
        .arg(project().join("client"))
        .stdout(Stdio::null());
    cost::of(&mut command)
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

/// Compiles first with an empty `lib.rs`, for what the crate depends on, and then what was generated.
fn compile(package: &Path, target: &Path, profile: Profile) -> io::Result<Cost> {
    let library = package.join("src/lib.rs");
    let generated = fs::read(&library)?;
    let mut command = cargo();
    command
        .current_dir(package)
        .args(profile.arguments())
        .args(["--quiet", "--lib"])
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_INCREMENTAL", "0")
        .env_remove("RUSTC_WRAPPER");
    fs::write(&library, "")?;
    let dependencies = cost::of(&mut command);
    fs::write(&library, generated)?;
    dependencies?;
    cost::of(&mut command)
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

#[expect(
    clippy::cast_precision_loss,
    reason = "figures for people have few digits"
)]
fn mega(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
