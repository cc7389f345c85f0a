//! `{{variables}}` of a collection: where they occur, what they resolve to, and what must stay secret
//! (docs/postman-semantics.md §2).

pub mod dynamic;
mod nested;
pub mod secrets;
pub mod template;
mod values;

pub use nested::GROWTH;
pub use values::{Lookup, Variables};
