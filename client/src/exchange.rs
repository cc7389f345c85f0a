//! The exchange from a resolved request to its final response: token, challenges, redirects. It does no I/O.
//!
//! Both clients send the requests that it returns, and pass it the responses.

use crate::auth::{AuthError, Authorize};
use crate::body::Body;
use crate::error::{BuildError, Error};
use crate::redirect::{self, Sent};
use crate::request::Request;
use crate::response::Response;

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
        }
    }
}

/// The exchange of one operation.
pub(crate) struct Exchange<'a> {
    /// Resolved, not yet signed.
    request: Request,
    scheme: Option<&'a dyn Authorize>,
    state: State,
    challenges: u32,
    redirects: u32,
}

enum State {
    Preparing,
    Sent(Box<Sent>),
}

impl<'a> Exchange<'a> {
    pub(crate) fn new(request: Request, scheme: Option<&'a dyn Authorize>) -> Self {
        Self {
            request,
            scheme,
            state: State::Preparing,
            challenges: 0,
            redirects: 0,
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
        let State::Sent(sent) = &self.state else {
            if let Some(scheme) = self.scheme {
                scheme.prepared(&response)?;
            }
            return self.start();
        };
        let can_repeat = self.redirects == 0 && sent.body.is_some();
        if let Some(scheme) = self.scheme.filter(|_| can_repeat) {
            if scheme.challenge(&mut self.request, &response, self.challenges)? {
                self.challenges += 1;
                return self.send();
            }
        }
        let profile = self.request.sent_profile();
        let Some(next) = redirect::follow(sent, &response, &profile) else {
            return Ok(Step::Done(response));
        };
        self.redirects += 1;
        if self.redirects > profile.max_redirects {
            return Err(Stop::TooManyRedirects(Box::new(response)));
        }
        let request = rebuild(&next);
        self.state = State::Sent(Box::new(next));
        Ok(Step::Send(request))
    }

    fn send(&mut self) -> Result<Step, Stop> {
        let request = self.request.clone().finish()?;
        self.state = State::Sent(Box::new(Sent {
            method: request.method().clone(),
            uri: request.uri().clone(),
            headers: request.headers().clone(),
            body: request
                .body()
                .is_repeatable()
                .then(|| request.body().clone()),
        }));
        Ok(Step::Send(request))
    }
}

fn rebuild(sent: &Sent) -> http::Request<Body> {
    let mut request = http::Request::new(sent.body.clone().unwrap_or_default());
    *request.method_mut() = sent.method.clone();
    *request.uri_mut() = sent.uri.clone();
    *request.headers_mut() = sent.headers.clone();
    request
}
