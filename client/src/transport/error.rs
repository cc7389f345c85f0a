//! Why a built-in transport failed.

use std::{error, fmt, io};

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
    /// In browsers, which send no readers: the body of the request could not be read. Nothing was sent.
    Body(io::Error),
    /// No response began: the connection failed, or what arrived is not HTTP. The server may have
    /// received the request.
    NoResponse(E),
    /// The response began, but its body could not be read to the end: it is truncated or malformed.
    Read(E),
    /// A time limit was exceeded: nothing arrived for too long, or the response took too long altogether. The server may
    /// have received the request.
    TimedOut,
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
            Self::Body(_) | Self::DotSegments | Self::TimedOut | Self::TooLarge { .. } => None,
        }
    }

    /// Whether a time limit was exceeded after connecting.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::TimedOut)
    }

    pub(super) fn delivery(&self) -> Delivery {
        match self {
            Self::Connect(_) | Self::Body(_) => Delivery::NotSent,
            Self::DotSegments => Delivery::Impossible,
            Self::NoResponse(_) | Self::Read(_) => Delivery::Unknown,
            Self::TimedOut => Delivery::TimedOut,
            Self::TooLarge { .. } => Delivery::Final,
        }
    }
}

impl<E> From<TransportError<E>> for io::Error
where
    TransportError<E>: error::Error + Send + Sync + 'static,
{
    fn from(error: TransportError<E>) -> Self {
        let kind = match &error {
            TransportError::TimedOut => io::ErrorKind::TimedOut,
            TransportError::TooLarge { .. } => io::ErrorKind::FileTooLarge,
            _ => io::ErrorKind::Other,
        };
        Self::new(kind, error)
    }
}

impl<E: error::Error + 'static> fmt::Display for TransportError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connect(_) => f.write_str("cannot connect to the server")?,
            Self::DotSegments => {
                f.write_str("this transport cannot send a path with the segments `.` or `..`")?;
            }
            Self::Body(error) => write!(f, "the body of the request could not be read: {error}")?,
            Self::NoResponse(_) => f.write_str("no response was received")?,
            Self::Read(_) => f.write_str("the response could not be read")?,
            Self::TimedOut => f.write_str("the server took longer than the time limit")?,
            Self::TooLarge { limit } => write!(f, "the response is longer than {limit} bytes")?,
        }
        match self.library_error() {
            Some(error) => write!(f, ": {}", first_cause(error)),
            None => Ok(()),
        }
    }
}

/// What caused all errors of a chain. Those before it only say in which layer of the library it occurred.
fn first_cause<'e>(
    mut error: &'e (dyn error::Error + 'static),
) -> &'e (dyn error::Error + 'static) {
    while let Some(cause) = error.source() {
        error = cause;
    }
    error
}

/// The cause is displayed, so there is no source. [`library_error`](TransportError::library_error) returns the error of the
/// HTTP library.
impl<E: error::Error + 'static> error::Error for TransportError<E> {}
