//! Message authentication codes, which most schemes sign with.

use hmac::{EagerHash, Hmac, KeyInit, Mac};

/// HMAC of a message with the hash `D` (RFC 2104).
pub(super) fn hmac<D: EagerHash>(key: &[u8], message: &[u8]) -> Vec<u8>
where
    Hmac<D>: Mac + KeyInit,
{
    let mut mac = <Hmac<D> as KeyInit>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(message);
    mac.finalize().into_bytes().to_vec()
}
