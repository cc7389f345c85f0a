//! Collections that no exporter writes: mutants of real ones, each determined by a seed.
//!
//! [`mutant`] takes a collection and a seed and returns bytes. Most mutants are still JSON, with hostile texts, missing,
//! repeated and nested parts, and values of other types; some are damaged bytes. The property tests and the fuzz target
//! `structured` use the same mutations.

mod bytes;
mod hostile;
pub mod random;
mod tree;

use serde_json::Value;

use crate::random::Random;

/// How many of a hundred mutants are damaged as bytes, after the changes to the tree.
const DAMAGED: u64 = 10;

/// A mutant of a collection; the same for the same seed.
#[must_use]
pub fn mutant(collection: &str, seed: u64) -> Vec<u8> {
    let mut random = Random::new(seed);
    let mut bytes = match serde_json::from_str::<Value>(collection) {
        Ok(mut tree) => {
            for _ in 0..random.between(1, 12) {
                tree::mutate(&mut tree, &mut random);
            }
            hostile::written(&tree.to_string()).into_bytes()
        }
        Err(_) => collection.as_bytes().to_vec(),
    };
    if random.percent(DAMAGED) {
        for _ in 0..random.between(1, 4) {
            bytes::damage(&mut bytes, &mut random);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLLECTION: &str = r#"{"item":[{"name":"a","request":{"url":"http://h/a"}}]}"#;

    #[test]
    fn a_seed_determines_the_mutant() {
        let mutants: Vec<_> = (0..50).map(|seed| mutant(COLLECTION, seed)).collect();
        let again: Vec<_> = (0..50).map(|seed| mutant(COLLECTION, seed)).collect();
        assert_eq!(mutants, again);
        let different: std::collections::BTreeSet<_> = mutants.into_iter().collect();
        assert!(different.len() > 40, "{}", different.len());
    }

    #[test]
    fn most_mutants_are_json() {
        let is_json = |seed: &u64| serde_json::from_slice::<Value>(&mutant(COLLECTION, *seed));
        let count = (0..200).filter(|seed| is_json(seed).is_ok()).count();
        assert!((120..200).contains(&count), "{count}");
    }
}
