//! OAuth 2 access tokens that are fetched and refreshed (RFC 6749).
//!
//! Postman's app fetches tokens from the same parameters; its runner does not.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use serde_json::Value;

use super::{AuthError, ClientAuthentication, Provider, Secret, Token, TokenSource};
use crate::Response;
use crate::clock::Instant;

/// How long before its expiry a token is replaced.
const LEEWAY: Duration = Duration::from_secs(30);

/// The grant that a token is fetched with.
#[derive(Debug, Clone)]
enum Grant {
    ClientCredentials,
    Password {
        username: String,
        password: Secret,
    },
    /// A code from the redirect after a user's consent, which is used once.
    #[cfg(feature = "login")]
    AuthorizationCode {
        code: Secret,
        redirect_uri: String,
        verifier: Secret,
    },
    RefreshToken,
}

impl Grant {
    /// Whether it can be used again, without the user.
    fn is_lasting(&self) -> bool {
        matches!(self, Self::ClientCredentials | Self::Password { .. })
    }
}

/// Fetches tokens by client credentials, password, authorization code or refresh token, and refreshes them before they
/// expire.
pub struct TokenEndpoint {
    provider: Provider,
    grant: Grant,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    token: Option<Secret>,
    expires: Option<Instant>,
    refresh_token: Option<Secret>,
    /// Whether the grant was used.
    is_used: bool,
}

impl State {
    fn usable(&self) -> Option<&Secret> {
        let fresh = self
            .expires
            .is_none_or(|expires| Instant::now() + LEEWAY < expires);
        self.token.as_ref().filter(|_| fresh)
    }

    /// Keeps the tokens of a response.
    fn issued(&mut self, issued: Issued) {
        let lifetime = issued.lifetime;
        self.expires = lifetime.and_then(|lifetime| Instant::now().checked_add(lifetime));
        self.token = Some(issued.token);
        if issued.refresh_token.is_some() {
            self.refresh_token = issued.refresh_token;
        }
        self.is_used = true;
    }
}

impl fmt::Debug for TokenEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenEndpoint")
            .field("provider", &self.provider)
            .field("grant", &self.grant)
            .finish_non_exhaustive()
    }
}

impl TokenEndpoint {
    /// The client credentials grant (RFC 6749 §4.4).
    pub fn client_credentials(
        url: impl Into<String>,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
    ) -> Self {
        provider(url, client_id, client_secret).client_credentials()
    }

    /// The resource owner password grant (RFC 6749 §4.3).
    pub fn password(
        url: impl Into<String>,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
        username: impl Into<String>,
        password: impl Into<Secret>,
    ) -> Self {
        provider(url, client_id, client_secret).password(username, password)
    }

    /// Starts from a refresh token (RFC 6749 §6).
    pub fn refresh_token(
        url: impl Into<String>,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
        refresh_token: impl Into<Secret>,
    ) -> Self {
        provider(url, client_id, client_secret).refresh_token(refresh_token)
    }

    pub(super) fn by_client_credentials(provider: Provider) -> Self {
        Self::new(provider, Grant::ClientCredentials)
    }

    pub(super) fn by_password(provider: Provider, username: String, password: Secret) -> Self {
        Self::new(provider, Grant::Password { username, password })
    }

    pub(super) fn by_refresh_token(provider: Provider, token: Secret) -> Self {
        let endpoint = Self::new(provider, Grant::RefreshToken);
        endpoint.state().refresh_token = Some(token);
        endpoint
    }

    /// Exchanges a code once (RFC 6749 §4.1.3).
    #[cfg(feature = "login")]
    pub(super) fn by_code(
        provider: Provider,
        code: Secret,
        redirect_uri: String,
        verifier: Secret,
    ) -> Self {
        let grant = Grant::AuthorizationCode {
            code,
            redirect_uri,
            verifier,
        };
        Self::new(provider, grant)
    }

    /// Starts with tokens that have been issued already.
    #[cfg(feature = "login")]
    pub(super) fn with_tokens(provider: Provider, issued: Issued) -> Self {
        let endpoint = Self::new(provider, Grant::RefreshToken);
        endpoint.state().issued(issued);
        endpoint
    }

    fn new(provider: Provider, grant: Grant) -> Self {
        Self {
            provider,
            grant,
            state: Mutex::default(),
        }
    }

