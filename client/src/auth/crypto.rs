//! Small doors to the hash crates: what more than one scheme needs.

#[cfg(any(
    feature = "awsv4",
    feature = "edgegrid",
    feature = "hawk",
    feature = "jwt",
    feature = "ntlm",
    feature = "oauth1"
))]
pub(super) fn hmac<D: hmac::EagerHash>(key: &[u8], message: &[u8]) -> Vec<u8>
where
    hmac::Hmac<D>: hmac::Mac + hmac::KeyInit,
{
    use hmac::{KeyInit, Mac};

    let mut mac =
        <hmac::Hmac<D> as KeyInit>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(message);
    mac.finalize().into_bytes().to_vec()
}

/// Lower-case hexadecimal digits.
#[cfg(any(feature = "awsv4", feature = "digest"))]
pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;

    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// Standard Base64 with padding (RFC 4648 §4).
#[cfg(any(
    feature = "edgegrid",
    feature = "hawk",
    feature = "ntlm",
    feature = "oauth1"
))]
pub(super) fn base64(bytes: &[u8]) -> String {
    use base64::Engine as _;

    base64::engine::general_purpose::STANDARD.encode(bytes)
}

/// A random text of `length` letters and digits.
#[cfg(any(feature = "digest", feature = "hawk", feature = "oauth1"))]
pub(super) fn nonce(length: usize) -> Result<String, super::AuthError> {
    const ALPHABET: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    let mut bytes = vec![0; length];
    fill_random(&mut bytes)?;
    Ok(bytes
        .into_iter()
        .map(|byte| char::from(ALPHABET[usize::from(byte) % ALPHABET.len()]))
        .collect())
}

/// Fills a slice from the operating system's generator.
#[cfg(any(
    feature = "digest",
    feature = "edgegrid",
    feature = "hawk",
    feature = "jwt",
    feature = "ntlm",
    feature = "oauth1"
))]
pub(super) fn fill_random(bytes: &mut [u8]) -> Result<(), super::AuthError> {
    getrandom::fill(bytes)
        .map_err(|error| super::AuthError::new(format!("no random numbers: {error}")))
}

/// A random UUID (version 4, RFC 9562 §5.4).
#[cfg(any(feature = "edgegrid", feature = "jwt"))]
pub(super) fn uuid() -> Result<String, super::AuthError> {
    let mut bytes = [0; 16];
    fill_random(&mut bytes)?;
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let number = u128::from_be_bytes(bytes);
    let digits = format!("{number:032x}");
    Ok(format!(
        "{}-{}-{}-{}-{}",
        &digits[..8],
        &digits[8..12],
        &digits[12..16],
        &digits[16..20],
        &digits[20..]
    ))
}
