//! Why a built-in transport failed.

use std::{error, fmt};

use crate::delivery::Delivery;

/// Why a transport received no complete response. `E` is the error of its HTTP library.
#[derive(Debug)]
#[non_exhaustive]
pub enum TransportError<E> {
    /// There is no connection to the server. Nothing was sent.
    Connect(E),
    /// The HTTP library cannot send the request target as it is: it removes the segments `.` and `..` from a path. Nothing
    /// was sent.
    DotSegments,
    /// No response began: the connection failed, the time was over, or what arrived is not HTTP. The server may have
    /// received the request.
    NoResponse(E),
    /// The response began, but its body could not be read to the end: it is truncated, malformed or too slow.
    Read(E),
    /// The body of the response is longer than this number of bytes.
    TooLarge {
        /// The limit, see [`MAX_RESPONSE_SIZE`](crate::defaults::MAX_RESPONSE_SIZE).
        limit: u64,
    },
}

impl<E> TransportError<E> {
    /// The error of the HTTP library, if there is one.
    #[must_use]
    pub fn library_error(&self) -> Option<&E> {
        match self {
            Self::Connect(error) | Self::NoResponse(error) | Self::Read(error) => Some(error),
            Self::DotSegments | Self::TooLarge { .. } => None,
        }
    }

    pub(super) fn delivery(&self) -> Delivery {
        match self {
            Self::Connect(_) | Self::DotSegments => Delivery::NotSent,
            Self::NoResponse(_) | Self::Read(_) => Delivery::Unknown,
            Self::TooLarge { .. } => Delivery::Final,
        }
    }
}

impl<E> fmt::Display for TransportError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connect(_) => f.write_str("cannot connect to the server"),
            Self::DotSegments => {
                f.write_str("this transport cannot send a path with the segments `.` or `..`")
            }
            Self::NoResponse(_) => f.write_str("no response was received"),
            Self::Read(_) => f.write_str("the response could not be read"),
            Self::TooLarge { limit } => write!(f, "the response is longer than {limit} bytes"),
        }
    }
}

impl<E: error::Error + 'static> error::Error for TransportError<E> {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        self.library_error()
            .map(|error| error as &(dyn error::Error + 'static))
    }
}
