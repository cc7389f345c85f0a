//! Whether a key stands twice in an object, told while it is read.

use super::document::Node;
use super::object::first;

/// How many members are compared; of larger objects it is assumed.
const LIMIT: usize = 64;

/// The keys of an object so far.
#[derive(Default)]
pub(super) struct Repeats {
    /// A bit for each key by some of its bytes: most keys are new by that alone.
    bits: u64,
    members: usize,
    found: bool,
}

impl Repeats {
    /// Takes the members so far and behind them a key.
    pub(super) fn add(&mut self, nodes: &[Node<'_>]) {
        let Some((key, before)) = nodes.split_last() else {
            return;
        };
        let key = key.as_text().unwrap_or_default();
        let bit = 1 << hash(key.as_bytes());
        if self.bits & bit != 0 && !self.found {
            self.found = self.members >= LIMIT || first(before, key).is_some();
        }
        self.bits |= bit;
        self.members += 1;
    }

    /// Whether a key stands twice, as far as is known.
    pub(super) fn found(&self) -> bool {
        self.found
    }
}

/// A number below 64.
fn hash(key: &[u8]) -> u64 {
    let byte = |index: usize| key.get(index).copied().map_or(0, u64::from);
    let last = byte(key.len().wrapping_sub(1));
    let mixed = byte(0) | byte(key.len() / 2) << 8 | last << 16 | (key.len() as u64) << 24;
    mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 58
}
