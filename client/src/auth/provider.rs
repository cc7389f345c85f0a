//! The OAuth 2 authorization server that issues an API's tokens.

use std::fmt;

use bytes::Bytes;
use http::HeaderValue;

use super::{AuthError, Secret, TokenEndpoint};
use crate::hidden::PublicUrl;
use crate::{encoding, form};

/// How the client authenticates at the token endpoint (RFC 6749 §2.3.1).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClientAuthentication {
    /// With a `Basic` authorization header.
    #[default]
    Header,
    /// With fields in the form.
    Body,
}

/// An OAuth 2 authorization server, and the client that is registered there.
///
/// Generated credentials have one with everything that the collection says. The rest is up to the program: usually the
/// client's ID and secret.
///
/// ```
/// use client::auth::{OAuth2, Provider};
///
/// let provider = Provider::new()
///     .token_url("https://auth.example.test/token")
///     .scope("read write")
///     .client_id("my-program")
///     .client_secret("…");
/// let credentials = OAuth2::from_source(provider.client_credentials());
/// ```
#[derive(Clone, Default)]
pub struct Provider {
    token_url: String,
    refresh_url: Option<String>,
    pub(super) authorization_url: String,
    pub(super) device_url: String,
    pub(super) scope: Option<String>,
    pub(super) client_id: String,
    client_secret: Option<Secret>,
    authentication: ClientAuthentication,
    pub(super) authorization_parameters: Vec<(String, String)>,
    token_parameters: Vec<(String, String)>,
    token_headers: Vec<(String, String)>,
    refresh_parameters: Vec<(String, String)>,
}

impl Provider {
    /// Creates a server without addresses.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets where tokens are issued.
    #[must_use]
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = url.into();
        self
    }

    /// Sets where tokens are refreshed, if that is not where they are issued.
    #[must_use]
    pub fn refresh_url(mut self, url: impl Into<String>) -> Self {
        self.refresh_url = Some(url.into());
        self
    }

    /// Sets where users give their consent in a browser (RFC 6749 §3.1).
    #[must_use]
    pub fn authorization_url(mut self, url: impl Into<String>) -> Self {
        self.authorization_url = url.into();
        self
    }

    /// Sets where devices without a browser ask for a code (RFC 8628 §3.1).
    #[must_use]
    pub fn device_url(mut self, url: impl Into<String>) -> Self {
        self.device_url = url.into();
        self
    }

    /// Asks for scopes, separated by spaces.
    #[must_use]
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scope = Some(scope.into());
        self
    }

    /// Sets the ID of the client.
    #[must_use]
    pub fn client_id(mut self, id: impl Into<String>) -> Self {
        self.client_id = id.into();
        self
    }

    /// Sets the secret of the client. Programs that users install have none.
    #[must_use]
    pub fn client_secret(mut self, secret: impl Into<Secret>) -> Self {
        self.client_secret = Some(secret.into());
        self
    }

    /// Chooses how the client's ID and secret are sent; in a header by default.
    #[must_use]
    pub fn client_authentication(mut self, authentication: ClientAuthentication) -> Self {
        self.authentication = authentication;
        self
    }

    /// Adds a parameter to the request for the user's consent.
    #[must_use]
    pub fn authorization_parameter(
        mut self,
        key: impl Into<String>,
        value: impl Into<String>,
    ) -> Self {
        self.authorization_parameters
            .push((key.into(), value.into()));
        self
    }

    /// Adds a parameter to requests for tokens, such as `audience`.
    #[must_use]
    pub fn token_parameter(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.token_parameters.push((key.into(), value.into()));
        self
    }

    /// Adds a header to requests for tokens.
    #[must_use]
    pub fn token_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.token_headers.push((name.into(), value.into()));
        self
    }

    /// Adds a parameter to requests that refresh a token.
    #[must_use]
    pub fn refresh_parameter(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.refresh_parameters.push((key.into(), value.into()));
        self
    }

    /// Gets tokens by the client credentials grant (RFC 6749 §4.4).
    #[must_use]
    pub fn client_credentials(self) -> TokenEndpoint {
        TokenEndpoint::by_client_credentials(self)
    }

    /// Gets tokens by the resource owner password grant (RFC 6749 §4.3).
    #[must_use]
    pub fn password(
        self,
        username: impl Into<String>,
        password: impl Into<Secret>,
    ) -> TokenEndpoint {
        TokenEndpoint::by_password(self, username.into(), password.into())
    }

    /// Gets tokens by a refresh token (RFC 6749 §6), such as one that the program saved after a login.
    #[must_use]
    pub fn refresh_token(self, refresh_token: impl Into<Secret>) -> TokenEndpoint {
        TokenEndpoint::by_refresh_token(self, refresh_token.into())
    }

    /// A request for a token with the fields of its grant.
    pub(super) fn token_request<'a>(
        &'a self,
        mut fields: Vec<(&'a str, &'a str)>,
    ) -> Result<http::Request<Bytes>, AuthError> {
        fields.extend(pairs(&self.token_parameters));
        self.post(&self.token_url, fields)
    }

    /// A request that refreshes a token.
    pub(super) fn refresh_request<'a>(
        &'a self,
        mut fields: Vec<(&'a str, &'a str)>,
    ) -> Result<http::Request<Bytes>, AuthError> {
        fields.extend(pairs(&self.refresh_parameters));
        let url = self.refresh_url.as_ref().unwrap_or(&self.token_url);
        self.post(url, fields)
    }

    /// Whether the client's ID and secret are sent in a header.
    #[cfg(feature = "login")]
    pub(super) fn is_client_in_header(&self) -> bool {
        self.client_secret.is_some() && self.authentication == ClientAuthentication::Header
    }

    /// A form of the client, which authenticates.
    pub(super) fn post<'a>(
        &'a self,
        url: &str,
        mut fields: Vec<(&'a str, &'a str)>,
    ) -> Result<http::Request<Bytes>, AuthError> {
        if url.is_empty() {
            return Err(AuthError::new(
                "the URL of the authorization server is not set",
            ));
        }
        let mut request = http::Request::post(url)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json");
        for (name, value) in &self.token_headers {
            request = request.header(name, sensitive(value)?);
        }
        match (&self.client_secret, self.authentication) {
            // A client without a secret only says who it is (RFC 6749 §3.2.1).
            (None, _) => fields.push(("client_id", &self.client_id)),
            (Some(secret), ClientAuthentication::Header) => {
                let pair = format!("{}:{}", self.client_id, secret.expose());
                let value = sensitive(&format!("Basic {}", encoding::base64(pair)))?;
                request = request.header("Authorization", value);
            }
            (Some(secret), ClientAuthentication::Body) => {
                fields.push(("client_id", &self.client_id));
                fields.push(("client_secret", secret.expose()));
            }
        }
        let body = form::encode(&fields);
        request = request.header("Content-Length", body.len());
        let request = request.body(Bytes::from(body));
        request.map_err(|error| AuthError::new(format!("the token URL is invalid: {error}")))
    }
}

fn sensitive(value: &str) -> Result<HeaderValue, AuthError> {
    let mut value = HeaderValue::try_from(value)
        .map_err(|_| AuthError::new("a header of the token request is invalid"))?;
    value.set_sensitive(true);
    Ok(value)
}

fn pairs(parameters: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    let parameters = parameters.iter();
    parameters.map(|(key, value)| (key.as_str(), value.as_str()))
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Provider")
            .field("token_url", &PublicUrl(&self.token_url))
            .field("client_id", &self.client_id)
            .field("scope", &self.scope)
            .finish_non_exhaustive()
    }
}
