//! Infers types from all examples but one, decodes that one with them, and prints how often that succeeds.
//!
//! ```text
//! cargo run -p tests --bin leave_one_out -- DIR               all collections below a folder
//! cargo run -p tests --bin leave_one_out -- DIR --misfits     and each example that was not decoded
//! cargo run -p tests --bin leave_one_out -- DIR --quicktype   and npm's quicktype on the same examples
//! cargo run -p tests --bin leave_one_out -- DIR --always-there shown   with another claim about fields of responses
//! cargo run -p tests --bin leave_one_out -- DIR --publishers reporting  half of the publishers: see `publishers`
//! ```
//!
//! Types of untyped or optional fields fit everything, so the shares of such fields are printed too.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use codegen::api::AlwaysThere;
use codegen::internals::{Collection, Direction};
use tests::binary::project;
use tests::evidence::quicktype::Quicktype;
use tests::evidence::{self, Equal, HEAD, Tally, leave_one_out};
use tests::program::Folder;

/// What is left out, and how equal examples count.
const ROWS: [(&str, Direction, Equal); 4] = [
    ("responses", Direction::Response, Equal::Each),
    ("responses, distinct", Direction::Response, Equal::Once),
    ("request bodies", Direction::Request, Equal::Each),
    ("request bodies, distinct", Direction::Request, Equal::Once),
];

/// Infers types from all examples but one, decodes that one with them, and prints how often that succeeds.
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    folder: Folder,
    /// Print each example that was not decoded.
    #[arg(long)]
    misfits: bool,
    /// Let npm's quicktype infer types from the same examples.
    #[arg(long)]
    quicktype: bool,
    /// Which fields of responses are claimed to be always there.
    #[arg(long, value_parser = always_there, default_value = "proven")]
    always_there: AlwaysThere,
}

fn always_there(name: &str) -> Result<AlwaysThere, String> {
    let mut choices = AlwaysThere::ALL.into_iter();
    let choice = choices.find(|(known, _)| *known == name);
    choice
        .map(|(_, choice)| choice)
        .ok_or_else(|| "this is not one of proven, shown, never".to_owned())
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let files: Vec<(PathBuf, Collection)> = arguments
        .folder
        .files()
        .into_iter()
        .filter_map(|file| evidence::collection(&file).map(|collection| (file, collection)))
        .collect();
    println!("{} collections\n\n{HEAD}", files.len());
    let mut misfits = Vec::new();
    for (name, direction, equal) in ROWS {
        let mut tally = Tally::default();
        for (file, collection) in &files {
            let score = leave_one_out(collection, direction, equal, arguments.always_there);
            tally.add(score.tally);
            // Those among equal ones are the same.
            if equal == Equal::Once {
                continue;
            }
            let of_file = score.misfits.into_iter();
            misfits.extend(of_file.map(|(at, reason)| format!("{}{at}: {reason}", file.display())));
        }
        println!("{}", tally.row(name));
    }
    if arguments.quicktype {
        let collections: Vec<Collection> = files.into_iter().map(|(_, it)| it).collect();
        compare(&project().join("target/quicktype"), &collections);
    }
    if arguments.misfits {
        println!("\n{}", misfits.join("\n"));
    }
    ExitCode::SUCCESS
}

/// Prints the same for quicktype, if npm is installed.
fn compare(dir: &Path, collections: &[Collection]) {
    let quicktype = match Quicktype::install(dir) {
        Ok(quicktype) => quicktype,
        Err(error) => return eprintln!("note: left out quicktype: {error}"),
    };
    for (name, direction, equal) in ROWS {
        match quicktype.leave_one_out(collections, direction, equal) {
            Ok(tally) => println!("{}", tally.row(&format!("quicktype, {name}"))),
            Err(error) => eprintln!("note: left out quicktype, {name}: {error}"),
        }
    }
}
