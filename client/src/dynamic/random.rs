//! Random numbers, letters and choices.

use std::time::Duration;

use crate::clock::Utc;

/// A number from `low` to `high`, inclusive.
pub(super) fn number(low: u64, high: u64) -> u64 {
    low + raw() % (high - low + 1)
}

fn raw() -> u64 {
    // Nothing secret is derived from it, so zero is an acceptable substitute.
    getrandom::u64().unwrap_or_default()
}

/// One of the choices.
pub(super) fn pick<T: Copy>(choices: &[T]) -> T {
    let index = usize::try_from(number(0, choices.len() as u64 - 1)).unwrap_or_default();
    choices[index]
}

/// `count` characters of an alphabet.
pub(super) fn letters(alphabet: &[u8], count: usize) -> String {
    (0..count).map(|_| char::from(pick(alphabet))).collect()
}

/// `count` decimal digits.
pub(super) fn digits(count: usize) -> String {
    letters(b"0123456789", count)
}

/// Formats a time since 1970 like `2026-01-02T03:04:05.678Z`.
pub(super) fn iso(since_1970: Duration) -> String {
    let utc = Utc::new(since_1970);
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
        utc.year,
        utc.month,
        utc.day,
        utc.hour,
        utc.minute,
        utc.second,
        since_1970.subsec_millis()
    )
}
