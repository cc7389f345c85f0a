//! Tests of the whole: what the files beside this one share.
//!
//! * [`recorder`]: a server that records requests byte for byte.

pub mod base64;
pub mod differences;
pub mod recorder;
