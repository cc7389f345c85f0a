//! OAuth 2 access tokens that are fetched and refreshed (RFC 6749).
//!
//! A [`TokenSource`] does no I/O: it returns the request to send, and reads the response. Postman's app fetches tokens
//! from the same parameters; its runner does not.

use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::HeaderValue;

use super::{AuthError, Secret};
use crate::clock::Instant;
use crate::hidden::PublicUrl;
use crate::{Response, encoding, form};

/// A token is no longer used this long before it expires.
const LEEWAY: Duration = Duration::from_secs(30);

/// A source of access tokens.
pub trait TokenSource: fmt::Debug + Send + Sync {
    /// Returns the token to use now, or the request that fetches one.
    ///
    /// # Errors
    ///
    /// If there is neither.
    fn token(&self) -> Result<Token, AuthError>;

    /// Reads the response to the request of [`Token::Fetch`].
    ///
    /// # Errors
    ///
    /// If the response contains no token.
    fn fetched(&self, response: &Response) -> Result<(), AuthError>;

    /// Discards the token, because a server refused it.
    fn reject(&self) {}
}

/// What a [`TokenSource`] returns. `Debug` shows neither the token nor the request.
pub enum Token {
    /// A token to send.
    Ready(Secret),
    /// A request to send first; its response is passed to [`TokenSource::fetched`].
    Fetch(Box<http::Request<Bytes>>),
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ready(token) => f.debug_tuple("Ready").field(token).finish(),
            Self::Fetch(_) => f.write_str("Fetch(..)"),
        }
    }
}

/// The grant that a token is fetched with.
#[derive(Debug, Clone)]
enum Grant {
    ClientCredentials,
    Password { username: String, password: Secret },
    RefreshToken,
}

/// How the client authenticates at the token endpoint (RFC 6749 §2.3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClientAuthentication {
    /// With a `Basic` authorization header.
    Header,
    /// With fields in the form.
    Body,
}

/// Fetches tokens by client credentials, password or refresh token, and refreshes them before they expire.
pub struct TokenEndpoint {
    url: String,
    client_id: String,
    client_secret: Secret,
    scope: Option<String>,
    grant: Grant,
    authentication: ClientAuthentication,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    token: Option<Secret>,
    expires: Option<Instant>,
    refresh_token: Option<Secret>,
}

impl State {
    fn usable(&self) -> Option<&Secret> {
        let fresh = self
            .expires
            .is_none_or(|expires| Instant::now() + LEEWAY < expires);
        self.token.as_ref().filter(|_| fresh)
    }
}

impl fmt::Debug for TokenEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenEndpoint")
            .field("url", &PublicUrl(&self.url))
            .field("client_id", &self.client_id)
            .field("scope", &self.scope)
            .field("grant", &self.grant)
            .finish_non_exhaustive()
    }
}

impl TokenEndpoint {
    fn new(url: String, client_id: String, client_secret: Secret, grant: Grant) -> Self {
        Self {
            url,
            client_id,
            client_secret,
            scope: None,
            grant,
            authentication: ClientAuthentication::Header,
            state: Mutex::default(),
        }
    }

    /// The client credentials grant (RFC 6749 §4.4).
    pub fn client_credentials(
        url: impl Into<String>,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
    ) -> Self {
        Self::new(
            url.into(),
            client_id.into(),
            client_secret.into(),
            Grant::ClientCredentials,
        )
    }

    /// The resource owner password grant (RFC 6749 §4.3).
    pub fn password(
        url: impl Into<String>,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
        username: impl Into<String>,
        password: impl Into<Secret>,
    ) -> Self {
        let grant = Grant::Password {
            username: username.into(),
            password: password.into(),
        };
        Self::new(url.into(), client_id.into(), client_secret.into(), grant)
    }

    /// Starts from a refresh token (RFC 6749 §6).
    pub fn refresh_token(
        url: impl Into<String>,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
        refresh_token: impl Into<Secret>,
    ) -> Self {
        let mut endpoint = Self::new(
            url.into(),
            client_id.into(),
            client_secret.into(),
            Grant::RefreshToken,
        );
        endpoint
            .state
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner)
            .refresh_token = Some(refresh_token.into());
        endpoint
    }

    /// Asks for scopes, separated by spaces.
    #[must_use]
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scope = Some(scope.into());
        self
    }

    /// Chooses how the client's id and secret are sent; in a header by default.
    #[must_use]
    pub fn client_authentication(mut self, authentication: ClientAuthentication) -> Self {
        self.authentication = authentication;
        self
    }

    fn request(&self, state: &State) -> Result<http::Request<Bytes>, AuthError> {
        let mut fields: Vec<(&str, &str)> = match (&self.grant, &state.refresh_token) {
            (_, Some(token)) => vec![
                ("grant_type", "refresh_token"),
                ("refresh_token", token.expose()),
            ],
            (Grant::ClientCredentials, None) => vec![("grant_type", "client_credentials")],
            (Grant::Password { username, password }, None) => vec![
                ("grant_type", "password"),
                ("username", username),
                ("password", password.expose()),
            ],
            (Grant::RefreshToken, None) => {
                return Err(AuthError::new(
                    "the refresh token was refused; a new one is needed",
                ));
            }
        };
        if let Some(scope) = &self.scope {
            fields.push(("scope", scope));
        }
        let mut request = http::Request::post(&self.url)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json");
        match self.authentication {
            ClientAuthentication::Header => {
                let pair = format!("{}:{}", self.client_id, self.client_secret.expose());
                let mut value = HeaderValue::try_from(format!("Basic {}", encoding::base64(pair)))
                    .map_err(|_| AuthError::new("the client id is not allowed in a header"))?;
                value.set_sensitive(true);
                request = request.header("Authorization", value);
            }
            ClientAuthentication::Body => {
                fields.push(("client_id", &self.client_id));
                fields.push(("client_secret", self.client_secret.expose()));
            }
        }
        let body = form::encode(&fields);
        request = request.header("Content-Length", body.len());
        let request = request.body(Bytes::from(body));
        request.map_err(|error| AuthError::new(format!("the token URL is invalid: {error}")))
    }
}

