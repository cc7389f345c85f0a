//! The blocking client.

use crate::body::Body;
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::exchange::{Exchange, Step};
use crate::operation::{Api, Operation};
use crate::response::{Received, Response};

/// Carries one request to a server and its answer back, on the calling thread.
///
/// Every `Fn(http::Request<Body>) -> Result<Response, E>` is one, which is all that a test double needs. Redirects,
/// challenges and tokens are the client's business.
pub trait Transport {
    /// Why a request could not be carried.
    type Error;

    /// Sends one request, and reads the answer to its end.
    ///
    /// # Errors
    ///
    /// Where no answer was read to its end.
    fn send(&self, request: http::Request<Body>) -> Result<Response, Self::Error>;
}

impl<F, E> Transport for F
where
    F: Fn(http::Request<Body>) -> Result<Response, E>,
{
    type Error = E;

    fn send(&self, request: http::Request<Body>) -> Result<Response, E> {
        self(request)
    }
}

/// The transport of [`Client`] unless another is named.
#[cfg(feature = "ureq")]
pub type DefaultTransport = crate::Ureq;

/// The transport of [`Client`] unless another is named: none, as the feature `ureq` is off.
#[cfg(not(feature = "ureq"))]
pub type DefaultTransport = std::convert::Infallible;

/// A client of one API.
#[derive(Debug)]
pub struct Client<A: Api, T = DefaultTransport> {
    endpoint: Endpoint<A>,
    transport: T,
}

impl<A: Api, T: Clone> Clone for Client<A, T> {
    fn clone(&self) -> Self {
        Self {
            endpoint: self.endpoint.clone(),
            transport: self.transport.clone(),
        }
    }
}

#[cfg(feature = "ureq")]
impl<A: Api> Client<A> {
    /// A client of the server that the collection names.
    pub fn new(credentials: impl Into<A::Credentials>) -> Self
    where
        A::Server: Default,
    {
        Self::with_server(A::Server::default(), credentials)
    }

    /// A client of another server.
    pub fn with_server(server: A::Server, credentials: impl Into<A::Credentials>) -> Self {
        Self::with_transport(Endpoint::new(server, credentials), crate::Ureq::default())
    }
}

impl<A: Api, T> Client<A, T> {
    /// A client over a transport of your own.
    pub fn with_transport(endpoint: Endpoint<A>, transport: T) -> Self {
        Self {
            endpoint,
            transport,
        }
    }

    /// Sends everything to this base URL instead; see [`Endpoint::base_url`].
    #[must_use]
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.endpoint = self.endpoint.base_url(base_url);
        self
    }

    /// Where it sends to, and as whom.
    #[must_use]
    pub fn endpoint(&self) -> &Endpoint<A> {
        &self.endpoint
    }
}

impl<A: Api, T: Transport> Client<A, T> {
    /// Sends an operation and reads its answer.
    ///
    /// # Errors
    ///
    /// See [`Error`]. A documented failure, such as `404`, is no error here: it is a variant of the operation's
    /// response.
    pub fn send<O: Operation<Api = A>>(
        &self,
        operation: O,
    ) -> Result<O::Response, Error<T::Error>> {
        Ok(O::decode(self.send_raw(operation)?)?)
    }

    /// Sends an operation, and gives the answer with its status and headers.
    ///
    /// # Errors
    ///
    /// See [`send`](Self::send).
    pub fn send_full<O: Operation<Api = A>>(
        &self,
        operation: O,
    ) -> Result<Received<O::Response>, Error<T::Error>> {
        let response = self.send_raw(operation)?;
        let (status, headers) = (response.status, response.headers.clone());
        Ok(Received {
            status,
            headers,
            answer: O::decode(response)?,
        })
    }

    /// Sends an operation, and gives the answer as it came.
    ///
    /// # Errors
    ///
    /// See [`send`](Self::send); never [`Error::Decode`].
    pub fn send_raw<O: Operation<Api = A>>(
        &self,
        operation: O,
    ) -> Result<Response, Error<T::Error>> {
        let request = self.endpoint.resolve(operation.into_request())?;
        let scheme = self.endpoint.scheme(O::SCHEME)?;
        carry(&self.transport, Exchange::new(request, scheme))
    }
}

/// Takes an exchange to its end.
pub(crate) fn carry<T: Transport>(
    transport: &T,
    mut exchange: Exchange<'_>,
) -> Result<Response, Error<T::Error>> {
    let mut step = exchange.start()?;
    loop {
        match step {
            Step::Send(request) => {
                let response = transport.send(request).map_err(Error::Transport)?;
                step = exchange.answered(response)?;
            }
            Step::Done(response) => return Ok(response),
            Step::TooManyRedirects(response) => {
                return Err(Error::TooManyRedirects(Box::new(response)));
            }
        }
    }
}
