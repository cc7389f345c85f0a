//! Cookies that responses set during an exchange, such as a redirect after a login (docs/postman-semantics.md §7.3).
//!
//! They go back only to the host that set them, even if they have a `Domain`, and are forgotten with the exchange. If the
//! caller has a `CookieJar`, it takes their place.

use http::Uri;
use http::header::{self, HeaderMap, HeaderValue};

use crate::clock;
use crate::response_headers::ResponseHeaders as _;

#[cfg(feature = "cookies")]
use crate::cookie_jar::CookieJar;

/// The cookies of one exchange, or those of a jar.
#[derive(Default)]
pub(crate) struct Cookies {
    /// In the order in which they are sent: those with longer paths first (RFC 6265 §5.4).
    own: Vec<Cookie>,
    /// Whether they are kept after the exchange, in the jar.
    is_lasting: bool,
    #[cfg(feature = "cookies")]
    jar: Option<CookieJar>,
}

struct Cookie {
    name: String,
    value: String,
    host: String,
    path: String,
    is_secure: bool,
}

impl Cookies {
    /// The cookies of a jar.
    #[cfg(feature = "cookies")]
    pub(crate) fn of(jar: CookieJar) -> Self {
        Self {
            is_lasting: true,
            jar: Some(jar),
            ..Self::default()
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.own.is_empty() && !self.is_lasting
    }

    /// Whether they are kept after the exchange.
    pub(crate) fn is_lasting(&self) -> bool {
        self.is_lasting
    }

    /// Keeps the cookies of a response to a request for `uri` (RFC 6265 §5.3); those that have expired are removed.
    pub(crate) fn store(&mut self, uri: &Uri, headers: &HeaderMap) {
        #[cfg(feature = "cookies")]
        if let Some(jar) = &self.jar {
            return jar.store(uri, headers);
        }
        for text in headers.texts(header::SET_COOKIE.as_str()) {
            let Some((cookie, is_expired)) = parse(uri, text) else {
                continue;
            };
            let known = self.own.iter().position(|known| known.is_same(&cookie));
            match known {
                Some(index) if is_expired => drop(self.own.remove(index)),
                Some(index) => self.own[index] = cookie,
                None if is_expired => {}
                None => {
                    let is_before = |known: &Cookie| known.path.len() >= cookie.path.len();
                    let index = self.own.partition_point(is_before);
                    self.own.insert(index, cookie);
                }
            }
        }
    }

    /// Appends the cookies for a URL to the header of a request. They are marked as sensitive.
    pub(crate) fn add_to(&self, headers: &mut HeaderMap, uri: &Uri) {
        let pairs = self.pairs(uri);
        if pairs.is_empty() {
            return;
        }
        let known = headers.get(header::COOKIE).map(HeaderValue::as_bytes);
        let joined = match known {
            Some(known) => [known, b"; ", pairs.join("; ").as_bytes()].concat(),
            None => pairs.join("; ").into_bytes(),
        };
        if let Ok(mut value) = HeaderValue::from_bytes(&joined) {
            value.set_sensitive(true);
            headers.insert(header::COOKIE, value);
        }
    }

    /// The `name=value` pairs for a URL.
    fn pairs(&self, uri: &Uri) -> Vec<String> {
        #[cfg(feature = "cookies")]
        if let Some(jar) = &self.jar {
            return jar.pairs(uri);
        }
        let sent = self.own.iter().filter(|cookie| cookie.is_for(uri));
        sent.map(Cookie::pair).collect()
    }
}

impl Cookie {
    fn is_same(&self, other: &Self) -> bool {
        (&self.name, &self.host, &self.path) == (&other.name, &other.host, &other.path)
    }

    fn is_for(&self, uri: &Uri) -> bool {
        let is_below = uri.path().strip_prefix(&self.path).is_some_and(|rest| {
            rest.is_empty() || rest.starts_with('/') || self.path.ends_with('/')
        });
        is_below
            && host(uri).is_some_and(|host| host == self.host)
            && (!self.is_secure || uri.scheme_str() == Some("https"))
    }

