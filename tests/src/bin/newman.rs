//! Compares what generated examples send with what npm's newman sends, over a folder of collections.
//!
//! ```text
//! npm install --prefix target/newman newman@6.2.2
//! cargo run --release -p tests --bin newman -- DIR                      all collections below a folder
//! cargo run --release -p tests --bin newman -- DIR --sample 50          50 of them
//! cargo run --release -p tests --bin newman -- DIR --only box --except tools --transport ureq
//! ```
//!
//! It prints a table; `target/newman/differences.txt` has every difference with its file and JSON pointer.

use std::path::PathBuf;
use std::process::ExitCode;

use tests::newman::{self, Settings, Transports};

const USAGE: &str =
    "usage: newman DIR [--sample N] [--only WORD]… [--except WORD]… [--transport reqwest|ureq]";

fn main() -> ExitCode {
    let (dir, settings) = match arguments() {
        Ok(arguments) => arguments,
        Err(problem) => {
            eprintln!("error: {problem}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match newman::run(&dir, &settings) {
        Ok(report) => {
            print!("{}", report.table());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn arguments() -> Result<(PathBuf, Settings), String> {
    let (mut dir, mut settings) = (None, Settings::default());
    let mut given = std::env::args().skip(1);
    while let Some(argument) = given.next() {
        let mut value = || given.next().ok_or(format!("`{argument}` takes a value"));
        match argument.as_str() {
            "--sample" => {
                let count = value()?;
                let number = count
                    .parse()
                    .map_err(|_| format!("`{count}` is not a number"))?;
                settings.sample = Some(number);
            }
            "--only" => settings.only.push(value()?),
            "--except" => settings.except.push(value()?),
            "--transport" => {
                settings.transports = match value()?.as_str() {
                    "reqwest" => Transports::Reqwest,
                    "ureq" => Transports::Ureq,
                    other => return Err(format!("unknown transport `{other}`")),
                };
            }
            flag if flag.starts_with('-') => return Err(format!("unknown option `{flag}`")),
            path if dir.is_none() => dir = Some(PathBuf::from(path)),
            path => return Err(format!("`{path}` is one folder too many")),
        }
    }
    let dir = dir.ok_or("which folder?")?;
    if dir.is_dir() {
        Ok((dir, settings))
    } else {
        Err(format!("`{}` is not a folder", dir.display()))
    }
}
