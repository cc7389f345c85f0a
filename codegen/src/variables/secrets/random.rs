//! Whether a text looks random, or as if parts of it were hidden.

/// Long, of one word, and random: hexadecimal or base64, but no UUID, date or path.
pub(super) fn is_random(value: &str) -> bool {
    let is_encoded =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '-' | '_' | '.');
    value.len() >= 20
        && value.chars().all(is_encoded)
        && !is_uuid(value)
        && !is_masked(value)
        && value.matches('/').count() <= 2
        && (changes(value) * 5 >= value.len() || is_hexadecimal(value))
}

/// A hash or key of 128 bits at least.
fn is_hexadecimal(value: &str) -> bool {
    let has_digit = value.contains(|c: char| c.is_ascii_digit());
    value.len() >= 32 && has_digit && value.chars().all(|c| c.is_ascii_hexdigit())
}

/// `123e4567-e89b-12d3-a456-426614174000`, and IDs that are similar.
pub(super) fn is_uuid(value: &str) -> bool {
    let is_part = |part: &str| part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let lengths = value.split('-').map(str::len);
    let is_similar = value.split('-').count() >= 5 && value.split('-').all(is_part);
    is_similar || lengths.eq([8, 4, 4, 4, 12])
}

/// How often a text changes from lower to upper case, or between letters and digits: random text does so often.
pub(super) fn changes(text: &str) -> usize {
    let class = |byte: &u8| match byte {
        b'a'..=b'z' => 1,
        b'A'..=b'Z' => 2,
        b'0'..=b'9' => 3,
        _ => 0,
    };
    let pairs = text.as_bytes().windows(2);
    let changes = pairs.map(|pair| (class(&pair[0]), class(&pair[1])));
    changes
        .filter(|pair| matches!(pair, (1, 2) | (1 | 2, 3) | (3, 1 | 2)))
        .count()
}

/// Whether parts are replaced with dots, stars or the letter x: `sk_…`, `ab****`, `xxxx-xxxx`.
pub(super) fn is_masked(value: &str) -> bool {
    let bytes = value.as_bytes();
    let repeats = bytes.windows(4).any(|four| {
        four.iter().all(|byte| byte == &four[0])
            && matches!(four[0], b'x' | b'X' | b'*' | b'.' | b'#' | b'_' | b'-')
    });
    let is_one = bytes.iter().all(|byte| byte == &bytes[0]);
    repeats || is_one || value.contains('…') || value.contains("...") || value.contains("***")
}
