//! A transport for tests of what takes long: it does not wait.

use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use client::{Body, Delivery, Response, http};

/// How long transports should have waited, in order.
pub type Waits = Arc<Mutex<Vec<Duration>>>;

/// A transport that notes how long it should wait, and does not.
pub struct Patient<T> {
    transport: T,
    /// The waits so far.
    pub waits: Waits,
}

impl<T> Patient<T> {
    /// Sends with this transport.
    pub fn new(transport: T) -> Self {
        Self {
            transport,
            waits: Waits::default(),
        }
    }

    /// The sum of the waits.
    pub fn waited(&self) -> Duration {
        self.lock().iter().sum()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Duration>> {
        self.waits.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, duration: Duration) {
        self.lock().push(duration);
    }
}

impl client::Transport for Patient<client::Reqwest> {
    type Error = <client::Reqwest as client::Transport>::Error;

    fn send(
        &self,
        request: http::Request<Body>,
    ) -> impl Future<Output = Result<Response, Self::Error>> + Send {
        self.transport.send(request)
    }

    async fn sleep(&self, duration: Duration) {
        self.note(duration);
    }

    fn delivery(error: &Self::Error) -> Delivery {
        <client::Reqwest as client::Transport>::delivery(error)
    }
}

impl client::blocking::Transport for Patient<client::Ureq> {
    type Error = <client::Ureq as client::blocking::Transport>::Error;

    fn send(&self, request: http::Request<Body>) -> Result<Response, Self::Error> {
        self.transport.send(request)
    }

    fn sleep(&self, duration: Duration) {
        self.note(duration);
    }

    fn delivery(error: &Self::Error) -> Delivery {
        <client::Ureq as client::blocking::Transport>::delivery(error)
    }
}
