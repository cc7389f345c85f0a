//! Work that is measured, each next to the same work done by hand or with other crates.
//!
//! The benchmarks measure its time and allocations.

pub mod call;
pub mod decode;
pub mod generate;
pub mod request;
