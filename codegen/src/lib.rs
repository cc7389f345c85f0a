//! Generates typed Rust clients from Postman collections.
//!
//! ```text
//! text ─▶ postman::Collection ─▶ api::Api ─▶ Output (path → text)
//!         what the file says      what it means   what is written
//!         parse                   lower           emit
//! ```

pub mod api;
pub mod diagnostic;
pub mod emit;
pub mod lower;
pub mod postman;
pub mod source;
