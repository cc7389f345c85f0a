//! What is known about a request whose transport failed, and whether it may be repeated.

use std::{error, fmt};

/// What is known about a request for which a transport returned an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Delivery {
    /// Nothing was sent, for instance because there was no connection.
    NotSent,
    /// The server may have received the request. A second attempt may succeed.
    Unknown,
    /// The server responded, and a second attempt would fail in the same way.
    Final,
}

/// A failure of a transport, and what it means for the operation. `T` is the transport's error.
#[derive(Debug)]
pub struct SendError<T> {
    error: T,
    sent: bool,
    retryable: bool,
}

impl<T> SendError<T> {
    pub(crate) fn new(error: T, sent: bool, retryable: bool) -> Self {
        Self {
            error,
            sent,
            retryable,
        }
    }

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
}

impl<T> fmt::Display for SendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.sent {
            "the request was sent, but no complete response was received"
        } else {
            "the request could not be sent"
        })
    }
}

impl<T: error::Error + 'static> error::Error for SendError<T> {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        Some(&self.error)
    }
}
