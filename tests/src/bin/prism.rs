//! Compares which saved response Prism and `codegen serve` select for each request and status, over a folder of collections.
//!
//! ```text
//! npm install --prefix target/prism @stoplight/prism-cli@5.14.2
//! cargo run --release -p tests --bin prism -- DIR
//! ```
//!
//! `target/prism/differences.txt` lists what was not answered alike.

use std::process::ExitCode;

use clap::Parser;
use tests::program::{Folder, exit_code};
use tests::second_opinion;

/// Compares which saved response Prism and `codegen serve` select for each request and status, over a folder of collections.
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    folder: Folder,
}

fn main() -> ExitCode {
    exit_code(
        second_opinion::run(&Arguments::parse().folder).map(|report| {
            print!("{}", report.table());
            true
        }),
    )
}
