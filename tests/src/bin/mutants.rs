//! Checks what holds for any input on mutants of a folder of collections, and compiles what is generated from them.
//!
//! ```text
//! cargo run -p tests --bin mutants -- DIR --count 10000            the promises only
//! cargo run -p tests --bin mutants -- DIR --count 1000 --compile   and `cargo check` and `cargo doc` without a warning
//! cargo run -p tests --bin mutants -- DIR --seed 7 --count 1       the mutant of seed 7
//! ```
//!
//! Mutants that break a promise or are compiled are in `target/mutants`, each named by its seed. Exit code 1 if something
//! is broken.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use tests::corpus::Lint;
use tests::mutants::Mutants;

const USAGE: &str = "usage: mutants DIR [--seed N] [--count N] [--compile]";

struct Arguments {
    dir: PathBuf,
    seed: u64,
    count: u64,
    compiles: bool,
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
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Whether all went well.
fn run(arguments: &Arguments) -> io::Result<bool> {
    let seeds = arguments.seed..arguments.seed + arguments.count;
    let mutants = Mutants::of_folder(&arguments.dir, seeds);
    println!("{:<58}{:>8}", "small collections", mutants.collections());
    let checked = mutants.check()?;
    print!("{}", checked.table());
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/mutants");
    mutants.write(checked.broken.keys().copied(), &dir)?;
    let mut is_fine = checked.broken.is_empty();
    if arguments.compiles {
        for (command, lint) in [("cargo check", Lint::Check), ("cargo doc", Lint::Doc)] {
            let compiled = mutants.compile(&checked, &dir, lint)?;
            print!("{command}\n{}", compiled.table());
            is_fine &= compiled.failed.is_empty();
        }
    }
    Ok(is_fine)
}

fn arguments() -> Result<Arguments, String> {
    let (mut dir, mut seed, mut count, mut compiles) = (None, 1, 1000, false);
    let mut given = std::env::args().skip(1);
    while let Some(argument) = given.next() {
        match argument.as_str() {
            "--seed" => seed = number(given.next())?,
            "--count" => count = number(given.next())?,
            "--compile" => compiles = true,
            flag if flag.starts_with('-') => return Err(format!("unknown option `{flag}`")),
            path if dir.is_none() => dir = Some(PathBuf::from(path)),
            path => return Err(format!("`{path}` is one folder too many")),
        }
    }
    Ok(Arguments {
        dir: dir.ok_or("which folder?")?,
        seed,
        count,
        compiles,
    })
}

fn number(text: Option<String>) -> Result<u64, String> {
    let text = text.unwrap_or_default();
    text.parse()
        .map_err(|_| format!("`{text}` is not a number"))
}
