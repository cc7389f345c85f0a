//! `codegen serve`: the saved responses of a collection as a server.
//!
//! What selects responses and sends them is not part of this library: the binary passes it to [`main`](super::main).

use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::api::Api;
use crate::inputs::Inputs;
use crate::options::Options;
use crate::output::Output;
use crate::variables::secrets;
use crate::{Understanding, understand};

use super::arguments::{self, Input};
use super::report::{joined, read_files, report_counts};
use super::watch::Changes;
use super::{Outcome, Runtime, fail};

/// A server that the user wants.
#[derive(Debug)]
pub struct Serve {
    /// Where it listens. With port 0, the system chooses one.
    pub address: SocketAddr,
    /// How long each response waits.
    pub delay: Duration,
    /// The responses that fail.
    pub faults: Faults,
    files: Vec<PathBuf>,
    input: Input,
    watch: bool,
    /// Whether the catalogue is served too.
    #[cfg(feature = "site")]
    has_site: bool,
    #[cfg(feature = "site")]
    runtime: Option<Runtime>,
}

/// What is served.
#[derive(Debug)]
pub struct Served {
    /// The APIs with their saved responses.
    pub apis: Vec<Api>,
    /// The files of the catalogue; none unless the user wants them.
    pub pages: Output,
}

/// Which responses are replaced by a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Faults {
    /// How many of 100 requests fail.
    pub percent: u8,
    /// The status of the failure.
    pub status: u16,
}

impl Serve {
    /// Reads the collections, and reports what is wrong with them.
    ///
    /// # Errors
    ///
    /// If nothing can be printed.
    pub fn read(&self) -> io::Result<Served> {
        let mut options = Options::default();
        let inputs = read_files(&self.files, &self.input, &mut options);
        let understood = understand(&inputs.apis, &options);
        let pages = self.pages(&understood, &inputs);
        let diagnostics = joined(&inputs, understood.diagnostics);
        report_counts(&diagnostics, &inputs, &options, &self.input)?;
        Ok(Served {
            apis: understood.apis,
            pages,
        })
    }

    #[cfg(feature = "site")]
    fn pages(&self, understood: &Understanding, inputs: &Inputs) -> Output {
        if self.has_site {
            super::site::served(understood, inputs, self.runtime)
        } else {
            Output::default()
        }
    }

    #[cfg(not(feature = "site"))]
    #[expect(clippy::unused_self, reason = "the feature `site` has another one")]
    fn pages(&self, _: &Understanding, _: &Inputs) -> Output {
        Output::default()
    }

    /// Calls a function after each change of the files, if the user wants that. Returns when no changes are reported any more.
    ///
    /// # Errors
    ///
    /// If the files cannot be watched.
    pub fn each_change(&self, mut changed: impl FnMut() -> io::Result<()>) -> io::Result<()> {
        if !self.watch {
            return Ok(());
        }
        // A file is replaced by editors, so its folder is watched.
        let folder = |path: &PathBuf| match path.parent() {
            _ if path.is_dir() => path.clone(),
            Some(parent) if parent != Path::new("") => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        let folders: BTreeSet<PathBuf> = self.files.iter().map(folder).collect();
        let changes = Changes::of(folders.iter(), &self.input.environments)?;
        loop {
            changes.wait()?;
            changed()?;
        }
    }

    /// Prints a line about what happens, without secrets.
    pub fn log(&self, text: &str) {
        if !self.input.quiet {
            // Requests are answered even if nobody can read about it.
            let _ = writeln!(io::stderr(), "{}", secrets::redacted(text));
        }
    }
}

/// Runs a server until it fails; returns the exit code.
pub type Server = fn(Serve) -> io::Result<u8>;

#[cfg_attr(
    not(feature = "site"),
    expect(unused_variables, reason = "only pages show requests")
)]
pub(super) fn run(
    arguments: &arguments::Serve,
    runtime: Option<Runtime>,
    server: Option<Server>,
) -> io::Result<Outcome> {
    let Some(server) = server else {
        return fail("this binary was built without the feature `serve`");
    };
    let serve = Serve {
        address: SocketAddr::new(arguments.host, arguments.port),
        delay: Duration::from_millis(arguments.delay),
        faults: Faults {
            percent: arguments.fail,
            status: arguments.fail_status,
        },
        files: arguments.files.clone(),
        input: arguments.input.clone(),
        watch: arguments.watch,
        #[cfg(feature = "site")]
        has_site: arguments.site,
        #[cfg(feature = "site")]
        runtime,
    };
    server(serve).map(Outcome::Exit)
}
