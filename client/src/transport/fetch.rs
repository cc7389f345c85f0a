//! The asynchronous transport in browsers: reqwest over `fetch`.

use std::future::poll_fn;
use std::mem;
use std::time::Duration;

use futures_core::Stream;
use gloo_timers::future::sleep;

use super::{Connect, TransportError};
use crate::body::Body;
use crate::client::Transport;
use crate::defaults::{MAX_RESPONSE_SIZE, TIMEOUT};
use crate::delivery::Delivery;
use crate::response::Response;
use crate::streaming::{ResponseBody, Streamed};
use crate::timeout::Timeout;

type Error = TransportError<::reqwest::Error>;

/// reqwest as a transport, by default with the limits of [`defaults`](crate::defaults).
///
/// In browsers, only the limits for the time and for the length of a response apply. The browser follows redirects, and
/// keeps cookies. It sends a request to another origin only if that allows it (CORS).
#[derive(Debug, Clone)]
pub struct Reqwest {
    client: ::reqwest::Client,
    max_response_size: u64,
}

impl Reqwest {
    /// Wraps a client.
    #[must_use]
    pub fn new(client: ::reqwest::Client) -> Self {
        Self {
            client,
            max_response_size: MAX_RESPONSE_SIZE,
        }
    }

    /// Returns reqwest's builder.
    #[must_use]
    pub fn builder() -> ::reqwest::ClientBuilder {
        ::reqwest::Client::builder()
    }

    /// Limits the length of a response body that is read into memory, in bytes.
    #[must_use]
    pub fn max_response_size(mut self, bytes: u64) -> Self {
        self.max_response_size = bytes;
        self
    }

    /// Sends a request and waits for the head of its response.
    async fn execute(
        &self,
        request: http::Request<Body>,
        total: Option<Duration>,
    ) -> Result<::reqwest::Response, Error> {
        let own = request.extensions().get().map(|Timeout(limit)| *limit);
        let (head, body) = request.into_parts();
        // `fetch` takes no readers.
        let body = body.into_bytes().map_err(TransportError::Body)?;
        let request = http::Request::from_parts(head, body);
        let mut request: ::reqwest::Request = request.try_into().map_err(not_read)?;
        *request.timeout_mut() = own.or(total);
        self.client.execute(request).await.map_err(not_read)
    }
}

impl Default for Reqwest {
    fn default() -> Self {
        Self::new(::reqwest::Client::new())
    }
}

impl<A> Connect<A> for Reqwest {
    fn connect() -> Self {
        Self::default()
    }
}

impl Transport for Reqwest {
    type Error = Error;

    async fn send(&self, request: http::Request<Body>) -> Result<Response, Error> {
        let mut response = self.execute(request, Some(TIMEOUT)).await?;
        let status = response.status();
        let headers = mem::take(response.headers_mut());
        let limit = self.max_response_size;
        let mut chunks = Box::pin(response.bytes_stream());
        let mut body = Vec::new();
        while let Some(chunk) = poll_fn(|context| chunks.as_mut().poll_next(context)).await {
            let chunk = chunk.map_err(not_complete)?;
            if (body.len() + chunk.len()) as u64 > limit {
                return Err(TransportError::TooLarge { limit });
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Response {
            status,
            headers,
            body: body.into(),
        })
    }

    async fn open(&self, request: http::Request<Body>) -> Result<Streamed<ResponseBody>, Error> {
        let mut response = self.execute(request, None).await?;
        let status = response.status();
        let headers = mem::take(response.headers_mut());
        let mut chunks = Box::pin(response.bytes_stream());
        let body = ResponseBody::poll_fn(move |context| {
            let chunk = chunks.as_mut().poll_next(context);
            chunk.map(|chunk| chunk.map(|chunk| chunk.map_err(|error| not_complete(error).into())))
        });
        Ok(Streamed {
            status,
            headers,
            body,
        })
    }

    async fn sleep(&self, duration: Duration) {
        sleep(duration).await;
    }

    fn delivery(error: &Error) -> Delivery {
        error.delivery()
    }
}

/// Classifies an error before a response. `fetch` does not say whether there was a connection.
fn not_read(error: ::reqwest::Error) -> Error {
    let error = error.without_url();
    if error.is_timeout() {
        TransportError::TimedOut
    } else {
        TransportError::NoResponse(error)
    }
}

/// Classifies an error after the head of a response.
fn not_complete(error: ::reqwest::Error) -> Error {
    if error.is_timeout() {
        TransportError::TimedOut
    } else {
        TransportError::Read(error.without_url())
    }
}
