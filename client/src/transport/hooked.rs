//! Hooks around each request of a client.

use std::time::Duration;
use std::{error, fmt};

use http::{HeaderMap, StatusCode};

use crate::attempt::Attempt;
use crate::blocking;
use crate::body::Body;
use crate::client::Transport;
use crate::clock::Instant;
use crate::delivery::Delivery;
use crate::response::{self, Response};
use crate::streaming::{ResponseBody, ResponseReader, Streamed};

/// Sees each request before it is sent, and what came of it: for metrics, logs or further headers.
///
/// It sees every attempt of a call: tokens, redirects and retries too.
pub trait Hook {
    /// Called right before a request is sent, which it can change. It is already signed.
    fn before(&self, attempt: &Attempt, request: &mut http::Request<Body>) {
        let _ = (attempt, request);
    }

    /// Called when the response has arrived, or for a streamed response its head. `elapsed` is the time since
    /// [`before`](Self::before).
    fn after(&self, attempt: &Attempt, outcome: Outcome<'_>, elapsed: Duration) {
        let _ = (attempt, outcome, elapsed);
    }
}

/// What came of a request. `Debug` shows the names of headers, and no values.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum Outcome<'a> {
    /// A response arrived.
    Response {
        /// Its status.
        status: StatusCode,
        /// Its headers. Values can be secret.
        headers: &'a HeaderMap,
    },
    /// The transport failed.
    Error(&'a (dyn error::Error + 'static)),
}

impl fmt::Debug for Outcome<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Response { status, headers } => f
                .debug_struct("Response")
                .field("status", status)
                .field("headers", &response::names(headers))
                .finish(),
            Self::Error(error) => f.debug_tuple("Error").field(error).finish(),
        }
    }
}

/// A transport with a [`Hook`], for both clients.
#[derive(Debug, Clone)]
pub struct Hooked<T, H> {
    transport: T,
    hook: H,
}

impl<T, H: Hook> Hooked<T, H> {
    /// Adds a hook to a transport. A hooked transport can be hooked again; the outer hook is the first to see a request.
    pub fn new(transport: T, hook: H) -> Self {
        Self { transport, hook }
    }

    fn before(&self, request: &mut http::Request<Body>) -> (Attempt, Instant) {
        let attempt = Attempt::of(request);
        self.hook.before(&attempt, request);
        (attempt, Instant::now())
    }

    fn after<R: Head, E: error::Error + 'static>(
        &self,
        (attempt, start): (Attempt, Instant),
        result: Result<R, E>,
    ) -> Result<R, E> {
        let outcome = match &result {
            Ok(response) => response.outcome(),
            Err(error) => Outcome::Error(error),
        };
        self.hook.after(&attempt, outcome, start.elapsed());
        result
    }
}

/// A response of which the head is known.
trait Head {
    fn outcome(&self) -> Outcome<'_>;
}

impl Head for Response {
    fn outcome(&self) -> Outcome<'_> {
        Outcome::Response {
            status: self.status,
            headers: &self.headers,
        }
    }
}

impl<B> Head for Streamed<B> {
    fn outcome(&self) -> Outcome<'_> {
        Outcome::Response {
            status: self.status,
            headers: &self.headers,
        }
    }
}

impl<T, H> Transport for Hooked<T, H>
where
    T: Transport<Error: error::Error + Send + 'static> + Sync,
    H: Hook + Sync,
{
    type Error = T::Error;

    async fn send(&self, mut request: http::Request<Body>) -> Result<Response, T::Error> {
        let start = self.before(&mut request);
        self.after(start, self.transport.send(request).await)
    }

    async fn open(
        &self,
        mut request: http::Request<Body>,
    ) -> Result<Streamed<ResponseBody>, T::Error> {
        let start = self.before(&mut request);
        self.after(start, self.transport.open(request).await)
    }

    async fn sleep(&self, duration: Duration) {
        self.transport.sleep(duration).await;
    }

    fn needs_attempt(&self) -> bool {
        true
    }

    fn delivery(error: &T::Error) -> Delivery {
        T::delivery(error)
    }
}

