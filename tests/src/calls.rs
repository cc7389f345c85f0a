//! An API without a collection, called with both transports.

use std::error::Error as _;
use std::fmt::{self, Debug};
use std::time::Duration;

use client::auth::ApiKey;
use client::{
    Api, Authorize, Credentials, Endpoint, Error, FromJson, Operation, Request, Response, Retry,
    Server, TransportError,
};

/// The API.
#[derive(Debug, Clone, Copy)]
pub enum Anything {}

impl Api for Anything {
    const NAME: &'static str = "anything";
    type Credentials = Key;
    type Server = NoVariables;
}

/// A server without variables.
#[derive(Debug, Clone, Default)]
pub struct NoVariables;

impl Server for NoVariables {
    fn variable(&self, _: &str) -> Option<&str> {
        None
    }
}

/// An API key, if there is one.
#[derive(Debug, Clone, Default)]
pub struct Key(pub Option<ApiKey>);

impl Credentials for Key {
    fn scheme(&self, _: &str) -> Option<&dyn Authorize> {
        self.0.as_ref().map(|key| key as &dyn Authorize)
    }
}

/// A request that a function fills in, whose response is not decoded.
#[derive(Debug, Clone, Copy)]
pub struct Call {
    /// The method.
    pub method: &'static str,
    /// Adds the path and the rest.
    pub fill: fn(&mut Request),
}

impl Call {
    /// A request for `/x`.
    #[must_use]
    pub fn get() -> Self {
        Self {
            method: "GET",
            fill: |request| request.path("/x"),
        }
    }

    /// A request to `/x` with a body.
    #[must_use]
    pub fn post() -> Self {
        Self {
            method: "POST",
            fill: |request| {
                request.path("/x");
                request.text(Some("json"), "{}".to_owned());
            },
        }
    }
}

impl Operation for Call {
    type Api = Anything;
    type Response = Response;
    type Output = Response;

    const NAME: &'static str = "call";
    const SCHEME: Option<&'static str> = None;

    fn into_request(self) -> Request {
        let mut request = Request::new(self.method, "{{baseUrl}}");
        (self.fill)(&mut request);
        request
    }
}

/// A request for `/x` with an API key.
#[derive(Debug, Clone, Copy)]
pub struct WithKey;

impl Operation for WithKey {
    type Api = Anything;
    type Response = Response;
    type Output = Response;

    const NAME: &'static str = "with key";
    const SCHEME: Option<&'static str> = Some("key");

    fn into_request(self) -> Request {
        Call::get().into_request()
    }
}

/// A request for `/x`, whose response is JSON of a type.
#[derive(Debug, Clone, Copy)]
pub struct Json<T>(pub std::marker::PhantomData<T>);

impl<T: FromJson> Operation for Json<T> {
    type Api = Anything;
    type Response = T;
    type Output = T;

    const NAME: &'static str = "json";
    const SCHEME: Option<&'static str> = None;

    fn into_request(self) -> Request {
        Call::get().into_request()
    }
}

/// The limits of a call.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The longest time without receiving anything.
    pub read: Duration,
    /// The longest time of a request with its response.
    pub total: Duration,
    /// The longest response body in bytes.
    pub size: u64,
}

impl Default for Limits {
    /// Limits that no test reaches on a busy machine.
    fn default() -> Self {
        Self {
            read: Duration::from_secs(20),
            total: Duration::from_secs(20),
            size: client::defaults::MAX_RESPONSE_SIZE,
        }
    }
}

impl Limits {
    /// ureq with these limits.
    #[must_use]
    pub fn ureq(&self) -> client::Ureq {
        let config = client::Ureq::config()
            .timeout_per_read(Some(self.read))
            .timeout_global(Some(self.total));
        client::Ureq::new(config.build().into()).max_response_size(self.size)
    }

    /// reqwest with these limits.
    ///
    /// # Panics
    ///
    /// If the TLS library cannot be initialized.
    #[must_use]
    pub fn reqwest(&self) -> client::Reqwest {
        let builder = client::Reqwest::builder().timeout(self.total);
        client::Reqwest::new(builder.build().expect("a client"))
            .max_response_size(self.size)
            .read_timeout(self.read)
    }
}

