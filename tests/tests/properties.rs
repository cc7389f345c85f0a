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

use serde_json::Value;
use tests::corpus;
use tests::mutants::Mutants;

/// The seed of the first mutant.
const SEED: u64 = 1;
/// How many mutants there are: some seconds in the test profile.
const COUNT: u64 = 400;

/// The collections of this project.
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
    texts.collect()
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
    let mutants = Mutants::of(collections(), seed..seed + count);
    println!(
        "{count} mutants of {} collections from seed {seed}",
        mutants.collections()
    );
    let checked = mutants.check().unwrap();
    for seed in checked.broken.keys().take(3) {
        let mutant = mutants.bytes(*seed);
        println!("mutant {seed}: {}", String::from_utf8_lossy(&mutant));
    }
    assert!(checked.broken.is_empty(), "{}", checked.table());
}
