//! The asynchronous client.

use std::future::Future;

use crate::body::Body;
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::exchange::{Exchange, Step, Stop};
use crate::operation::{Api, Operation};
use crate::response::{Received, Response};

/// Carries one request to a server and its answer back.
///
/// Redirects, challenges and tokens are the client's business: a transport must not follow redirects, nor make an
/// error of a status.
pub trait Transport {
    /// Why a request could not be carried.
    type Error;

    /// Sends one request, and reads the answer to its end.
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> impl Future<Output = Result<Response, Self::Error>> + Send;
}

/// The transport of [`Client`] unless another is named.
#[cfg(feature = "reqwest")]
pub type DefaultTransport = crate::Reqwest;

/// The transport of [`Client`] unless another is named: none, as the feature `reqwest` is off.
#[cfg(not(feature = "reqwest"))]
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

#[cfg(feature = "reqwest")]
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
        Self::with_transport(
            Endpoint::new(server, credentials),
            crate::Reqwest::default(),
        )
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
    pub async fn send<O: Operation<Api = A>>(
        &self,
        operation: O,
    ) -> Result<O::Response, Error<T::Error>> {
        Ok(O::decode(self.send_raw(operation).await?)?)
    }

    /// Sends an operation, and gives the answer with its status and headers.
    ///
    /// # Errors
    ///
    /// See [`send`](Self::send).
    pub async fn send_full<O: Operation<Api = A>>(
        &self,
        operation: O,
    ) -> Result<Received<O::Response>, Error<T::Error>> {
        let response = self.send_raw(operation).await?;
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
    pub async fn send_raw<O: Operation<Api = A>>(
        &self,
        operation: O,
    ) -> Result<Response, Error<T::Error>> {
        let request = self.endpoint.resolve(operation.into_request())?;
        let scheme = self.endpoint.scheme(O::SCHEME)?;
        carry(&self.transport, Exchange::new(request, scheme)).await
    }
}

/// Takes an exchange to its end.
pub(crate) async fn carry<T: Transport>(
    transport: &T,
    mut exchange: Exchange<'_>,
) -> Result<Response, Error<T::Error>> {
    let mut step = exchange.start()?;
    loop {
        match step {
            Step::Send(request) => {
                let response = transport.send(request).await.map_err(Error::Transport)?;
                step = exchange.answered(response)?;
            }
            Step::Done(response) => return Ok(response),
            Step::TooManyRedirects(response) => {
                return Err(Error::TooManyRedirects(Box::new(response)));
            }
        }
    }
}

impl<T> From<Stop> for Error<T> {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Build(error) => Self::Build(error),
            Stop::Auth(error) => Self::Auth(error),
        }
    }
}
