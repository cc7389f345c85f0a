//! The traits that generated code implements: APIs, their servers and credentials, and operations.

use std::fmt;

use crate::auth::Authorize;
use crate::client_variables::VariableValues;
use crate::error::{BuildError, DecodeError};
use crate::from_response::FromResponse;
use crate::json::Mismatch;
use crate::request::Request;
use crate::response::Response;

/// An API: a marker type that connects its operations with its clients.
pub trait Api: Sized + 'static {
    /// The API's name in the collection.
    const NAME: &'static str;
    /// The `User-Agent` of its requests. Generated code names the crate that contains it, by
    /// [`user_agent`](crate::user_agent).
    const USER_AGENT: &'static str = concat!("codegen-client/", env!("CARGO_PKG_VERSION"));
    /// Its server.
    type Server: Server;
    /// Its credentials.
    type Credentials: Credentials;
}

/// The server of an API: the values of the variables in its URLs.
pub trait Server: Clone + fmt::Debug + Send + Sync + 'static {
    /// The value of a variable, by its name in the collection.
    fn variable(&self, name: &str) -> Option<&str>;
}

/// The credentials for an API, by auth scheme.
pub trait Credentials: Clone + Default + fmt::Debug + Send + Sync + 'static {
    /// The credentials of a scheme, by its name.
    fn scheme(&self, name: &str) -> Option<&dyn Authorize>;
}

/// An item of a collection: a request and its possible responses.
pub trait Operation: Sized {
    /// The API that it belongs to.
    type Api: Api;
    /// The possible responses.
    type Response: FromResponse;
    /// What a successful call returns: the payload if one success is documented, `()` if no success has one, and
    /// [`Response`](Self::Response) if there are several. If none is documented, the response as received.
    type Output: FromResponse;

    /// The item's name in the collection.
    const NAME: &'static str;
    /// The name of its auth scheme; [`None`] if it is sent without credentials.
    const SCHEME: Option<&'static str>;

    /// Takes the client's values of the variables that the operation uses, unless it has its own.
    ///
    /// # Errors
    ///
    /// [`BuildError`] if a variable has no value at all.
    fn set_variables(
        &mut self,
        _variables: &VariableValues<'_, Self::Api>,
    ) -> Result<(), BuildError> {
        Ok(())
    }

    /// Creates the request. It comes after [`set_variables`](Self::set_variables).
    fn into_request(self) -> Request;

    /// Decodes a response, and appends the values that did not fit and were left out (see [`json`](crate::json)).
    ///
    /// # Errors
    ///
    /// See [`FromResponse::from_response`].
    fn read(
        response: Response,
        mismatches: &mut Vec<Mismatch>,
    ) -> Result<Self::Response, DecodeError> {
        Self::Response::from_response(response, mismatches)
    }

    /// Decodes a success. If one is documented, a response with any other status `2xx` is decoded in the same way.
    ///
    /// # Errors
    ///
    /// See [`FromResponse::from_response`].
    fn output(response: Response) -> Result<Self::Output, DecodeError> {
        Self::Output::from_response(response, &mut Vec::new())
    }

    /// Whether a response is a failure: its status is not `2xx`, or its body contains a documented error code.
    #[must_use]
    fn is_failure(response: &Response) -> bool {
        Self::Response::is_failure(response)
    }

    /// Decodes a response.
    ///
    /// # Errors
    ///
    /// See [`read`](Self::read).
    fn decode(response: Response) -> Result<Self::Response, DecodeError> {
        Self::read(response, &mut Vec::new())
    }
}
