//! `{{variables}}` of a collection: where a text holds them, what they stand for, and what must stay secret
//! (docs/postman-semantics.md §2).

pub mod dynamic;
pub mod secrets;
pub mod template;
mod values;

pub use values::{GROWTH, Lookup, Unresolved, Variables};
