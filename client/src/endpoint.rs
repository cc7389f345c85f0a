//! The server and the credentials of an API, which turn operations into requests.

use std::borrow::Cow;
use std::fmt;

use crate::attempt::OperationId;
use crate::auth::Authorize;
use crate::body::Body;
use crate::error::BuildError;
use crate::exchange::Exchange;
use crate::hidden::PublicUrl;
use crate::operation::{Api, Credentials as _, Operation, Server as _};
use crate::request::{Encoding, Request};

/// The server of an API, and the credentials to call it with.
pub struct Endpoint<A: Api> {
    server: A::Server,
    credentials: A::Credentials,
    base_url: Option<String>,
    encoding: Encoding,
    insecure_redirects: bool,
}

impl<A: Api> fmt::Debug for Endpoint<A> {
    /// Omits user info and query of the base URL.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint")
            .field("server", &self.server)
            .field("credentials", &self.credentials)
            .field("base_url", &self.base_url.as_deref().map(PublicUrl))
            .field("encoding", &self.encoding)
            .field("insecure_redirects", &self.insecure_redirects)
            .finish()
    }
}

impl<A: Api> Clone for Endpoint<A> {
    fn clone(&self) -> Self {
        Self {
            server: self.server.clone(),
            credentials: self.credentials.clone(),
            base_url: self.base_url.clone(),
            encoding: self.encoding,
            insecure_redirects: self.insecure_redirects,
        }
    }
}

impl<A: Api> Endpoint<A> {
    /// Creates an endpoint.
    pub fn new(server: A::Server, credentials: impl Into<A::Credentials>) -> Self {
        Self {
            server,
            credentials: credentials.into(),
            base_url: None,
            encoding: Encoding::Segment,
            insecure_redirects: false,
        }
    }

    /// Sends every request to this base URL instead of the servers that operations name, such as to a proxy or a mock.
    #[must_use]
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// Chooses how the values of parameters are encoded in URLs.
    #[must_use]
    pub fn encoding(mut self, encoding: Encoding) -> Self {
        self.encoding = encoding;
        self
    }

    /// Follows redirects from HTTPS to HTTP as well, instead of returning
    /// [`Error::InsecureRedirect`](crate::Error::InsecureRedirect). The body of a `307` or `308` then goes out in plain
    /// text.
    #[must_use]
    pub fn allow_insecure_redirects(mut self) -> Self {
        self.insecure_redirects = true;
        self
    }

    /// Builds the complete request of an operation, to be sent by other means.
    ///
    /// Auth schemes that need a response first (a token, a challenge) add what they can.
    ///
    /// # Errors
    ///
    /// [`BuildError`] if a value is not allowed in its location, a variable has no value, or credentials are missing.
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

    /// Starts the exchange of an operation.
    pub(crate) fn exchange<O: Operation<Api = A>>(
        &self,
        operation: O,
    ) -> Result<Exchange<'_>, BuildError> {
        let request = self.resolve(operation.into_request())?;
        let scheme = self.scheme(O::SCHEME)?;
        Ok(Exchange::new(OperationId::of::<O>(), request, scheme)
            .insecure_redirects(self.insecure_redirects))
    }

    /// Resolves a request's URL.
    fn resolve(&self, mut request: Request) -> Result<Request, BuildError> {
        let variable = |name: &str| self.server.variable(name).map(Cow::Borrowed);
        request.resolve(&variable, self.base_url.as_deref(), self.encoding)?;
        Ok(request)
    }

    /// The credentials of an operation's auth scheme.
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
