//! How much of what descriptions enumerate is read: every described parameter of a folder of collections, by the family
//! of phrase that its description uses.
//!
//! [`Signal`] recognizes the families. It exists for this measurement and shares nothing with the reader in
//! `codegen`. It is broad: where it sees a signal there need not be a list of values, which is why the texts behind
//! each count can be listed and read.

mod described;
mod signal;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use codegen::internals::{Prose, Subject, read_prose};

pub use described::{Described, described};
pub use signal::Signal;

/// What was read of the values that a description lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// A closed enum.
    Closed,
    /// An enum that may not be all.
    Open,
    /// `true` and `false`.
    Boolean,
    /// Nothing.
    Nothing,
}

impl Outcome {
    /// All of them, in the order of the table's columns.
    pub const ALL: [Self; 4] = [Self::Closed, Self::Open, Self::Boolean, Self::Nothing];

    fn of(read: &Prose) -> Self {
        match &read.values {
            Some(values) if values.closed => Self::Closed,
            Some(_) => Self::Open,
            None if read.lists_booleans => Self::Boolean,
            None => Self::Nothing,
        }
    }
}

/// A described parameter with what was seen in its text, and what was read from it.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The parameter.
    pub of: Described,
    /// The family of its text; [`None`] if it shows no sign of a list.
    pub signal: Option<Signal>,
    /// What came of it.
    pub outcome: Outcome,
    /// All that was read.
    pub prose: Prose,
}

/// Reads the description of a parameter.
#[must_use]
pub fn read(of: Described) -> Reading {
    let keys: BTreeSet<&str> = of.keys.iter().map(String::as_str).collect();
    let subject = Subject {
        key: &of.key,
        value: &of.value,
        keys: &keys,
    };
    let prose = read_prose(&of.text, &subject);
    Reading {
        signal: Signal::of(&of.text),
        outcome: Outcome::of(&prose),
        prose,
        of,
    }
}

/// A row for each family: how many parameters came to what, with the number of distinct texts in brackets.
#[must_use]
pub fn table(readings: &[Reading]) -> String {
    let mut table = "| family | parameters | closed | open | true or false | none |\n\
                     |---|---|---|---|---|---|\n"
        .to_owned();
    let families = Signal::ALL.into_iter().map(Some).chain([None]);
    for family in families {
        let name = family.map_or("no signal", Signal::name);
        let of_family: Vec<&Reading> = readings.iter().filter(|it| it.signal == family).collect();
        table += &row(name, &of_family);
    }
    let with_signal: Vec<&Reading> = readings.iter().filter(|it| it.signal.is_some()).collect();
    table += &row("**any signal**", &with_signal);
    table
}

fn row(name: &str, readings: &[&Reading]) -> String {
    let mut row = format!("| {name} | {}", count(readings.iter().copied()));
    for outcome in Outcome::ALL {
        let of_outcome = readings.iter().filter(|it| it.outcome == outcome);
        // Writing to a string does not fail.
        let _ = write!(row, " | {}", count(of_outcome.copied()));
    }
    row + " |\n"
}

/// `parameters (distinct texts)`.
fn count<'a>(readings: impl Iterator<Item = &'a Reading>) -> String {
    let mut texts = BTreeMap::new();
    for reading in readings {
        *texts.entry(&reading.of.text).or_insert(0) += 1;
    }
    match texts.values().sum::<usize>() {
        0 => "0".to_owned(),
        all => format!("{all} ({})", texts.len()),
    }
}

/// The distinct texts with a signal of which nothing was read, by family.
#[must_use]
pub fn missed(readings: &[Reading]) -> String {
    let missed = readings
        .iter()
        .filter(|it| it.signal.is_some() && it.outcome == Outcome::Nothing);
    listed(missed, |_| String::new())
}

/// The distinct texts of which values were read, with those values.
#[must_use]
pub fn found(readings: &[Reading]) -> String {
    let found = readings.iter().filter(|it| it.outcome != Outcome::Nothing);
    listed(found, |reading| {
        let Some(values) = &reading.prose.values else {
            return "  = true or false\n".to_owned();
        };
        let kind = match (values.closed, values.list) {
            (true, false) => "closed",
            (false, false) => "open",
            (true, true) => "closed, several",
            (false, true) => "open, several",
        };
        let values = values.values.iter().map(|(value, docs)| {
            let docs = docs.lines().join(" ");
            if docs.is_empty() {
                format!("`{value}`")
            } else {
                format!("`{value}` ({docs})")
            }
        });
        format!("  = {kind}: {}\n", values.collect::<Vec<_>>().join(", "))
    })
}

/// Each distinct text once: its family, its key and value, itself.
fn listed<'a>(
    readings: impl Iterator<Item = &'a Reading>,
    result: impl Fn(&Reading) -> String,
) -> String {
    let mut seen = std::collections::BTreeSet::new();
    let mut lines = String::new();
    for reading in readings.filter(|it| seen.insert(it.of.text.clone())) {
        let family = reading.signal.map_or("no signal", Signal::name);
        let Described {
            key, value, text, ..
        } = &reading.of;
        lines += &format!("[{family}] {key}={value}: {text:?}\n");
        lines += &result(reading);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use codegen::diagnostic::Diagnostics;

    const SHOP: &str = r#"{
      "info": { "name": "Shop", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
      "item": [{ "name": "Orders", "item": [{
        "name": "List orders",
        "request": {
          "method": "POST",
          "header": [{ "key": "X-Trace", "value": "on", "description": "Either `on` or `off`." }],
          "body": { "mode": "urlencoded", "urlencoded": [
            { "key": "state", "value": "", "description": "The state (This can only be one of open,closed)" },
            { "key": "state", "value": "", "description": "The state (This can only be one of open,closed)" }
          ] },
          "url": { "host": ["{{baseUrl}}"], "path": ["orders", ":kind"],
            "variable": [{ "key": "kind", "value": "", "description": "Valid values are listed elsewhere." }],
            "query": [{ "key": "page", "value": "1", "description": "The page." }] }
        } }] }]
    }"#;

    fn readings() -> Vec<Reading> {
        let collection = codegen::internals::parse(SHOP, &mut Diagnostics::default()).unwrap();
        described(&collection).into_iter().map(read).collect()
    }

    #[test]
    fn the_table_counts_parameters_and_distinct_texts_of_each_family() {
        let table = table(&readings());
        for row in [
            "| the converter's list | 2 (1) | 2 (1) | 0 | 0 | 0 |",
            "| either x or y | 1 (1) | 0 | 1 (1) | 0 | 0 |",
            "| named values | 1 (1) | 0 | 0 | 0 | 1 (1) |",
            "| no signal | 1 (1) | 0 | 0 | 0 | 1 (1) |",
            "| **any signal** | 4 (3) | 2 (1) | 1 (1) | 0 | 1 (1) |",
        ] {
            assert!(table.contains(row), "{row}\n{table}");
        }
    }

    #[test]
    fn each_text_is_listed_once_with_what_was_read() {
        let found = found(&readings());
        assert_eq!(found.matches("This can only").count(), 1, "{found}");
        assert!(found.contains("  = closed: `open`, `closed`"), "{found}");
        assert!(found.contains("  = open: `on`, `off`"), "{found}");
        assert_eq!(
            missed(&readings()),
            "[named values] kind=: \"Valid values are listed elsewhere.\"\n"
        );
    }
}
