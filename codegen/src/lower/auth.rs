//! Which scheme authorizes an item (docs/postman-semantics.md §6.1); credentials themselves are never read.

mod claim;
mod header;
mod parameters;
mod provider;
mod schemes;
#[cfg(test)]
mod tests;

pub(super) use claim::{Claim, authority};
pub(super) use schemes::Schemes;
