//! The exchange from a resolved request to its final response: token, challenges, redirects, cookies. It does no I/O.
//!
//! Both clients send the requests that it returns, and pass it the responses.

use std::sync::Arc;

use http::StatusCode;
use http::header::SET_COOKIE;

use crate::attempt::{Attempt, OperationId, Purpose};
use crate::auth::{AuthError, Authorize};
use crate::body::Body;
use crate::cookies::Cookies;
use crate::delivery::{Delivery, SendError};
use crate::error::{BuildError, Error};
use crate::redirect::{self, Sent};
use crate::request::Request;
use crate::response::Response;
use crate::trace::Trace;

/// Methods that have the same effect once and several times (RFC 9110 §9.2.2).
const IDEMPOTENT: [&str; 6] = ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"];

/// What to do next.
pub(crate) enum Step {
    /// Send this request, then call [`Exchange::received`].
    Send(http::Request<Body>),
    /// This is the final response.
    Done(Response),
}

/// Why the exchange ended without a final response.
pub(crate) enum Stop {
    Build(BuildError),
    Auth(AuthError),
    TooManyRedirects(Box<Response>),
    InsecureRedirect(Box<Response>),
}

impl From<BuildError> for Stop {
    fn from(error: BuildError) -> Self {
        Self::Build(error)
    }
}

impl From<AuthError> for Stop {
    fn from(error: AuthError) -> Self {
        Self::Auth(error)
    }
}

impl<T> From<Stop> for Error<T> {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Build(error) => Self::Build(error),
            Stop::Auth(error) => Self::Auth(error),
            Stop::TooManyRedirects(response) => Self::TooManyRedirects(response),
            Stop::InsecureRedirect(response) => Self::InsecureRedirect(response),
        }
    }
}

/// The exchange of one operation.
pub(crate) struct Exchange<'a> {
    operation: OperationId,
    /// Resolved, not yet signed.
    request: Request,
    scheme: Option<&'a dyn Authorize>,
    insecure_redirects: bool,
    state: State,
    cookies: Cookies,
    challenges: u32,
    redirects: u32,
    /// Requests that were described, except for tokens.
    attempts: u32,
    url_template: Option<Arc<str>>,
    trace: Trace,
}

enum State {
    Preparing,
    /// The request was sent as it is. It is only copied if there is a redirect.
    Sent,
    Redirected(Box<Sent>),
}

impl<'a> Exchange<'a> {
    pub(crate) fn new(
        operation: OperationId,
        request: Request,
        scheme: Option<&'a dyn Authorize>,
    ) -> Self {
        Self {
            operation,
            request,
            scheme,
            insecure_redirects: false,
            state: State::Preparing,
            cookies: Cookies::default(),
            challenges: 0,
            redirects: 0,
            attempts: 0,
            url_template: None,
            trace: Trace::call(operation),
        }
    }

    /// Sets whether redirects from HTTPS to HTTP are followed.
    pub(crate) fn insecure_redirects(mut self, allowed: bool) -> Self {
        self.insecure_redirects = allowed;
        self
    }

    /// Whether the response to the last request is a token.
    pub(crate) fn awaits_token(&self) -> bool {
        matches!(self.state, State::Preparing)
    }

    /// Prepares a request for its transport, right before it is sent. Returns the spans to send it in.
    pub(crate) fn sending(
        &mut self,
        request: &mut http::Request<Body>,
        needs_attempt: bool,
    ) -> Trace {
        if needs_attempt || self.trace.is_enabled() {
            self.describe(request);
        }
        self.trace.attempt(request);
        self.trace.clone()
    }

    /// Notes that a response has begun which is streamed, so that the exchange ends.
    pub(crate) fn streaming(&self, status: StatusCode) {
        self.trace.response(status);
    }

    /// Adds what is known about a request to its extensions.
    fn describe(&mut self, request: &mut http::Request<Body>) {
        let purpose = match self.state {
            State::Preparing => Purpose::Token,
            State::Sent => Purpose::Operation,
            State::Redirected(_) => Purpose::Redirect,
        };
        let operation = &self.request;
        let url_template = self
            .url_template
            .get_or_insert_with(|| operation.path_template().into());
        request.extensions_mut().insert(Attempt {
            operation: self.operation,
            url_template: Arc::clone(url_template),
            purpose,
            resend_count: self.attempts,
        });
        if purpose != Purpose::Token {
            self.attempts += 1;
        }
    }

    /// The first step.
    pub(crate) fn start(&mut self) -> Result<Step, Stop> {
        if let Some(scheme) = self.scheme {
            if let Some(request) = scheme.prepare()? {
                return Ok(Step::Send(request.map(Body::from)));
            }
            scheme.authorize(&mut self.request)?;
        }
        self.send()
    }

    /// The step after a response.
    pub(crate) fn received(&mut self, response: Response) -> Result<Step, Stop> {
        self.trace.response(response.status);
        if let State::Preparing = self.state {
            if let Some(scheme) = self.scheme {
                scheme.prepared(&response)?;
            }
            return self.start();
        }
        let can_repeat = self.redirects == 0 && self.request.is_repeatable();
        if let Some(scheme) = self.scheme.filter(|_| can_repeat) {
            if scheme.challenge(&mut self.request, &response, self.challenges)? {
                self.challenges += 1;
                self.store_cookies(&response)?;
                return self.send();
            }
        }
        self.redirect(response)
    }

