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
//! | length of a server-sent event, or of a line of JSON lines | [`MAX_EVENT_SIZE`] | read the body yourself |
//! | wait before a stream of events is connected again | [`EVENT_RETRY`], [`MAX_EVENT_RECONNECTS`] times | the server |
//! | redirects | [`MAX_REDIRECTS`] | the collection, see [`Profile`](crate::Profile) |
//! | redirects from HTTPS to HTTP | none | [`Endpoint::allow_insecure_redirects`](crate::Endpoint::allow_insecure_redirects) |
//! | requests without TLS | sent, as the collection says | [`Options::https_only`](crate::Options::https_only) |
//! | the whole call, with retries | none | [`Options::timeout`](crate::Options::timeout) |
//! | retries, see [`Retry`](crate::Retry) | [`MAX_RETRIES`] | [`Retry::max_retries`](crate::Retry::max_retries) |
//! | wait before the first retry, before any | [`MIN_BACKOFF`], [`MAX_BACKOFF`] | [`Retry::backoff`](crate::Retry::backoff) |
//! | wait that a server can ask for | [`MAX_RETRY_AFTER`] | [`Retry::max_retry_after`](crate::Retry::max_retry_after) |
//! | retries of all calls of a client | [`RETRY_BUDGET`] | |
//! | pages of a list | [`MAX_PAGES`], then an error | [`Pages::max_pages`](crate::Pages::max_pages) |
//! | `User-Agent` | name and version of the crate with the generated code | [`Options::header`](crate::Options::header) |
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

/// The longest server-sent event, and the longest line of JSON lines, in bytes.
pub const MAX_EVENT_SIZE: usize = 1024 * 1024;

/// How long to wait before a lost stream of events is connected again, unless the server asks for another time. It doubles
/// with each attempt, up to a minute.
pub const EVENT_RETRY: Duration = Duration::from_secs(3);

/// How often a stream of events is connected again until the next event arrives.
pub const MAX_EVENT_RECONNECTS: u32 = 5;

/// The number of redirects that are followed, as in Postman.
pub const MAX_REDIRECTS: u32 = 10;

/// How often a request is sent again.
pub const MAX_RETRIES: u32 = 2;

/// The longest wait before the first retry. It doubles with each retry.
pub const MIN_BACKOFF: Duration = Duration::from_millis(500);

/// The longest wait before any retry.
pub const MAX_BACKOFF: Duration = Duration::from_secs(8);

/// The longest wait that a server can ask for. If it asks for more, the response is final.
pub const MAX_RETRY_AFTER: Duration = Duration::from_secs(60);

/// The tokens that all calls of a client, and of its clones, have for retries: enough for 10.
///
/// A success without retry gives one token back, one after a retry those of the retry. So if a server fails all of 100
/// requests, it gets at most 110; and in the long run, there is at most one retry for five successes.
pub const RETRY_BUDGET: u32 = 50;

/// The tokens that a retry costs after a failed connection or response.
pub const RETRY_COST: u32 = 5;

/// The tokens that a retry costs after a timeout, for which the server may still be working.
pub const TIMEOUT_COST: u32 = 10;

/// The number of pages of a list that are requested. More are an error, unless
/// [`Pages::max_pages`](crate::Pages::max_pages) sets another limit.
pub const MAX_PAGES: u32 = 10_000;
