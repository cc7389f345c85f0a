//! What is known about a request whose transport failed, and whether it may be repeated.

use std::{error, fmt};

/// What is known about a request for which a transport returned an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Delivery {
    /// Nothing was sent, for instance because there was no connection.
    NotSent,
    /// Nothing was sent, and a second attempt would fail in the same way, for instance because the transport cannot send
    /// such a request.
    Impossible,
    /// The server may have received the request. A second attempt may succeed.
    Unknown,
    /// Like [`Unknown`](Self::Unknown): a time limit was exceeded, and the server may still be working.
    TimedOut,
    /// The server responded, and a second attempt would fail in the same way.
    Final,
}

impl Delivery {
    /// Whether the server may have received the request.
    pub(crate) fn was_sent(self) -> bool {
        !matches!(self, Self::NotSent | Self::Impossible)
    }

    /// Whether a second attempt would fail in the same way.
    pub(crate) fn is_final(self) -> bool {
        matches!(self, Self::Impossible | Self::Final)
    }
}

/// A failure of a transport, and what it means for the operation. `T` is the transport's error.
#[derive(Debug)]
pub struct SendError<T> {
    pub(crate) error: T,
    pub(crate) sent: bool,
    pub(crate) retryable: bool,
    pub(crate) timeout: bool,
    pub(crate) attempts: u32,
}

impl<T> SendError<T> {
    /// The transport's error.
    #[must_use]
    pub fn transport_error(&self) -> &T {
        &self.error
    }

    /// The transport's error.
    #[must_use]
    pub fn into_transport_error(self) -> T {
        self.error
    }

    /// See [`Error::was_sent`](crate::Error::was_sent).
    #[must_use]
    pub fn was_sent(&self) -> bool {
        self.sent
    }

    /// See [`Error::is_retryable`](crate::Error::is_retryable).
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.retryable
    }

    /// See [`Error::is_timeout`](crate::Error::is_timeout).
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.timeout
    }

    /// How often the request was sent, or should have been.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }
}

impl<T: fmt::Display> fmt::Display for SendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.sent {
            "the request was sent, but no complete response was received"
        } else {
            "the request could not be sent"
        })?;
        if self.attempts != 1 {
            write!(f, " ({} attempts)", self.attempts)?;
        }
        write!(f, ": {}", self.error)
    }
}

impl<T: error::Error + 'static> error::Error for SendError<T> {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        // The error of the transport is displayed itself.
        self.error.source()
    }
}
