//! Where an API lives and as whom it is called: takes operations to finished requests, without sending them.

use crate::auth::Authorize;
use crate::body::Body;
use crate::error::BuildError;
use crate::exchange::Exchange;
use crate::operation::{Api, Credentials as _, Operation, Server as _};
use crate::request::{Encoding, Request};

/// A server and credentials of an API.
#[derive(Debug)]
pub struct Endpoint<A: Api> {
    server: A::Server,
    credentials: A::Credentials,
    base_url: Option<String>,
    encoding: Encoding,
}

impl<A: Api> Clone for Endpoint<A> {
    fn clone(&self) -> Self {
        Self {
            server: self.server.clone(),
            credentials: self.credentials.clone(),
            base_url: self.base_url.clone(),
            encoding: self.encoding,
        }
    }
}

impl<A: Api> Endpoint<A> {
    /// Joins a server and credentials.
    pub fn new(server: A::Server, credentials: impl Into<A::Credentials>) -> Self {
        Self {
            server,
            credentials: credentials.into(),
            base_url: None,
            encoding: Encoding::Segment,
        }
    }

    /// Sends everything to this base URL instead, whatever server an operation names: a proxy, a mock, a test.
    #[must_use]
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// Lets values of parameters act as URL text, as in Postman.
    #[must_use]
    pub fn encoding(mut self, encoding: Encoding) -> Self {
        self.encoding = encoding;
        self
    }

    /// Builds an operation's request in full, for a transport of your own.
    ///
    /// Schemes that need an answer first (a token, a challenge) are signed as far as they can be.
    ///
    /// # Errors
    ///
    /// [`BuildError`] where a value cannot stand where it goes, a variable has no value or credentials are missing.
    pub fn request<O: Operation<Api = A>>(
        &self,
        operation: O,
    ) -> Result<http::Request<Body>, BuildError> {
        let mut request = self.resolve(operation.into_request())?;
        if let Some(scheme) = self.scheme(O::SCHEME)? {
            scheme.authorize(&mut request)?;
        }
        request.finish()
    }

    /// Starts the exchange that sends an operation.
    pub(crate) fn exchange<O: Operation<Api = A>>(
        &self,
        operation: O,
    ) -> Result<Exchange<'_>, BuildError> {
        let request = self.resolve(operation.into_request())?;
        Ok(Exchange::new(request, self.scheme(O::SCHEME)?))
    }

    /// Resolves a request's URL.
    fn resolve(&self, mut request: Request) -> Result<Request, BuildError> {
        let variable = |name: &str| self.server.variable(name).map(str::to_owned);
        request.resolve(&variable, self.base_url.as_deref(), self.encoding)?;
        Ok(request)
    }

    /// The credentials of an operation's scheme.
    fn scheme(&self, name: Option<&'static str>) -> Result<Option<&dyn Authorize>, BuildError> {
        match name {
            None => Ok(None),
            Some(name) => match self.credentials.scheme(name) {
                Some(scheme) => Ok(Some(scheme)),
                None => Err(BuildError::scheme(name)),
            },
        }
    }
}
