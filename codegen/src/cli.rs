//! The command line.
//!
//! | verb | does | exit |
//! |---|---|---|
//! | `generate` (default) | `collections/` → `generated/` | 0; 1 on an error in a collection |
//! | `check` | names each stale file | 0; 1 where one is stale |
//! | `list FILE…` | shows what was understood | 0; 1 where a file cannot be read |
//! | `new FILE… --out DIR` | writes a crate of its own | 0; 1 on an error |
//!
//! A wrong argument is exit 2. What was asked for goes to standard output, what there is to say about it to standard
//! error.

mod arguments;
mod check;
mod client;
mod diff;
mod generate;
mod list;
mod new;
mod report;

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::Parser as _;

use arguments::{Arguments, Verb};

/// How a verb ended, where the disk did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// All is well.
    Done,
    /// Something is not as it should be, and it has been said what.
    Failed,
}

impl Outcome {
    fn failed_if(failed: bool) -> Self {
        if failed { Self::Failed } else { Self::Done }
    }
}

/// Runs the command line of this process.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.verb {
        None => generate::run(&arguments.generate),
        Some(Verb::Generate(arguments)) => generate::run(&arguments),
        Some(Verb::Check(arguments)) => check::run(&arguments),
        Some(Verb::List(arguments)) => list::run(&arguments),
        Some(Verb::New(arguments)) => new::run(&arguments),
    };
    let outcome = outcome.and_then(|outcome| io::stdout().flush().map(|()| outcome));
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Failed) => ExitCode::FAILURE,
        // Whoever reads has read enough, as in `codegen list … | head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            // There is nobody left to tell where this fails too.
            let _ = writeln!(anstream::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}
