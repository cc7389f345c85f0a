//! The authorization code grant with PKCE (RFC 6749 §4.1, RFC 7636), without I/O.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use super::token_endpoint::error_code;
use super::{AuthError, Provider, Secret, TokenEndpoint};
use crate::hidden::PublicUrl;
use crate::{encoding, form, random};

/// The length of the code verifier, from 43 to 128 characters (RFC 7636 §4.1).
const VERIFIER_LENGTH: usize = 64;

/// The length of `state`, of which an attacker has to guess each character (RFC 6749 §10.10).
const STATE_LENGTH: usize = 32;

/// A request for a user's consent, which a browser sends.
///
/// The program opens [`url`](Self::url) in a browser. The server redirects the browser to the program, which passes the
/// URL to [`redirected`](Self::redirected). `Debug` shows neither the verifier nor the query of the URL.
pub struct AuthorizationRequest {
    provider: Provider,
    redirect_uri: String,
    url: String,
    state: Secret,
    verifier: Secret,
}

impl Provider {
    /// Asks the user for consent in a browser, which is then redirected to this URI.
    ///
    /// # Errors
    ///
    /// If the authorization URL or the client's ID is not set, or random numbers are not available.
    pub fn authorization_request(
        self,
        redirect_uri: impl Into<String>,
    ) -> Result<AuthorizationRequest, AuthError> {
        if self.authorization_url.is_empty() || self.client_id.is_empty() {
            return Err(AuthError::new(
                "a login needs the authorization URL and the client's ID",
            ));
        }
        let redirect_uri = redirect_uri.into();
        let state = random::alphanumeric(STATE_LENGTH)?;
        let verifier = random::alphanumeric(VERIFIER_LENGTH)?;
        let url = url(&self, &redirect_uri, &state, &challenge(&verifier));
        Ok(AuthorizationRequest {
            provider: self,
            redirect_uri,
            url,
            state: state.into(),
            verifier: verifier.into(),
        })
    }
}

/// The method `S256` (RFC 7636 §4.2).
fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier))
}

fn url(provider: &Provider, redirect_uri: &str, state: &str, challenge: &str) -> String {
    let mut fields = vec![
        ("response_type", "code"),
        ("client_id", &provider.client_id),
        ("redirect_uri", redirect_uri),
        ("state", state),
        ("code_challenge", challenge),
        ("code_challenge_method", "S256"),
    ];
    let scope = provider.scope.as_deref();
    fields.extend(scope.map(|scope| ("scope", scope)));
    let parameters = provider.authorization_parameters.iter();
    fields.extend(parameters.map(|(key, value)| (key.as_str(), value.as_str())));
    let url = &provider.authorization_url;
    let separator = if url.contains('?') { '&' } else { '?' };
    format!("{url}{separator}{}", form::encode(&fields))
}

impl AuthorizationRequest {
    /// The URL to open in the user's browser.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Reads the URL to which the browser was redirected, or its path and query. The returned endpoint exchanges the code
    /// for a token when it is used for the first time.
    ///
    /// # Errors
    ///
    /// If the redirect does not belong to this request, or the user has refused.
    pub fn redirected(&self, url: &str) -> Result<TokenEndpoint, AuthError> {
        let redirect = Redirect::of(url);
        if !self.is_for_this(&redirect) {
            return Err(AuthError::new(
                "the redirect does not belong to this login: its `state` differs",
            ));
        }
        if let Some(error) = redirect.get("error") {
            let error = error_code(error);
            return Err(AuthError::new(format!("the login was refused: {error}")));
        }
        let code = redirect.get("code").filter(|code| !code.is_empty());
        let code = code.ok_or_else(|| AuthError::new("the redirect has no `code`"))?;
        Ok(TokenEndpoint::by_code(
            self.provider.clone(),
            code.into(),
            self.redirect_uri.clone(),
            self.verifier.clone(),
        ))
    }

    /// Whether a redirect belongs to this request (RFC 6749 §10.12).
    pub(crate) fn is_for(&self, url: &str) -> bool {
        self.is_for_this(&Redirect::of(url))
    }

    fn is_for_this(&self, redirect: &Redirect) -> bool {
        redirect.get("state") == Some(self.state.expose())
    }
}

