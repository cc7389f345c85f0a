//! An operation whose request a fuzz target builds, and an API that authorizes it.

use std::sync::Arc;

use client::auth::Authorize;
use client::http::{Request as HttpRequest, StatusCode};
use client::{Api, Body, Credentials, Endpoint, Operation, Request, Response, Server, blocking};

#[derive(Debug)]
pub(crate) struct FuzzApi;

impl Api for FuzzApi {
    const NAME: &'static str = "fuzz";
    type Server = NoVariables;
    type Credentials = Scheme;
}

#[derive(Debug, Clone)]
pub(crate) struct NoVariables;

impl Server for NoVariables {
    fn variable(&self, _: &str) -> Option<&str> {
        None
    }
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Scheme(pub(crate) Option<Arc<dyn Authorize>>);

impl Credentials for Scheme {
    fn scheme(&self, _: &str) -> Option<&dyn Authorize> {
        self.0.as_deref()
    }
}

/// A request, sent with the credentials.
pub(crate) struct Sent(pub(crate) Request);

impl Operation for Sent {
    type Api = FuzzApi;
    type Response = Response;
    type Output = Response;

    const NAME: &'static str = "fuzz";
    const SCHEME: Option<&'static str> = Some("fuzz");

    fn into_request(self) -> Request {
        self.0
    }
}

/// Authorizes nothing.
#[derive(Debug)]
pub(crate) struct Nothing;

impl Authorize for Nothing {
    fn authorize(&self, _: &mut Request) -> Result<(), client::auth::AuthError> {
        Ok(())
    }
}

/// The last request that is sent, to a server that challenges the first; [`None`] if the request cannot be built.
pub(crate) fn sent(
    request: Request,
    scheme: Arc<dyn Authorize>,
    challenge: Option<&str>,
) -> Option<HttpRequest<Body>> {
    let challenge = match challenge {
        Some(challenge) => Some(client::http::HeaderValue::from_str(challenge).ok()?),
        None => None,
    };
    let last = std::sync::Mutex::new(None);
    let transport = |request: HttpRequest<Body>| -> Result<Response, std::convert::Infallible> {
        let is_first = last.lock().unwrap().replace(request).is_none();
        let mut response = Response::default();
        if let Some(challenge) = challenge.clone().filter(|_| is_first) {
            response.status = StatusCode::UNAUTHORIZED;
            response.headers.insert("www-authenticate", challenge);
        }
        Ok(response)
    };
    let endpoint = Endpoint::<FuzzApi>::new(NoVariables, Scheme(Some(scheme)));
    let client = blocking::Client::with_transport(endpoint, transport);
    let result = client.send_raw(Sent(request));
    drop(client);
    result.ok()?;
    last.into_inner().unwrap()
}
