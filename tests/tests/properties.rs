//! What holds for any input, on mutants of small collections.
//!
//! ```text
//! cargo test -p tests --test properties
//! MUTANTS_SEED=1000 MUTANTS_COUNT=50000 cargo test -p tests --test properties -- --nocapture
//! ```
//!
//! Each mutant has its own seed: `MUTANTS_SEED=N MUTANTS_COUNT=1` runs the mutant of seed N alone.

use std::env;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use serde_json::Value;
use tests::{corpus, mutations, promises};

/// The seed of the first mutant.
const SEED: u64 = 1;
/// How many mutants there are: some seconds in the test profile.
const COUNT: u64 = 400;
/// The largest collection that is mutated, in bytes. Large ones take long, and a change in them changes little.
const SIZE: usize = 12_000;

/// The small collections of this project.
fn collections() -> Vec<String> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [
        "../collections",
        "collections",
        "overrides",
        "recovery",
        "vectors/wire",
    ];
    let files = folders.iter().flat_map(|it| corpus::files(&tests.join(it)));
    let texts = files.map(|path| {
        let text = fs::read_to_string(path).unwrap();
        let value: Value = serde_json::from_str(&text).unwrap();
        // A vector contains its collection.
        match value.get("collection") {
            Some(collection) if collection.is_object() => collection.to_string(),
            _ => text,
        }
    });
    texts.filter(|text| text.len() < SIZE).collect()
}

fn number(variable: &str, default: u64) -> u64 {
    match env::var(variable) {
        Ok(text) => text.parse().unwrap(),
        Err(_) => default,
    }
}

#[test]
fn every_promise_holds_for_mutants() {
    let (seed, count) = (number("MUTANTS_SEED", SEED), number("MUTANTS_COUNT", COUNT));
    let end = seed + count;
    let collections = collections();
    println!(
        "{count} mutants of {} collections from seed {seed}",
        collections.len()
    );
    let next = AtomicU64::new(seed);
    let work = || {
        let folder = tempfile::tempdir().unwrap();
        let mut broken = Vec::new();
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= end {
                return broken;
            }
            let chosen = usize::try_from(seed).unwrap() % collections.len();
            let mutant = mutations::mutant(&collections[chosen], seed);
            if let Err(problem) = promises::check(&mutant, folder.path()) {
                let mutant = String::from_utf8_lossy(&mutant).into_owned();
                broken.push(format!("seed {seed}: {problem}\n{mutant}"));
            }
        }
    };
    // Not rayon's threads: while one waits for a run, it would start further mutants on its stack.
    let broken: Vec<String> = thread::scope(|scope| {
        let workers = thread::available_parallelism().map_or(1, usize::from);
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let broken = threads.into_iter().map(|it| it.join().unwrap());
        broken.flatten().collect()
    });
    let shown = broken[..broken.len().min(5)].join("\n\n");
    assert!(
        broken.is_empty(),
        "{} of {count} mutants break a promise:\n{shown}",
        broken.len()
    );
}
