//! OAuth 2 access tokens, given or fetched (docs/postman-semantics.md §6.1).

use std::borrow::Cow;
use std::sync::Arc;

use super::{
    AuthError, Authorize, BearerToken, KeyLocation, Parameters, Secret, Token, TokenEndpoint,
    TokenSource,
};
use crate::request::Request;
use crate::response::Response;

/// An OAuth 2 access token: Postman's `oauth2`.
#[derive(Debug, Clone)]
pub struct OAuth2 {
    token: TokenKind,
    location: KeyLocation,
    prefix: String,
}

#[derive(Debug, Clone)]
enum TokenKind {
    Given(Secret),
    Source(Arc<dyn TokenSource>),
}

impl OAuth2 {
    /// Uses a token that was obtained elsewhere. An empty one adds nothing to a request.
    pub fn new(token: impl Into<Secret>) -> Self {
        Self::with(TokenKind::Given(token.into()))
    }

    /// Fetches and refreshes tokens as needed.
    pub fn from_source(source: impl TokenSource + 'static) -> Self {
        Self::with(TokenKind::Source(Arc::new(source)))
    }

    fn with(token: TokenKind) -> Self {
        Self {
            token,
            location: KeyLocation::Header,
            prefix: "Bearer".to_owned(),
        }
    }

    /// Replaces the prefix `Bearer`; an empty one sends the token alone.
    #[must_use]
    pub fn prefix(mut self, prefix: impl AsRef<str>) -> Self {
        prefix.as_ref().trim().clone_into(&mut self.prefix);
        self
    }

    /// Sends the token as the query parameter `access_token`.
    #[must_use]
    pub fn in_query(mut self) -> Self {
        self.location = KeyLocation::Query;
        self
    }

    fn token(&self) -> Result<Cow<'_, Secret>, AuthError> {
        match &self.token {
            TokenKind::Given(token) => Ok(Cow::Borrowed(token)),
            TokenKind::Source(source) => Ok(Cow::Owned(match source.token()? {
                Token::Ready(token) => token,
                Token::Fetch(_) => Secret::default(),
            })),
        }
    }
}

/// Reads Postman's parameters: `accessToken`, `addTokenTo`, `headerPrefix`, `tokenType`.
///
/// A token of type `mac` adds nothing to a request, as in Postman.
impl From<&Parameters> for OAuth2 {
    fn from(parameters: &Parameters) -> Self {
        if parameters.get("tokenType") == Some("mac") {
            return Self::new("");
        }
        let mut oauth2 = Self::new(parameters.text("accessToken"));
        if parameters.has("headerPrefix") {
            oauth2 = oauth2.prefix(parameters.text("headerPrefix"));
        }
        if parameters.get("addTokenTo") == Some("queryParams") {
            oauth2 = oauth2.in_query();
        }
        oauth2
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

impl From<TokenEndpoint> for OAuth2 {
    fn from(endpoint: TokenEndpoint) -> Self {
        Self::from_source(endpoint)
    }
}

impl Authorize for OAuth2 {
    fn prepare(&self) -> Result<Option<http::Request<bytes::Bytes>>, AuthError> {
        match &self.token {
            TokenKind::Given(_) => Ok(None),
            TokenKind::Source(source) => match source.token()? {
                Token::Ready(_) => Ok(None),
                Token::Fetch(request) => Ok(Some(*request)),
            },
        }
    }

    fn prepared(&self, response: &Response) -> Result<(), AuthError> {
        match &self.token {
            TokenKind::Given(_) => Ok(()),
            TokenKind::Source(source) => source.fetched(response),
        }
    }

    fn authorize(&self, request: &mut Request) -> Result<(), AuthError> {
        let token = self.token()?;
        let token = token.expose();
        if token.is_empty() {
            return Ok(());
        }
        request.remove_header("Authorization");
        request.remove_query("access_token");
        match self.location {
            KeyLocation::Query => request.add_query("access_token", token),
            KeyLocation::Header if self.prefix.is_empty() => {
                request.set_secret_header("Authorization", token.trim_start());
            }
            KeyLocation::Header => {
                let prefix = &self.prefix;
                request.format_secret_header("Authorization", format_args!("{prefix} {token}"));
            }
        }
        Ok(())
    }

    /// Replaces a fetched token that was refused, once in a call: the request is sent again with a new one.
    fn challenge(
        &self,
        request: &mut Request,
        response: &Response,
        attempt: u32,
    ) -> Result<bool, AuthError> {
        let (TokenKind::Source(source), 401) = (&self.token, response.status.as_u16()) else {
            return Ok(false);
        };
        // Meanwhile, another call can have fetched a new token, which must not be discarded.
        if self.is_current(source.as_ref(), request) {
            source.reject();
        }
        if attempt > 0 || self.is_current(source.as_ref(), request) {
            return Ok(false);
        }
        if let Ok(Token::Ready(_)) = source.token() {
            self.authorize(request)?;
        }
        Ok(true)
    }
}

impl OAuth2 {
    /// Whether a request was sent with the token that the source would return now.
    fn is_current(&self, source: &dyn TokenSource, request: &Request) -> bool {
        let Ok(Token::Ready(token)) = source.token() else {
            return false;
        };
        let token = token.expose();
        match self.location {
            KeyLocation::Header => {
                let header = request.header_value("Authorization");
                header.is_some_and(|value| value.ends_with(token))
            }
            KeyLocation::Query => request.decoded_query().is_ok_and(|query| {
                let mut entries = query.iter();
                entries.any(|(key, value)| key == "access_token" && value == token)
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::Encoding;

    fn fetched(source: &TokenEndpoint, token: &str) {
        let response = Response {
            body: format!(r#"{{"access_token": "{token}"}}"#).into(),
            ..Response::default()
        };
        source.fetched(&response).expect("a token");
    }

    #[test]
    fn a_token_that_another_call_has_fetched_is_used_and_kept() {
        let source = TokenEndpoint::client_credentials("https://h/token", "id", "hush");
        let source = Arc::new(source);
        let oauth2 = OAuth2::from_source(Arc::clone(&source));
        let mut request = Request::new("GET", "https://h/x");
        let resolved = request.resolve(&|_| None, None, Encoding::Segment);
        resolved.expect("a URL");
        fetched(&source, "t1");
        oauth2.authorize(&mut request).expect("authorized");

        fetched(&source, "t2");
        let refused = Response {
            status: http::StatusCode::UNAUTHORIZED,
            ..Response::default()
        };
        let is_changed = oauth2.challenge(&mut request, &refused, 0);
        assert_eq!(is_changed, Ok(true));
        assert_eq!(request.header_value("Authorization"), Some("Bearer t2"));
        assert!(matches!(source.token(), Ok(Token::Ready(token)) if token.expose() == "t2"));
    }
}
