//! The blocking transport: ureq.

use std::io::{self, ErrorKind, Read as _};

use super::{Connect, TransportError};
use crate::blocking::Transport;
use crate::body::Body;
use crate::defaults::{CONNECT_TIMEOUT, MAX_RESPONSE_SIZE, READ_TIMEOUT, TIMEOUT};
use crate::delivery::Delivery;
use crate::response::Response;

/// ureq as a transport, by default with the limits of [`defaults`](crate::defaults).
#[derive(Debug, Clone)]
pub struct Ureq {
    agent: ::ureq::Agent,
    max_response_size: u64,
}

impl Ureq {
    /// Wraps an agent. Build it with [`config`](Self::config), or at least so that it does not follow redirects, does not
    /// treat statuses as errors, and allows non-standard methods.
    #[must_use]
    pub fn new(agent: ::ureq::Agent) -> Self {
        Self {
            agent,
            max_response_size: MAX_RESPONSE_SIZE,
        }
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
            .timeout_per_read(Some(READ_TIMEOUT))
            .timeout_global(Some(TIMEOUT))
    }

    /// Limits the length of a response body, in bytes.
    #[must_use]
    pub fn max_response_size(mut self, bytes: u64) -> Self {
        self.max_response_size = bytes;
        self
    }
}

impl Default for Ureq {
    fn default() -> Self {
        Self::new(Self::config().build().into())
    }
}

impl<A> Connect<A> for Ureq {
    fn connect() -> Self {
        Self::default()
    }
}

impl Transport for Ureq {
    type Error = TransportError<::ureq::Error>;

    fn send(&self, request: http::Request<Body>) -> Result<Response, Self::Error> {
        let (head, body) = request.into_parts();
        let response = if body.is_empty() {
            self.agent.run(http::Request::from_parts(head, ()))
        } else {
            let body = ::ureq::SendBody::from_owned_reader(body.into_reader());
            self.agent.run(http::Request::from_parts(head, body))
        };
        let (head, body) = response.map_err(not_read)?.into_parts();
        let limit = self.max_response_size;
        let mut bytes = Vec::new();
        body.into_reader()
            .take(limit.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|error| TransportError::Read(error.into()))?;
        if bytes.len() as u64 > limit {
            return Err(TransportError::TooLarge { limit });
        }
        Ok(Response {
            status: head.status,
            headers: head.headers,
            body: bytes.into(),
        })
    }

    fn delivery(error: &Self::Error) -> Delivery {
        error.delivery()
    }
}

/// Classifies an error before a response.
fn not_read(error: ::ureq::Error) -> TransportError<::ureq::Error> {
    use ::ureq::{Error, Timeout};
    let is_unsent = match &error {
        Error::Http(_)
        | Error::BadUri(_)
        | Error::HostNotFound
        | Error::InvalidProxyUrl
        | Error::ConnectionFailed
        | Error::Tls(_)
        | Error::Timeout(Timeout::Resolve | Timeout::Connect) => true,
        Error::Io(error) => is_unreachable(error),
        _ => false,
    };
    if is_unsent {
        TransportError::Connect(error)
    } else {
        TransportError::NoResponse(error)
    }
}

fn is_unreachable(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ConnectionRefused | ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable
    )
}
