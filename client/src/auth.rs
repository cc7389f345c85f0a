//! Credentials, one type for each of Postman's auth types.
//!
//! Basic, bearer, API key and OAuth 2 are always available. Each type that signs is a feature of this crate, named like
//! the type in Postman: `asap`, `awsv4`, `digest`, `edgegrid`, `hawk`, `jwt`, `ntlm`, `oauth1`. The feature `auth` turns
//! all of them on.
//!
//! To add a type: write its module, add it to the two lists below and to the features in `Cargo.toml`.

mod api_key;
#[cfg(feature = "login")]
mod authorization_code;
mod basic;
mod bearer;
mod challenge;
mod defaults;
#[cfg(feature = "login")]
mod device;
mod header;
mod login;
mod oauth2;
mod parameters;
mod provider;
mod secret;
mod several;
mod token_endpoint;
mod token_source;

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

// What several types need.
#[cfg(feature = "_hmac")]
mod hmac;
#[cfg(feature = "_rsa")]
mod rsa_key;

#[cfg(all(test, feature = "auth"))]
mod vectors;

use std::convert::Infallible;
use std::{error, fmt};

use bytes::Bytes;

use crate::error::BuildError;
use crate::request::Request;
use crate::response::Response;

pub use api_key::{ApiKey, KeyLocation};
#[cfg(feature = "login")]
pub use authorization_code::AuthorizationRequest;
pub use basic::Basic;
pub use bearer::BearerToken;
pub use challenge::Challenge;
pub use defaults::Defaults;
#[cfg(feature = "login")]
pub use device::{DeviceLogin, DeviceStep};
pub use header::HeaderSecret;
pub use login::{Login, LoginScheme};
pub use oauth2::OAuth2;
pub use parameters::Parameters;
pub use provider::{ClientAuthentication, Provider};
pub use secret::Secret;
pub use token_endpoint::TokenEndpoint;
pub use token_source::{Token, TokenSource};

pub use crate::header_syntax::quoted_string;

/// Exports the types that are features, and reads them from Postman's parameters.
///
/// Each row has Postman's name of the type, which is also the name of the feature, and the exports of its module: first
/// the type of the credentials.
macro_rules! optional_types {
    ($($name:literal: $module:ident::{$scheme:ident $(, $other:ident)*};)+) => {
        $(
            #[cfg(feature = $name)]
            pub use $module::{$scheme $(, $other)*};
        )+

        fn optional_type(
            name: &str,
            parameters: &Parameters,
        ) -> Result<Box<dyn Authorize>, AuthError> {
            // Not used if no feature is on.
            let _ = parameters;
            match name {
                $(
                    #[cfg(feature = $name)]
                    $name => Ok(Box::new($scheme::try_from(parameters)?)),
                    #[cfg(not(feature = $name))]
                    $name => Err(AuthError::new(concat!(
                        "auth type `", $name, "` needs feature `", $name, "` of `client`"
                    ))),
                )+
                _ => Err(AuthError::new(format!("unknown auth type `{name}`"))),
            }
        }
    };
}

optional_types! {
    "asap": asap::{Asap};
    "awsv4": awsv4::{AwsV4};
    "digest": digest::{Digest, DigestAlgorithm, DigestQop};
    "edgegrid": edgegrid::{EdgeGrid};
    "hawk": hawk::{Hawk, HawkAlgorithm};
    "jwt": jwt::{Jwt, JwtAlgorithm};
    "ntlm": ntlm::{Ntlm};
    "oauth1": oauth1::{OAuth1, OAuth1Method};
}

/// Reads an auth block: Postman's name of the type, and its parameters (docs/postman-semantics.md §6).
///
/// Returns [`None`] for `noauth`.
///
/// # Errors
///
/// If the type is unknown, its feature is off, or a parameter has an invalid value.
pub fn from_parameters(
    name: &str,
    parameters: &Parameters,
) -> Result<Option<Box<dyn Authorize>>, AuthError> {
    Ok(Some(match name {
        "noauth" => return Ok(None),
        "apikey" => Box::new(ApiKey::from(parameters)),
        "basic" => Box::new(Basic::from(parameters)),
        "bearer" => Box::new(BearerToken::from(parameters)),
        "oauth2" => Box::new(OAuth2::from(parameters)),
        _ => optional_type(name, parameters)?,
    }))
}

/// Authorizes requests: with a header, a query parameter or a signature.
///
/// It does no I/O. A client calls [`prepare`](Self::prepare) until it returns [`None`], then
/// [`authorize`](Self::authorize), and after each response [`challenge`](Self::challenge).
pub trait Authorize: fmt::Debug + Send + Sync {
    /// Returns a request that must be sent first, such as one that fetches a token.
    ///
    /// # Errors
    ///
    /// If no credentials can be obtained.
    fn prepare(&self) -> Result<Option<http::Request<Bytes>>, AuthError> {
        Ok(None)
    }

    /// Reads the response to the request of [`prepare`](Self::prepare).
    ///
    /// # Errors
    ///
    /// If the response does not contain what was asked for.
    fn prepared(&self, response: &Response) -> Result<(), AuthError> {
        let _ = response;
        Ok(())
    }

    /// Adds the credentials or the signature to a resolved request.
    ///
    /// # Errors
    ///
    /// If the request cannot be signed.
    fn authorize(&self, request: &mut Request) -> Result<(), AuthError>;

    /// The credentials, if the scheme is one that programs such as curl implement themselves.
    fn login(&self) -> Option<Login> {
        None
    }

    /// Inspects a response. Returns true if it changed the request, which must then be sent again. `attempt` counts from
    /// zero.
    ///
    /// # Errors
    ///
    /// If a challenge cannot be answered.
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

/// Why a request could not be authorized. Never contains a credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthError(String);

impl AuthError {
    /// Creates an error, for your own schemes and token sources.
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

/// Lets `?` convert the error of credentials that can always be read.
impl From<Infallible> for AuthError {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

impl From<getrandom::Error> for AuthError {
    fn from(error: getrandom::Error) -> Self {
        Self(format!("random numbers are not available: {error}"))
    }
}

impl From<BuildError> for AuthError {
    fn from(error: BuildError) -> Self {
        Self(error.to_string())
    }
}
