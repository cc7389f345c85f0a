//! Writes a synthetic collection.
//!
//! ```text
//! cargo run -p tests --bin synthetic -- OPERATIONS FILE [--seed N] [--compact]
//! ```

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use tests::synthetic::{self, Layout};

/// Writes a synthetic collection.
#[derive(Parser)]
struct Arguments {
    /// How many operations.
    operations: usize,
    /// The file to write.
    file: PathBuf,
    #[arg(long, default_value_t = synthetic::SEED)]
    seed: u64,
    /// Write it without blanks.
    #[arg(long)]
    compact: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let layout = if arguments.compact {
        Layout::Compact
    } else {
        Layout::Tabs
    };
    let text = synthetic::text(arguments.operations, arguments.seed, layout);
    if let Err(error) = fs::write(&arguments.file, text) {
        eprintln!("error: `{}`: {error}", arguments.file.display());
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
