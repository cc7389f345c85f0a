//! The auth types that send a credential as it is: basic, bearer, API key, OAuth 2 (docs/postman-semantics.md §6.1).

#[cfg(feature = "oauth2")]
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{AuthError, Authorize, Secret};
use crate::request::Request;

/// User name and password: Postman's `basic`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basic {
    username: String,
    password: Secret,
}

impl Basic {
    /// Either can be empty.
    pub fn new(username: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self {
            username: username.into(),
            password: password.into(),
        }
    }
}

impl Authorize for Basic {
    fn authorize(&self, request: &mut Request) -> Result<(), AuthError> {
        let pair = format!("{}:{}", self.username, self.password.expose());
        request.set_secret_header("Authorization", &format!("Basic {}", STANDARD.encode(pair)));
        Ok(())
    }
}

/// An access token, without the word `Bearer`: Postman's `bearer`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BearerToken(Secret);

impl BearerToken {
    /// Wraps a token. An empty one adds nothing to a request (vector `auth-bearer-empty`).
    pub fn new(token: impl Into<Secret>) -> Self {
        Self(token.into())
    }
}

impl<T: Into<Secret>> From<T> for BearerToken {
    fn from(token: T) -> Self {
        Self(token.into())
    }
}

impl Authorize for BearerToken {
    fn authorize(&self, request: &mut Request) -> Result<(), AuthError> {
        if !self.0.expose().is_empty() {
            request.set_secret_header("Authorization", &format!("Bearer {}", self.0.expose()));
        }
        Ok(())
    }
}

/// Where a key or a token goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyPlace {
    /// Into a header.
    Header,
    /// Into the query.
    Query,
}

/// A key under a name of the API's choice: Postman's `apikey`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    name: String,
    value: Secret,
    place: KeyPlace,
}

impl ApiKey {
    /// Sends the key as a header.
    pub fn header(name: impl Into<String>, value: impl Into<Secret>) -> Self {
        Self {
            name: name.into(),
            value: value.into(),
            place: KeyPlace::Header,
        }
    }

    /// Sends the key as a query parameter.
    pub fn query(name: impl Into<String>, value: impl Into<Secret>) -> Self {
        Self {
            name: name.into(),
            value: value.into(),
            place: KeyPlace::Query,
        }
    }
}

impl Authorize for ApiKey {
    fn authorize(&self, request: &mut Request) -> Result<(), AuthError> {
        match self.place {
            KeyPlace::Header => {
                // Headers of the same words go: `x_api_key` is `X-Api-Key` (vector `auth-apikey-header`).
                let same: Vec<String> = request
                    .header_list()
                    .into_iter()
                    .filter(|(name, _)| words(name) == words(&self.name))
                    .map(|(name, _)| name.to_owned())
                    .collect();
                for name in same {
                    request.remove_header(&name);
                }
                request.set_secret_header(&self.name, self.value.expose());
            }
            KeyPlace::Query => {
                request.remove_query(&self.name);
                request.add_query(&self.name, self.value.expose());
            }
        }
        Ok(())
    }
}

/// A name as lower-case words.
fn words(name: &str) -> Vec<String> {
    let mut spaced = String::new();
    let mut before = ' ';
    for character in name.chars() {
        if before.is_lowercase() && character.is_uppercase() {
            spaced.push(' ');
        }
        spaced.push(if character.is_alphanumeric() {
            character
        } else {
            ' '
        });
        before = character;
    }
    spaced.split_whitespace().map(str::to_lowercase).collect()
}

/// An OAuth 2 access token: Postman's `oauth2`.
#[derive(Debug, Clone)]
pub struct OAuth2 {
    token: TokenKind,
    place: KeyPlace,
    prefix: String,
}

#[derive(Debug, Clone)]
enum TokenKind {
    Given(Secret),
    #[cfg(feature = "oauth2")]
    Source(Arc<dyn super::TokenSource>),
}

impl OAuth2 {
    /// A token that was fetched elsewhere. An empty one adds nothing to a request.
    pub fn new(token: impl Into<Secret>) -> Self {
        Self::with(TokenKind::Given(token.into()))
    }

