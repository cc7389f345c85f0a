//! The generator over a folder of collections: what it makes of them, and whether that compiles.

mod compile;
mod contracts;
mod programs;
mod run;
mod table;

pub use compile::{Compiled, Lint, Sample, compile};
pub use contracts::{Contracts, contracts};
pub use run::{End, Run, files, run};
pub use table::table;
