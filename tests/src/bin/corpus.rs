//! Runs the generator over a folder of collections and prints what came of it.
//!
//! ```text
//! cargo run -p tests --bin corpus -- DIR                    generation only
//! cargo run -p tests --bin corpus -- DIR --check 20         and `cargo check` of 20 of the crates
//! cargo run -p tests --bin corpus -- DIR --check all --clippy
//! cargo run -p tests --bin corpus -- DIR --check all --programs     and the programs of the catalogue
//! ```
//!
//! Exit code 1 where a file made the generator panic or take too long, or a crate does not compile.

use std::path::PathBuf;
use std::process::ExitCode;

use tests::corpus::{self, Lint, Sample};

const USAGE: &str = "usage: corpus DIR [--check N|all] [--clippy|--programs]";

fn main() -> ExitCode {
    let (dir, sample, lint) = match arguments() {
        Ok(arguments) => arguments,
        Err(problem) => {
            eprintln!("error: {problem}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let runs = corpus::run(&dir);
    print!("{}", corpus::table(&runs));
    let mut is_fine = runs.iter().all(|run| !run.is_broken());
    if sample != Sample::None {
        match corpus::compile(&runs, sample, lint) {
            Ok(compiled) => {
                print!("{}", compiled.table());
                is_fine &= compiled.failed.is_empty();
            }
            Err(error) => {
                eprintln!("error: {error}");
                is_fine = false;
            }
        }
    }
    if is_fine {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn arguments() -> Result<(PathBuf, Sample, Lint), String> {
    let (mut dir, mut sample, mut lint) = (None, Sample::None, Lint::Check);
    let mut given = std::env::args().skip(1);
    while let Some(argument) = given.next() {
        match argument.as_str() {
            "--clippy" => lint = Lint::Clippy,
            "--programs" => lint = Lint::Programs,
            "--check" => {
                let count = given.next().unwrap_or_default();
                sample = match count.as_str() {
                    "all" => Sample::All,
                    count => count
                        .parse()
                        .map(Sample::Some)
                        .map_err(|_| format!("`--check` takes a number or `all`, not `{count}`"))?,
                };
            }
            flag if flag.starts_with('-') => return Err(format!("unknown option `{flag}`")),
            path if dir.is_none() => dir = Some(PathBuf::from(path)),
            path => return Err(format!("`{path}` is one folder too many")),
        }
    }
    let dir = dir.ok_or("which folder?")?;
    if dir.is_dir() {
        Ok((dir, sample, lint))
    } else {
        Err(format!("`{}` is not a folder", dir.display()))
    }
}
