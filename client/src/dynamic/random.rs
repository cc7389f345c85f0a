//! Random numbers, letters and choices.

use std::time::Duration;

/// A number from `low` to `high`, both included.
pub(super) fn number(low: u64, high: u64) -> u64 {
    low + raw() % (high - low + 1)
}

fn raw() -> u64 {
    // Without randomness, zero is as good as any number here: nothing secret is made of it.
    getrandom::u64().unwrap_or_default()
}

/// One of several.
pub(super) fn pick<T: Copy>(choices: &[T]) -> T {
    let index = usize::try_from(number(0, choices.len() as u64 - 1)).unwrap_or_default();
    choices[index]
}

/// `count` letters of an alphabet.
pub(super) fn letters(alphabet: &[u8], count: usize) -> String {
    (0..count).map(|_| char::from(pick(alphabet))).collect()
}

/// `count` decimal digits.
pub(super) fn digits(count: usize) -> String {
    letters(b"0123456789", count)
}

/// A UUID of version 4 (RFC 9562 §5.4).
pub(super) fn uuid() -> String {
    let number = (u128::from(raw()) << 64) | u128::from(raw());
    let number = (number & !(0xf << 76)) | (0x4 << 76);
    let number = (number & !(0x3 << 62)) | (0x2 << 62);
    let hex = format!("{number:032x}");
    format!(
        "{}-{}-{}-{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..]
    )
}

/// `2026-01-02T03:04:05.678Z`, from the time since 1970.
pub(super) fn iso(since_1970: Duration) -> String {
    let seconds = since_1970.as_secs();
    let (year, month, day) = crate::civil::date(seconds / 86_400);
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}.{:03}Z",
        seconds / 3600 % 24,
        seconds / 60 % 60,
        seconds % 60,
        since_1970.subsec_millis()
    )
}
