//! Credentials, one type for each of Postman's auth types.
//!
//! Basic, bearer, API key and OAuth 2 are always there; those that sign are features of this crate, each named like
//! Postman names the type: `asap`, `awsv4`, `digest`, `edgegrid`, `hawk`, `jwt`, `ntlm`, `oauth1`. The feature `oauth2`
//! adds tokens that are fetched and refreshed.

mod challenge;
mod parameters;
mod postman;
mod secret;
mod simple;

#[cfg(any(
    feature = "awsv4",
    feature = "digest",
    feature = "edgegrid",
    feature = "hawk",
    feature = "jwt",
    feature = "ntlm",
    feature = "oauth1"
))]
mod crypto;

#[cfg(any(
    feature = "awsv4",
    feature = "edgegrid",
    feature = "hawk",
    feature = "asap",
    feature = "oauth1"
))]
mod clock;

#[cfg(any(feature = "jwt", feature = "oauth1"))]
mod rsa_key;

#[cfg(feature = "asap")]
mod asap;
#[cfg(feature = "awsv4")]
mod awsv4;
#[cfg(feature = "digest")]
mod digest;
#[cfg(feature = "edgegrid")]
mod edgegrid;
#[cfg(feature = "hawk")]
mod hawk;
#[cfg(feature = "jwt")]
mod jwt;
#[cfg(feature = "ntlm")]
mod ntlm;
#[cfg(feature = "oauth1")]
mod oauth1;
#[cfg(feature = "oauth2")]
mod token_source;

use std::{error, fmt};

pub use challenge::Challenge;
pub use parameters::Parameters;
pub use postman::from_parameters;
pub use secret::Secret;
pub use simple::{ApiKey, Basic, BearerToken, HeaderSecret, KeyPlace, OAuth2};

#[cfg(feature = "asap")]
pub use asap::Asap;
#[cfg(feature = "awsv4")]
pub use awsv4::AwsV4;
#[cfg(feature = "digest")]
pub use digest::Digest;
#[cfg(feature = "edgegrid")]
pub use edgegrid::EdgeGrid;
#[cfg(feature = "hawk")]
pub use hawk::{Hawk, HawkAlgorithm};
#[cfg(feature = "jwt")]
pub use jwt::{Jwt, JwtAlgorithm};
#[cfg(feature = "ntlm")]
pub use ntlm::Ntlm;
#[cfg(feature = "oauth1")]
pub use oauth1::{OAuth1, OAuth1Method};
#[cfg(feature = "oauth2")]
pub use token_source::{ClientAuthentication, Token, TokenEndpoint, TokenSource};

use bytes::Bytes;

use crate::error::BuildError;
use crate::request::Request;
use crate::response::Response;

pub use crate::header_syntax::quoted_string;

/// Something that can authorize a request: by a header, a query parameter or a signature.
///
/// It does no I/O; a client asks it in this order: [`prepare`](Self::prepare) until there is nothing to prepare,
/// [`authorize`](Self::authorize), and after an answer [`challenge`](Self::challenge).
pub trait Authorize: fmt::Debug + Send + Sync {
    /// A request that must be answered first, such as for a token.
    ///
    /// # Errors
    ///
    /// Where there are no credentials to be had.
    fn prepare(&self) -> Result<Option<http::Request<Bytes>>, AuthError> {
        Ok(None)
    }

    /// Reads the answer to what [`prepare`](Self::prepare) asked for.
    ///
    /// # Errors
    ///
    /// Where the answer is not what was needed.
    fn prepared(&self, response: &Response) -> Result<(), AuthError> {
        let _ = response;
        Ok(())
    }

    /// Adds to a resolved request what the server recognizes.
    ///
    /// # Errors
    ///
    /// Where it cannot be signed.
    fn authorize(&self, request: &mut Request) -> Result<(), AuthError>;

    /// Looks at an answer; true where the request, changed, should be sent once more. `attempt` counts from zero.
    ///
    /// # Errors
    ///
    /// Where a challenge cannot be answered.
    fn challenge(
        &self,
        request: &mut Request,
        response: &Response,
        attempt: u32,
    ) -> Result<bool, AuthError> {
        let _ = (request, response, attempt);
        Ok(false)
    }
}

/// Why a request could not be authorized. Never holds a credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthError(String);

impl AuthError {
    /// An error of a scheme or token source of your own.
    #[must_use]
    pub fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }
}

impl fmt::Display for AuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl error::Error for AuthError {}

impl From<BuildError> for AuthError {
    fn from(error: BuildError) -> Self {
        Self(error.to_string())
    }
}

#[cfg(all(
    test,
    feature = "asap",
    feature = "awsv4",
    feature = "digest",
    feature = "edgegrid",
    feature = "hawk",
    feature = "ntlm",
    feature = "oauth1"
))]
mod vectors;