impl fmt::Debug for AuthorizationRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthorizationRequest")
            .field("url", &PublicUrl(&self.url))
            .finish_non_exhaustive()
    }
}

/// The query of a redirect.
struct Redirect(Vec<(String, String)>);

impl Redirect {
    fn of(url: &str) -> Self {
        let url = url.split('#').next().unwrap_or_default();
        let query = url.split_once('?').map_or("", |(_, query)| query);
        Self(query.split('&').map(encoding::decoded_entry).collect())
    }

    /// The only value of a key. A repeated one counts as none (RFC 6749 §3.1).
    fn get(&self, key: &str) -> Option<&str> {
        let mut values = self.0.iter().filter(|(known, _)| known == key);
        let (_, value) = values.next()?;
        values.next().is_none().then_some(value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::{Token, TokenSource as _};

    fn request() -> AuthorizationRequest {
        let provider = Provider::new()
            .authorization_url("https://a.example.test/authorize?tenant=1")
            .token_url("https://a.example.test/token")
            .client_id("id")
            .scope("read write")
            .authorization_parameter("audience", "https://api");
        let request = provider.authorization_request("http://127.0.0.1:1/callback");
        request.expect("all that is needed")
    }

    /// RFC 7636, appendix B.
    #[test]
    fn the_challenge_is_that_of_the_specification() {
        let challenge = challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assert_eq!(challenge, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn the_url_asks_for_a_code_and_contains_the_challenge_and_not_the_verifier() {
        let request = request();
        let url = Redirect::of(request.url());
        for (key, value) in [
            ("tenant", "1"),
            ("response_type", "code"),
            ("client_id", "id"),
            ("redirect_uri", "http://127.0.0.1:1/callback"),
            ("code_challenge_method", "S256"),
            ("scope", "read write"),
            ("audience", "https://api"),
            ("state", request.state.expose()),
            ("code_challenge", &challenge(request.verifier.expose())),
        ] {
            assert_eq!(url.get(key), Some(value), "{key}");
        }
        assert!(!request.url().contains(request.verifier.expose()));
    }

    #[test]
    fn a_code_is_exchanged_with_the_verifier_and_once() {
        let request = request();
        let url = format!("/callback?code=c%2B1&state={}", request.state.expose());
        let endpoint = request.redirected(&url).expect("a code");
        let Ok(Token::Fetch(exchange)) = endpoint.token() else {
            panic!("a request for a token");
        };
        let body = String::from_utf8_lossy(exchange.body()).into_owned();
        let verifier = request.verifier.expose();
        assert_eq!(
            body,
            format!(
                "grant_type=authorization_code&code=c%2B1&redirect_uri=http%3A%2F%2F127.0.0.1%3A1%2Fcallback\
                 &code_verifier={verifier}&client_id=id"
            )
        );
        let refused = crate::Response {
            status: http::StatusCode::BAD_REQUEST,
            body: r#"{"error": "invalid_grant"}"#.into(),
            ..crate::Response::default()
        };
        let error = endpoint.fetched(&refused).expect_err("refused");
        assert!(error.to_string().ends_with("invalid_grant"), "{error}");
        assert!(endpoint.token().is_err(), "a code is used once");
    }

    #[test]
    fn a_redirect_of_somebody_else_or_a_refusal_gives_no_token() {
        let request = request();
        let state = request.state.expose();
        for (query, reason) in [
            ("code=c".to_owned(), "`state` differs"),
            ("code=c&state=x".to_owned(), "`state` differs"),
            (
                format!("code=c&state={state}&state={state}"),
                "`state` differs",
            ),
            (format!("state={state}"), "has no `code`"),
            (
                format!("error=access_denied&code=c&state={state}"),
                "refused: access_denied",
            ),
        ] {
            let error = request.redirected(&format!("/callback?{query}"));
            let error = error.expect_err(reason).to_string();
            assert!(error.contains(reason), "{query}: {error}");
        }
    }

    #[test]
    fn neither_state_nor_verifier_is_printed() {
        let request = request();
        let url = format!("/?code=hush&state={}", request.state.expose());
        let endpoint = request.redirected(&url).expect("a code");
        let text = format!("{request:?} {endpoint:?}");
        for secret in ["hush", request.state.expose(), request.verifier.expose()] {
            assert!(!text.contains(secret), "{text}");
        }
    }
}
