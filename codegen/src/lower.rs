//! From what the files say to what they mean.

pub mod names;
