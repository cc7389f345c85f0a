//! Tests of applications without a network.
//!
//! ```
//! # use client::http::StatusCode;
//! use client::testing::InMemory;
//! use client::{Client, Response};
//!
//! let server = InMemory::new().respond(|request| {
//!     assert_eq!(request.uri().path(), "/users/7");
//!     Response::from_text(StatusCode::OK, r#"{"name": "Ada"}"#)
//! });
//! // `Client::with_transport(endpoint, server.clone())` sends to it, and `server.requests()` returns what was sent.
//! # let _ = server;
//! ```
//!
//! Values of generated response types can be read from JSON with [`json::from_slice`](crate::json::from_slice).

#[cfg(feature = "mock")]
pub mod contract;
#[cfg(feature = "mock")]
pub mod live;
#[cfg(feature = "mock")]
pub mod mock;
mod saved;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use std::{error, fmt};

use bytes::Bytes;

use crate::attempt::{Attempt, OperationId};
use crate::blocking;
use crate::body::Body;
use crate::client::Transport;
use crate::delivery::Delivery;
use crate::operation::Operation;
use crate::response::Response;

pub use saved::{SavedRequest, SavedResponse};

/// A transport of both clients that answers by itself, by operation, and keeps the requests. Clones share them.
#[derive(Clone, Default)]
pub struct InMemory {
    handlers: Vec<Handler>,
    #[cfg(feature = "mock")]
    saved: Arc<[SavedResponse]>,
    requests: Arc<Mutex<Vec<http::Request<Bytes>>>>,
}

#[derive(Clone)]
struct Handler {
    /// [`None`] for every operation without a handler.
    operation: Option<OperationId>,
    respond: Arc<Respond>,
}

type Respond = dyn Fn(&http::Request<Bytes>) -> Reply + Send + Sync;

/// What a handler returns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// A response.
    Response(Response),
    /// No response: the transport fails.
    Failure(Delivery),
}

impl From<Response> for Reply {
    fn from(response: Response) -> Self {
        Self::Response(response)
    }
}

impl From<Delivery> for Reply {
    fn from(delivery: Delivery) -> Self {
        Self::Failure(delivery)
    }
}

impl InMemory {
    /// Creates a transport that answers nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers the requests of an operation with a [`Response`], or with a [`Delivery`] to let the transport fail.
    ///
    /// The request is the one that would go over the network. Its extensions contain an [`Attempt`].
    #[must_use]
    pub fn respond_to<O: Operation, R: Into<Reply>>(
        self,
        respond: impl Fn(&http::Request<Bytes>) -> R + Send + Sync + 'static,
    ) -> Self {
        self.with(Some(OperationId::of::<O>()), respond)
    }

    /// Answers the requests of all operations without a handler of their own.
    #[must_use]
    pub fn respond<R: Into<Reply>>(
        self,
        respond: impl Fn(&http::Request<Bytes>) -> R + Send + Sync + 'static,
    ) -> Self {
        self.with(None, respond)
    }

    /// Answers each operation with its first saved success, or else with its first saved response. The module `examples` of
    /// an API, which the option `--examples` adds, returns the saved responses.
    #[must_use]
    pub fn saved(mut self, responses: &[SavedResponse]) -> Self {
        let successes = responses.iter().filter(|it| it.status().is_success());
        // Later handlers take precedence.
        for saved in responses.iter().rev().chain(successes.rev()) {
            let response = saved.response();
            self = match saved.operation() {
                Some(operation) => self.with(Some(operation), move |_| response.clone()),
                None => self,
            };
        }
        self
    }

    /// Answers each request with the saved response that matches it, as [`mock::select`] selects it. The request can ask
    /// for another one, for example with the header `Prefer: code=404`. Handlers of operations take precedence; one for all
    /// operations answers what no saved response matches.
    #[cfg(feature = "mock")]
    #[must_use]
    pub fn matching(self, responses: impl Into<Arc<[SavedResponse]>>) -> Self {
        Self {
            saved: responses.into(),
            ..self
        }
    }

    fn with<R: Into<Reply>>(
        mut self,
        operation: Option<OperationId>,
        respond: impl Fn(&http::Request<Bytes>) -> R + Send + Sync + 'static,
    ) -> Self {
        self.handlers.push(Handler {
            operation,
            respond: Arc::new(move |request| respond(request).into()),
        });
        self
    }

