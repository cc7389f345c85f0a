//! No spans.

use std::future::Future;

use http::StatusCode;

use crate::attempt::OperationId;
use crate::body::Body;
use crate::delivery::Delivery;

/// Spans of a call.
#[derive(Clone)]
pub(crate) struct Trace;

#[expect(clippy::unused_self, reason = "the same methods as with spans")]
impl Trace {
    pub(crate) fn call(_: OperationId) -> Self {
        Self
    }

    pub(crate) fn is_enabled(&self) -> bool {
        false
    }

    pub(crate) fn attempt(&mut self, _: &http::Request<Body>) {}

    pub(crate) fn within<F: Future>(&self, future: F) -> F {
        future
    }

    pub(crate) fn in_scope<R>(&self, send: impl FnOnce() -> R) -> R {
        send()
    }

    pub(crate) fn response(&self, _: StatusCode) {}

    pub(crate) fn failure(&self, _: Delivery) {}
}
