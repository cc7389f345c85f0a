//! Tests of the whole: what the files beside this one share.
//!
//! * [`recorder`]: a server that records requests byte for byte;
//! * [`every_construct`]: every construct that is ever emitted.

pub mod base64;
pub mod differences;
#[rustfmt::skip]
pub mod every_construct;
pub mod recorder;
