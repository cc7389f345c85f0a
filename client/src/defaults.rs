//! The default limits of clients, all in one place.
//!
//! | limit | default | how to change it |
//! |---|---|---|
//! | connecting | [`CONNECT_TIMEOUT`] | `Reqwest::builder`, `Ureq::config` |
//! | no byte of the response arrives | [`READ_TIMEOUT`] | `Reqwest::builder`, `Ureq::config` |
//! | from the start of a request to the end of its response | [`TIMEOUT`] | `Reqwest::builder`, `Ureq::config` |
//! | length of a response body | [`MAX_RESPONSE_SIZE`] | `Reqwest::max_response_size`, `Ureq::max_response_size` |
//! | redirects | [`MAX_REDIRECTS`] | the collection, see [`Profile`](crate::Profile) |
//! | redirects from HTTPS to HTTP | none | [`Endpoint::allow_insecure_redirects`](crate::Endpoint::allow_insecure_redirects) |
//! | automatic retries | none | your code, by [`Error::is_retryable`](crate::Error::is_retryable) |
//!
//! The length of a response's head is limited by the HTTP libraries.

use std::time::Duration;

/// The longest time that connecting may take.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// The longest time without receiving anything: before the response begins, and between two parts of it.
///
/// reqwest counts the time of sending the request as well, so a long upload needs a longer limit there.
pub const READ_TIMEOUT: Duration = Duration::from_secs(30);

/// The longest time from the start of a request to the end of its response.
pub const TIMEOUT: Duration = Duration::from_secs(60);

/// The longest response body in bytes. Bodies are read into memory.
pub const MAX_RESPONSE_SIZE: u64 = 100 * 1024 * 1024;

/// The number of redirects that are followed, as in Postman.
pub const MAX_REDIRECTS: u32 = 10;
