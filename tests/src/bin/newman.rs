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

use clap::Parser;
use tests::newman::{self, Settings};
use tests::program::{existing, exit_code};

/// Compares what generated examples send with what npm's newman sends, over a folder of collections.
#[derive(Parser)]
struct Arguments {
    /// The folder of collections.
    #[arg(value_parser = existing)]
    dir: PathBuf,
    #[command(flatten)]
    settings: Settings,
}

fn main() -> ExitCode {
    let Arguments { dir, settings } = Arguments::parse();
    exit_code(newman::run(&dir, &settings).map(|report| {
        print!("{}", report.table());
        true
    }))
}
