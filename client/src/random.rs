//! Random texts and numbers, from the operating system's generator.

use getrandom::Error;

/// Characters of an alphabet, drawn at random.
pub(crate) fn text(alphabet: &[u8], length: usize) -> Result<String, Error> {
    let mut bytes = vec![0; length];
    getrandom::fill(&mut bytes)?;
    let characters = bytes
        .into_iter()
        .map(|byte| char::from(alphabet[usize::from(byte) % alphabet.len()]));
    Ok(characters.collect())
}

/// Letters and digits, drawn at random.
pub(crate) fn alphanumeric(length: usize) -> Result<String, Error> {
    text(
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
        length,
    )
}

/// A random number from 0 to 1; 1 if random numbers are not available.
pub(crate) fn fraction() -> f64 {
    let number = getrandom::u32().unwrap_or(u32::MAX);
    f64::from(number) / f64::from(u32::MAX)
}

/// A random UUID (version 4, RFC 9562 §5.4).
pub(crate) fn uuid() -> Result<String, Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let digits = format!("{:032x}", u128::from_be_bytes(bytes));
    Ok(format!(
        "{}-{}-{}-{}-{}",
        &digits[..8],
        &digits[8..12],
        &digits[12..16],
        &digits[16..20],
        &digits[20..]
    ))
}
