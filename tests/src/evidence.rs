//! How well inferred types fit data that they were not inferred from.
//!
//! In a folder of collections, each JSON example is left out once, and decoded with the types that the other examples of
//! its status or request body give. npm's `quicktype` gets the same examples for comparison ([`quicktype`]).
//! `docs/benchmarks.md` has the figures, what is not decoded, and what was tuned.

mod fits;
mod leave_one_out;
mod mutations;
pub mod quicktype;
mod schema;

use std::path::Path;

use codegen::diagnostic::Diagnostics;
use codegen::internals::{self, Collection};

pub use fits::{Loss, Misfit, Reading, Scope, fits, read};
pub use leave_one_out::{Equal, Group, Score, groups, leave_one_out};
pub use mutations::Mutations;

/// Counts over the examples that were left out, and over the types that were inferred without them.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Examples that were left out.
    pub left_out: usize,
    /// Those that could be decoded without loss.
    pub read: usize,
    /// Those of them with a value of another type that means the same, such as `"30"` for an integer.
    pub converted: usize,
    /// Those that could be decoded only because their type, or a variant of it, is any JSON.
    pub read_as_any: usize,
    /// Fields of all types.
    pub fields: usize,
    /// Fields that are `Option` or nullable.
    pub optional: usize,
    /// Fields that are any JSON.
    pub untyped: usize,
}

impl Tally {
    /// Adds another.
    pub fn add(&mut self, other: Self) {
        self.left_out += other.left_out;
        self.read += other.read;
        self.converted += other.converted;
        self.read_as_any += other.read_as_any;
        self.fields += other.fields;
        self.optional += other.optional;
        self.untyped += other.untyped;
    }

    /// A row of a table.
    #[must_use]
    pub fn row(&self, name: &str) -> String {
        format!(
            "| {name} | {} | {} | {} | {} | {} | {} |",
            self.left_out,
            percent(self.read, self.left_out),
            percent(self.converted, self.left_out),
            percent(self.read_as_any, self.left_out),
            percent(self.optional, self.fields),
            percent(self.untyped, self.fields)
        )
    }
}

/// The heads of the columns of [`Tally::row`].
pub const HEAD: &str = "\
| | left out | decoded | of these converted | of these as any JSON | optional fields | untyped fields |
|---|---|---|---|---|---|---|";

#[expect(
    clippy::cast_precision_loss,
    reason = "shares for people have few digits"
)]
fn percent(part: usize, whole: usize) -> String {
    match whole {
        0 => "–".to_owned(),
        _ => format!("{:.2} %", part as f64 * 100.0 / whole as f64),
    }
}

/// Reads a collection; [`None`] if the file does not contain one.
#[must_use]
pub fn collection(file: &Path) -> Option<Collection> {
    let bytes = std::fs::read(file).ok()?;
    parse(&String::from_utf8_lossy(&bytes))
}

fn parse(text: &str) -> Option<Collection> {
    internals::parse(text, &mut Diagnostics::default())
}

/// The text of a collection of one item, whose saved responses have these bodies.
#[cfg(test)]
fn saved(bodies: &[&str]) -> String {
    use serde_json::{Value, json};

    let responses: Vec<Value> = bodies
        .iter()
        .map(|body| json!({"name": "OK", "code": 200, "body": body}))
        .collect();
    let text = json!({
        "info": {
            "name": "A",
            "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
        },
        "item": [{
            "name": "A",
            "request": {"method": "GET", "url": "https://a.example"},
            "response": responses,
        }],
    });
    text.to_string()
}
