//! Spans of calls and of their requests, with feature `tracing`. Without it, everything here does nothing.
//!
//! The attributes are those of OpenTelemetry's HTTP conventions. None of them contains a value of a parameter.

#[cfg(not(feature = "tracing"))]
mod disabled;
#[cfg(feature = "tracing")]
mod enabled;

#[cfg(not(feature = "tracing"))]
pub(crate) use disabled::Trace;
#[cfg(feature = "tracing")]
pub(crate) use enabled::Trace;
