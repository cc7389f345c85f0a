//! What a transport can learn about the request that it sends: which operation it belongs to, and which attempt it is.

use std::any;
use std::sync::Arc;

use crate::operation::Operation;

/// The identity of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct OperationId {
    name: &'static str,
    /// Names can occur twice in a collection. The path of a type in its crate cannot.
    type_name: &'static str,
}

impl OperationId {
    /// The identity of an operation's type.
    #[must_use]
    pub fn of<O: Operation>() -> Self {
        Self {
            name: O::NAME,
            type_name: any::type_name::<O>(),
        }
    }

    /// The identity of a request without a type, such as an example.
    pub(crate) const fn named(name: &'static str) -> Self {
        Self {
            name,
            type_name: "",
        }
    }

    /// The name of the item in the collection.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }
}

/// One request of a call. A call can consist of several: it can fetch a token, answer a challenge, follow redirects and
/// retry.
///
/// Transports that return `true` from [`Transport::needs_attempt`](crate::Transport::needs_attempt) find it in the
/// [extensions](http::Request::extensions) of each request.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attempt {
    /// The operation that is called.
    pub operation: OperationId,
    /// The path with the names of its variables, such as `/users/:userId`. Unlike the URL, it contains no values, so there
    /// are few of them and none is secret.
    pub url_template: Arc<str>,
    /// What the request is for.
    pub purpose: Purpose,
    /// How many requests of this call were sent before, except for tokens.
    pub resend_count: u32,
}

impl Attempt {
    /// The attempt that a request carries. For a request that no client sent, it only knows the path.
    #[must_use]
    pub fn of<B>(request: &http::Request<B>) -> Self {
        let attempt: Option<&Self> = request.extensions().get();
        attempt.cloned().unwrap_or_else(|| Self {
            operation: OperationId::named("unknown"),
            url_template: request.uri().path().into(),
            purpose: Purpose::Operation,
            resend_count: 0,
        })
    }
}

/// What a request of a call is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Purpose {
    /// The operation itself.
    Operation,
    /// A token that the operation needs.
    Token,
    /// The target of a redirect.
    Redirect,
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::blocking::{self, Transport as _};
    use crate::exchange::Exchange;
    use crate::request::{Encoding, Request};
    use crate::{Body, Response};

    /// Redirects the first request, and keeps what each one carries.
    #[derive(Default)]
    struct Redirecting {
        needs_attempt: bool,
        attempts: RefCell<Vec<Option<Attempt>>>,
    }

    impl blocking::Transport for Redirecting {
        type Error = std::io::Error;

        fn send(&self, request: http::Request<Body>) -> Result<Response, Self::Error> {
            let mut attempts = self.attempts.borrow_mut();
            attempts.push(request.extensions().get().cloned());
            let response = http::Response::builder();
            Ok(match attempts.len() {
                1 => response.status(302).header("Location", "/elsewhere"),
                _ => response,
            }
            .body("")
            .expect("a response")
            .into())
        }

        fn needs_attempt(&self) -> bool {
            self.needs_attempt
        }
    }

    fn attempts(transport: &Redirecting) -> Vec<Option<Attempt>> {
        let mut request = Request::new("GET", "http://h");
        request.path("/users/");
        request.path_parameter("userId", "hush");
        request
            .resolve(&|_| None, None, Encoding::Segment)
            .expect("a URL");
        let mut exchange = Exchange::new(OperationId::named("Get user"), request, None);
        blocking::run(transport, &mut exchange).expect("a response");
        transport.attempts.take()
    }

    #[test]
    fn each_request_carries_the_operation_and_the_template_of_its_url() {
        let transport = Redirecting {
            needs_attempt: true,
            ..Redirecting::default()
        };
        let attempt = |purpose, resend_count| {
            Some(Attempt {
                operation: OperationId::named("Get user"),
                url_template: "/users/:userId".into(),
                purpose,
                resend_count,
            })
        };
        assert_eq!(
            attempts(&transport),
            [
                attempt(Purpose::Operation, 0),
                attempt(Purpose::Redirect, 1)
            ]
        );
    }

    #[test]
    fn a_transport_that_needs_no_attempt_gets_none() {
        let transport = Redirecting::default();
        assert!(!transport.needs_attempt());
        assert_eq!(attempts(&transport), [None, None]);
    }
}
