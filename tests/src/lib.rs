//! Tests of the whole: what the files beside this one share.
//!
//! * [`corpus`]: the generator over a folder of collections;
//! * [`recorder`]: a server that records requests byte for byte.

pub mod base64;
pub mod corpus;
pub mod differences;
pub mod recorder;
