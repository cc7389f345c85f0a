//! What was understood of collections: each operation with its parameters, body, auth, responses and error codes,
//! and why. As [`json`], which other tools read, and as [`text`], for people.

mod enums;
pub mod json;
pub(crate) mod keys;
pub mod text;
pub(crate) mod types;
pub(crate) mod walk;