    fn pair(&self) -> String {
        format!("{}={}", self.name, self.value)
    }
}

/// Reads a `Set-Cookie` header, and whether the cookie has expired already (RFC 6265 §5.2). The `Domain` of another host
/// makes it invalid.
fn parse(uri: &Uri, text: &str) -> Option<(Cookie, bool)> {
    let (pair, attributes) = text.split_once(';').unwrap_or((text, ""));
    let (name, value) = pair.split_once('=')?;
    let host = host(uri)?;
    let folder = uri.path().rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut cookie = Cookie {
        name: name.trim().to_owned(),
        value: value.trim().to_owned(),
        path: if folder.is_empty() { "/" } else { folder }.to_owned(),
        is_secure: false,
        host,
    };
    let (mut max_age, mut expires) = (None, None);
    for attribute in attributes.split(';') {
        let (name, value) = attribute.split_once('=').unwrap_or((attribute, ""));
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "path" if value.starts_with('/') => value.clone_into(&mut cookie.path),
            "domain" if !is_within(&cookie.host, value) => return None,
            "secure" => cookie.is_secure = true,
            "max-age" => max_age = value.parse::<i64>().ok(),
            "expires" => expires = httpdate::parse_http_date(value).ok(),
            _ => {}
        }
    }
    let is_expired = match (max_age, expires) {
        (Some(seconds), _) => seconds <= 0,
        (None, Some(time)) => time <= clock::now(),
        (None, None) => false,
    };
    (!cookie.name.is_empty()).then_some((cookie, is_expired))
}

/// Whether a host is a domain or below it (RFC 6265 §5.1.3); any host is within no domain at all.
fn is_within(host: &str, domain: &str) -> bool {
    let domain = domain.trim_start_matches('.').to_ascii_lowercase();
    let rest = host.strip_suffix(&domain);
    domain.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

fn host(uri: &Uri) -> Option<String> {
    uri.host().map(str::to_ascii_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The `Cookie` header for a URL, after `https://h.example/a/login` has set cookies.
    fn sent(set: &[&str], url: &str) -> String {
        let login: Uri = "https://h.example/a/login".parse().unwrap();
        let mut cookies = Cookies::default();
        let values = set.iter().map(|text| HeaderValue::from_str(text).unwrap());
        cookies.store(
            &login,
            &values.map(|value| (header::SET_COOKIE, value)).collect(),
        );
        let mut headers = HeaderMap::new();
        cookies.add_to(&mut headers, &url.parse().unwrap());
        let value = headers.get(header::COOKIE);
        assert!(value.is_none_or(HeaderValue::is_sensitive));
        value.map_or_else(String::new, |value| value.to_str().unwrap().to_owned())
    }

    #[test]
    fn a_cookie_stays_with_its_host_path_and_protocol() {
        let set = [
            "a=1",
            "b=2; Path=/",
            "c=3; Path=/a/b",
            "d=4; Secure; Path=/",
        ];
        for (url, expected) in [
            ("https://h.example/a/home", "a=1; b=2; d=4"),
            ("https://h.example/a/b/c", "c=3; a=1; b=2; d=4"),
            ("https://h.example/ab", "b=2; d=4"),
            ("http://H.example/", "b=2"),
            ("https://other.example/a/b", ""),
            ("https://sub.h.example/a", ""),
        ] {
            assert_eq!(sent(&set, url), expected, "{url}");
        }
    }

    #[test]
    fn a_cookie_can_be_replaced_and_expire_and_its_domain_only_narrows_it() {
        let to = "https://h.example/a/x";
        assert_eq!(sent(&["a=1", "a=2", "b=3"], to), "a=2; b=3");
        assert_eq!(sent(&["a=1", "a=; Max-Age=0"], to), "");
        let past = "a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT";
        assert_eq!(sent(&[past], to), "");
        assert_eq!(sent(&["a=1; Domain=.Example"], to), "a=1");
        assert_eq!(sent(&["a=1; Domain=other.example", "=x", "flag"], to), "");
    }
}
