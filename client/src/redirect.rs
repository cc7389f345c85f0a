//! Redirects, followed like Postman's (docs/postman-semantics.md §7.2), except for credentials.
//!
//! Postman drops `Authorization` if the host name changes. This client drops every header with a credential, since a
//! key in `X-Api-Key` is as secret as a token, and it does so if scheme, host or port change (RFC 9110 §15.4). A query
//! can contain a credential too, so another origin gets a `Referer` without path and query (RFC 9110 §10.1.3).

use std::net::IpAddr;

use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Method, Uri};

use crate::body::Body;
use crate::encoding;
use crate::profile::Profile;
use crate::response::Response;

/// A sent request, from which the one after a redirect is made.
#[derive(Debug, Clone)]
pub(crate) struct Sent {
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Body>,
}

impl From<http::Request<Body>> for Sent {
    fn from(request: http::Request<Body>) -> Self {
        let (head, body) = request.into_parts();
        Self {
            method: head.method,
            uri: head.uri,
            headers: head.headers,
            body: body.is_repeatable().then_some(body),
        }
    }
}

/// Whether a response can be a redirect that is followed.
pub(crate) fn is_followed(response: &Response, profile: &Profile) -> bool {
    profile.follow_redirects
        && response.status.is_redirection()
        && response.headers.contains_key(header::LOCATION)
}

/// Returns the request that follows a redirect.
///
/// [`None`] if the response is final: it is not a redirect, its `Location` cannot be followed, or the body cannot be sent
/// again.
pub(crate) fn follow(sent: &Sent, response: &Response, profile: &Profile) -> Option<Sent> {
    if !is_followed(response, profile) {
        return None;
    }
    let location = response.headers.get(header::LOCATION)?;
    // Bytes beyond ASCII are read as latin-1.
    let location: String = location
        .as_bytes()
        .iter()
        .map(|byte| char::from(*byte))
        .collect();
    let uri = resolve(&sent.uri, &location)?;
    let mut next = Sent {
        uri,
        ..sent.clone()
    };

    let keeps_method =
        profile.follow_original_method || !matches!(response.status.as_u16(), 301..=303);
    if keeps_method {
        next.body.as_ref()?;
    } else {
        if next.method != Method::HEAD {
            next.method = Method::GET;
        }
        next.body = Some(Body::default());
        next.headers.remove(header::CONTENT_TYPE);
        next.headers.remove(header::CONTENT_LENGTH);
    }
    next.headers.remove(header::HOST);
    let same_origin = is_same_origin(&sent.uri, &next.uri);
    if !profile.remove_referer {
        next.headers.remove(header::REFERER);
        let referer = referer(sent, &next.uri, same_origin);
        if let Some(referer) = referer.and_then(|text| HeaderValue::from_str(&text).ok()) {
            next.headers.insert(header::REFERER, referer);
        }
    }
    if !same_origin {
        drop_credentials(&mut next.headers);
    }
    Some(next)
}

/// Whether a redirect leaves HTTPS, so that everybody on the way can read the request.
pub(crate) fn is_downgrade(from: &Uri, to: &Uri) -> bool {
    from.scheme_str() == Some("https") && to.scheme_str() != Some("https")
}

/// Whether everybody between this computer and the server can read a request.
pub(crate) fn is_exposed(uri: &Uri) -> bool {
    let is_here = |host: &str| {
        let address = host.trim_start_matches('[').trim_end_matches(']');
        let is_loopback = |it: IpAddr| it.is_loopback();
        host.eq_ignore_ascii_case("localhost") || address.parse().is_ok_and(is_loopback)
    };
    uri.scheme_str() != Some("https") && !uri.host().is_some_and(is_here)
}

/// The URL of the request for the same origin, the origin alone for another one, and nothing without TLS.
fn referer(sent: &Sent, next: &Uri, same_origin: bool) -> Option<String> {
    if is_downgrade(&sent.uri, next) {
        None
    } else if same_origin {
        Some(sent.uri.to_string())
    } else {
        let (scheme, authority) = (sent.uri.scheme_str()?, sent.uri.authority()?);
        Some(format!("{scheme}://{authority}/"))
    }
}

fn drop_credentials(headers: &mut HeaderMap) {
    let secret: Vec<HeaderName> = headers
        .iter()
        .filter(|(name, value)| {
            value.is_sensitive()
                || matches!(
                    **name,
                    header::AUTHORIZATION | header::PROXY_AUTHORIZATION | header::COOKIE
                )
        })
        .map(|(name, _)| name.clone())
        .collect();
    for name in secret {
        headers.remove(name);
    }
}

/// Whether two URLs have the same scheme, host and port.
pub(crate) fn is_same_origin(one: &Uri, other: &Uri) -> bool {
    let hosts = (
        one.host().unwrap_or_default(),
        other.host().unwrap_or_default(),
    );
    one.scheme() == other.scheme()
        && hosts.0.eq_ignore_ascii_case(hosts.1)
        && port(one) == port(other)
}

fn port(uri: &Uri) -> u16 {
    uri.port_u16().unwrap_or(match uri.scheme_str() {
        Some("https") => 443,
        _ => 80,
    })
}

