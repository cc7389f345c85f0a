//! The blocking transport: ureq.

use std::io::{self, ErrorKind, Read as _};
use std::time::Duration;

use http::header::ACCEPT;

use super::{Connect, TransportError};
use crate::blocking::Transport;
use crate::body::Body;
use crate::defaults::{CONNECT_TIMEOUT, MAX_RESPONSE_SIZE, READ_TIMEOUT, TIMEOUT};
use crate::delivery::Delivery;
use crate::response::Response;
use crate::streaming::{ResponseReader, Streamed, is_event_stream};
use crate::timeout::Timeout;

type Error = TransportError<::ureq::Error>;

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
    ///
    /// ```
    /// use client::Ureq;
    /// use client::ureq::{self, Proxy, tls::{Certificate, ClientCert, PrivateKey, TlsConfig}};
    ///
    /// # fn main() -> Result<(), ureq::Error> {
    /// // By default, `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` apply.
    /// let config = Ureq::config().proxy(Some(Proxy::new("http://proxy.test:3128")?));
    ///
    /// // A client certificate with its key, both in PEM.
    /// let with_certificate = |certificate: &[u8], key: &[u8]| {
    ///     let chain = [Certificate::from_pem(certificate)?];
    ///     let own = ClientCert::new_with_certs(&chain, PrivateKey::from_pem(key)?);
    ///     let tls = TlsConfig::builder().client_cert(Some(own)).build();
    ///     Ok::<_, ureq::Error>(Ureq::config().tls_config(tls))
    /// };
    ///
    /// let transport = Ureq::new(config.build().into());
    /// # let _ = (transport, with_certificate);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn config() -> ::ureq::config::ConfigBuilder<::ureq::typestate::AgentScope> {
        let config = ::ureq::Agent::config_builder();
        #[cfg(all(feature = "ureq-aws-lc", not(feature = "ureq")))]
        let config = config.tls_config(aws_lc());
        #[cfg(all(
            feature = "ureq-native-tls",
            not(any(feature = "ureq", feature = "ureq-aws-lc"))
        ))]
        let config = config.tls_config(native_tls());
        config
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .allow_non_standard_methods(true)
            // The clients add one, unless the collection turns it off.
            .user_agent("")
            .timeout_connect(Some(CONNECT_TIMEOUT))
            .timeout_per_read(Some(READ_TIMEOUT))
            .timeout_per_write(Some(READ_TIMEOUT))
            .timeout_global(Some(TIMEOUT))
    }

    /// Limits the length of a response body that is read into memory, in bytes.
    #[must_use]
    pub fn max_response_size(mut self, bytes: u64) -> Self {
        self.max_response_size = bytes;
        self
    }

    /// Sends a request and waits for the head of its response.
    fn execute(
        &self,
        request: http::Request<Body>,
        extent: Extent,
    ) -> Result<http::Response<::ureq::Body>, Error> {
        let limits = Limits::of(&request, extent);
        let (head, body) = request.into_parts();
        let response = if body.is_empty() {
            self.run(http::Request::from_parts(head, ()), limits)
        } else {
            let body = ::ureq::SendBody::from_owned_reader(body.into_reader());
            self.run(http::Request::from_parts(head, body), limits)
        };
        response.map_err(not_read)
    }

    fn run<S: ::ureq::AsSendBody>(
        &self,
        request: http::Request<S>,
        limits: Limits,
    ) -> Result<http::Response<::ureq::Body>, ::ureq::Error> {
        // The limits of the agent apply, which costs nothing.
        if limits == Limits::default() {
            return self.agent.run(request);
        }
        let config = self.agent.configure_request(request);
        let config = match limits.total {
            Some(limit) if !limits.is_streamed => config.timeout_global(Some(limit)),
            // Only the wait for the head is limited.
            Some(limit) => config
                .timeout_global(None)
                .timeout_recv_response(Some(limit)),
            None => config.timeout_global(None),
        };
        let config = if limits.is_event_stream {
            // Between two events, any time can pass.
            let head = limits.total.or(self.agent.config().timeout_per_read());
            config.timeout_per_read(None).timeout_recv_response(head)
        } else {
            config
        };
        self.agent.run(config.build())
    }
}

/// How much of a response is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    Head,
    Whole,
}

/// The limits of a request that differ from those of its agent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Limits {
    total: Option<Duration>,
    /// Whether its body or that of the response can be of any length, so that the total time says nothing.
    is_streamed: bool,
    is_event_stream: bool,
}

