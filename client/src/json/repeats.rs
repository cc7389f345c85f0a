//! Detection of repeated keys, while an object is parsed.

use super::document::Node;
use super::object::contains;

/// The number of members that are compared. Larger objects are assumed to repeat a key.
const LIMIT: usize = 64;

/// The keys of an object that were parsed so far.
#[derive(Default)]
pub(super) struct Repeats {
    /// A set of hashes. Most keys are known to be new by their hash alone.
    bits: u128,
    members: usize,
    found: bool,
}

impl Repeats {
    /// Adds a key: the last of the object's nodes so far.
    pub(super) fn add(&mut self, nodes: &[Node<'_>]) {
        let Some((key, earlier)) = nodes.split_last() else {
            return;
        };
        let key = key.as_text().unwrap_or_default();
        let bit = 1_u128 << hash(key.as_bytes());
        if self.bits & bit != 0 && !self.found {
            self.found = self.members >= LIMIT || contains(earlier, key);
        }
        self.bits |= bit;
        self.members += 1;
    }

    /// Whether a key is repeated, or assumed to be.
    pub(super) fn found(&self) -> bool {
        self.found
    }
}

/// A hash from 0 to 127.
fn hash(key: &[u8]) -> u64 {
    let byte = |index: usize| key.get(index).copied().map_or(0, u64::from);
    let last = byte(key.len().wrapping_sub(1));
    let mixed = byte(0) | byte(key.len() / 2) << 8 | last << 16 | (key.len() as u64) << 24;
    mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 57
}
