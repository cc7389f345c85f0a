//! Mutants of collections. libFuzzer keeps those that reach new code; the mutations are those of the property tests.

use std::str;

/// What is mutated if the corpus has no collection.
const COLLECTION: &str = include_str!("../../collections/zoom/update-user-status.json");

/// One of this many mutants is made by libFuzzer, which also exchanges parts of two inputs.
const BYTES: u32 = 8;

/// Replaces the first `size` bytes of a buffer with a mutant of the collection in them.
///
/// Returns its length, which is at most that of the buffer; [`None`] if libFuzzer is to make this mutant.
pub fn mutate(buffer: &mut [u8], size: usize, seed: u32) -> Option<usize> {
    if seed.is_multiple_of(BYTES) {
        return None;
    }
    let text = str::from_utf8(buffer.get(..size)?).unwrap_or_default();
    let is_object = text.trim_start().starts_with('{');
    let collection = if is_object { text } else { COLLECTION };
    let mutant = mutator::mutant(collection, seed.into());
    buffer.get_mut(..mutant.len())?.copy_from_slice(&mutant);
    Some(mutant.len())
}
