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
use std::path::Path;
use std::process::ExitCode;

use serde::Serialize as _;
use serde_json::Serializer;
use serde_json::ser::PrettyFormatter;
use tests::record::record;

fn main() -> ExitCode {
    let files: Vec<String> = std::env::args().skip(1).collect();
    if files.is_empty() {
        eprintln!("usage: record FILE…");
        return ExitCode::from(2);
    }
    for file in files {
        match write(Path::new(&file)) {
            Ok(requests) => println!("{file}: {requests} requests"),
            Err(error) => {
                eprintln!("error: {file}: {error}");
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
