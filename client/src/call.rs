//! A call of an operation, which both clients send.

use std::fmt;
use std::time::Duration;

use crate::auth::Authorize;
use crate::options::Options;
use crate::retry::Retry;

/// A call of an operation by a [`Client`](crate::Client) or a [`blocking::Client`](crate::blocking::Client) (the type `C`).
///
/// It returns the success value itself: the payload if one success is documented, `()` if no success has one, and the
/// response enum if there are several. If none is documented, it returns the [`Response`](crate::Response) as received.
/// Failures are errors with the server's own words.
///
/// | | asynchronous | blocking |
/// |---|---|---|
/// | the success value | `client.call(operation).await` | `client.call(operation).send()` |
/// | the enum of all documented responses | `client.call(operation).response().await` | `client.call(operation).response()` |
#[must_use = "a call does nothing until it is awaited or sent"]
pub struct Call<'c, C, O> {
    pub(crate) client: &'c C,
    pub(crate) operation: O,
    pub(crate) options: Options,
}

impl<'c, C, O> Call<'c, C, O> {
    pub(crate) fn new(client: &'c C, operation: O) -> Self {
        Self {
            client,
            operation,
            options: Options::new(),
        }
    }

    /// Changes the options of this call, which take precedence over those of the client.
    pub fn options(mut self, change: impl FnOnce(Options) -> Options) -> Self {
        self.options = change(self.options);
        self
    }

    /// Sets a header; see [`Options::header`].
    pub fn header(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options(|options| options.header(name, value))
    }

    /// Sets an entry of the query; see [`Options::query`].
    pub fn query(self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.options(|options| options.query(key, value))
    }

    /// Sends the request to this base URL instead; see [`Options::base_url`].
    pub fn base_url(self, base_url: impl Into<String>) -> Self {
        self.options(|options| options.base_url(base_url))
    }

    /// Sets the longest time of the whole call; see [`Options::timeout`].
    pub fn timeout(self, timeout: Duration) -> Self {
        self.options(|options| options.timeout(timeout))
    }

    /// Sets how often and how late the request is sent again; see [`Options::retry`].
    pub fn retry(self, retry: Retry) -> Self {
        self.options(|options| options.retry(retry))
    }

    /// Sets the header `Idempotency-Key`, so that the request can be sent again; see [`Options::idempotency_key`].
    pub fn idempotency_key(self, key: impl Into<String>) -> Self {
        self.options(|options| options.idempotency_key(key))
    }

    /// Authorizes the request with these credentials instead; see [`Options::authorize`].
    pub fn authorize(self, credentials: impl Authorize + 'static) -> Self {
        self.options(|options| options.authorize(credentials))
    }

    /// Authorizes the request with another scheme of the client's credentials, by its name.
    pub fn scheme(self, name: &'static str) -> Self {
        self.options(|options| options.scheme(name))
    }

    /// Sends the request without credentials.
    pub fn without_auth(self) -> Self {
        self.options(Options::without_auth)
    }
}

impl<C, O: fmt::Debug> fmt::Debug for Call<'_, C, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.operation)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
