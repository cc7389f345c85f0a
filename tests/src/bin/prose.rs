//! Counts how many of the values that descriptions of parameters list are read, by the family of phrase.
//!
//! ```text
//! cargo run -p tests --bin prose -- DIR            a table over all collections below a folder
//! cargo run -p tests --bin prose -- DIR --missed   and each text with a sign of a list of which nothing was read
//! cargo run -p tests --bin prose -- DIR --found    and each text with the values that were read from it
//! ```
//!
//! Cells are parameters, with the number of distinct texts in brackets.

use std::path::PathBuf;
use std::process::ExitCode;

use tests::evidence;
use tests::prose::{self, Reading};

const USAGE: &str = "usage: prose DIR [--missed] [--found]";

struct Arguments {
    dir: PathBuf,
    missed: bool,
    found: bool,
}

fn main() -> ExitCode {
    let arguments = match arguments() {
        Ok(arguments) => arguments,
        Err(problem) => {
            eprintln!("error: {problem}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let collections = tests::corpus::files(&arguments.dir)
        .into_iter()
        .filter_map(|file| evidence::collection(&file));
    let readings: Vec<Reading> = collections
        .flat_map(|collection| prose::described(&collection))
        .map(prose::read)
        .collect();
    print!("{}", prose::table(&readings));
    if arguments.missed {
        print!("\n{}", prose::missed(&readings));
    }
    if arguments.found {
        print!("\n{}", prose::found(&readings));
    }
    ExitCode::SUCCESS
}

fn arguments() -> Result<Arguments, String> {
    let (mut dir, mut missed, mut found) = (None, false, false);
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--missed" => missed = true,
            "--found" => found = true,
            flag if flag.starts_with('-') => return Err(format!("unknown option `{flag}`")),
            path if dir.is_none() => dir = Some(PathBuf::from(path)),
            path => return Err(format!("`{path}` is one folder too many")),
        }
    }
    let dir = dir.ok_or("which folder?")?;
    if !dir.is_dir() {
        return Err(format!("`{}` is not a folder", dir.display()));
    }
    Ok(Arguments { dir, missed, found })
}
