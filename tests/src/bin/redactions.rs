//! Counts what the generator takes for secrets in a folder of collections, and shows a sample to be judged by hand.
//!
//! ```text
//! cargo run -p tests --bin redactions -- DIR                 counts by kind
//! cargo run -p tests --bin redactions -- DIR --sample 150    and about 150 of them, with the text around
//! ```

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use tests::program::existing;
use tests::redactions;

/// Counts what the generator takes for secrets in a folder of collections, and shows a sample to be judged by hand.
#[derive(Parser)]
struct Arguments {
    /// The folder of collections.
    #[arg(value_parser = existing)]
    dir: PathBuf,
    /// Print about this many of them, with the text around.
    #[arg(long, default_value_t = 0)]
    sample: usize,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let all = redactions::of_folder(&arguments.dir);
    print!("{}", redactions::table(&all));
    for redaction in redactions::sample(&all, arguments.sample) {
        let (before, after) = &redaction.context;
        println!(
            "{:?} {:?}: {before:?} »{}« {after:?}\n    {}",
            redaction.kind, redaction.name, redaction.value, redaction.location
        );
    }
    ExitCode::SUCCESS
}
