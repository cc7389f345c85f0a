//! The runtime of clients that are generated from Postman collections.
//!
//! The core does no I/O: an [`Operation`] becomes an [`http::Request`] and decodes a [`Response`]. Features add the
//! rest. `reqwest` (the default) sends requests asynchronously, `ureq` on the calling thread. Each auth type that signs
//! is a feature as well, see [`auth`].
//!
//! | to do this | see |
//! |---|---|
//! | send requests | [`Client`], [`blocking::Client`], and [`Call`] for the options of one call |
//! | handle failures | [`Error`], [`StatusError`], [`Failure`] |
//! | set credentials | [`auth`] |
//! | change limits and retries | [`defaults`], [`Retry`] |
//! | list all pages | [`Pagination`], [`Pages`] |
//! | stream bodies and events, send files | [`Streamed`], [`EventSource`], [`File`] |
//! | send JSON that the types do not show, read JSON of undocumented responses | [`JsonBody`], [`Response::json`] |
//! | call what the collection does not contain | [`Custom`] |
//! | test without a network | [`testing::InMemory`] |
//! | change each request, or send it in another way | [`Hooked`], [`Transport`] |
//!
//! URLs, headers, bodies and signatures follow Postman's rules. Comments cite them as `docs/postman-semantics.md` with a
//! section, and recorded requests as "vector" with the name of a file in `tests/vectors`.

mod attempt;
pub mod auth;
pub mod blocking;
mod body;
mod call;
mod client;
mod client_type;
mod client_variables;
mod clock;
mod comments;
#[cfg(feature = "cookies")]
mod cookie_jar;
mod cookies;
#[cfg(feature = "curl")]
pub mod curl;
mod custom;
pub mod defaults;
mod delivery;
pub mod dynamic;
mod encoding;
mod endpoint;
mod enums;
mod error;
mod event_source;
mod example;
mod exchange;
mod failure;
mod file;
mod form;
mod from_response;
mod graphql;
mod header_syntax;
mod hidden;
pub mod json;
mod json_stream;
#[cfg(feature = "login")]
pub mod login;
mod maybe_send;
mod media_type;
mod multipart;
mod operation;
mod options;
mod pages;
mod pages_error;
mod profile;
mod random;
mod redirect;
mod request;
mod response;
mod response_headers;
mod responses;
mod retries;
mod retry;
mod server_message;
mod setters;
mod status_error;
mod streaming;
mod template;
pub mod testing;
mod texts;
mod timeout;
mod timer;
#[cfg(feature = "tower")]
pub mod tower;
mod trace;
mod transport;
mod url;
mod version;

pub use bytes;
pub use http;
#[cfg(feature = "_reqwest")]
pub use reqwest;
pub use serde;
pub use serde_json;
#[cfg(feature = "_ureq")]
pub use ureq;

pub use attempt::{Attempt, OperationId, Purpose};
pub use auth::Authorize;
pub use body::Body;
pub use call::Call;
pub use client::{Client, Transport};
pub use client_variables::{ClientVariables, VariableValues, require_variable, set_variable};
#[cfg(feature = "cookies")]
pub use cookie_jar::CookieJar;
pub use custom::Custom;
pub use delivery::{Delivery, SendError};
pub use endpoint::Endpoint;
pub use enums::{ParseEnumError, parse_value, value_or_other};
pub use error::{BuildError, DecodeError, Error};
pub use event_source::{EventError, EventSource, EventStream};
pub use example::{Example, ExampleContext, Variables};
pub use failure::{ErrorCode, Failure, NoCode};
pub use file::File;
pub use from_response::FromResponse;
pub use hidden::{Hidden, PublicUrl, debug_struct};
pub use json::{FromJson, JsonBody, ToJson};
pub use json_stream::JsonStream;
pub use maybe_send::{BoxFuture, MaybeSend};
pub use operation::{Api, Credentials, Operation, Server};
pub use options::Options;
pub use pages::{Items, Pages, Paginated, Pagination};
pub use pages_error::PagesError;
pub use profile::Profile;
pub use request::{Encoding, IndexedKeys, QuerySegment, Request};
pub use response::{Received, Response, decode_text};
pub use response_headers::ResponseHeaders;
#[doc(hidden)]
pub use responses::read_json;
pub use retry::Retry;
pub use status_error::StatusError;
pub use streaming::{
    Event, EventParser, Events, JsonLines, Progress, ResponseBody, ResponseReader, Streamed,
};
pub use timeout::Timeout;
pub use transport::*;
