//! The headers of answers that clients act on, read into types.

use std::time::{Duration, SystemTime};

use http::HeaderMap;

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

    /// `Location`: where the new resource is, or where to go on.
    fn location(&self) -> Option<&str> {
        self.text("location")
    }

    /// `ETag`, with its quotes.
    fn etag(&self) -> Option<&str> {
        self.text("etag")
    }

    /// `Retry-After`, as seconds or as a date (RFC 9110 §10.2.3), from now on.
    fn retry_after(&self) -> Option<Duration> {
        let value = self.text("retry-after")?.trim();
        if let Ok(seconds) = value.parse() {
            return Some(Duration::from_secs(seconds));
        }
        let date = httpdate::parse_http_date(value).ok()?;
        Some(date.duration_since(SystemTime::now()).unwrap_or_default())
    }

    /// The target of a `Link` with this `rel` (RFC 8288 §3), such as `next`.
    fn link(&self, rel: &str) -> Option<String> {
        let value = self.text("link")?;
        value.split('<').skip(1).find_map(|link| {
            let (target, parameters) = link.split_once('>')?;
            let mut names = parameters.split(';').filter_map(|parameter| {
                let (name, value) = parameter.split_once('=')?;
                (name.trim() == "rel").then(|| value.trim_matches([' ', '"', ',']))
            });
            names
                .any(|names| names.split(' ').any(|name| name == rel))
                .then(|| target.to_owned())
        })
    }

    /// How many requests are left: `RateLimit-Remaining` or `X-RateLimit-Remaining`.
    fn rate_limit_remaining(&self) -> Option<u64> {
        let value = self
            .text("ratelimit-remaining")
            .or_else(|| self.text("x-ratelimit-remaining"))?;
        value.trim().parse().ok()
    }

    /// How many requests there are in all: `RateLimit-Limit` or `X-RateLimit-Limit`.
    fn rate_limit(&self) -> Option<u64> {
        let value = self
            .text("ratelimit-limit")
            .or_else(|| self.text("x-ratelimit-limit"))?;
        value.trim().parse().ok()
    }
}

impl ResponseHeaders for HeaderMap {
    fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.to_str().ok()
    }
}
