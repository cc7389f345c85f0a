//! What clients generated from Postman collections lean on.
//!
//! Sans-IO at heart: an [`Operation`] becomes an [`http::Request`], and reads a [`Response`]. Features add the rest:
//! `reqwest` (default) carries requests asynchronously, `ureq` on the calling thread; each auth type that signs has a
//! feature of its own, see [`auth`].
//!
//! Percent-encoding, multipart layout, header and auth rules are Postman's. Comments cite them as
//! `docs/postman-semantics.md` with a section, and recorded requests as "vector" with the name of a file in
//! `tests/vectors`.

pub mod auth;
pub mod blocking;
mod body;
mod client;
mod client_type;
mod clock;
mod comments;
pub mod defaults;
pub mod dynamic;
mod encoding;
mod endpoint;
mod error;
mod example;
mod exchange;
mod failure;
mod file;
mod form;
mod graphql;
mod header_syntax;
pub mod json;
mod multipart;
mod operation;
mod profile;
mod random;
mod redirect;
mod request;
mod response;
mod response_headers;
mod template;
mod transport;
mod url;
mod values;

pub use bytes;
pub use http;
pub use serde;
pub use serde_json;

pub use auth::Authorize;
pub use body::Body;
pub use client::{Client, Transport};
pub use endpoint::Endpoint;
pub use error::{BuildError, DecodeError, Error};
pub use example::{Example, ExampleContext, Variables};
pub use failure::{ErrorCode, Failure, NoCode};
pub use file::File;
pub use json::{FromJson, JsonBody, ToJson};
pub use operation::{Api, Credentials, Operation, Server};
pub use profile::Profile;
pub use request::{Encoding, QueryPiece, Request};
pub use response::{Received, Response, decode_text};
pub use response_headers::ResponseHeaders;
pub use transport::*;
pub use values::{ParseEnumError, parse_value, value_or_other};
