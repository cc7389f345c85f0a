//! Which scheme authorizes an item (semantics 6.1); credentials themselves are never read.

mod claim;
mod header;
mod schemes;

pub(super) use claim::{Claim, authority};
pub(super) use schemes::Schemes;
