//! Writes a synthetic collection.
//!
//! ```text
//! cargo run -p tests --bin synthetic -- OPERATIONS FILE [--seed N] [--compact]
//! ```

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use tests::synthetic::{self, Layout};

const USAGE: &str = "usage: synthetic OPERATIONS FILE [--seed N] [--compact]";

struct Arguments {
    operations: usize,
    file: PathBuf,
    seed: u64,
    layout: Layout,
}

fn main() -> ExitCode {
    let arguments = match arguments() {
        Ok(arguments) => arguments,
        Err(problem) => {
            eprintln!("error: {problem}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let text = synthetic::text(arguments.operations, arguments.seed, arguments.layout);
    if let Err(error) = fs::write(&arguments.file, text) {
        eprintln!("error: `{}`: {error}", arguments.file.display());
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn arguments() -> Result<Arguments, String> {
    let (mut operations, mut file) = (None, None);
    let (mut seed, mut layout) = (synthetic::SEED, Layout::Tabs);
    let mut given = std::env::args().skip(1);
    while let Some(argument) = given.next() {
        match argument.as_str() {
            "--compact" => layout = Layout::Compact,
            "--seed" => seed = number(&given.next().unwrap_or_default())?,
            flag if flag.starts_with('-') => return Err(format!("unknown option `{flag}`")),
            text if operations.is_none() => operations = Some(number(text)?),
            path if file.is_none() => file = Some(PathBuf::from(path)),
            more => return Err(format!("`{more}` is one argument too many")),
        }
    }
    Ok(Arguments {
        operations: operations.ok_or("how many operations?")?,
        file: file.ok_or("to which file?")?,
        seed,
        layout,
    })
}

fn number<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    text.parse()
        .map_err(|_| format!("`{text}` is not a number"))
}
