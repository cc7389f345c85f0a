//! The outcome of a comparison, counted by cause.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use super::compare::{Difference, compare};
use super::crates::Crates;
use super::expected::Collection;
use super::runner::Outcome;
use super::sent::Example;

/// Counts of items, by what became of them.
#[derive(Debug, Default)]
pub struct Report {
    collections: usize,
    items: usize,
    /// Items that newman did not send, by its reason.
    unsent: BTreeMap<String, usize>,
    transports: BTreeMap<String, Counts>,
    /// One entry for each difference and each request that was not built.
    details: Vec<String>,
}

#[derive(Debug, Default)]
struct Counts {
    equal: usize,
    different: usize,
    /// Requests by the parts that differ.
    causes: BTreeMap<String, usize>,
    /// Requests that were not built, by reason.
    unbuilt: BTreeMap<String, usize>,
}

impl Report {
    pub(super) fn new(collections: &[Collection], crates: &Crates, sent: &[Example]) -> Self {
        let mut report = Self {
            collections: collections.len(),
            ..Self::default()
        };
        for item in collections.iter().flat_map(|it| it.items.values()) {
            report.items += 1;
            if let Err(reason) = &item.outcome {
                *report.unsent.entry(general(reason)).or_default() += 1;
            }
        }
        let by_id: BTreeMap<&str, &Collection> =
            collections.iter().map(|it| (it.id.as_str(), it)).collect();
        for example in sent {
            if let Some(collection) = by_id.get(example.task.collection.as_str()) {
                report.add(collection, crates, example);
            }
        }
        report
    }

    fn add(&mut self, collection: &Collection, crates: &Crates, example: &Example) {
        let task = &example.task;
        let counts = self.transports.entry(task.transport.clone()).or_default();
        let place =
            |path: &PathBuf| format!("{} {} {}", path.display(), task.pointer, task.transport);
        match &example.outcome {
            Err(outcome) => {
                let reason = match outcome {
                    Outcome::NoExample => format!("no operation: {}", why(crates, example)),
                    Outcome::NotBuilt(problem) => general(problem),
                    Outcome::NotSent(problem) => format!("not sent: {}", general(problem)),
                    Outcome::Sent => "sent, but it did not arrive".to_owned(),
                };
                self.details.push(format!(
                    "{}\n    {reason}: {outcome:?}\n",
                    place(&collection.path)
                ));
                *counts.unbuilt.entry(reason).or_default() += 1;
            }
            Ok(sent) => {
                let Some(Ok(expected)) = collection.items.get(&task.pointer).map(|it| &it.outcome)
                else {
                    return;
                };
                let differences = compare(expected, sent);
                if differences.is_empty() {
                    counts.equal += 1;
                    return;
                }
                counts.different += 1;
                for Difference { cause, .. } in &differences {
                    *counts.causes.entry(cause.clone()).or_default() += 1;
                }
                let mut text = format!("{}\n", place(&collection.path));
                for Difference {
                    cause,
                    expected,
                    sent,
                } in differences
                {
                    let _ = writeln!(
                        text,
                        "    {cause}\n      newman {expected:?}\n      ours   {sent:?}"
                    );
                }
                self.details.push(text);
            }
        }
    }

    /// Every difference and every request that was not built, with its file and pointer.
    #[must_use]
    pub fn details(&self) -> String {
        self.details.concat()
    }

    /// The counts as a table.
    #[must_use]
    pub fn table(&self) -> String {
        let mut text = String::new();
        let mut row = |name: &str, count: usize| {
            // Writing to a string does not fail.
            let _ = writeln!(text, "{name:<70}{count:>8}");
        };
        row("collections", self.collections);
        row("items", self.items);
        row("  not sent by newman", self.unsent.values().sum());
        largest(&self.unsent).for_each(|(reason, count)| row(&format!("    {reason}"), count));
        for (transport, counts) in &self.transports {
            let built = counts.equal + counts.different;
            let unbuilt: usize = counts.unbuilt.values().sum();
            row(&format!("{transport}: built"), built);
            row("  equal", counts.equal);
            row("  different", counts.different);
            largest(&counts.causes).for_each(|(cause, count)| row(&format!("    {cause}"), count));
            row("  not built", unbuilt);
            largest(&counts.unbuilt)
                .for_each(|(reason, count)| row(&format!("    {reason}"), count));
        }
        for (transport, counts) in &self.transports {
            let built = counts.equal + counts.different;
            let all = built + counts.unbuilt.values().sum::<usize>();
            let _ = writeln!(
                text,
                "{transport}: {} of the items are built, {} of these are equal",
                share(built, all),
                share(counts.equal, built)
            );
        }
        text
    }
}

/// The entries of a count, largest first.
fn largest(counts: &BTreeMap<String, usize>) -> impl Iterator<Item = (&str, usize)> {
    let mut sorted: Vec<(&str, usize)> = counts
        .iter()
        .map(|(name, count)| (name.as_str(), *count))
        .collect();
    sorted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    sorted.into_iter()
}

fn share(part: usize, whole: usize) -> String {
    #[expect(clippy::cast_precision_loss, reason = "counts of items are small")]
    let share = part as f64 / whole.max(1) as f64 * 100.0;
    format!("{share:.2} %")
}

/// A reason without what is special to one item.
fn general(reason: &str) -> String {
    let mut text = String::new();
    for (index, part) in reason.split('`').enumerate() {
        text += if index % 2 == 0 { part } else { "`…`" };
    }
    text.chars().take(60).collect()
}

/// The diagnostic that says why an item has no operation.
fn why(crates: &Crates, example: &Example) -> String {
    let task = &example.task;
    let diagnostics = crates.diagnostics.get(&task.collection);
    let mut diagnostics = diagnostics.into_iter().flatten();
    diagnostics
        .find(|diagnostic| is_below(&diagnostic.pointer, &task.pointer))
        .map_or_else(
            || "no diagnostic".to_owned(),
            |diagnostic| diagnostic.code.to_string(),
        )
}

/// Whether a pointer is about the value at another one, or about something inside of it.
fn is_below(pointer: &str, above: &str) -> bool {
    let rest = pointer.strip_prefix(above);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