    /// The step after a response that can be a redirect.
    fn redirect(&mut self, response: Response) -> Result<Step, Stop> {
        let profile = self.request.sent_profile();
        if !redirect::is_followed(&response, &profile) {
            return Ok(Step::Done(response));
        }
        self.store_cookies(&response)?;
        let first;
        let sent = match &self.state {
            State::Redirected(sent) => sent,
            State::Preparing | State::Sent => {
                first = Sent::from(self.request.finish()?);
                &first
            }
        };
        let Some(next) = redirect::follow(sent, &response, &profile) else {
            return Ok(Step::Done(response));
        };
        self.redirects += 1;
        if self.redirects > profile.max_redirects {
            return Err(Stop::TooManyRedirects(Box::new(response)));
        }
        if redirect::is_downgrade(&sent.uri, &next.uri) && !self.insecure_redirects {
            return Err(Stop::InsecureRedirect(Box::new(response)));
        }
        let request = rebuild(&next);
        self.state = State::Redirected(Box::new(next));
        Ok(self.step(request))
    }

    /// The error of an exchange whose transport failed.
    pub(crate) fn failed<T>(&self, error: T, delivery: Delivery) -> Error<T> {
        self.trace.failure(delivery);
        let (sent, repeatable) = match &self.state {
            // Only a token was requested.
            State::Preparing => (false, true),
            // A redirect is a response, so the first server has processed the request.
            State::Redirected(_) => (true, true),
            State::Sent => (delivery != Delivery::NotSent, self.request.is_repeatable()),
        };
        let safe = !sent || IDEMPOTENT.contains(&self.request.method());
        let retryable = safe && repeatable && delivery != Delivery::Final;
        Error::Transport(SendError::new(error, sent, retryable))
    }

    fn send(&mut self) -> Result<Step, Stop> {
        let request = self.request.finish()?;
        self.state = State::Sent;
        Ok(self.step(request))
    }

    /// Sends a request with the cookies that earlier responses have set.
    fn step(&self, mut request: http::Request<Body>) -> Step {
        if !self.cookies.is_empty() {
            let uri = request.uri().clone();
            self.cookies.add_to(request.headers_mut(), &uri);
        }
        Step::Send(request)
    }

    /// Keeps the cookies of a response that is not the final one.
    fn store_cookies(&mut self, response: &Response) -> Result<(), BuildError> {
        if self.request.sent_profile().disable_cookies || !response.headers.contains_key(SET_COOKIE)
        {
            return Ok(());
        }
        let uri = match &self.state {
            State::Redirected(sent) => sent.uri.clone(),
            State::Preparing | State::Sent => self.request.uri()?,
        };
        self.cookies.store(&uri, &response.headers);
        Ok(())
    }
}

fn rebuild(sent: &Sent) -> http::Request<Body> {
    let mut request = http::Request::new(sent.body.clone().unwrap_or_default());
    *request.method_mut() = sent.method.clone();
    *request.uri_mut() = sent.uri.clone();
    *request.headers_mut() = sent.headers.clone();
    request
}

#[cfg(test)]
mod tests {
    use http::header::LOCATION;
    use http::{HeaderMap, HeaderValue};

    use super::*;
    use crate::request::Encoding;

    fn exchange(method: &'static str, url: &'static str) -> Exchange<'static> {
        let mut request = Request::new(method, url);
        request
            .resolve(&|_| None, None, Encoding::Segment)
            .expect("a URL");
        let mut exchange = Exchange::new(OperationId::named("test"), request, None);
        assert!(matches!(exchange.start(), Ok(Step::Send(_))));
        exchange
    }

    fn redirect(status: StatusCode, location: &'static str) -> Response {
        Response {
            status,
            headers: HeaderMap::from_iter([(LOCATION, HeaderValue::from_static(location))]),
            ..Response::default()
        }
    }

    #[test]
    fn a_redirect_from_https_to_http_is_refused_unless_allowed() {
        let step = |from, to, allowed| {
            let mut exchange = exchange("POST", from).insecure_redirects(allowed);
            exchange.received(redirect(StatusCode::TEMPORARY_REDIRECT, to))
        };
        assert!(matches!(
            step("https://h/", "http://h/", false),
            Err(Stop::InsecureRedirect(response)) if response.status == 307
        ));
        for (from, to, allowed) in [
            ("https://h/", "http://h/", true),
            ("https://h/", "https://g/", false),
            ("http://h/", "http://g/", false),
            ("http://h/", "https://h/", false),
        ] {
            assert!(matches!(step(from, to, allowed), Ok(Step::Send(_))), "{to}");
        }
    }

    #[test]
    fn only_what_is_safe_is_retryable() {
        let failed = |method, delivery| {
            let error = exchange(method, "http://h/").failed((), delivery);
            (error.was_sent(), error.is_retryable())
        };
        assert_eq!(failed("POST", Delivery::NotSent), (false, true));
        assert_eq!(failed("POST", Delivery::Unknown), (true, false));
        assert_eq!(failed("GET", Delivery::Unknown), (true, true));
        assert_eq!(failed("GET", Delivery::Final), (true, false));
    }

    #[test]
    fn a_post_that_was_redirected_is_not_repeated() {
        let mut exchange = exchange("POST", "http://h/");
        let next = exchange.received(redirect(StatusCode::SEE_OTHER, "http://g/"));
        assert!(matches!(next, Ok(Step::Send(_))));
        let error = exchange.failed((), Delivery::NotSent);
        assert_eq!((error.was_sent(), error.is_retryable()), (true, false));
    }
}
