//! What callers set for one call, or for all calls of a client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::auth::Authorize;
use crate::hidden::PublicUrl;
use crate::request::Request;
use crate::retry::Retry;

/// The header of an idempotency key, unless the operation has another one of [`KEY_HEADERS`].
const KEY_HEADER: &str = "Idempotency-Key";

/// Headers by which servers recognize a request that they have processed already.
pub(crate) const KEY_HEADERS: [&str; 2] = [KEY_HEADER, "X-Idempotency-Key"];

/// Options of a call.
///
/// There are three layers, of which the later ones take precedence: the options of the client, what the operation itself
/// sends, and the options of the call.
///
/// Headers that are set here can be credentials, so they are never sent to another origin, and `Debug` shows no values.
#[derive(Clone, Default)]
#[must_use]
pub struct Options {
    base_url: Option<String>,
    headers: Vec<(String, String)>,
    query: Vec<(String, String)>,
    idempotency_key: Option<String>,
    timeout: Option<Duration>,
    retry: Option<Retry>,
    auth: Auth,
    https_only: bool,
    next_page: Option<NextPage>,
}

/// The page of a list that a request asks for, as the response before it says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum NextPage {
    /// By an entry of the query.
    Parameter(&'static str, String),
    /// By a path and query.
    Target(String),
}

/// What authorizes a call.
#[derive(Debug, Clone, Default)]
pub(crate) enum Auth {
    /// The operation's scheme.
    #[default]
    Documented,
    /// Another scheme of the API's credentials.
    Scheme(&'static str),
    /// Credentials that do not depend on the collection.
    Given(Arc<dyn Authorize>),
    /// Nothing.
    None,
}

impl Options {
    /// Options that change nothing.
    pub const fn new() -> Self {
        Self {
            base_url: None,
            headers: Vec::new(),
            query: Vec::new(),
            idempotency_key: None,
            timeout: None,
            retry: None,
            auth: Auth::Documented,
            https_only: false,
            next_page: None,
        }
    }

    /// Sends requests to this base URL instead of the servers that operations name.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// Sets a header.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let name = name.into();
        self.headers
            .retain(|(known, _)| !known.eq_ignore_ascii_case(&name));
        self.headers.push((name, value.into()));
        self
    }

    /// Sets an entry of the query. Its value arrives unchanged.
    pub fn query(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        let key = key.into();
        self.query.retain(|(known, _)| *known != key);
        self.query.push((key, value.into()));
        self
    }

    /// Sets the header `Idempotency-Key`, by which the server recognizes a request that it has processed already. So the
    /// request can be sent again, whatever its method. Each attempt has the same key.
    pub fn idempotency_key(mut self, key: impl Into<String>) -> Self {
        self.idempotency_key = Some(key.into());
        self
    }

    /// Sets the longest time from the start of the call to the end of its response, with all attempts and the waits between
    /// them. It replaces the total limit of the transport, see [`defaults`](crate::defaults).
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Sets how often and how late requests are sent again.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = Some(retry);
        self
    }

    /// Authorizes requests with these credentials, whether or not the collection documents a scheme. A tuple has several.
    ///
    /// As options of a client, they apply to operations without credentials of their own. As options of a call, they
    /// replace all others.
    pub fn authorize(mut self, credentials: impl Authorize + 'static) -> Self {
        self.auth = Auth::Given(Arc::new(credentials));
        self
    }

    /// Authorizes requests with another scheme of the API's credentials, by its name.
    pub fn scheme(mut self, name: &'static str) -> Self {
        self.auth = Auth::Scheme(name);
        self
    }

    /// Sends requests without credentials.
    pub fn without_auth(mut self) -> Self {
        self.auth = Auth::None;
        self
    }

    /// Sends nothing without TLS, except to this computer: neither the request, nor one for a token or a redirect. It cannot be
    /// undone for a call if it is an option of the client.
    pub fn https_only(mut self) -> Self {
        self.https_only = true;
        self
    }

    /// Asks for a page of a list. It takes precedence over the query.
    pub(crate) fn next_page(mut self, page: Option<NextPage>) -> Self {
        self.next_page = page;
        self
    }

    pub(crate) fn auth(&self) -> &Auth {
        &self.auth
    }
}

impl fmt::Debug for Options {
    /// Omits values, user info and query of the base URL, which can be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = |pairs: &[(String, String)]| -> Vec<String> {
            pairs.iter().map(|(name, _)| name.clone()).collect()
        };
        f.debug_struct("Options")
            .field("base_url", &self.base_url.as_deref().map(PublicUrl))
            .field("headers", &names(&self.headers))
            .field("query", &names(&self.query))
            .field("timeout", &self.timeout)
            .field("retry", &self.retry)
            .field("auth", &self.auth)
            .field("https_only", &self.https_only)
            .finish_non_exhaustive()
    }
}

/// The options of a client and of a call.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layers<'a> {
    pub(crate) client: &'a Options,
    pub(crate) call: &'a Options,
}

impl<'a> Layers<'a> {
    pub(crate) fn base_url(&self) -> Option<&'a str> {
        let base_url = self.call.base_url.as_deref();
        base_url.or(self.client.base_url.as_deref())
    }

    pub(crate) fn timeout(&self) -> Option<Duration> {
        self.call.timeout.or(self.client.timeout)
    }

    pub(crate) fn retry(&self) -> Retry {
        self.call.retry.or(self.client.retry).unwrap_or_default()
    }

    pub(crate) fn https_only(&self) -> bool {
        self.call.https_only || self.client.https_only
    }

    /// Adds headers and query to a resolved request: those of the client where the operation sends none, and those of the
    /// call in place of any other. The URL of a page contains the query of the call already.
    pub(crate) fn apply(&self, request: &mut Request) {
        let next_page = self.call.next_page.as_ref();
        if let Some(NextPage::Target(target)) = next_page {
            request.set_target(target);
        }
        for (name, value) in &self.client.headers {
            if request.header_value(name).is_none() {
                request.secret_header(name, value);
            }
        }
        for (name, value) in &self.call.headers {
            request.set_secret_header(name, value);
        }
        for (key, value) in &self.client.query {
            if !request.has_query(key) {
                request.set_query(key, value);
            }
        }
        for (key, value) in &self.call.query {
            let is_sent = matches!(next_page, Some(NextPage::Target(_))) && request.has_query(key);
            if !is_sent {
                request.set_query(key, value);
            }
        }
        if let Some(NextPage::Parameter(key, value)) = next_page {
            request.set_query(key, value);
        }
        if let Some(key) = &self.call.idempotency_key {
            let mut names = KEY_HEADERS.into_iter();
            let own = names.find(|name| request.header_value(name).is_some());
            request.set_header(own.unwrap_or(KEY_HEADER), key);
        }
    }
}