impl TokenSource for TokenEndpoint {
    fn token(&self) -> Result<Token, AuthError> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        match state.usable() {
            Some(token) => Ok(Token::Ready(token.clone())),
            None => Ok(Token::Fetch(Box::new(self.request(&state)?))),
        }
    }

    fn fetched(&self, response: &Response) -> Result<(), AuthError> {
        let body: serde_json::Value = serde_json::from_slice(&response.body).unwrap_or_default();
        let text = |key: &str| body.get(key).and_then(serde_json::Value::as_str);
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(token) = text("access_token").filter(|_| response.is_success()) else {
            // A refused refresh token is not tried again.
            if !matches!(self.grant, Grant::RefreshToken) && state.refresh_token.take().is_some() {
                return Ok(());
            }
            let reason = text("error").unwrap_or("the response has no `access_token`");
            return Err(AuthError::new(format!(
                "no token was issued: HTTP status {}, {reason}",
                response.status
            )));
        };
        let seconds = body
            .get("expires_in")
            .and_then(|seconds| seconds.as_u64().or_else(|| seconds.as_str()?.parse().ok()));
        state.expires =
            seconds.and_then(|seconds| Instant::now().checked_add(Duration::from_secs(seconds)));
        state.token = Some(token.into());
        if let Some(refresh_token) = text("refresh_token") {
            state.refresh_token = Some(refresh_token.into());
        }
        Ok(())
    }

    fn reject(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.token = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn response(body: &str) -> Response {
        Response {
            body: Bytes::copy_from_slice(body.as_bytes()),
            ..Response::default()
        }
    }

    fn fetch(source: &TokenEndpoint) -> http::Request<Bytes> {
        match source.token().expect("a state") {
            Token::Fetch(request) => *request,
            Token::Ready(token) => panic!("already has {token:?}"),
        }
    }

    #[test]
    fn a_token_is_fetched_once_and_refreshed_when_it_expires() {
        let source =
            TokenEndpoint::client_credentials("https://auth.example.test/token", "id", "s")
                .scope("a b");
        let request = fetch(&source);
        assert_eq!(request.headers()["authorization"], "Basic aWQ6cw==");
        assert_eq!(request.body(), "grant_type=client_credentials&scope=a%20b");

        let token = response(r#"{"access_token":"t1","expires_in":3600,"refresh_token":"r1"}"#);
        source.fetched(&token).expect("a token");
        assert!(matches!(source.token(), Ok(Token::Ready(token)) if token.expose() == "t1"));

        source
            .fetched(&response(r#"{"access_token":"t2","expires_in":"1"}"#))
            .expect("a token");
        assert_eq!(
            fetch(&source).body(),
            "grant_type=refresh_token&refresh_token=r1&scope=a%20b"
        );
    }

    #[test]
    fn a_refused_refresh_token_falls_back_to_the_grant() {
        let source =
            TokenEndpoint::password("https://auth.example.test/token", "id", "s", "u", "p");
        source
            .fetched(&response(
                r#"{"access_token":"t","expires_in":1,"refresh_token":"r"}"#,
            ))
            .expect("a token");
        let refused = Response {
            status: http::StatusCode::BAD_REQUEST,
            ..response(r#"{"error":"invalid_grant"}"#)
        };
        source.fetched(&refused).expect("tries again");
        assert_eq!(
            fetch(&source).body(),
            "grant_type=password&username=u&password=p"
        );
        assert!(source.fetched(&refused).is_err());
    }

    #[test]
    fn secrets_are_never_printed() {
        let source = TokenEndpoint::refresh_token(
            "https://u:hush@auth.example.test/token?key=hush",
            "id",
            "hush1",
            "hush2",
        );
        assert!(!format!("{source:?}").contains("hush"));
        assert!(!format!("{:?}", source.token()).contains("hush"));
        let request = fetch(&source);
        assert!(request.headers()["authorization"].is_sensitive());
    }
}