    /// A token that is fetched and refreshed as needed.
    #[cfg(feature = "oauth2")]
    pub fn from_source(source: impl super::TokenSource + 'static) -> Self {
        Self::with(TokenKind::Source(Arc::new(source)))
    }

    fn with(token: TokenKind) -> Self {
        Self {
            token,
            place: KeyPlace::Header,
            prefix: "Bearer".to_owned(),
        }
    }

    /// Sends the token with another prefix than `Bearer`, or with none.
    #[must_use]
    pub fn prefix(mut self, prefix: impl AsRef<str>) -> Self {
        prefix.as_ref().trim().clone_into(&mut self.prefix);
        self
    }

    /// Sends the token as the query parameter `access_token`.
    #[must_use]
    pub fn in_query(mut self) -> Self {
        self.place = KeyPlace::Query;
        self
    }

    fn token(&self) -> Result<Option<Secret>, AuthError> {
        match &self.token {
            TokenKind::Given(token) => Ok(Some(token.clone())),
            #[cfg(feature = "oauth2")]
            TokenKind::Source(source) => match source.token()? {
                super::Token::Ready(token) => Ok(Some(token)),
                super::Token::Fetch(_) => Ok(None),
            },
        }
    }
}

impl<T: Into<Secret>> From<T> for OAuth2 {
    fn from(token: T) -> Self {
        Self::new(token)
    }
}

impl From<BearerToken> for OAuth2 {
    fn from(token: BearerToken) -> Self {
        Self::new(token.0)
    }
}

impl Authorize for OAuth2 {
    #[cfg(feature = "oauth2")]
    fn prepare(&self) -> Result<Option<http::Request<bytes::Bytes>>, AuthError> {
        match &self.token {
            TokenKind::Given(_) => Ok(None),
            TokenKind::Source(source) => match source.token()? {
                super::Token::Ready(_) => Ok(None),
                super::Token::Fetch(request) => Ok(Some(*request)),
            },
        }
    }

    #[cfg(feature = "oauth2")]
    fn prepared(&self, response: &crate::Response) -> Result<(), AuthError> {
        match &self.token {
            TokenKind::Given(_) => Ok(()),
            TokenKind::Source(source) => source.answered(response),
        }
    }

    fn authorize(&self, request: &mut Request) -> Result<(), AuthError> {
        let token = self.token()?.unwrap_or_default();
        if token.expose().is_empty() {
            return Ok(());
        }
        request.remove_header("Authorization");
        request.remove_query("access_token");
        match self.place {
            KeyPlace::Query => request.add_query("access_token", token.expose()),
            KeyPlace::Header => {
                let value = format!("{} {}", self.prefix, token.expose());
                request.set_secret_header("Authorization", value.trim_start());
            }
        }
        Ok(())
    }

    /// A refused token is forgotten, so that the next request fetches a new one.
    #[cfg(feature = "oauth2")]
    fn challenge(
        &self,
        _: &mut Request,
        response: &crate::Response,
        _: u32,
    ) -> Result<bool, AuthError> {
        if let (TokenKind::Source(source), 401) = (&self.token, response.status.as_u16()) {
            source.reject();
        }
        Ok(false)
    }
}

/// A header that the collection writes itself in place of an auth block, such as `Authorization: Token {{token}}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderSecret {
    name: String,
    prefix: String,
    value: Secret,
}

impl HeaderSecret {
    /// Sends `prefix` and `value`, as they are, as one header.
    pub fn new(
        name: impl Into<String>,
        prefix: impl Into<String>,
        value: impl Into<Secret>,
    ) -> Self {
        Self {
            name: name.into(),
            prefix: prefix.into(),
            value: value.into(),
        }
    }
}

impl Authorize for HeaderSecret {
    fn authorize(&self, request: &mut Request) -> Result<(), AuthError> {
        request.set_secret_header(
            &self.name,
            &format!("{}{}", self.prefix, self.value.expose()),
        );
        Ok(())
    }
}
