//! Transports, which send requests. Each one is a feature.
//!
//! To add one: write its module with [`client::Transport`](crate::Transport) or
//! [`blocking::Transport`](crate::blocking::Transport) and [`Connect`], and list it here and in `Cargo.toml`.

mod dynamic;
#[cfg(any(feature = "reqwest", feature = "ureq"))]
mod error;
mod hooked;
#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(feature = "ureq")]
mod ureq;

#[cfg(feature = "ureq")]
use http::header::ACCEPT;
#[cfg(feature = "reqwest")]
use http::header::CONTENT_TYPE;
#[cfg(any(feature = "reqwest", feature = "ureq"))]
use http::{HeaderMap, HeaderName};

pub use self::dynamic::{BoxError, DynBlockingTransport, DynError, DynTransport};
#[cfg(any(feature = "reqwest", feature = "ureq"))]
pub use self::error::TransportError;
pub use self::hooked::{Hook, Hooked, Outcome};
#[cfg(feature = "reqwest")]
pub use self::reqwest::Reqwest;
#[cfg(feature = "ureq")]
pub use self::ureq::Ureq;

/// The type of server-sent events.
#[cfg(any(feature = "reqwest", feature = "ureq"))]
const EVENT_STREAM: &str = "text/event-stream";

/// Whether a response consists of server-sent events.
#[cfg(feature = "reqwest")]
fn is_event_stream(headers: &HeaderMap) -> bool {
    names_event_stream(headers, &CONTENT_TYPE)
}

/// Whether a request asks for server-sent events.
#[cfg(feature = "ureq")]
fn accepts_event_stream(headers: &HeaderMap) -> bool {
    names_event_stream(headers, &ACCEPT)
}

#[cfg(any(feature = "reqwest", feature = "ureq"))]
fn names_event_stream(headers: &HeaderMap, header: &HeaderName) -> bool {
    let value = headers.get(header).and_then(|value| value.to_str().ok());
    value.is_some_and(|value| value.trim_start().starts_with(EVENT_STREAM))
}

/// The transport of [`Client`](crate::Client), unless another one is named.
#[cfg(feature = "reqwest")]
pub type DefaultTransport = Reqwest;
/// The transport of [`Client`](crate::Client), unless another one is named: none, as feature `reqwest` is off.
#[cfg(not(feature = "reqwest"))]
pub type DefaultTransport = NoTransport;

/// The transport of [`blocking::Client`](crate::blocking::Client), unless another one is named.
#[cfg(feature = "ureq")]
pub type DefaultBlockingTransport = Ureq;
/// The transport of [`blocking::Client`](crate::blocking::Client), unless another one is named: none, as feature
/// `ureq` is off.
#[cfg(not(feature = "ureq"))]
pub type DefaultBlockingTransport = NoTransport;

/// Stands for the default transport if its feature is off. A client then needs a transport of your own.
#[derive(Debug, Clone, Copy)]
pub enum NoTransport {}

/// A transport that a client can set up by itself.
///
/// The parameter is the client's API. It delays the check until a client is used, so that the error shows up there.
#[diagnostic::on_unimplemented(
    message = "this client has no default transport",
    label = "its feature is off",
    note = "turn on feature `reqwest` (asynchronous) or `ureq` (blocking) of `client` or of the generated crate, \
            or pass a transport to `with_transport`"
)]
pub trait Connect<A>: Sized {
    /// Sets up the transport with the limits of [`defaults`](crate::defaults).
    fn connect() -> Self;
}
