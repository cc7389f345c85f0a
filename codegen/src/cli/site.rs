//! `codegen site`: a folder of collections → the catalogue.

use std::io::{self, Write as _};

use crate::inputs::{Inputs, overlap};
use crate::options::Options;
use crate::site::site;
use crate::understand;

use super::arguments::Site;
use super::generate::{print_changes, write};
use super::progress::Progress;
use super::report::{apply_input, counted, joined, report_counts};
use super::{Outcome, fail};

pub(super) fn run(arguments: &Site) -> io::Result<Outcome> {
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
    let output = site(&understanding, &inputs.apis, &arguments.crate_name);
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