impl Limits {
    fn of(request: &http::Request<Body>, extent: Extent) -> Self {
        let is_open = extent == Extent::Head;
        Self {
            total: request.extensions().get().map(|Timeout(limit)| *limit),
            is_streamed: is_open || !request.body().is_in_memory(),
            is_event_stream: is_open && is_event_stream(request.headers(), &ACCEPT),
        }
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
    type Error = Error;

    fn send(&self, request: http::Request<Body>) -> Result<Response, Error> {
        let (head, body) = self.execute(request, Extent::Whole)?.into_parts();
        let limit = self.max_response_size;
        let mut bytes = Vec::new();
        body.into_reader()
            .take(limit.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(not_complete)?;
        if bytes.len() as u64 > limit {
            return Err(TransportError::TooLarge { limit });
        }
        Ok(Response {
            status: head.status,
            headers: head.headers,
            body: bytes.into(),
        })
    }

    fn open(&self, request: http::Request<Body>) -> Result<Streamed<ResponseReader>, Error> {
        let response = self.execute(request, Extent::Head)?;
        let response = response.map(|body| ResponseReader::new(Classified(body.into_reader())));
        Ok(response.into())
    }

    fn delivery(error: &Error) -> Delivery {
        error.delivery()
    }
}

/// rustls with aws-lc-rs.
#[cfg(all(feature = "ureq-aws-lc", not(feature = "ureq")))]
fn aws_lc() -> ::ureq::tls::TlsConfig {
    let provider = std::sync::Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    ::ureq::tls::TlsConfig::builder()
        .unversioned_rustls_crypto_provider(provider)
        .build()
}

/// The system's TLS with the system's certificates.
#[cfg(all(
    feature = "ureq-native-tls",
    not(any(feature = "ureq", feature = "ureq-aws-lc"))
))]
fn native_tls() -> ::ureq::tls::TlsConfig {
    ::ureq::tls::TlsConfig::builder()
        .provider(::ureq::tls::TlsProvider::NativeTls)
        .root_certs(::ureq::tls::RootCerts::PlatformVerifier)
        .build()
}

/// A body whose errors say why they occurred.
struct Classified<R>(R);

impl<R: io::Read> io::Read for Classified<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(buffer);
        read.map_err(|error| match error.kind() {
            // The caller reads again.
            ErrorKind::Interrupted => error,
            _ => not_complete(error).into(),
        })
    }
}

/// Classifies an error before a response.
fn not_read(error: ::ureq::Error) -> Error {
    use ::ureq::Error as Ureq;
    use ::ureq::Timeout;
    let is_unsent = match &error {
        Ureq::Http(_)
        | Ureq::BadUri(_)
        | Ureq::HostNotFound
        | Ureq::InvalidProxyUrl
        | Ureq::ConnectionFailed
        | Ureq::Tls(_)
        | Ureq::Timeout(Timeout::Resolve | Timeout::Connect) => true,
        Ureq::Io(error) => is_unreachable(error) || is_unresolved(error),
        _ => false,
    };
    if is_unsent {
        TransportError::Connect(error)
    } else if matches!(error, Ureq::Timeout(_)) {
        TransportError::TimedOut
    } else {
        TransportError::NoResponse(error)
    }
}

/// Classifies an error after the head of a response.
fn not_complete(error: io::Error) -> Error {
    match error.into() {
        ::ureq::Error::Timeout(_) => TransportError::TimedOut,
        error => TransportError::Read(error),
    }
}

fn is_unreachable(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ConnectionRefused | ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable
    )
}

/// Whether the address of a host could not be found. The standard library has no kind of error for it, only a text, or the
/// codes of Windows.
fn is_unresolved(error: &io::Error) -> bool {
    match error.raw_os_error() {
        Some(code) => matches!(code, 11_001..=11_004),
        None => error.to_string().starts_with("failed to lookup address"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limits_that_are_promised_are_the_defaults() {
        let transport = Ureq::default();
        assert_eq!(transport.max_response_size, 100 << 20);
        let config = transport.agent.config();
        let timeouts = config.timeouts();
        let limits = [timeouts.connect, config.timeout_per_read(), timeouts.global];
        assert_eq!(limits, [10, 30, 60].map(Duration::from_secs).map(Some));
    }
}
