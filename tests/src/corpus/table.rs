//! What came of a folder of collections, as a table.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use codegen::diagnostic::{Diagnostic, Severity};

use super::run::{End, Run};

/// Counts of collections, items, operations and diagnostics by kind.
#[must_use]
pub fn table(runs: &[Run]) -> String {
    let mut text = String::new();
    let mut row = |name: &str, count: usize| {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{name:<58}{count:>8}");
    };
    let (mut collections, mut items, mut operations, mut nothing) = (0, 0, 0, 0);
    let mut left_out = 0;
    let mut kinds: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
    let mut add = |diagnostic: &Diagnostic| {
        *kinds
            .entry((diagnostic.severity, diagnostic.code.as_str()))
            .or_default() += 1;
    };
    for run in runs {
        match &run.end {
            End::Done {
                items: all,
                operations: made,
                generation,
            } => {
                collections += 1;
                items += all;
                operations += made;
                left_out += all.saturating_sub(*made);
                nothing += usize::from(*made == 0);
                generation.diagnostics.iter().for_each(&mut add);
            }
            End::NoCollection(diagnostics) => diagnostics.iter().for_each(&mut add),
            End::Panicked(_) | End::TimedOut => {}
        }
    }
    let broken = runs.iter().filter(|run| run.is_broken()).count();
    row("files", runs.len());
    row("  no collection", runs.len() - collections - broken);
    row("  panicked or took too long", broken);
    row("collections", collections);
    row("  without any operation", nothing);
    row("items", items);
    row("operations", operations);
    row("  items left out", left_out);
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let of_severity = kinds.iter().filter(|((it, _), _)| *it == severity);
        row(
            &format!("{severity}s"),
            of_severity.clone().map(|it| it.1).sum(),
        );
        for ((_, code), count) in of_severity {
            row(&format!("  {code}"), *count);
        }
    }
    for run in runs.iter().filter(|run| run.is_broken()) {
        let how = match &run.end {
            End::Panicked(text) => format!("panicked: {text}"),
            _ => format!("took longer than {:.0?}", run.time),
        };
        let _ = writeln!(text, "{}: {how}", run.path.display());
    }
    if let Some(slowest) = runs.iter().max_by_key(|run| run.time) {
        let path = slowest.path.display();
        let _ = writeln!(text, "slowest: {path} in {:.1?}", slowest.time);
    }
    text
}
