//! The time limit of one request, for its transport.

use std::time::Duration;

/// The longest time that one request may take, in the extensions of the request. It replaces the limit of the transport.
///
/// It covers the time from the start of the request to the end of its response, or to the end of the head of a response that
/// is streamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeout(pub Duration);
