//! How true the inferred types are: over a folder of collections, each JSON example is left out once, and read by the
//! types that the other examples of its status or request body give.
//!
//! Next to it is what npm's `quicktype` makes of the same examples ([`quicktype`]). `docs/benchmarks.md` has the figures,
//! what is not read, and what was tuned.

pub mod quicktype;
mod schema;

use std::path::Path;

use codegen::diagnostic::Diagnostics;
use codegen::lower::types::Score;
use codegen::postman::{self, Collection};

/// What leaving out examples gave, for all files.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Examples that were left out.
    pub left_out: usize,
    /// Those of them that the types could read.
    pub read: usize,
    /// Those that any JSON would fit: only a union's last resort took them, or no type at all.
    pub read_as_any: usize,
    /// Fields of all types.
    pub fields: usize,
    /// Those that are `Option`, or as good as that.
    pub optional: usize,
    /// Those that are any JSON.
    pub untyped: usize,
}

impl Tally {
    /// Adds another.
    pub fn add(&mut self, other: Self) {
        self.left_out += other.left_out;
        self.read += other.read;
        self.read_as_any += other.read_as_any;
        self.fields += other.fields;
        self.optional += other.optional;
        self.untyped += other.untyped;
    }

    /// A row of a table.
    #[must_use]
    pub fn row(&self, name: &str) -> String {
        format!(
            "| {name} | {} | {} | {} | {} | {} |",
            self.left_out,
            percent(self.read, self.left_out),
            percent(self.read_as_any, self.left_out),
            percent(self.optional, self.fields),
            percent(self.untyped, self.fields)
        )
    }
}

/// The heads of the columns of [`Tally::row`].
pub const HEAD: &str = "\
| | left out | read | of these as any JSON | optional fields | untyped fields |
|---|---|---|---|---|---|";

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

impl From<&Score> for Tally {
    fn from(score: &Score) -> Self {
        Self {
            left_out: score.left_out,
            read: score.read,
            read_as_any: score.read_as_any,
            fields: score.fields,
            optional: score.optional,
            untyped: score.untyped,
        }
    }
}

/// Reads a collection; [`None`] where the file holds none.
#[must_use]
pub fn collection(file: &Path) -> Option<Collection> {
    let bytes = std::fs::read(file).ok()?;
    postman::parse(
        &String::from_utf8_lossy(&bytes),
        &mut Diagnostics::default(),
    )
}
