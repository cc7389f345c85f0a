//! Random JSON, the same in each run.

use serde_json::{Map, Value};

/// A generator of values: `SplitMix64`.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (bits ^ (bits >> 31)) % end
    }

    /// A value with at most this many levels.
    pub(super) fn value(&mut self, depth: u32) -> Value {
        match self.below(if depth == 0 { 6 } else { 8 }) {
            0 => Value::Null,
            1 => (self.below(2) == 0).into(),
            2 => self.below(u64::MAX).into(),
            3 => i64::from_ne_bytes(self.below(u64::MAX).to_ne_bytes()).into(),
            // JSON has finite floats only.
            4 => f64::from_bits(self.below(u64::MAX)).into(),
            5 => self.text().into(),
            6 => (0..self.below(5)).map(|_| self.value(depth - 1)).collect(),
            _ => {
                let members = (0..self.below(6)).map(|_| (self.text(), self.value(depth - 1)));
                Value::Object(members.collect::<Map<_, _>>())
            }
        }
    }

    /// Text of characters that some parser or writer has to treat specially.
    fn text(&mut self) -> String {
        let hard = [
            'a', 'Z', '0', ' ', '"', '\\', '/', '\n', '\t', '\u{0}', '\u{8}', '\u{c}', '\u{1f}',
            '\u{7f}', 'é', '☃', '\u{2028}', '🚀', '~', '{',
        ];
        let length = self.below(9);
        (0..length)
            .filter_map(|_| usize::try_from(self.below(20)).ok())
            .map(|index| hard[index])
            .collect()
    }
}