impl<T, H> blocking::Transport for Hooked<T, H>
where
    T: blocking::Transport<Error: error::Error + 'static>,
    H: Hook,
{
    type Error = T::Error;

    fn send(&self, mut request: http::Request<Body>) -> Result<Response, T::Error> {
        let start = self.before(&mut request);
        self.after(start, self.transport.send(request))
    }

    fn open(&self, mut request: http::Request<Body>) -> Result<Streamed<ResponseReader>, T::Error> {
        let start = self.before(&mut request);
        self.after(start, self.transport.open(request))
    }

    fn sleep(&self, duration: Duration) {
        self.transport.sleep(duration);
    }

    fn needs_attempt(&self) -> bool {
        true
    }

    fn delivery(error: &T::Error) -> Delivery {
        T::delivery(error)
    }
}

#[cfg(test)]
mod tests {
    use std::future::Future;
    use std::pin::pin;
    use std::sync::Mutex;
    use std::task::{Context, Poll, Waker};

    use super::*;
    use crate::attempt::OperationId;
    use crate::client;
    use crate::error::Error;
    use crate::exchange::Exchange;
    use crate::request::{Encoding, Request};
    use crate::testing::InMemory;

    /// Adds a header, and notes what it sees.
    #[derive(Default)]
    struct Notes(Mutex<Vec<String>>);

    impl Hook for &Notes {
        fn before(&self, attempt: &Attempt, request: &mut http::Request<Body>) {
            let name = attempt.operation.name();
            self.0
                .lock()
                .expect("unpoisoned")
                .push(format!("send {name}"));
            let value = http::HeaderValue::from_static("1");
            request.headers_mut().insert("X-Hook", value);
        }

        fn after(&self, attempt: &Attempt, outcome: Outcome<'_>, _: Duration) {
            let outcome = match outcome {
                Outcome::Response { status, .. } => status.to_string(),
                Outcome::Error(error) => error.to_string(),
            };
            let note = format!("{} {outcome}", attempt.url_template);
            self.0.lock().expect("unpoisoned").push(note);
        }
    }

    fn exchange() -> Exchange<'static> {
        let mut request = Request::new("GET", "http://h/v1");
        request.path("/users");
        let resolved = request.resolve(&|_| None, None, Encoding::Segment);
        resolved.expect("a URL");
        Exchange::new(OperationId::named("List users"), request, None)
    }

    #[test]
    fn a_hook_sees_each_request_and_its_outcome() {
        let notes = Notes::default();
        let server = InMemory::new().respond(|request| {
            assert!(request.headers().contains_key("X-Hook"));
            Response::from_text(StatusCode::CREATED, "")
        });
        let server = Hooked::new(server, &notes);
        let failing = InMemory::new().respond(|_| Delivery::NotSent);
        let failing = Hooked::new(failing, &notes);
        let expected = [
            "send List users",
            "/users 201 Created",
            "send List users",
            "/users the test lets operation `List users` fail",
        ];
        let check = |failed: Error<_>| {
            assert!(!failed.was_sent());
            assert_eq!(
                std::mem::take(&mut *notes.0.lock().expect("unpoisoned")),
                expected
            );
        };
        blocking::run(&server, &mut exchange()).expect("a response");
        check(blocking::run(&failing, &mut exchange()).expect_err("no response"));
        blocking::stream(&server, &mut exchange()).expect("a response");
        check(blocking::stream(&failing, &mut exchange()).expect_err("no response"));
        ready(client::run(&server, &mut exchange())).expect("a response");
        check(ready(client::run(&failing, &mut exchange())).expect_err("no response"));
        ready(client::stream(&server, &mut exchange())).expect("a response");
        check(ready(client::stream(&failing, &mut exchange())).expect_err("no response"));
    }

    /// The output of a future that waits for nothing.
    fn ready<F: Future>(future: F) -> F::Output {
        let mut context = Context::from_waker(Waker::noop());
        match pin!(future).poll(&mut context) {
            Poll::Ready(output) => output,
            Poll::Pending => panic!("it waits"),
        }
    }

    #[test]
    fn an_outcome_is_printed_without_header_values() {
        let value = http::HeaderValue::from_static("sid=hush");
        let headers = HeaderMap::from_iter([(http::header::SET_COOKIE, value)]);
        let outcome = Outcome::Response {
            status: StatusCode::OK,
            headers: &headers,
        };
        assert_eq!(
            format!("{outcome:?}"),
            r#"Response { status: 200, headers: ["set-cookie"] }"#
        );
    }
}
