//! The command line.
//!
//! | verb | does | exit code |
//! |---|---|---|
//! | `generate` (default) | `collections/` → `generated/` | 0; 1 on an error in a collection |
//! | `check` | names each stale file | 0; 1 if there is one |
//! | `list FILE…` | shows what was understood | 0; 1 if a file cannot be read |
//! | `new FILE… --out DIR` | writes a new crate | 0; 1 on an error |
//! | `site --out DIR` | writes the catalogue | 0; 1 on an error in a collection |
//! | `call FILE ITEM` | sends a request | 0; 1 if it cannot be built, 3 without a response, 4 or 5 for its class |
//! | `curl FILE [ITEM]` | prints curl commands | 0; 1 if a request cannot be built |
//! | `serve FILE…` | answers requests with saved responses | 1 if it cannot listen, or nothing is saved |
//! | `explain [CODE]` | explains a diagnostic | 0; 2 if there is no such code |
//! | `init FILE` | writes a commented `codegen.toml` | 0; 1 if it exists already |
//! | `completions SHELL` | prints completions for a shell | 0 |
//! | `man [VERB]` | prints a manual page | 0; 1 if there is no such verb |
//!
//! Invalid arguments exit with 2. Results go to standard output, diagnostics to standard error.

mod arguments;
mod call;
mod check;
mod client;
mod completions;
mod diff;
mod explain;
mod filter;
mod generate;
mod init;
mod list;
mod new;
mod progress;
mod report;
mod serve;
mod shell;
#[cfg(feature = "site")]
mod site;
mod watch;
mod workspace;

use std::io::{self, Write as _};
use std::process::ExitCode;

use arguments::{Arguments, Verb};

pub use call::curl::call as example_call;
pub use call::{Call, Credential, CurlCommand, Given, Runtime, Show, Variable};
pub use serve::{Faults, Serve, Served, Server};
pub use shell::Shell;

/// The result of a verb, unless I/O failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Success.
    Done,
    /// Failure; the reason has been printed.
    Failed,
    /// An exit code of the verb's own.
    Exit(u8),
}

impl Outcome {
    fn failed_if(failed: bool) -> Self {
        if failed { Self::Failed } else { Self::Done }
    }
}

/// Shows why a verb failed.
fn fail(problem: &str) -> io::Result<Outcome> {
    writeln!(anstream::stderr(), "error: {problem}")?;
    Ok(Outcome::Failed)
}

/// The choice for all of what is printed.
fn stream(color: clap::ColorChoice) -> anstream::ColorChoice {
    match color {
        clap::ColorChoice::Auto => anstream::ColorChoice::Auto,
        clap::ColorChoice::Always => anstream::ColorChoice::Always,
        clap::ColorChoice::Never => anstream::ColorChoice::Never,
    }
}

/// Runs the command line of this process. `runtime` builds requests for `codegen call` and `codegen curl`, `server` runs
/// `codegen serve`.
#[must_use]
pub fn main(runtime: Option<Runtime>, server: Option<Server>) -> ExitCode {
    let arguments = Arguments::of_process();
    stream(arguments.color).write_global();
    let outcome = match arguments.verb {
        None => generate::run(&arguments.generate),
        Some(Verb::Generate(arguments)) => generate::run(&arguments),
        Some(Verb::Check(arguments)) => check::run(&arguments),
        Some(Verb::List(arguments)) => list::run(&arguments),
        Some(Verb::New(arguments)) => new::run(&arguments),
        #[cfg(feature = "site")]
        Some(Verb::Site(arguments)) => site::run(&arguments, runtime),
        Some(Verb::Call(arguments)) => call::run(&arguments, runtime),
        Some(Verb::Curl(arguments)) => call::curl::run(&arguments, runtime),
        Some(Verb::Serve(arguments)) => serve::run(&arguments, runtime, server),
        Some(Verb::Explain(arguments)) => explain::run(&arguments),
        Some(Verb::Init(arguments)) => init::run(&arguments),
        Some(Verb::Completions(arguments)) => completions::run(&arguments),
        Some(Verb::Man(arguments)) => completions::manual(&arguments),
    };
    let outcome = outcome.and_then(|outcome| io::stdout().flush().map(|()| outcome));
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Failed) => ExitCode::FAILURE,
        Ok(Outcome::Exit(code)) => ExitCode::from(code),
        // The reader has stopped reading, as in `codegen list … | head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing can be done if standard error fails too.
            let _ = writeln!(anstream::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}
