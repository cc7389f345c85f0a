//! The blocking transport: ureq.

use std::io::Read as _;

use super::Connect;
use crate::blocking::Transport;
use crate::body::Body;
use crate::defaults::{CONNECT_TIMEOUT, TIMEOUT};
use crate::response::Response;

/// ureq as a transport, by default with the timeouts of [`defaults`](crate::defaults).
#[derive(Debug, Clone)]
pub struct Ureq(::ureq::Agent);

impl Ureq {
    /// Wraps an agent. Build it with [`config`](Self::config), or at least so that it does not follow redirects, does not
    /// treat statuses as errors, and allows non-standard methods.
    #[must_use]
    pub fn new(agent: ::ureq::Agent) -> Self {
        Self(agent)
    }

    /// Returns ureq's configuration with the defaults of this crate.
    #[must_use]
    pub fn config() -> ::ureq::config::ConfigBuilder<::ureq::typestate::AgentScope> {
        ::ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .allow_non_standard_methods(true)
            .timeout_connect(Some(CONNECT_TIMEOUT))
            .timeout_global(Some(TIMEOUT))
    }
}

impl Default for Ureq {
    fn default() -> Self {
        Self(Self::config().build().into())
    }
}

impl<A> Connect<A> for Ureq {
    fn connect() -> Self {
        Self::default()
    }
}

impl Transport for Ureq {
    type Error = ::ureq::Error;

    fn send(&self, request: http::Request<Body>) -> Result<Response, ::ureq::Error> {
        let (head, body) = request.into_parts();
        let response = if body.is_empty() {
            self.0.run(http::Request::from_parts(head, ()))?
        } else {
            let body = ::ureq::SendBody::from_owned_reader(body.into_reader());
            self.0.run(http::Request::from_parts(head, body))?
        };
        let (head, body) = response.into_parts();
        let mut bytes = Vec::new();
        body.into_reader().read_to_end(&mut bytes)?;
        Ok(Response {
            status: head.status,
            headers: head.headers,
            body: bytes.into(),
        })
    }
}
