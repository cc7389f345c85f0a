//! From shapes to named types.
//!
//! ```text
//! examples   the JSON that an item holds            body       the type of a request body, or of a part of it
//! define     a Shape to named types                 nouns      what they are called
//! subject    what a path is about                  share      equal types of several operations become one
//! enumerated texts of examples become open enums
//! variants   what the variants of a union are called
//! lists      lists in responses need no `Option`
//! ```

mod body;
mod define;
mod enumerated;
pub mod examples;
mod fingerprint;
mod lists;
mod nouns;
mod share;
mod subject;
mod variants;

pub use body::{BodyShape, ItemContext, body, list_item, part};
pub use define::{Types, Wanted, enum_of};
pub use enumerated::enums_from_examples;
pub use examples::ExampleStatistics;
pub use lists::read_missing_lists_as_empty;
pub use share::share;

pub(crate) use nouns::{is_wrapper, many_in, singular};
pub(crate) use subject::{is_version, noun, thing};

#[cfg(test)]
mod tests;
