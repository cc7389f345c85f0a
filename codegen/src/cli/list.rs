//! `codegen list`: what was understood.

use std::io::{self, Write as _};

use crate::diagnostic::{Code, Diagnostic};
use crate::list::{json, text};
use crate::options::Options;
use crate::understand;

use super::arguments::{Format, List};
use super::filter;
use super::progress::Progress;
use super::report::{joined, read_files, report};
use super::{Outcome, fail};

pub(super) fn run(arguments: &List) -> io::Result<Outcome> {
    let mut options = Options::default();
    let progress = Progress::start("reading", &arguments.input);
    let inputs = read_files(&arguments.files, &arguments.input, &mut options);
    let mut understood = understand(&inputs.apis, &options);
    drop(progress);
    let is_unread = !understood.unread.is_empty() || inputs.diagnostics.has_errors();
    let is_empty = understood.apis.is_empty();
    if let Err(problem) = filter::apply(&mut understood.apis, &arguments.filter) {
        report(&inputs.diagnostics, &inputs, &options, &arguments.input)?;
        return fail(&problem);
    }
    let diagnostics = joined(&inputs, understood.diagnostics);
    let is_secret = |found: &Diagnostic| found.code == Code::RedactedSecret;
    let is_denied = options.deny_secrets && diagnostics.iter().any(is_secret);

    let list = match arguments.format {
        Format::Text => {
            report(&diagnostics, &inputs, &options, &arguments.input)?;
            if arguments.keys {
                text::list_with_keys(&understood.apis)
            } else {
                text::list(&understood.apis)
            }
        }
        Format::Json => json::list(&understood.apis, &diagnostics) + "\n",
    };
    io::stdout().lock().write_all(list.as_bytes())?;
    Ok(Outcome::failed_if(is_unread || is_empty || is_denied))
}
