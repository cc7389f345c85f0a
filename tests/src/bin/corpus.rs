//! Runs the generator over a folder of collections and prints what came of it.
//!
//! ```text
//! cargo run -p tests --bin corpus -- DIR                    generation only
//! cargo run -p tests --bin corpus -- DIR --check 20         and `cargo check` of 20 of the crates
//! cargo run -p tests --bin corpus -- DIR --check all --clippy
//! cargo run -p tests --bin corpus -- DIR --check all --programs     and the programs of the catalogue
//! cargo run -p tests --bin corpus -- DIR --check all --contracts    and the tests of saved responses, which are run
//! ```
//!
//! Exit code 1 where a file made the generator panic or take too long, a crate does not compile, or a test fails.

use std::path::PathBuf;
use std::process::ExitCode;

use tests::corpus::{self, Lint, Sample};

const USAGE: &str = "usage: corpus DIR [--check N|all] [--clippy|--programs|--contracts]";

fn main() -> ExitCode {
    let Arguments { dir, sample, ask } = match arguments() {
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
        let compiled = match ask {
            Ask::Compile(lint) => {
                corpus::compile(&runs, sample, lint).map(|it| (it.table(), it.failed.is_empty()))
            }
            Ask::Contracts => corpus::contracts(&runs, sample).map(|it| (it.table(), it.is_fine())),
        };
        match compiled {
            Ok((table, passed)) => {
                print!("{table}");
                is_fine &= passed;
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

struct Arguments {
    dir: PathBuf,
    sample: Sample,
    ask: Ask,
}

/// What is asked of the crates.
enum Ask {
    Compile(Lint),
    Contracts,
}

fn arguments() -> Result<Arguments, String> {
    let (mut dir, mut sample, mut ask) = (None, Sample::None, Ask::Compile(Lint::Check));
    let mut given = std::env::args().skip(1);
    while let Some(argument) = given.next() {
        match argument.as_str() {
            "--clippy" => ask = Ask::Compile(Lint::Clippy),
            "--programs" => ask = Ask::Compile(Lint::Programs),
            "--contracts" => ask = Ask::Contracts,
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
        Ok(Arguments { dir, sample, ask })
    } else {
        Err(format!("`{}` is not a folder", dir.display()))
    }
}
