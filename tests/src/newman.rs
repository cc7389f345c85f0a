//! Our examples compared with npm's newman, over a folder of collections.
//!
//! ```text
//! expected    newman runs each collection; what the recorder sees of it is kept in a file
//! crates      generates the same collections with their examples, many in one crate, and compiles them
//! runner      sends the examples over both transports; the only module that the compiled crates share
//! compare     what differs between two requests, by cause
//! report      the counts
//! ```
//!
//! Hosts are led to the recorder on both sides, so nothing leaves this machine. Credentials and the values of variables
//! that a collection leaves open are made from the collection alone, before newman runs.

mod compare;
mod crates;
mod expected;
mod form;
mod report;
pub mod runner;
mod sent;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::binary::project;
use crate::corpus;
use crate::recorder::Recorder;

pub use report::Report;

/// What to compare.
#[derive(Debug, Clone, Default, Args)]
pub struct Settings {
    /// How many of the collections, spread evenly; without a number, all of them.
    #[arg(long)]
    pub sample: Option<usize>,
    /// Only the collections whose path holds one of these words.
    #[arg(long, value_name = "WORD")]
    pub only: Vec<String>,
    /// Leaves out the collections whose path holds one of these words.
    #[arg(long, value_name = "WORD")]
    pub except: Vec<String>,
    /// By which transports examples are sent.
    #[arg(long = "transport", value_enum, default_value_t)]
    pub transports: Transports,
}

/// By which transports examples are sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Transports {
    /// By both, one after the other.
    #[default]
    Both,
    /// By reqwest alone.
    Reqwest,
    /// By ureq alone.
    Ureq,
}

/// Compares what newman and the generated examples send for the collections below a folder.
///
/// newman has to be installed in `target/newman` of the project.
///
/// # Errors
///
/// Where newman is not installed, a generated crate does not compile, or the disk fails.
pub fn run(dir: &Path, settings: &Settings) -> io::Result<Report> {
    let work = work_dir();
    fs::create_dir_all(&work)?;
    let recorder = Recorder::start(0, Vec::new())?;
    let files = choose(corpus::files(dir), settings);
    let collections = expected::collect(&files, &work, &recorder)?;
    let crates = crates::compile(&collections, &work)?;
    let sent = sent::send(&collections, &crates, &work, &recorder, settings.transports)?;
    let report = Report::new(&collections, &crates, &sent);
    fs::write(work.join("differences.txt"), report.details())?;
    Ok(report)
}

fn choose(files: Vec<PathBuf>, settings: &Settings) -> Vec<PathBuf> {
    let holds = |path: &Path, words: &[String]| {
        let path = path.display().to_string();
        words.iter().any(|word| path.contains(word))
    };
    let files: Vec<PathBuf> = files
        .into_iter()
        .filter(|path| settings.only.is_empty() || holds(path, &settings.only))
        .filter(|path| !holds(path, &settings.except))
        .collect();
    let wanted = settings.sample.unwrap_or(files.len()).min(files.len());
    (0..wanted)
        .map(|index| files[index * files.len() / wanted].clone())
        .collect()
}

/// Where newman is installed, and all that is written goes.
fn work_dir() -> PathBuf {
    project().join("target/newman")
}
