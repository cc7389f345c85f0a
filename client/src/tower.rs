//! tower's services as transports, and transports as services, so that tower's layers apply to requests.
//!
//! ```
//! # #[cfg(feature = "_reqwest")] {
//! use client::tower::{ServiceTransport, TransportService};
//!
//! let service = TransportService::new(client::Reqwest::default());
//! // Layers of any crate go here, for instance `tower::ServiceBuilder::new().layer(layer).service(service)`.
//! let transport = ServiceTransport::new(service);
//! # let _ = transport;
//! # }
//! ```

use std::error;
use std::fmt;
use std::future::poll_fn;
use std::io;
use std::task::{Context, Poll};

use bytes::Buf as _;
use http_body::Body as HttpBody;
use tower_service::Service;

use crate::body::Body;
use crate::client::Transport;
use crate::defaults::MAX_RESPONSE_SIZE;
use crate::maybe_send::{BoxFuture, MaybeSend};
use crate::response::Response;
use crate::streaming::{ResponseBody, Streamed};
use crate::transport::BoxError;

/// A service as a transport.
///
/// It must not follow redirects, and must not treat any status as an error. Requests carry an
/// [`Attempt`](crate::Attempt). What is known about a failed request is lost between layers, so only operations with an
/// idempotent method are [retryable](crate::Error::is_retryable).
#[derive(Debug, Clone)]
pub struct ServiceTransport<S> {
    service: S,
    max_response_size: u64,
}

impl<S> ServiceTransport<S> {
    /// Wraps a service. It is cloned for each request.
    pub fn new(service: S) -> Self {
        Self {
            service,
            max_response_size: MAX_RESPONSE_SIZE,
        }
    }

    /// Limits the length of a response body that is read into memory, in bytes.
    #[must_use]
    pub fn max_response_size(mut self, bytes: u64) -> Self {
        self.max_response_size = bytes;
        self
    }
}

impl<S, B> Transport for ServiceTransport<S>
where
    S: Service<
            http::Request<Body>,
            Response = http::Response<B>,
            Future: Send,
            Error: Into<BoxError>,
        > + Clone
        + Send
        + Sync,
    B: HttpBody<Data: Send, Error: Into<BoxError>> + MaybeSend + 'static,
{
    type Error = ServiceError;

    async fn send(&self, request: http::Request<Body>) -> Result<Response, ServiceError> {
        let Streamed {
            status,
            headers,
            body,
        } = self.open(request).await?;
        let mut body = body.limit(self.max_response_size);
        let mut read = Vec::new();
        while let Some(chunk) = body.chunk().await.map_err(ServiceError::Read)? {
            read.extend_from_slice(&chunk);
        }
        Ok(Response {
            status,
            headers,
            body: read.into(),
        })
    }

    async fn open(
        &self,
        request: http::Request<Body>,
    ) -> Result<Streamed<ResponseBody>, ServiceError> {
        let mut service = self.service.clone();
        let ready = poll_fn(|context| service.poll_ready(context)).await;
        ready.map_err(failed)?;
        let response = service.call(request).await.map_err(failed)?;
        Ok(response.map(read_body).into())
    }

    fn needs_attempt(&self) -> bool {
        true
    }
}

fn failed(error: impl Into<BoxError>) -> ServiceError {
    ServiceError::Service(error.into())
}

fn read_body<B>(body: B) -> ResponseBody
where
    B: HttpBody<Error: Into<BoxError>> + MaybeSend + 'static,
{
    let mut body = Box::pin(body);
    ResponseBody::poll_fn(move |context| {
        loop {
            match body.as_mut().poll_frame(context) {
                Poll::Ready(Some(Ok(frame))) => {
                    // Trailers are skipped.
                    if let Ok(mut data) = frame.into_data() {
                        return Poll::Ready(Some(Ok(data.copy_to_bytes(data.remaining()))));
                    }
                }
                Poll::Ready(Some(Err(error))) => {
                    return Poll::Ready(Some(Err(io::Error::other(error))));
                }
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Pending => return Poll::Pending,
            }
        }
    })
}

/// Why a service returned no complete response.
#[derive(Debug)]
#[non_exhaustive]
pub enum ServiceError {
    /// The service, or a layer around it, failed.
    Service(BoxError),
    /// The body could not be read to its end, or is too long.
    Read(io::Error),
}

