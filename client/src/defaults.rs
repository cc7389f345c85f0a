//! The default limits of clients, all in one place.
//!
//! | limit | default | how to change it |
//! |---|---|---|
//! | connecting | [`CONNECT_TIMEOUT`] | `Reqwest::builder`, `Ureq::config` |
//! | nothing is received, or sent of a streamed body | [`READ_TIMEOUT`] | `Reqwest::read_timeout`, `Ureq::config` |
//! | from the start of a request to the end of its response, unless one of both is streamed | [`TIMEOUT`] | `Reqwest::builder`, `Ureq::config` |
//! | length of a response body in memory | [`MAX_RESPONSE_SIZE`] | `Reqwest::max_response_size`, `Ureq::max_response_size` |
//! | the same, for a failure instead of a streamed response | [`MAX_FAILURE_SIZE`], then it is cut | |
//! | length of a streamed response body | none | `ResponseBody::limit`, `ResponseReader::limit` |
//! | redirects | [`MAX_REDIRECTS`] | the collection, see [`Profile`](crate::Profile) |
//! | redirects from HTTPS to HTTP | none | [`Endpoint::allow_insecure_redirects`](crate::Endpoint::allow_insecure_redirects) |
//! | automatic retries | none | your code, by [`Error::is_retryable`](crate::Error::is_retryable) |
//!
//! The length of a response's head is limited by the HTTP libraries.

use std::time::Duration;

/// The longest time that connecting may take.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// The longest time without receiving anything: before the response begins, and between two parts of it. While a streamed
/// body is sent, the longest time without sending anything.
///
/// It does not apply between server-sent events.
pub const READ_TIMEOUT: Duration = Duration::from_secs(30);

/// The longest time from the start of a request to the end of its response.
///
/// It does not apply to streamed bodies, which can be of any length: to uploads of files and readers, and to the responses of
/// [`Client::stream`](crate::Client::stream).
pub const TIMEOUT: Duration = Duration::from_secs(60);

/// The longest response body in bytes. Bodies are read into memory.
pub const MAX_RESPONSE_SIZE: u64 = 100 * 1024 * 1024;

/// How many bytes of the body are kept if a response that should be streamed is not a success. The rest is cut.
pub const MAX_FAILURE_SIZE: usize = 1024 * 1024;

/// The number of redirects that are followed, as in Postman.
pub const MAX_REDIRECTS: u32 = 10;