/// How a call failed, for both transports.
#[derive(Clone, PartialEq, Eq)]
pub struct Failed {
    /// The variant of the error: `Connect`, `NoResponse`, `Read`, `TimedOut`, `TooLarge`, or a variant of [`Error`].
    pub stage: &'static str,
    /// [`Error::was_sent`].
    pub sent: bool,
    /// [`Error::is_retryable`].
    pub retryable: bool,
    /// How the error is displayed.
    pub message: String,
    /// The messages of the error and its sources, then its `Debug`.
    pub text: String,
}

impl Debug for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} (sent: {}, retryable: {}): {}",
            self.stage, self.sent, self.retryable, self.text
        )
    }
}

impl<E: std::error::Error + 'static> From<Error<TransportError<E>>> for Failed {
    fn from(error: Error<TransportError<E>>) -> Self {
        let message = error.to_string();
        let mut text = message.clone();
        let mut source = error.source();
        while let Some(cause) = source {
            text += &format!(": {cause}");
            source = cause.source();
        }
        text += &format!(" {error:?}");
        Self {
            stage: stage(&error),
            sent: error.was_sent(),
            retryable: error.is_retryable(),
            message,
            text,
        }
    }
}

fn stage<E>(error: &Error<TransportError<E>>) -> &'static str {
    match error {
        Error::Build(_) => "Build",
        Error::Auth(_) => "Auth",
        Error::Transport(error) => match error.transport_error() {
            TransportError::Connect(_) => "Connect",
            TransportError::NoResponse(_) => "NoResponse",
            TransportError::Read(_) => "Read",
            TransportError::TimedOut => "TimedOut",
            TransportError::TooLarge { .. } => "TooLarge",
            _ => "unknown",
        },
        Error::TooManyRedirects(_) => "TooManyRedirects",
        Error::InsecureRedirect(_) => "InsecureRedirect",
        Error::Status(_) => "Status",
        Error::Decode(_) => "Decode",
        _ => "unknown",
    }
}

/// An endpoint at a base URL, which sends each request once.
#[must_use]
pub fn endpoint(base_url: &str) -> Endpoint<Anything> {
    let key = Key(Some(ApiKey::header("X-Api-Key", "hush")));
    Endpoint::new(NoVariables, key)
        .base_url(base_url)
        .options(|options| options.retry(Retry::never()))
}

/// Sends with ureq.
///
/// # Errors
///
/// As the client does.
pub fn by_ureq<O: Operation<Api = Anything>>(
    operation: O,
    base_url: &str,
    limits: Limits,
) -> Result<O::Response, Failed> {
    send_by_ureq(operation, endpoint(base_url), limits.ureq())
}

/// Sends with this ureq.
///
/// # Errors
///
/// As the client does.
pub fn send_by_ureq<O: Operation<Api = Anything>>(
    operation: O,
    endpoint: Endpoint<Anything>,
    transport: client::Ureq,
) -> Result<O::Response, Failed> {
    let client = client::blocking::Client::with_transport(endpoint, transport);
    Ok(client.send(operation)?)
}

/// Sends with reqwest.
///
/// # Errors
///
/// As the client does.
pub fn by_reqwest<O: Operation<Api = Anything>>(
    operation: O,
    base_url: &str,
    limits: Limits,
) -> Result<O::Response, Failed> {
    send_by_reqwest(operation, endpoint(base_url), limits.reqwest())
}

/// Sends with this reqwest.
///
/// # Errors
///
/// As the client does.
///
/// # Panics
///
/// If no runtime can be started.
pub fn send_by_reqwest<O: Operation<Api = Anything>>(
    operation: O,
    endpoint: Endpoint<Anything>,
    transport: client::Reqwest,
) -> Result<O::Response, Failed> {
    let client = client::Client::with_transport(endpoint, transport);
    Ok(runtime().block_on(client.send(operation))?)
}

/// A runtime for asynchronous clients.
///
/// # Panics
///
/// If it cannot be started.
#[must_use]
pub fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}
