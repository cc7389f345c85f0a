//! Mutants of collections: checked one by one, and compiled many to a crate.

mod crates;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{self, ScopedJoinHandle};
use std::time::{Duration, Instant};

use crate::corpus;
use crate::promises;

/// The largest collection that is mutated, in bytes. Large ones take long, and a change in them changes little.
const SIZE: usize = 12_000;

/// Mutants of small collections, one for each seed.
#[derive(Debug, Clone)]
pub struct Mutants {
    collections: Vec<String>,
    seeds: Range<u64>,
}

/// What came of checking mutants.
#[derive(Debug, Default)]
pub struct Checked {
    /// Those that break a promise, by seed, with the promise.
    pub broken: BTreeMap<u64, String>,
    /// The module of the API that was generated, by seed.
    pub modules: BTreeMap<u64, String>,
    mutants: usize,
    files: usize,
    slowest: (Duration, u64),
}

impl Mutants {
    /// The mutants of these collections, without the large ones.
    #[must_use]
    pub fn of(collections: Vec<String>, seeds: Range<u64>) -> Self {
        let mut collections = collections;
        collections.retain(|text| text.len() < SIZE);
        Self { collections, seeds }
    }

    /// The mutants of the collections in a folder.
    #[must_use]
    pub fn of_folder(dir: &Path, seeds: Range<u64>) -> Self {
        let files = corpus::files(dir);
        let texts = files
            .iter()
            .filter_map(|path| fs::read_to_string(path).ok());
        Self::of(texts.collect(), seeds)
    }

    /// How many collections there are.
    #[must_use]
    pub fn collections(&self) -> usize {
        self.collections.len()
    }

    /// The mutant of a seed; empty if there is no collection.
    #[must_use]
    pub fn bytes(&self, seed: u64) -> Vec<u8> {
        let count = self.collections.len().max(1) as u64;
        let chosen = usize::try_from(seed % count).unwrap_or_default();
        let collection = self.collections.get(chosen);
        collection.map_or_else(Vec::new, |text| mutator::mutant(text, seed))
    }

    /// Checks the promises on each mutant.
    ///
    /// # Errors
    ///
    /// If there is no temporary folder.
    ///
    /// # Panics
    ///
    /// Never for what a mutant contains.
    pub fn check(&self) -> io::Result<Checked> {
        let next = AtomicU64::new(self.seeds.start);
        let work = || -> io::Result<Checked> {
            let mut checked = Checked::default();
            let folder = tempfile::tempdir()?;
            loop {
                let seed = next.fetch_add(1, Ordering::Relaxed);
                if seed >= self.seeds.end {
                    return Ok(checked);
                }
                checked.add(seed, &self.bytes(seed), folder.path());
            }
        };
        // Not rayon's threads: while one waits for a run, it would start further mutants on its stack.
        let workers = thread::available_parallelism().map_or(1, usize::from);
        let parts: Vec<io::Result<Checked>> = thread::scope(|scope| {
            let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
            let joined = threads.into_iter().map(ScopedJoinHandle::join);
            joined
                .map(|it| it.expect("panics are caught for each mutant"))
                .collect()
        });
        let mut all = Checked::default();
        for part in parts {
            all.join(part?);
        }
        Ok(all)
    }

    /// Writes mutants to a folder, each named by its seed.
    ///
    /// # Errors
    ///
    /// If a file cannot be written.
    pub fn write(
        &self,
        seeds: impl IntoIterator<Item = u64>,
        dir: &Path,
    ) -> io::Result<Vec<PathBuf>> {
        fs::create_dir_all(dir)?;
        let write = |seed| {
            let path = dir.join(format!("{seed}.json"));
            fs::write(&path, self.bytes(seed)).map(|()| path)
        };
        seeds.into_iter().map(write).collect()
    }
}

impl Checked {
    fn add(&mut self, seed: u64, mutant: &[u8], folder: &Path) {
        let start = Instant::now();
        match promises::check(mutant, folder) {
            Ok(generation) => {
                self.files += generation.output.len();
                let api = generation.apis.first();
                self.modules
                    .extend(api.map(|api| (seed, api.module.to_string())));
            }
            Err(promise) => {
                self.broken.insert(seed, promise);
            }
        }
        self.slowest = self.slowest.max((start.elapsed(), seed));
        self.mutants += 1;
    }

    fn join(&mut self, other: Self) {
        self.broken.extend(other.broken);
        self.modules.extend(other.modules);
        self.mutants += other.mutants;
        self.files += other.files;
        self.slowest = self.slowest.max(other.slowest);
    }

    /// The counts, and the mutants that break a promise.
    #[must_use]
    pub fn table(&self) -> String {
        let mut text = String::new();
        for (name, count) in [
            ("mutants", self.mutants),
            ("  with an API", self.modules.len()),
            ("  that break a promise", self.broken.len()),
            ("generated files", self.files),
        ] {
            // Writing to a string does not fail.
            let _ = writeln!(text, "{name:<58}{count:>8}");
        }
        for (seed, promise) in &self.broken {
            let _ = writeln!(text, "seed {seed}: {promise}");
        }
        let (time, seed) = self.slowest;
        let _ = writeln!(text, "slowest: seed {seed} in {time:.1?}");
        text
    }
}
