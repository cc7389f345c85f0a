//! Compares what is generated from collections of format 2.1 and from the same collections in format 3.
//!
//! ```text
//! cargo run --release -p tests --bin format3 -- DIR
//! ```

use std::collections::BTreeMap;
use std::process::ExitCode;

use clap::Parser;
use tests::format3::{Outcome, compare};
use tests::program::Folder;

/// Compares what is generated from collections of format 2.1 and from the same collections in format 3.
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    folder: Folder,
}

fn main() -> ExitCode {
    let folder = Arguments::parse().folder;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut is_equal = true;
    for path in folder.files() {
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        let found = match compare(&text) {
            Ok(Outcome::Equal) => "equal".to_owned(),
            Ok(Outcome::Unsupported(reason)) => format!("format 3 cannot hold it: {reason}"),
            Ok(Outcome::Different(file)) => {
                is_equal = false;
                println!("{}: {file}", path.display());
                "different".to_owned()
            }
            Err(error) => {
                eprintln!("{}: {error}", path.display());
                continue;
            }
        };
        *counts.entry(found).or_default() += 1;
    }
    for (outcome, count) in counts {
        println!("{count:6} {outcome}");
    }
    ExitCode::from(u8::from(!is_equal))
}
