//! Code that earlier releases generated for the golden item, as it was.

/// Version 0.1.
pub mod v0_1 {
    include!("../releases/0.1/mod.rs");
}
