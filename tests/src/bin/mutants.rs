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

use clap::Parser;
use tests::corpus::Lint;
use tests::mutants::Mutants;
use tests::program::{existing, exit_code};

/// Checks what holds for any input on mutants of a folder of collections, and compiles what is generated from them.
#[derive(Parser)]
struct Arguments {
    /// The folder of collections.
    #[arg(value_parser = existing)]
    dir: PathBuf,
    /// The seed of the first mutant.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many mutants.
    #[arg(long, default_value_t = 1000)]
    count: u64,
    /// Compile what is generated.
    #[arg(long)]
    compile: bool,
}

fn main() -> ExitCode {
    exit_code(run(&Arguments::parse()))
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
    if arguments.compile {
        for (command, lint) in [("cargo check", Lint::Check), ("cargo doc", Lint::Doc)] {
            let compiled = mutants.compile(&checked, &dir, lint)?;
            print!("{command}\n{}", compiled.table());
            is_fine &= compiled.failed.is_empty();
        }
    }
    Ok(is_fine)
}
