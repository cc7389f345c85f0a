//! The exchange from a resolved request to its final response: token, challenges, redirects, cookies. It does no I/O.
//!
//! Both clients send the requests that it returns, and pass it the responses.

use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use http::header::{HeaderMap, SET_COOKIE, USER_AGENT};

use crate::attempt::{Attempt, OperationId, Purpose};
use crate::auth::{AuthError, Authorize};
use crate::body::Body;
use crate::clock;
use crate::cookies::Cookies;
use crate::delivery::{Delivery, SendError};
use crate::error::{BuildError, Error};
use crate::operation::Operation;
use crate::options::KEY_HEADERS;
use crate::redirect::{self, Sent};
use crate::request::Request;
use crate::response::Response;
use crate::retries::Retries;
use crate::retry::{self, Cost};
use crate::status_error::StatusError;
use crate::streaming::Streamed;
use crate::timeout::Timeout;
use crate::trace::Trace;

/// Methods that have the same effect once and several times (RFC 9110 §9.2.2).
const IDEMPOTENT: [&str; 6] = ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"];

/// What to do next.
pub(crate) enum Step {
    /// Send this request, then call [`Exchange::received`].
    Send(http::Request<Body>),
    /// Wait, then call [`Exchange::resend`].
    Wait(Duration),
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
    https_only: bool,
    state: State,
    cookies: Cookies,
    challenges: u32,
    redirects: u32,
    /// Requests that were described, except for tokens.
    attempts: u32,
    url_template: Option<Arc<str>>,
    trace: Trace,
    retries: Retries<'a>,
    user_agent: Option<HeaderValue>,
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
            https_only: false,
            state: State::Preparing,
            cookies: Cookies::default(),
            challenges: 0,
            redirects: 0,
            attempts: 0,
            url_template: None,
            trace: Trace::call(operation),
            retries: Retries::never(),
            user_agent: None,
        }
    }

    /// Sets how often the request is sent again, and how long everything may take.
    pub(crate) fn retries(mut self, retries: Retries<'a>) -> Self {
        self.retries = retries;
        self
    }

    /// Sets the `User-Agent` of requests that have none.
    pub(crate) fn user_agent(mut self, user_agent: HeaderValue) -> Self {
        self.user_agent = Some(user_agent);
        self
    }

    /// Sets whether redirects from HTTPS to HTTP are followed.
    pub(crate) fn insecure_redirects(mut self, allowed: bool) -> Self {
        self.insecure_redirects = allowed;
        self
    }

    /// Sets whether requests without TLS are refused.
    pub(crate) fn https_only(mut self, https_only: bool) -> Self {
        self.https_only = https_only;
        self
    }

    /// Keeps cookies in a jar instead of forgetting them after the exchange.
    #[cfg(feature = "cookies")]
    pub(crate) fn cookies(mut self, jar: Option<crate::cookie_jar::CookieJar>) -> Self {
        self.cookies = jar.map(Cookies::of).unwrap_or_default();
        self
    }

    /// Whether the response to the last request is a token.
    pub(crate) fn awaits_token(&self) -> bool {
        matches!(self.state, State::Preparing)
    }

    /// Prepares a request right before it is sent: adds a `User-Agent` and the remaining time. Returns the spans to send
    /// it in.
    ///
    /// # Errors
    ///
    /// If requests without TLS are refused, and it is one.
    pub(crate) fn sending(
        &mut self,
        request: &mut http::Request<Body>,
        needs_attempt: bool,
    ) -> Result<Trace, BuildError> {
        if self.https_only && redirect::is_exposed(request.uri()) {
            return Err(BuildError::exposed());
        }
        if needs_attempt || self.trace.is_enabled() {
            self.describe(request);
        }
        let is_off = !self.awaits_token() && self.request.sent_profile().disables("user-agent");
        if let Some(user_agent) = self.user_agent.as_ref().filter(|_| !is_off) {
            let headers = request.headers_mut();
            if !headers.contains_key(USER_AGENT) {
                headers.insert(USER_AGENT, user_agent.clone());
            }
        }
        if let Some(remaining) = self.retries.remaining() {
            request.extensions_mut().insert(Timeout(remaining));
        }
        self.trace.attempt(request);
        Ok(self.trace.clone())
    }

    /// Notes that a response has begun which is streamed, so that the exchange ends.
    pub(crate) fn streaming<B>(&mut self, response: &Streamed<B>) -> Result<(), BuildError> {
        self.retries.succeeded();
        self.trace.response(response.status);
        self.store_lasting_cookies(&response.headers)
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
        self.store_lasting_cookies(&response.headers)?;
        let can_repeat = self.redirects == 0 && self.request.is_repeatable();
        if let Some(scheme) = self.scheme.filter(|_| can_repeat) {
            if scheme.challenge(&mut self.request, &response, self.challenges)? {
                self.challenges += 1;
                self.store_cookies(&response.headers)?;
                if let Some(request) = scheme.prepare()? {
                    self.state = State::Preparing;
                    return Ok(Step::Send(request.map(Body::from)));
                }
                return self.send();
            }
        }
        self.redirect(response)
    }

    /// The step after a response that can be a redirect.
    fn redirect(&mut self, response: Response) -> Result<Step, Stop> {
        let profile = self.request.sent_profile();
        if !redirect::is_followed(&response, &profile) {
            return Ok(self.finished(response));
        }
        self.store_cookies(&response.headers)?;
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

    /// The step after a response that is not a redirect: a retry, or the end.
    fn finished(&mut self, response: Response) -> Step {
        if !retry::is_transient(response.status) {
            self.retries.succeeded();
            return Step::Done(response);
        }
        let may_repeat = self.is_idempotent() || self.retries.repeats_any_method();
        if may_repeat && self.request.is_repeatable() {
            let asked = retry::asked(&response.headers, clock::now);
            if let Some(delay) = self.retries.next(asked, Cost::Failure) {
                return Step::Wait(delay);
            }
        }
        Step::Done(response)
    }

    /// The first step of a retry.
    pub(crate) fn resend(&mut self) -> Result<Step, Stop> {
        self.state = State::Preparing;
        self.redirects = 0;
        self.start()
    }

    /// The success value of an operation, or the error of its failure.
    pub(crate) fn output<O: Operation, E>(
        &self,
        response: Response,
    ) -> Result<O::Output, Error<E>> {
        if O::is_failure(&response) {
            return Err(Error::Status(self.status_error(response)));
        }
        Ok(O::output(response)?)
    }

    /// The request before it is signed.
    pub(crate) fn request(&self) -> &Request {
        &self.request
    }

    pub(crate) fn status_error(&self, response: Response) -> StatusError {
        let retryable = retry::is_transient(response.status)
            && self.is_idempotent()
            && self.request.is_repeatable();
        let (method, path) = (self.request.method(), self.request.path_template());
        StatusError::new(method, path, response)
            .retryable(retryable)
            .sent(self.retries.attempts())
    }

    /// Whether the request has the same effect once and several times.
    fn is_idempotent(&self) -> bool {
        let has_key = |header| self.request.header_value(header).is_some();
        IDEMPOTENT.contains(&self.request.method()) || KEY_HEADERS.into_iter().any(has_key)
    }

    /// The step after a failure of the transport: a retry, or else the error.
    pub(crate) fn failed<T>(&mut self, error: T, delivery: Delivery) -> Result<Step, Error<T>> {
        self.trace.failure(delivery);
        let is_repeatable = self.request.is_repeatable();
        let (sent, can_repeat) = match &self.state {
            // Only a token was requested.
            State::Preparing => (false, true),
            // A redirect is a response, so the first server has processed the request.
            State::Redirected(_) => (true, is_repeatable),
            State::Sent => (delivery.was_sent(), is_repeatable),
        };
        let may_succeed = can_repeat && !delivery.is_final();
        let retryable = may_succeed && (!sent || self.is_idempotent());
        let timeout = delivery == Delivery::TimedOut;
        if retryable || may_succeed && self.retries.repeats_any_method() {
            let cost = if timeout {
                Cost::Timeout
            } else {
                Cost::Failure
            };
            if let Some(delay) = self.retries.next(None, cost) {
                return Ok(Step::Wait(delay));
            }
        }
        Err(Error::Transport(SendError {
            error,
            sent,
            retryable,
            timeout,
            attempts: self.retries.attempts(),
        }))
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

    /// Keeps the cookies of any response, if there is a jar for them.
    fn store_lasting_cookies(&mut self, headers: &HeaderMap) -> Result<(), BuildError> {
        if self.cookies.is_lasting() {
            self.store_cookies(headers)?;
        }
        Ok(())
    }

    /// Keeps the cookies of a response that is not the final one.
    fn store_cookies(&mut self, headers: &HeaderMap) -> Result<(), BuildError> {
        if self.request.sent_profile().disable_cookies || !headers.contains_key(SET_COOKIE) {
            return Ok(());
        }
        let uri = match &self.state {
            State::Redirected(sent) => sent.uri.clone(),
            State::Preparing | State::Sent => self.request.uri()?,
        };
        self.cookies.store(&uri, headers);
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
    use http::{HeaderValue, StatusCode};

    use super::*;
    use crate::request::Encoding;
    use crate::retry::{Retry, RetryBudget};

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
            let failed = exchange(method, "http://h/").failed((), delivery);
            let error = failed.err().expect("no retry");
            (error.was_sent(), error.is_retryable())
        };
        assert_eq!(failed("POST", Delivery::NotSent), (false, true));
        assert_eq!(failed("POST", Delivery::Unknown), (true, false));
        assert_eq!(failed("GET", Delivery::Unknown), (true, true));
        assert_eq!(failed("GET", Delivery::TimedOut), (true, true));
        assert_eq!(failed("GET", Delivery::Final), (true, false));
        assert_eq!(failed("GET", Delivery::Impossible), (false, false));
    }

    #[test]
    fn a_retry_after_a_timeout_costs_more() {
        for (delivery, expected) in [(Delivery::TimedOut, 5), (Delivery::Unknown, 10)] {
            let budget = RetryBudget::new();
            let retries = Retries::new(Retry::new().max_retries(99), Some(&budget), None);
            let mut exchange = exchange("GET", "http://h/").retries(retries);
            let retries = (0..99).take_while(|_| exchange.failed((), delivery).is_ok());
            assert_eq!(retries.count(), expected, "{delivery:?}");
        }
    }

    #[test]
    fn a_post_that_was_redirected_is_not_repeated() {
        let mut exchange = exchange("POST", "http://h/");
        let next = exchange.received(redirect(StatusCode::SEE_OTHER, "http://g/"));
        assert!(matches!(next, Ok(Step::Send(_))));
        let failed = exchange.failed((), Delivery::NotSent);
        let error = failed.err().expect("no retry");
        assert_eq!((error.was_sent(), error.is_retryable()), (true, false));
    }
}
