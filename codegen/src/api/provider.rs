//! What a collection says of the OAuth 2 authorization server.

/// An OAuth 2 authorization server (RFC 6749), and how clients get tokens from it; never a secret.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provider {
    /// Where tokens are issued.
    pub token_url: Option<String>,
    /// Where users give their consent.
    pub authorization_url: Option<String>,
    /// Where tokens are refreshed, if not where they are issued.
    pub refresh_url: Option<String>,
    /// Scopes, separated by spaces.
    pub scope: Option<String>,
    /// The client's ID.
    pub client_id: Option<String>,
    /// Whether the client's ID and secret are sent in the body, and not in a header.
    pub client_in_body: bool,
    /// How items obtain tokens; each once.
    pub grants: Vec<Grant>,
    /// More parameters of the request for consent.
    pub authorization_parameters: Vec<(String, String)>,
    /// More parameters of requests for tokens.
    pub token_parameters: Vec<(String, String)>,
    /// More headers of requests for tokens.
    pub token_headers: Vec<(String, String)>,
    /// More parameters of requests that refresh a token.
    pub refresh_parameters: Vec<(String, String)>,
}

impl Provider {
    /// Whether it names a server.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.token_url.is_some() || self.authorization_url.is_some()
    }
}

/// An OAuth 2 grant type, as in Postman's `grant_type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grant {
    /// `client_credentials`.
    ClientCredentials,
    /// `password_credentials`.
    Password,
    /// `authorization_code`, with PKCE or without, and `implicit`, which RFC 9700 replaces by it.
    AuthorizationCode,
}