    /// The requests so far, in the order in which they were sent.
    #[must_use]
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.kept().clone()
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Vec<http::Request<Bytes>>> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reply(&self, request: http::Request<Body>) -> Result<Response, Unanswered> {
        let operation = Attempt::of(&request).operation;
        let (head, body) = request.into_parts();
        let body = body.into_bytes().map_err(|_| Unanswered {
            operation,
            reason: Reason::Body,
        })?;
        let request = http::Request::from_parts(head, body);
        let reply = self.reply_to(operation, &request);
        self.kept().push(request);
        let reason = match reply {
            Ok(Reply::Response(response)) => return Ok(response),
            Ok(Reply::Failure(delivery)) => Reason::Failure(delivery),
            Err(reason) => reason,
        };
        Err(Unanswered { operation, reason })
    }

    fn reply_to(
        &self,
        operation: OperationId,
        request: &http::Request<Bytes>,
    ) -> Result<Reply, Reason> {
        let reply_of = |operation: Option<OperationId>| {
            let mut handlers = self.handlers.iter().rev();
            let handler = handlers.find(|handler| handler.operation == operation)?;
            Some((handler.respond)(request))
        };
        if let Some(reply) = reply_of(Some(operation)) {
            return Ok(reply);
        }
        let matched = self.saved_reply(request);
        matched.or_else(|reason| reply_of(None).ok_or(reason))
    }

    #[cfg(feature = "mock")]
    fn saved_reply(&self, request: &http::Request<Bytes>) -> Result<Reply, Reason> {
        if self.saved.is_empty() {
            return Err(Reason::NoHandler);
        }
        match mock::select(&self.saved, request) {
            Ok(choice) => Ok(choice.response().into()),
            Err(miss) => Err(Reason::NoMatch(miss.to_string())),
        }
    }

    #[cfg(not(feature = "mock"))]
    #[expect(
        clippy::unused_self,
        reason = "without the feature, there is nothing to select from"
    )]
    fn saved_reply(&self, _: &http::Request<Bytes>) -> Result<Reply, Reason> {
        Err(Reason::NoHandler)
    }
}

impl Transport for InMemory {
    type Error = Unanswered;

    async fn send(&self, request: http::Request<Body>) -> Result<Response, Unanswered> {
        self.reply(request)
    }

    /// Does not wait.
    async fn sleep(&self, _: Duration) {}

    fn needs_attempt(&self) -> bool {
        true
    }

    fn delivery(error: &Unanswered) -> Delivery {
        error.delivery()
    }
}

impl blocking::Transport for InMemory {
    type Error = Unanswered;

    fn send(&self, request: http::Request<Body>) -> Result<Response, Unanswered> {
        self.reply(request)
    }

    /// Does not wait.
    fn sleep(&self, _: Duration) {}

    fn needs_attempt(&self) -> bool {
        true
    }

    fn delivery(error: &Unanswered) -> Delivery {
        error.delivery()
    }
}

impl fmt::Debug for InMemory {
    /// Omits the requests, which can contain credentials.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InMemory")
            .field("handlers", &self.handlers.len())
            .field("requests", &self.kept().len())
            .finish_non_exhaustive()
    }
}

/// Why an [`InMemory`] transport returned no response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unanswered {
    operation: OperationId,
    reason: Reason,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Reason {
    Failure(Delivery),
    NoHandler,
    /// Why no saved response matches.
    #[cfg(feature = "mock")]
    NoMatch(String),
    Body,
}

impl Unanswered {
    fn delivery(&self) -> Delivery {
        match self.reason {
            Reason::Failure(delivery) => delivery,
            _ => Delivery::Final,
        }
    }
}

impl fmt::Display for Unanswered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.operation.name();
        match &self.reason {
            #[cfg(feature = "mock")]
            Reason::NoMatch(miss) => write!(f, "operation `{name}` has no response: {miss}"),
            Reason::Failure(_) => write!(f, "the test lets operation `{name}` fail"),
            Reason::NoHandler => write!(
                f,
                "operation `{name}` has no response: add one with `InMemory::respond_to`"
            ),
            Reason::Body => write!(f, "the body of operation `{name}` cannot be read"),
        }
    }
}

impl error::Error for Unanswered {}
