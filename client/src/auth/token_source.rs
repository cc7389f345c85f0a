//! Where OAuth 2 access tokens come from.
//!
//! A [`TokenSource`] does no I/O: it returns the request to send, and reads the response.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

use super::{AuthError, Secret};
use crate::Response;

/// A source of access tokens.
pub trait TokenSource: fmt::Debug + Send + Sync {
    /// Returns the token to use now, or the request that fetches one.
    ///
    /// # Errors
    ///
    /// If there is neither.
    fn token(&self) -> Result<Token, AuthError>;

    /// Reads the response to the request of [`Token::Fetch`].
    ///
    /// # Errors
    ///
    /// If the response contains no token.
    fn fetched(&self, response: &Response) -> Result<(), AuthError>;

    /// Discards the token, because a server refused it.
    fn reject(&self) {}
}

/// What a [`TokenSource`] returns. `Debug` shows neither the token nor the request.
pub enum Token {
    /// A token to send.
    Ready(Secret),
    /// A request to send first; its response is passed to [`TokenSource::fetched`].
    Fetch(Box<http::Request<Bytes>>),
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ready(token) => f.debug_tuple("Ready").field(token).finish(),
            Self::Fetch(_) => f.write_str("Fetch(..)"),
        }
    }
}

/// A shared source, such as one whose refresh token the program saves.
impl<T: TokenSource> TokenSource for Arc<T> {
    fn token(&self) -> Result<Token, AuthError> {
        (**self).token()
    }

    fn fetched(&self, response: &Response) -> Result<(), AuthError> {
        (**self).fetched(response)
    }

    fn reject(&self) {
        (**self).reject();
    }
}
