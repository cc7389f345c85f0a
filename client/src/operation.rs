//! What generated code implements: APIs, their servers and credentials, operations.

use std::fmt;

use crate::auth::Authorize;
use crate::error::DecodeError;
use crate::request::Request;
use crate::response::Response;

/// One API: a marker that ties its operations to its clients.
pub trait Api: Sized + 'static {
    /// The API's name in the collection.
    const NAME: &'static str;
    /// Where it lives.
    type Server: Server;
    /// What its operations are authorized by.
    type Credentials: Credentials;
}

/// Where an API lives: the values of the variables in its URLs.
pub trait Server: Clone + fmt::Debug + Send + Sync + 'static {
    /// The value of a variable, by its name in the collection.
    fn variable(&self, name: &str) -> Option<&str>;
}

/// As whom an API is called: what it knows of each auth scheme.
pub trait Credentials: Clone + Default + fmt::Debug + Send + Sync + 'static {
    /// The credentials of a scheme, by the scheme's name.
    fn scheme(&self, name: &str) -> Option<&dyn Authorize>;
}

/// One item of a collection: a request, and what can be answered to it.
pub trait Operation: Sized {
    /// The API it belongs to.
    type Api: Api;
    /// What the server can answer.
    type Response;

    /// The item's name in the collection.
    const NAME: &'static str;
    /// The name of the scheme that authorizes it; [`None`] where it is sent without.
    const SCHEME: Option<&'static str>;

    /// Fills in the request.
    fn into_request(self) -> Request;

    /// Reads an answer.
    ///
    /// # Errors
    ///
    /// [`DecodeError`] where a documented body does not have its documented form.
    fn decode(response: Response) -> Result<Self::Response, DecodeError>;
}
