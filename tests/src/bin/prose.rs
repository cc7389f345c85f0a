//! Counts how many of the values that descriptions of parameters list are read, by the family of phrase.
//!
//! ```text
//! cargo run -p tests --bin prose -- DIR            a table over all collections below a folder
//! cargo run -p tests --bin prose -- DIR --missed   and each text with a sign of a list of which nothing was read
//! cargo run -p tests --bin prose -- DIR --found    and each text with the values that were read from it
//! ```
//!
//! Cells are parameters, with the number of distinct texts in brackets.

use std::process::ExitCode;

use clap::Parser;
use tests::evidence;
use tests::program::Folder;
use tests::prose::{self, Reading};

/// Counts how many of the values that descriptions of parameters list are read, by the family of phrase.
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    folder: Folder,
    /// Print each text with a sign of a list of which nothing was read.
    #[arg(long)]
    missed: bool,
    /// Print each text with the values that were read from it.
    #[arg(long)]
    found: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let collections = arguments
        .folder
        .files()
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
