//! Cookies that outlive a call, with feature `cookies`.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use cookie_store::{CookieStore, RawCookie};
use http::header::SET_COOKIE;
use http::{HeaderMap, Uri};
use url::Url;

/// Keeps the cookies of responses and sends them with later requests (RFC 6265). Clones share them.
///
/// Without a jar, cookies live as long as the call that received them. Public suffixes are not known: a server of
/// `a.co.uk` can set a cookie for `co.uk`.
#[derive(Clone, Default)]
pub struct CookieJar(Arc<Mutex<CookieStore>>);

impl CookieJar {
    /// Creates an empty jar.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Removes all cookies.
    pub fn clear(&self) {
        self.cookies().clear();
    }

    /// The names of the cookies that have not expired.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let cookies = self.cookies();
        let names = cookies.iter_unexpired();
        names.map(|cookie| cookie.name().to_owned()).collect()
    }

    /// Keeps the cookies of a response to a request for `uri`.
    pub(crate) fn store(&self, uri: &Uri, headers: &HeaderMap) {
        let Ok(url) = Url::parse(&uri.to_string()) else {
            return;
        };
        let texts = headers.get_all(SET_COOKIE).iter();
        let texts = texts.filter_map(|value| value.to_str().ok());
        let cookies = texts.filter_map(|text| RawCookie::parse(text.to_owned()).ok());
        self.cookies().store_response_cookies(cookies, &url);
    }

    /// The `name=value` pairs for a request for `uri`.
    pub(crate) fn pairs(&self, uri: &Uri) -> Vec<String> {
        let Ok(url) = Url::parse(&uri.to_string()) else {
            return Vec::new();
        };
        let cookies = self.cookies();
        let pairs = cookies.get_request_values(&url);
        pairs
            .map(|(name, value)| format!("{name}={value}"))
            .collect()
    }

    fn cookies(&self) -> MutexGuard<'_, CookieStore> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for CookieJar {
    /// Omits the values, which can be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CookieJar").field(&self.names()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attempt::OperationId;
    use crate::exchange::Exchange;
    use crate::request::{Encoding, Request};
    use crate::testing::InMemory;
    use crate::{Response, blocking};

    fn call(server: &InMemory, jar: &CookieJar, url: &'static str, is_streamed: bool) {
        let mut request = Request::new("GET", url);
        let resolved = request.resolve(&|_| None, None, Encoding::Segment);
        resolved.expect("a URL");
        let exchange = Exchange::new(OperationId::named("test"), request, None);
        let mut exchange = exchange.cookies(Some(jar.clone()));
        if is_streamed {
            blocking::stream(server, &mut exchange).expect("a response");
        } else {
            blocking::run(server, &mut exchange).expect("a response");
        }
    }

    #[test]
    fn cookies_of_one_call_are_sent_with_the_next_one_to_the_same_host() {
        sends_cookies(false);
        sends_cookies(true);
    }

    fn sends_cookies(is_streamed: bool) {
        let server = InMemory::new().respond(|_| {
            let response = http::Response::builder()
                .header("Set-Cookie", "session=hush; Path=/; HttpOnly")
                .header("Set-Cookie", "old=1; Max-Age=0");
            Response::from(response.body("").expect("a response"))
        });
        let jar = CookieJar::new();
        for url in [
            "https://a.test/login",
            "https://a.test/x",
            "https://b.test/x",
        ] {
            call(&server, &jar, url, is_streamed);
        }
        let sent: Vec<Option<String>> = server
            .requests()
            .iter()
            .map(|request| {
                let cookie = request.headers().get("Cookie")?;
                assert!(cookie.is_sensitive());
                Some(cookie.to_str().expect("ASCII").to_owned())
            })
            .collect();
        assert_eq!(sent, [None, Some("session=hush".to_owned()), None]);
        assert!(!format!("{jar:?}").contains("hush"));
    }
}
