//! Records vectors with npm's newman (`tests/vectors/README.md`).
//!
//! ```text
//! npm install --prefix target/newman newman@6.2.2
//! cargo run -p tests --bin record -- tests/vectors/wire/NAME.json…
//! ```
//!
//! Each file is a vector, with or without `expected`, which is written. The port 18090 must be free.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use serde::Serialize as _;
use serde_json::Serializer;
use serde_json::ser::PrettyFormatter;
use tests::record::record;

/// Records vectors with npm's newman (`tests/vectors/README.md`).
#[derive(Parser)]
struct Arguments {
    /// The vectors.
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

fn main() -> ExitCode {
    for file in Arguments::parse().files {
        let path = file.display();
        match write(&file) {
            Ok(requests) => println!("{path}: {requests} requests"),
            Err(error) => {
                eprintln!("error: {path}: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

/// Records a vector in place. Returns the number of requests.
fn write(path: &Path) -> io::Result<usize> {
    let vector = record(serde_json::from_str(&fs::read_to_string(path)?)?)?;
    let mut text = Vec::new();
    let format = PrettyFormatter::with_indent(b" ");
    vector.serialize(&mut Serializer::with_formatter(&mut text, format))?;
    text.push(b'\n');
    fs::write(path, text)?;
    Ok(vector["expected"]["requests"]
        .as_array()
        .map_or(0, Vec::len))
}
