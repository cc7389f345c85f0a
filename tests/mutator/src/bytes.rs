//! Damage to bytes, as by a broken disk or a wrong encoding.

use crate::random::Random;

/// Bytes that mean something to JSON, UTF-8 or UTF-16.
const BYTES: &[u8] = b"\0\"\\{}[],:0eu\n\r\x1b\x7f\x80\xc2\xff\xfe\xef";

/// Changes, removes, repeats or inserts bytes, or ends the text early.
pub(super) fn damage(bytes: &mut Vec<u8>, random: &mut Random) {
    if bytes.is_empty() {
        return;
    }
    let at = random.index(bytes.len());
    let end = (at + 1 + random.index(64)).min(bytes.len());
    let byte = BYTES[random.index(BYTES.len())];
    match random.index(5) {
        0 => bytes[at] = byte,
        1 => bytes.insert(at, byte),
        2 => drop(bytes.drain(at..end)),
        3 => {
            let repeated = bytes[at..end].to_vec();
            bytes.splice(at..at, repeated);
        }
        _ => bytes.truncate(at),
    }
}
