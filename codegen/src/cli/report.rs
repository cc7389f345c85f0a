//! Prints diagnostics about the input to standard error.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write as _};
use std::path::PathBuf;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::inputs::Inputs;
use crate::options::Options;
use crate::render::{self, Limit, Sources, Style};

use super::arguments::Input;

/// How many diagnostics of each kind are shown without `--verbose`.
const OF_EACH_KIND: usize = 3;

/// Shows diagnostics, with colours on a terminal: the first few of each code, or as many as the user wants.
pub(super) fn report(
    diagnostics: &Diagnostics,
    inputs: &Inputs,
    options: &Options,
    input: &Input,
) -> io::Result<()> {
    if input.quiet {
        show(&only(diagnostics, is_error), inputs, options, input)
    } else {
        show(diagnostics, inputs, options, input)
    }
}

/// Shows errors and what changes for programs that use the crate, and counts everything else by code.
pub(super) fn report_counts(
    diagnostics: &Diagnostics,
    inputs: &Inputs,
    options: &Options,
    input: &Input,
) -> io::Result<()> {
    if input.verbose || input.quiet {
        return report(diagnostics, inputs, options, input);
    }
    let is_shown = |it: &Diagnostic| is_error(it) || it.code == Code::ShortPathsRemoved;
    show(&only(diagnostics, is_shown), inputs, options, input)?;
    let mut counts: BTreeMap<(Severity, Code), usize> = BTreeMap::new();
    for diagnostic in diagnostics.iter().filter(|it| !is_shown(it)) {
        *counts
            .entry((diagnostic.severity, diagnostic.code))
            .or_default() += 1;
    }
    let mut text = String::new();
    for ((severity, code), count) in counts.iter().rev() {
        let summary = code.summary().trim_end_matches('.');
        text.push_str(&format!("{count:>5} × {severity}[{code}]: {summary}\n"));
    }
    if !text.is_empty() {
        text.push_str("`--verbose` shows all of them, `codegen explain CODE` explains a code\n\n");
    }
    anstream::stderr().lock().write_all(text.as_bytes())
}

fn show(
    diagnostics: &Diagnostics,
    inputs: &Inputs,
    options: &Options,
    input: &Input,
) -> io::Result<()> {
    let limit = if input.verbose {
        Limit::None
    } else {
        Limit::OfEachKind(OF_EACH_KIND)
    };
    let sources = Sources::of(&inputs.apis, options);
    // The stream removes the colours where they are not wanted.
    let mut text = render::diagnostics(diagnostics, &sources, Style::Coloured, limit);
    text.push_str(&more_information(diagnostics));
    anstream::stderr().lock().write_all(text.as_bytes())
}

fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error
}

fn only(diagnostics: &Diagnostics, is_kept: fn(&Diagnostic) -> bool) -> Diagnostics {
    let mut kept = Diagnostics::default();
    kept.extend(diagnostics.iter().filter(|it| is_kept(it)).cloned());
    kept
}

/// How to learn more about the codes that are shown.
fn more_information(diagnostics: &Diagnostics) -> String {
    let codes: BTreeSet<Code> = diagnostics.iter().map(|it| it.code).collect();
    match codes.first() {
        None => String::new(),
        Some(code) if codes.len() == 1 => {
            format!("for more information, run `codegen explain {code}`\n\n")
        }
        Some(code) => format!(
            "for more information about a code, such as {code}, run `codegen explain {code}`\n\n"
        ),
    }
}

/// Takes the options that all verbs have, and reads the environments that they name.
pub(super) fn apply_input(input: &Input, inputs: &mut Inputs, options: &mut Options) {
    options.deny_secrets = input.deny_secrets;
    for path in &input.environments {
        options.environments.extend(inputs.environment(path));
    }
}

/// Reads the files that a verb is given, and what `--environment` names.
pub(super) fn read_files(files: &[PathBuf], input: &Input, options: &mut Options) -> Inputs {
    let mut inputs = Inputs::default();
    for file in files {
        inputs.add(file);
    }
    apply_input(input, &mut inputs, options);
    inputs
}

/// The diagnostics of reading, then those of what was read.
pub(super) fn joined(inputs: &Inputs, others: Diagnostics) -> Diagnostics {
    let mut all = inputs.diagnostics.clone();
    all.extend(others);
    all
}

/// A count with its noun: `1 file`, `2 files`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// The number of diagnostics of each severity, such as `1 error, 2 warnings`; empty if there are none.
pub(super) fn counted_diagnostics(diagnostics: &Diagnostics) -> String {
    let severities = [Severity::Error, Severity::Warning, Severity::Note].into_iter();
    let counts = severities.filter_map(|severity| {
        let all = diagnostics.iter();
        let count = all.filter(|it| it.severity == severity).count();
        (count > 0).then(|| counted(count, severity.as_str()))
    });
    counts.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostic;

    #[test]
    fn diagnostics_are_counted_by_severity() {
        let mut all = Diagnostics::default();
        all.push(Diagnostic::new(Code::NoUrl, "", "x"));
        all.push(Diagnostic::new(Code::EmptyFolder, "", "x"));
        all.push(Diagnostic::new(Code::EmptyFolder, "", "x"));
        assert_eq!(counted_diagnostics(&all), "1 error, 2 notes");
    }
}
