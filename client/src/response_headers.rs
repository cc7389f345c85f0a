//! Typed access to the response headers that clients act on.

use std::time::{Duration, SystemTime};

use http::HeaderMap;

use crate::{clock, header_syntax};

/// Headers with the id of a request, most common first.
const REQUEST_ID: [&str; 9] = [
    "x-request-id",
    "request-id",
    "x-amzn-requestid",
    "x-amz-request-id",
    "x-ms-request-id",
    "x-github-request-id",
    "x-correlation-id",
    "x-trace-id",
    "cf-ray",
];

/// Typed access to common response headers.
///
/// ```
/// use client::{ResponseHeaders as _, http::HeaderMap};
///
/// let mut headers = HeaderMap::new();
/// headers.insert("link", "<https://h/?page=2>; rel=\"next\"".parse()?);
/// assert_eq!(headers.link("next").as_deref(), Some("https://h/?page=2"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait ResponseHeaders {
    /// A header as text.
    fn text(&self, name: &str) -> Option<&str>;

    /// The values of a header that can be repeated, as text.
    fn texts(&self, name: &str) -> Vec<&str> {
        self.text(name).into_iter().collect()
    }

    /// `Location`: the URL of a new resource, or the target of a redirect.
    fn location(&self) -> Option<&str> {
        self.text("location")
    }

    /// `ETag`, including its quotes.
    fn etag(&self) -> Option<&str> {
        self.text("etag")
    }

    /// The id that the server gave the request, for its support: `X-Request-Id` or another common header.
    fn request_id(&self) -> Option<&str> {
        REQUEST_ID.iter().find_map(|name| self.text(name))
    }

    /// `Retry-After`: the time to wait, whether it is sent in seconds or as a date (RFC 9110 §10.2.3).
    fn retry_after(&self) -> Option<Duration> {
        retry_after(self.text("retry-after")?, clock::now)
    }

    /// The target of a `Link` with this `rel` (RFC 8288 §3), such as `next`.
    fn link(&self, rel: &str) -> Option<String> {
        self.texts("link").into_iter().find_map(|header| {
            let mut rest = header;
            while let Some((_, link)) = rest.split_once('<') {
                let (target, after) = link.split_once('>')?;
                let (parameters, after) = header_syntax::parameters(after);
                // Later `rel` parameters are ignored (RFC 8288 §3.3).
                let names = parameters
                    .iter()
                    .find(|(name, _)| name.eq_ignore_ascii_case("rel"));
                let has_rel = |names: &str| names.split(' ').any(|name| name == rel);
                if !target.is_empty() && names.is_some_and(|(_, names)| has_rel(names)) {
                    return Some(target.to_owned());
                }
                rest = after;
            }
            None
        })
    }

    /// `X-Total-Count`: the number of items in a list that has pages.
    fn total_count(&self) -> Option<u64> {
        self.text("x-total-count")?.trim().parse().ok()
    }

    /// The number of requests left: `RateLimit-Remaining` or `X-RateLimit-Remaining`.
    fn rate_limit_remaining(&self) -> Option<u64> {
        rate_limit(self, "ratelimit-remaining")
    }

    /// The number of requests allowed: `RateLimit-Limit` or `X-RateLimit-Limit`.
    fn rate_limit(&self) -> Option<u64> {
        rate_limit(self, "ratelimit-limit")
    }

    /// When the limit is reset: `RateLimit-Reset` or `X-RateLimit-Reset`. In seconds, which APIs count from now or from
    /// 1970.
    fn rate_limit_reset(&self) -> Option<u64> {
        rate_limit(self, "ratelimit-reset")
    }
}

/// Parses the value of `Retry-After`: digits, or a date.
pub(crate) fn retry_after(value: &str, now: impl FnOnce() -> SystemTime) -> Option<Duration> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        return value.parse().ok().map(Duration::from_secs);
    }
    let date = httpdate::parse_http_date(value).ok()?;
    Some(date.duration_since(now()).unwrap_or_default())
}

/// Parses a number, by the standard name of its header or with the prefix `X-`, which most APIs use.
fn rate_limit<H: ResponseHeaders + ?Sized>(headers: &H, name: &str) -> Option<u64> {
    let value = headers
        .text(name)
        .or_else(|| headers.text(&format!("x-{name}")))?;
    value.trim().parse().ok()
}

impl ResponseHeaders for HeaderMap {
    // The search is half a kilobyte of code, and `request_id` alone has nine.
    #[inline(never)]
    fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.to_str().ok()
    }

    fn texts(&self, name: &str) -> Vec<&str> {
        let values = self.get_all(name).iter();
        values.filter_map(|value| value.to_str().ok()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_can_be_in_several_headers() {
        let mut headers = HeaderMap::new();
        for link in [
            "<https://h/1>; rel=\"prev\"",
            "<https://h/3>; title=\"a; rel=first, <b>\"; rel=next, <https://h/9>;rel=\"x last\"",
        ] {
            headers.append("link", link.parse().unwrap());
        }
        let link = |rel| headers.link(rel);
        assert_eq!(link("prev").as_deref(), Some("https://h/1"));
        assert_eq!(link("next").as_deref(), Some("https://h/3"));
        assert_eq!(link("last").as_deref(), Some("https://h/9"));
        assert_eq!(link("first"), None);
    }

    #[test]
    fn rate_limits_are_read_with_and_without_prefix() {
        let mut headers = HeaderMap::new();
        headers.insert("ratelimit-limit", "100".parse().unwrap());
        headers.insert("x-ratelimit-remaining", "7".parse().unwrap());
        headers.insert("x-ratelimit-reset", "1767225600".parse().unwrap());
        assert_eq!(headers.rate_limit(), Some(100));
        assert_eq!(headers.rate_limit_remaining(), Some(7));
        assert_eq!(headers.rate_limit_reset(), Some(1_767_225_600));
    }
}
