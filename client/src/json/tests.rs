//! What is read, what is written, and that one is the other's inverse.

mod random;
mod reading;
mod round_trips;
mod writing;
