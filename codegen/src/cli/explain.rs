//! `codegen explain`: what a diagnostic means, and what to do about it.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use crate::diagnostic::Code;

use super::Outcome;
use super::arguments::Explain;

pub(super) fn run(arguments: &Explain) -> io::Result<Outcome> {
    let text = arguments.code.map_or_else(overview, explanation);
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(Outcome::Done)
}

/// One line for each code.
fn overview() -> String {
    let width = Code::ALL.iter().map(|code| code.as_str().len()).max();
    let width = width.unwrap_or_default();
    let mut text = String::new();
    for code in Code::ALL {
        let summary = code.summary().trim_end_matches('.');
        // Writing to a string does not fail.
        let _ = writeln!(text, "{code:width$}  {:7}  {summary}", code.severity());
    }
    text
}

fn explanation(code: Code) -> String {
    format!("{}[{code}]: {}", code.severity(), code.explanation())
}
