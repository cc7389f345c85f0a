//! Turns v1.0.0 into the shape of v2.1.
