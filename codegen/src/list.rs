//! Lists what was understood: each operation with its parameters, body, auth, responses and error codes, and the evidence.
//! As [`json`] for other tools, and as [`text`] for people.

mod enums;
pub mod json;
pub(crate) mod keys;
pub mod text;
pub(crate) mod types;
pub(crate) mod walk;