    /// Asks for scopes, separated by spaces.
    #[must_use]
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.provider = self.provider.scope(scope);
        self
    }

    /// Chooses how the client's id and secret are sent; in a header by default.
    #[must_use]
    pub fn client_authentication(mut self, authentication: ClientAuthentication) -> Self {
        self.provider = self.provider.client_authentication(authentication);
        self
    }

    /// The current refresh token, to be saved for the next run of the program. Each new token can replace it.
    #[must_use]
    pub fn saved_refresh_token(&self) -> Option<Secret> {
        self.state().refresh_token.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn request(&self, state: &State) -> Result<http::Request<Bytes>, AuthError> {
        let scope = self.provider.scope.as_deref();
        let with_scope = |mut fields: Vec<(&'static str, _)>| {
            fields.extend(scope.map(|scope| ("scope", scope)));
            fields
        };
        if let Some(token) = &state.refresh_token {
            let fields = vec![
                ("grant_type", "refresh_token"),
                ("refresh_token", token.expose()),
            ];
            return self.provider.refresh_request(with_scope(fields));
        }
        let fields = match &self.grant {
            Grant::ClientCredentials => with_scope(vec![("grant_type", "client_credentials")]),
            Grant::Password { username, password } => with_scope(vec![
                ("grant_type", "password"),
                ("username", username),
                ("password", password.expose()),
            ]),
            #[cfg(feature = "login")]
            Grant::AuthorizationCode {
                code,
                redirect_uri,
                verifier,
            } if !state.is_used => vec![
                ("grant_type", "authorization_code"),
                ("code", code.expose()),
                ("redirect_uri", redirect_uri),
                ("code_verifier", verifier.expose()),
            ],
            _ => {
                return Err(AuthError::new(
                    "the token cannot be refreshed; the user has to log in again",
                ));
            }
        };
        self.provider.token_request(fields)
    }
}

/// A server that is known by its token URL.
fn provider(
    url: impl Into<String>,
    client_id: impl Into<String>,
    client_secret: impl Into<Secret>,
) -> Provider {
    let provider = Provider::new().token_url(url).client_id(client_id);
    provider.client_secret(client_secret)
}

impl TokenSource for TokenEndpoint {
    fn token(&self) -> Result<Token, AuthError> {
        let state = self.state();
        match state.usable() {
            Some(token) => Ok(Token::Ready(token.clone())),
            None => Ok(Token::Fetch(Box::new(self.request(&state)?))),
        }
    }

    fn fetched(&self, response: &Response) -> Result<(), AuthError> {
        let issued = Issued::read(response);
        let mut state = self.state();
        match issued {
            Ok(issued) => state.issued(issued),
            // Meanwhile, another call has fetched a token. The code or refresh token of both was the same.
            Err(_) if state.usable().is_some() => {}
            // A refused refresh token is not tried again, if there is another way.
            Err(_) if self.grant.is_lasting() && state.refresh_token.take().is_some() => {}
            Err(refused) => {
                state.is_used = true;
                return Err(refused.into());
            }
        }
        Ok(())
    }

    fn reject(&self) {
        self.state().token = None;
    }
}

/// What a token endpoint has issued.
pub(super) struct Issued {
    token: Secret,
    refresh_token: Option<Secret>,
    lifetime: Option<Duration>,
}

/// Why a token endpoint has issued nothing (RFC 6749 §5.2).
pub(super) struct Refused {
    pub(super) status: http::StatusCode,
    /// The `error` of the response.
    pub(super) error: Option<String>,
}

impl Issued {
    /// Reads the response of a token endpoint.
    pub(super) fn read(response: &Response) -> Result<Self, Refused> {
        let body: Value = serde_json::from_slice(&response.body).unwrap_or_default();
        let text = |key: &str| body.get(key).and_then(Value::as_str);
        let token = text("access_token").filter(|token| !token.is_empty() && response.is_success());
        let Some(token) = token else {
            return Err(Refused {
                status: response.status,
                error: text("error").map(error_code),
            });
        };
        Ok(Self {
            token: token.into(),
            refresh_token: text("refresh_token").map(Secret::from),
            lifetime: seconds(&body, "expires_in"),
        })
    }
}

impl From<Refused> for AuthError {
    fn from(Refused { status, error }: Refused) -> Self {
        let reason = error.as_deref();
        let reason = reason.unwrap_or("the response has no `access_token`");
        Self::new(format!(
            "no token was issued: HTTP status {status}, {reason}"
        ))
    }
}

/// A duration in seconds, which some servers write as a text.
pub(super) fn seconds(body: &Value, key: &str) -> Option<Duration> {
    let value = body.get(key)?;
    let seconds = value.as_u64().or_else(|| value.as_str()?.parse().ok())?;
    Some(Duration::from_secs(seconds))
}

/// An `error` of the protocol, fit for a message: short, and without control characters (RFC 6749 §5.2).
pub(super) fn error_code(text: &str) -> String {
    const LONGEST: usize = 100;
    let printable = text.chars().filter(|it| !it.is_control());
    printable.take(LONGEST).collect()
}

#[cfg(test)]
mod tests;
