//! Tests of reading, of writing, and that they are inverses of each other.

mod losses;
mod random;
mod reading;
mod round_trips;
mod writing;
