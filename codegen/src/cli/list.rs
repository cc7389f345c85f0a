//! `codegen list`: what was understood.

use std::io::{self, Write as _};

use crate::list::{json, text};
use crate::options::Options;
use crate::understand;

use super::Outcome;
use super::arguments::{Format, List};
use super::report::{joined, read_files, report};

pub(super) fn run(arguments: &List) -> io::Result<Outcome> {
    let mut options = Options::default();
    let inputs = read_files(&arguments.files, &arguments.input, &mut options);
    let understood = understand(&inputs.apis, &options);
    let is_unread = !understood.unread.is_empty() || inputs.diagnostics.has_errors();
    let diagnostics = joined(&inputs, understood.diagnostics);

    let list = match arguments.format {
        Format::Text => {
            report(&diagnostics, &inputs, &options, arguments.input.verbose)?;
            text::list(&understood.apis)
        }
        Format::Json => json::list(&understood.apis, &diagnostics) + "\n",
    };
    io::stdout().lock().write_all(list.as_bytes())?;
    Ok(Outcome::failed_if(is_unread))
}
