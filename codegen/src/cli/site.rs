//! `codegen site`: a folder of collections → the catalogue.

use std::io::{self, Write as _};

use crate::api::{Api, Definitions, Operation};
use crate::inputs::{Inputs, overlap};
use crate::options::Options;
use crate::output::Output;
use crate::site::{Command, Curl, SiteOptions, site};
use crate::{Understanding, understand};

use super::arguments::{CRATE_NAME, Site};
use super::generate::{print_changes, write};
use super::progress::Progress;
use super::report::{apply_input, counted, joined, report_counts};
use super::shell::Shell;
use super::{CurlCommand, Outcome, Runtime, example_call, fail};

impl From<CurlCommand> for Command {
    /// The notes begin with the environment variables that are to be set.
    fn from(command: CurlCommand) -> Self {
        let names: Vec<&str> = command.variables.iter().map(String::as_str).collect();
        let plural = if names.len() == 1 { "" } else { "s" };
        let set = format!(
            "Set the environment variable{plural} {} first.",
            names.join(", ")
        );
        let set = (!names.is_empty()).then_some(set);
        let notes = command.notes.iter().map(|note| format!("Note: {note}."));
        Self {
            notes: set.into_iter().chain(notes).collect(),
            text: command.text,
        }
    }
}

/// The pages that are served with the saved responses.
pub(super) fn served(
    understanding: &Understanding,
    inputs: &Inputs,
    runtime: Option<Runtime>,
) -> Output {
    let curl = runtime.map(curl);
    let options = SiteOptions {
        crate_name: CRATE_NAME,
        curl: curl.as_ref().map(|curl| curl as &Curl),
        is_served: true,
    };
    site(understanding, &inputs.apis, options)
}

/// Shows operations as curl commands.
fn curl(
    runtime: Runtime,
) -> impl Fn(&Api, &Operation, &Definitions<'_>) -> Result<Command, String> + Sync {
    move |api, operation, types| {
        let call = example_call(api, operation, types, None);
        (runtime.curl)(&call, Shell::Posix).map(Command::from)
    }
}

pub(super) fn run(arguments: &Site, runtime: Option<Runtime>) -> io::Result<Outcome> {
    let (dir, is_dry) = (&arguments.out, arguments.dry_run);
    if let Some(problem) = overlap(&arguments.collections, dir) {
        return fail(&format!("nothing was written: {problem}"));
    }
    let progress = Progress::start("writing pages", &arguments.input);
    let mut options = Options::default();
    let mut inputs = Inputs::default();
    inputs.add_collections(&arguments.collections);
    apply_input(&arguments.input, &mut inputs, &mut options);
    let understanding = understand(&inputs.apis, &options);
    let curl = runtime.map(curl);
    let site_options = SiteOptions {
        crate_name: &arguments.crate_name,
        curl: curl.as_ref().map(|curl| curl as &Curl),
        is_served: false,
    };
    let output = site(&understanding, &inputs.apis, site_options);
    drop(progress);
    let diagnostics = joined(&inputs, understanding.diagnostics);
    report_counts(&diagnostics, &inputs, &options, &arguments.input)?;
    let apis = understanding.apis;
    if apis.is_empty() {
        return fail("there is nothing to show; nothing was written");
    }
    let written = match write(&output, dir, is_dry) {
        Ok(written) => written,
        Err(error) => return fail(&error.to_string()),
    };
    if arguments.input.verbose || is_dry {
        print_changes(&written, &dir.display().to_string(), is_dry)?;
    }
    if !arguments.input.quiet {
        let items = apis.iter().map(|api| api.all_operations().len()).sum();
        let dir = dir.display();
        writeln!(
            io::stdout(),
            "{dir}: {}, {}, {} ({} created, {} changed, {} deleted{})\nnext: open {dir}/index.html",
            counted(apis.len(), "API"),
            counted(items, "item"),
            counted(output.len(), "file"),
            written.created.len(),
            written.changed.len(),
            written.deleted.len(),
            if is_dry { "; dry run" } else { "" },
        )?;
    }
    Ok(Outcome::failed_if(diagnostics.has_errors()))
}
