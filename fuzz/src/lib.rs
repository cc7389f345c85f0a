//! What each fuzz target does with its bytes. Every function panics if something does not hold.
//!
//! ```text
//! cargo install cargo-fuzz
//! cargo +nightly fuzz run generate -- -max_total_time=600
//! ```

pub mod auth;
pub mod decode;
pub mod generate;
pub mod multipart;
mod operation;
pub mod structured;

/// The texts in the bytes: what is between bytes 0xff, which occur in no text.
fn texts(data: &[u8]) -> impl Iterator<Item = String> {
    let parts = data.split(|byte| *byte == 0xff);
    parts.map(|part| String::from_utf8_lossy(part).into_owned())
}
