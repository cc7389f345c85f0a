//! Transports whose type is erased, so that clients over different ones have the same type.

use std::sync::Arc;
use std::time::Duration;
use std::{error, fmt};

use crate::blocking;
use crate::body::Body;
use crate::client::Transport;
use crate::delivery::Delivery;
use crate::maybe_send::BoxFuture;
use crate::response::Response;
use crate::streaming::{ResponseBody, ResponseReader, Streamed};

/// Any asynchronous transport: `Client<A, DynTransport>` is one type, whatever sends its requests.
///
/// It costs a few allocations per request. Clones share the transport.
#[derive(Clone)]
pub struct DynTransport(Arc<dyn Erased>);

impl DynTransport {
    /// Erases the type of a transport.
    pub fn new<T>(transport: T) -> Self
    where
        T: Transport<Error: Into<BoxError>> + Send + Sync + 'static,
    {
        Self(Arc::new(transport))
    }
}

/// Any blocking transport: `blocking::Client<A, DynBlockingTransport>` is one type, whatever sends its requests.
///
/// Clones share the transport.
#[derive(Clone)]
pub struct DynBlockingTransport(Arc<dyn ErasedBlocking>);

impl DynBlockingTransport {
    /// Erases the type of a transport.
    pub fn new<T>(transport: T) -> Self
    where
        T: blocking::Transport<Error: Into<BoxError>> + Send + Sync + 'static,
    {
        Self(Arc::new(transport))
    }
}

/// The error of any transport. It is displayed like the original one.
#[derive(Debug)]
pub struct DynError {
    error: BoxError,
    delivery: Delivery,
}

/// An error of any type.
pub type BoxError = Box<dyn error::Error + Send + Sync>;

impl DynError {
    /// The transport's error, if it has this type.
    #[must_use]
    pub fn downcast_ref<E: error::Error + 'static>(&self) -> Option<&E> {
        self.error.downcast_ref()
    }
}

impl fmt::Display for DynError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl error::Error for DynError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        self.error.source()
    }
}

/// [`Transport`] with boxed futures and errors.
trait Erased: Send + Sync {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<Response, DynError>>;
    fn open(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<Streamed<ResponseBody>, DynError>>;
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()>;
    fn needs_attempt(&self) -> bool;
}

impl<T: Transport<Error: Into<BoxError>> + Send + Sync> Erased for T {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<Response, DynError>> {
        let response = Transport::send(self, request);
        Box::pin(async { response.await.map_err(erase::<T>) })
    }

    fn open(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<Streamed<ResponseBody>, DynError>> {
        let response = Transport::open(self, request);
        Box::pin(async { response.await.map_err(erase::<T>) })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(Transport::sleep(self, duration))
    }

    fn needs_attempt(&self) -> bool {
        Transport::needs_attempt(self)
    }
}

fn erase<T: Transport<Error: Into<BoxError>>>(error: T::Error) -> DynError {
    DynError {
        delivery: T::delivery(&error),
        error: error.into(),
    }
}

impl Transport for DynTransport {
    type Error = DynError;

    async fn send(&self, request: http::Request<Body>) -> Result<Response, DynError> {
        self.0.send(request).await
    }

    async fn open(&self, request: http::Request<Body>) -> Result<Streamed<ResponseBody>, DynError> {
        self.0.open(request).await
    }

    async fn sleep(&self, duration: Duration) {
        self.0.sleep(duration).await;
    }

    fn needs_attempt(&self) -> bool {
        self.0.needs_attempt()
    }

    fn delivery(error: &DynError) -> Delivery {
        error.delivery
    }
}

/// [`blocking::Transport`] with boxed errors.
trait ErasedBlocking: Send + Sync {
    fn send(&self, request: http::Request<Body>) -> Result<Response, DynError>;
    fn open(&self, request: http::Request<Body>) -> Result<Streamed<ResponseReader>, DynError>;
    fn sleep(&self, duration: Duration);
    fn needs_attempt(&self) -> bool;
}

impl<T: blocking::Transport<Error: Into<BoxError>> + Send + Sync> ErasedBlocking for T {
    fn send(&self, request: http::Request<Body>) -> Result<Response, DynError> {
        blocking::Transport::send(self, request).map_err(erase_blocking::<T>)
    }

    fn open(&self, request: http::Request<Body>) -> Result<Streamed<ResponseReader>, DynError> {
        blocking::Transport::open(self, request).map_err(erase_blocking::<T>)
    }

    fn sleep(&self, duration: Duration) {
        blocking::Transport::sleep(self, duration);
    }

    fn needs_attempt(&self) -> bool {
        blocking::Transport::needs_attempt(self)
    }
}

fn erase_blocking<T: blocking::Transport<Error: Into<BoxError>>>(error: T::Error) -> DynError {
    DynError {
        delivery: T::delivery(&error),
        error: error.into(),
    }
}

impl blocking::Transport for DynBlockingTransport {
    type Error = DynError;

    fn send(&self, request: http::Request<Body>) -> Result<Response, DynError> {
        self.0.send(request)
    }

    fn open(&self, request: http::Request<Body>) -> Result<Streamed<ResponseReader>, DynError> {
        self.0.open(request)
    }

    fn sleep(&self, duration: Duration) {
        self.0.sleep(duration);
    }

    fn needs_attempt(&self) -> bool {
        self.0.needs_attempt()
    }

    fn delivery(error: &DynError) -> Delivery {
        error.delivery
    }
}

impl fmt::Debug for DynTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DynTransport").finish_non_exhaustive()
    }
}

impl fmt::Debug for DynBlockingTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DynBlockingTransport")
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attempt::OperationId;
    use crate::error::Error;
    use crate::exchange::Exchange;
    use crate::request::{Encoding, Request};
    use crate::testing::{InMemory, Unanswered};

    fn exchange() -> Exchange<'static> {
        let mut request = Request::new("POST", "http://h");
        let resolved = request.resolve(&|_| None, None, Encoding::Segment);
        resolved.expect("a URL");
        Exchange::new(OperationId::named("test"), request, None)
    }

    fn failure<E>(result: Result<Response, Error<E>>) -> (E, bool) {
        match result {
            Err(Error::Transport(error)) => {
                let is_retryable = error.is_retryable();
                (error.into_transport_error(), is_retryable)
            }
            _ => panic!("the transport does not fail"),
        }
    }

    #[test]
    fn an_erased_error_keeps_its_type_its_text_and_what_is_known_about_the_request() {
        let transports: [DynBlockingTransport; 2] = [
            DynBlockingTransport::new(InMemory::new().respond(|_| Delivery::NotSent)),
            DynBlockingTransport::new(InMemory::new().respond(|_| Delivery::Unknown)),
        ];
        let [not_sent, unknown] =
            transports.map(|transport| failure(blocking::run(&transport, &mut exchange())));
        let text = "the test lets operation `test` fail";
        assert_eq!(
            (not_sent.0.to_string(), not_sent.1),
            (text.to_owned(), true)
        );
        assert_eq!((unknown.0.to_string(), unknown.1), (text.to_owned(), false));
        assert!(unknown.0.downcast_ref::<Unanswered>().is_some());
    }
}
