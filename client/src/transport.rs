//! Transports, which send requests. Each one is a feature.
//!
//! To add one: write its module with [`client::Transport`](crate::Transport) or
//! [`blocking::Transport`](crate::blocking::Transport) and [`Connect`], and list it here and in `Cargo.toml`.

mod dynamic;
#[cfg(any(feature = "_reqwest", feature = "_ureq"))]
mod error;
#[cfg(all(feature = "_reqwest", target_arch = "wasm32", target_os = "unknown"))]
mod fetch;
mod hooked;
#[cfg(all(
    feature = "_reqwest",
    not(all(target_arch = "wasm32", target_os = "unknown"))
))]
mod reqwest;
#[cfg(feature = "_ureq")]
mod ureq;

pub use self::dynamic::{BoxError, DynBlockingTransport, DynError, DynTransport};
#[cfg(any(feature = "_reqwest", feature = "_ureq"))]
pub use self::error::TransportError;
#[cfg(all(feature = "_reqwest", target_arch = "wasm32", target_os = "unknown"))]
pub use self::fetch::Reqwest;
pub use self::hooked::{Hook, Hooked, Outcome};
#[cfg(all(
    feature = "_reqwest",
    not(all(target_arch = "wasm32", target_os = "unknown"))
))]
pub use self::reqwest::Reqwest;
#[cfg(feature = "_ureq")]
pub use self::ureq::Ureq;

/// The transport of [`Client`](crate::Client), unless another one is named.
#[cfg(feature = "_reqwest")]
pub type DefaultTransport = Reqwest;
/// The transport of [`Client`](crate::Client), unless another one is named: none, as feature `reqwest` is off.
#[cfg(not(feature = "_reqwest"))]
pub type DefaultTransport = NoTransport;

/// The transport of [`blocking::Client`](crate::blocking::Client), unless another one is named.
#[cfg(feature = "_ureq")]
pub type DefaultBlockingTransport = Ureq;
/// The transport of [`blocking::Client`](crate::blocking::Client), unless another one is named: none, as feature
/// `ureq` is off.
#[cfg(not(feature = "_ureq"))]
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
