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
use std::process::{Command, Stdio};

use serde_json::Value;
use tests::binary::binary;
use tests::corpus;
use tests::cost;
use tests::mutants::Mutants;
use tests::scaling::KINDS;

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

/// The CPU time of `codegen list`, whatever else the machine does.
fn cpu_per_byte(collection: &str) -> f64 {
    let file = tempfile::NamedTempFile::with_suffix(".json").unwrap();
    fs::write(&file, collection).unwrap();
    let mut list = Command::new(binary());
    list.arg("list").arg(file.path());
    let cost = cost::of(list.stdout(Stdio::null()).stderr(Stdio::null())).unwrap();
    cost.cpu.as_secs_f64() / f64::from(u32::try_from(collection.len()).unwrap())
}

#[test]
fn the_work_grows_with_the_elements_and_keys_of_an_example_and_not_with_their_square() {
    for kind in KINDS {
        if ["elements", "wide"].contains(&kind.name) {
            let [small, large] = [2_000, 32_000].map(|count| cpu_per_byte(&(kind.text)(count)));
            // Quadratic is 16.
            assert!(large < 4.0 * small, "{}: {}", kind.name, large / small);
        }
    }
}
