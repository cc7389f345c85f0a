//! Logins of users, for programs on their computers: in a browser (RFC 8252), or on another device (RFC 8628).
//!
//! The functions of this module send with an asynchronous transport, those of [`blocking`] with a blocking one. The flows
//! themselves do no I/O: see [`AuthorizationRequest`] and [`DeviceLogin`].
//!
//! ```no_run
//! use client::auth::{OAuth2, Provider};
//! use client::login::{self, Loopback};
//! use std::time::Duration;
//!
//! # async fn run<T: client::Transport>(transport: T) -> Result<(), Box<dyn std::error::Error>>
//! # where T::Error: std::error::Error + 'static {
//! let provider = Provider::new()
//!     .authorization_url("https://auth.example.test/authorize")
//!     .token_url("https://auth.example.test/token")
//!     .client_id("my-program");
//! let loopback = Loopback::bind()?;
//! let request = provider.authorization_request(loopback.redirect_uri())?;
//! println!("Open {}", request.url());
//! let tokens = login::browser(loopback, &request, &transport, Duration::from_secs(300)).await?;
//! let credentials = OAuth2::from_source(tokens);
//! # Ok(())
//! # }
//! ```

pub mod blocking;
mod loopback;

use std::time::Duration;

use http::HeaderValue;
use http::header::USER_AGENT;

use crate::auth::{
    AuthError, AuthorizationRequest, DeviceLogin, DeviceStep, Provider, Token, TokenEndpoint,
    TokenSource,
};
use crate::body::Body;
use crate::client::Transport;
use crate::clock::Instant;
use crate::delivery::{Delivery, SendError};
use crate::error::Error;

pub use loopback::Loopback;

/// How long to wait before looking for a redirect again.
const POLL: Duration = Duration::from_millis(100);

/// Waits until the browser is redirected, and fetches the first token.
///
/// # Errors
///
/// If the user refuses, does not answer within `timeout`, or no token is issued.
pub async fn browser<T: Transport>(
    mut loopback: Loopback,
    request: &AuthorizationRequest,
    transport: &T,
    timeout: Duration,
) -> Result<TokenEndpoint, Error<T::Error>> {
    let mut timer = Timer::start();
    let tokens = loop {
        if let Some(tokens) = loopback.poll(request)? {
            break tokens;
        }
        timer.check(timeout)?;
        transport.sleep(POLL).await;
        timer.waited(POLL);
    };
    fetch(&tokens, transport).await?;
    Ok(tokens)
}

/// Starts a login on another device, lets `show` tell the user what to do there, and waits until the user is done.
///
/// # Errors
///
/// If the user refuses or is too late, or no token is issued.
pub async fn device<T: Transport>(
    provider: Provider,
    transport: &T,
    show: impl FnOnce(&DeviceLogin),
) -> Result<TokenEndpoint, Error<T::Error>> {
    let mut timer = Timer::start();
    let request = provider.device_request()?;
    let response = transport.send(prepared(request)).await;
    let response = response.map_err(|error| failed(error, T::delivery))?;
    let mut login = provider.device_login(&response, timer.now())?;
    show(&login);
    loop {
        match login.step(timer.now())? {
            DeviceStep::Wait(duration) => {
                transport.sleep(duration).await;
                timer.waited(duration);
            }
            DeviceStep::Send(poll) => match transport.send(prepared(*poll)).await {
                Ok(response) => {
                    if let Some(tokens) = login.received(&response, timer.now())? {
                        return Ok(tokens);
                    }
                }
                Err(_) => login.failed(timer.now()),
            },
        }
    }
}

/// Fetches a token now, unless the source has one, so that a failure is found before the first call.
///
/// # Errors
///
/// If no token is issued.
pub async fn fetch<T: Transport>(
    source: &impl TokenSource,
    transport: &T,
) -> Result<(), Error<T::Error>> {
    if let Token::Fetch(request) = source.token()? {
        let response = transport.send(prepared(*request)).await;
        let response = response.map_err(|error| failed(error, T::delivery))?;
        source.fetched(&response)?;
    }
    Ok(())
}

/// The time since a login began: that of the computer, but at least what the transport has waited for. A test's transport
/// need not wait.
struct Timer {
    start: Instant,
    waited: Duration,
}

impl Timer {
    fn start() -> Self {
        Self {
            start: Instant::now(),
            waited: Duration::ZERO,
        }
    }

    fn now(&self) -> Duration {
        self.start.elapsed().max(self.waited)
    }

    fn waited(&mut self, duration: Duration) {
        self.waited = self.waited.saturating_add(duration);
    }

    fn check(&self, timeout: Duration) -> Result<(), AuthError> {
        if self.now() < timeout {
            return Ok(());
        }
        Err(AuthError::new(
            "the browser was not redirected within the time limit",
        ))
    }
}

/// A request as transports take it.
fn prepared(request: http::Request<bytes::Bytes>) -> http::Request<Body> {
    const NAME: &str = concat!("codegen-client/", env!("CARGO_PKG_VERSION"));
    let mut request = request.map(Body::from);
    let headers = request.headers_mut();
    headers.insert(USER_AGENT, HeaderValue::from_static(NAME));
    request
}

/// A failure of the transport. It is up to the user to log in again.
fn failed<E>(error: E, delivery: fn(&E) -> Delivery) -> Error<E> {
    let delivery = delivery(&error);
    Error::Transport(SendError {
        sent: delivery.was_sent(),
        retryable: false,
        timeout: delivery == Delivery::TimedOut,
        attempts: 1,
        error,
    })
}