/// Resolves a `Location` against the URL of the request (RFC 3986 §5.2).
pub(crate) fn resolve(base: &Uri, location: &str) -> Option<Uri> {
    let location = location.split('#').next().unwrap_or_default().trim();
    let (path, query) = match location.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (location, None),
    };
    let (scheme, authority) = (base.scheme_str()?, base.authority()?.as_str());
    let mut absolute = if has_scheme(path) {
        String::new()
    } else if path.starts_with("//") {
        [scheme, ":"].concat()
    } else {
        let folder = base.path().rfind('/').map_or(0, |slash| slash + 1);
        let start = match path {
            "" => base.path(),
            path if path.starts_with('/') => "",
            _ => &base.path()[..folder],
        };
        [scheme, "://", authority, start].concat()
    };
    absolute.push_str(&encoding::path(path));
    if let Some(query) = query {
        absolute.extend(["?", &encoding::query(query)]);
    }
    let uri: Uri = absolute.parse().ok()?;
    matches!(uri.scheme_str(), Some("http" | "https")).then(|| cleaned(uri))?
}

/// Whether a reference begins with a scheme, so that it is not relative (RFC 3986 §3.1, §4.1).
fn has_scheme(reference: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    reference.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(is_part)
    })
}

/// Removes user info, a credential that the server chose, and the segments `.` and `..` (RFC 3986 §5.2.4).
fn cleaned(uri: Uri) -> Option<Uri> {
    let mut parts = uri.into_parts();
    let authority = parts.authority.take()?;
    let (_, address) = authority.as_str().rsplit_once('@').unzip();
    let address = address.map(str::parse).transpose().ok()?;
    parts.authority = Some(address.unwrap_or(authority));
    let target = parts.path_and_query.take()?;
    let mut cleaned = without_dot_segments(target.path());
    if let Some(query) = target.query() {
        cleaned = format!("{cleaned}?{query}");
    }
    parts.path_and_query = Some(cleaned.parse().ok()?);
    Uri::from_parts(parts).ok()
}

fn without_dot_segments(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "." => {}
            // The first segment is the empty one before the first `/`.
            ".." => kept.truncate(kept.len().saturating_sub(1).max(1)),
            segment => kept.push(segment),
        }
    }
    if path.ends_with("/.") || path.ends_with("/..") {
        kept.push("");
    }
    kept.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locations_are_resolved_against_the_url_of_the_request() {
        let base: Uri = "https://h:8443/a/b/c?x=1".parse().expect("a URI");
        for (location, expected) in [
            ("/next?y=2", "https://h:8443/next?y=2"),
            ("d e#frag", "https://h:8443/a/b/d%20e"),
            ("../d", "https://h:8443/a/d"),
            ("./../../../d", "https://h:8443/d"),
            ("/x/../y/./z?q=/../", "https://h:8443/y/z?q=/../"),
            ("x/..", "https://h:8443/a/b/"),
            ("https://h/a/../../b", "https://h/b"),
            ("?z=1", "https://h:8443/a/b/c?z=1"),
            ("//other/x", "https://other/x"),
            ("http://other", "http://other/"),
            ("https://user:password@other:8/x", "https://other:8/x"),
            ("//user@other/x", "https://other/x"),
            ("to/http://other/x", "https://h:8443/a/b/to/http://other/x"),
            ("/to/http://other/x", "https://h:8443/to/http://other/x"),
            ("1://x", "https://h:8443/a/b/1://x"),
            ("HTTP://other/x", "http://other/x"),
        ] {
            assert_eq!(
                resolve(&base, location)
                    .map(|uri| uri.to_string())
                    .as_deref(),
                Some(expected),
                "{location}"
            );
        }
        for other in ["ftp://h/x", "mailto:me@h", "javascript:alert(1)", "https:x"] {
            assert_eq!(resolve(&base, other), None, "{other}");
        }
    }

    /// Follows a redirect of a request with credentials in headers and query.
    fn redirect(from: &str, location: &str) -> Sent {
        let mut key = HeaderValue::from_static("k");
        key.set_sensitive(true);
        let sent = Sent {
            method: Method::GET,
            uri: from.parse().expect("a URI"),
            headers: HeaderMap::from_iter([
                (header::AUTHORIZATION, HeaderValue::from_static("t")),
                (header::PROXY_AUTHORIZATION, HeaderValue::from_static("t")),
                (header::COOKIE, HeaderValue::from_static("sid=1")),
                (HeaderName::from_static("x-api-key"), key),
                (header::ACCEPT, HeaderValue::from_static("a/b")),
            ]),
            body: Some(Body::default()),
        };
        let location = HeaderValue::from_str(location).expect("a value");
        let response = Response {
            status: http::StatusCode::FOUND,
            headers: HeaderMap::from_iter([(header::LOCATION, location)]),
            ..Response::default()
        };
        follow(&sent, &response, &Profile::DEFAULT).expect("a redirect")
    }

    #[test]
    fn credentials_stay_with_their_origin() {
        assert_eq!(redirect("http://h/", "http://h:80/x").headers.len(), 6);
        for other in [
            "https://h/x",
            "https://h:80/x",
            "http://h:81/x",
            "http://g/x",
        ] {
            let headers = redirect("http://h/", other).headers;
            assert!(headers.contains_key("accept") && headers.contains_key("referer"));
            assert_eq!(headers.len(), 2, "{other}");
        }
    }

    #[test]
    fn the_referer_shows_no_query_to_another_origin_and_nothing_without_tls() {
        for (from, to, expected) in [
            ("https://h/a?key=k", "/b", Some("https://h/a?key=k")),
            ("https://h:8/a?key=k", "https://g/b", Some("https://h:8/")),
            ("http://h/a?key=k", "https://h/b", Some("http://h/")),
            ("https://h/a?key=k", "http://h/b", None),
        ] {
            let next = redirect(from, to);
            let referer = next.headers.get(header::REFERER);
            let referer = referer.map(|value| value.to_str().expect("ASCII"));
            assert_eq!(referer, expected, "{from} to {to}");
        }
    }
}