impl fmt::Display for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Service(_) => "the service failed",
            Self::Read(_) => "the response could not be read",
        })
    }
}

impl error::Error for ServiceError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Service(error) => Some(&**error),
            Self::Read(error) => Some(error),
        }
    }
}

/// A transport as a service. Responses are streamed.
#[derive(Debug, Clone)]
pub struct TransportService<T>(T);

impl<T> TransportService<T> {
    /// Wraps a transport. It is cloned for each request.
    pub fn new(transport: T) -> Self {
        Self(transport)
    }
}

impl<T: Transport + Clone + Send + Sync + 'static> Service<http::Request<Body>>
    for TransportService<T>
{
    type Response = http::Response<ResponseBody>;
    type Error = T::Error;
    type Future = BoxFuture<'static, Result<Self::Response, T::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), T::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let transport = self.0.clone();
        Box::pin(async move { transport.open(request).await.map(http::Response::from) })
    }
}

impl From<Streamed<ResponseBody>> for http::Response<ResponseBody> {
    fn from(streamed: Streamed<ResponseBody>) -> Self {
        let mut response = Self::new(streamed.body);
        *response.status_mut() = streamed.status;
        *response.headers_mut() = streamed.headers;
        response
    }
}

#[cfg(all(test, feature = "_reqwest"))]
mod tests {
    use std::future::Future;
    use std::pin::Pin;

    use http::StatusCode;

    use super::*;
    use crate::attempt::{Attempt, OperationId};
    use crate::client;
    use crate::error::Error;
    use crate::exchange::Exchange;
    use crate::request::{Encoding, Request};
    use crate::testing::InMemory;

    /// A layer that adds the path template as a header.
    #[derive(Clone)]
    struct Layer<S>(S);

    impl<S> Service<http::Request<Body>> for Layer<S>
    where
        S: Service<http::Request<Body>, Error: Into<BoxError>, Future: Send + 'static>,
    {
        type Response = S::Response;
        type Error = BoxError;
        type Future = Pin<Box<dyn Future<Output = Result<S::Response, BoxError>> + Send>>;

        fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
            self.0.poll_ready(context).map_err(Into::into)
        }

        fn call(&mut self, mut request: http::Request<Body>) -> Self::Future {
            let template = Attempt::of(&request).url_template;
            let template = http::HeaderValue::from_str(&template).expect("ASCII");
            request.headers_mut().insert("X-Template", template);
            let response = self.0.call(request);
            Box::pin(async { response.await.map_err(Into::into) })
        }
    }

    fn send(server: InMemory, limit: u64) -> Result<Response, Error<ServiceError>> {
        let mut request = Request::new("GET", "http://h");
        request.path("/users/");
        request.path_parameter("userId", "7");
        let resolved = request.resolve(&|_| None, None, Encoding::Segment);
        resolved.expect("a URL");
        let mut exchange = Exchange::new(OperationId::named("test"), request, None);
        let service = Layer(TransportService::new(server));
        let transport = ServiceTransport::new(service).max_response_size(limit);
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        let runtime = runtime.expect("a runtime");
        runtime.block_on(client::run(&transport, &mut exchange))
    }

    #[test]
    fn a_layer_sees_the_attempt_and_its_response_is_the_one_of_the_call() {
        let server = InMemory::new().respond(|request| {
            let template = request.headers()["X-Template"].to_str().expect("ASCII");
            Response::from_text(StatusCode::CREATED, template)
        });
        let response = send(server, 100).expect("a response");
        assert_eq!(response.status, StatusCode::CREATED);
        assert_eq!(response.text(), "/users/:userId");
    }

    #[test]
    fn errors_of_layers_and_bodies_that_are_too_long_are_errors_of_the_transport() {
        let failing = InMemory::new().respond(|_| crate::Delivery::NotSent);
        let long = InMemory::new().respond(|_| Response::from_text(StatusCode::OK, "12345"));
        for (server, text) in [
            (failing, "the service failed"),
            (long, "the response could not be read"),
        ] {
            match send(server, 4) {
                Err(Error::Transport(error)) => {
                    assert_eq!(error.into_transport_error().to_string(), text);
                }
                other => panic!("{other:?}"),
            }
        }
    }
}
