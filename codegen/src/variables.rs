//! `{{variables}}` of a collection: where they occur, what they resolve to, and what must stay secret
//! (docs/postman-semantics.md §2).

pub mod dynamic;
pub mod secrets;
pub mod template;
mod values;

pub use values::{GROWTH, Lookup, Variables};
