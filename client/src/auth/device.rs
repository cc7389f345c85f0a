//! The device authorization grant (RFC 8628), without I/O and with the time of the caller.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use serde_json::Value;

use super::token_endpoint::{Issued, error_code, seconds};
use super::{AuthError, Provider, Secret, TokenEndpoint};
use crate::Response;

/// The time between polls, unless the server asks for another (RFC 8628 §3.2).
const INTERVAL: Duration = Duration::from_secs(5);

/// How much `slow_down` adds to the interval (RFC 8628 §3.5).
const SLOW_DOWN: Duration = Duration::from_secs(5);

/// The lifetime of codes, if the server does not say it although it must.
const LIFETIME: Duration = Duration::from_secs(600);

const GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// A login on another device, such as a phone: the user opens a page there and enters a code.
///
/// The program shows [`verification_url`](Self::verification_url) and [`user_code`](Self::user_code), and polls until the
/// user is done. `Debug` shows no codes.
pub struct DeviceLogin {
    provider: Provider,
    device_code: Secret,
    user_code: String,
    verification_url: String,
    complete_url: Option<String>,
    interval: Duration,
    /// When the codes expire and when to poll next, on the caller's clock.
    expires: Duration,
    next: Duration,
}

/// What to do next in a [`DeviceLogin`].
pub enum DeviceStep {
    /// Wait, then ask again.
    Wait(Duration),
    /// Send this request, and pass the response to [`DeviceLogin::received`].
    Send(Box<http::Request<Bytes>>),
}

impl Provider {
    /// The request that starts a login on another device (RFC 8628 §3.1).
    ///
    /// # Errors
    ///
    /// If the device URL is not set or invalid.
    pub fn device_request(&self) -> Result<http::Request<Bytes>, AuthError> {
        let scope = self.scope.as_deref();
        let mut fields = Vec::from_iter(scope.map(|scope| ("scope", scope)));
        if self.is_client_in_header() {
            // The server asks who the client is, too (RFC 8628 §3.1).
            fields.push(("client_id", &self.client_id));
        }
        self.post(&self.device_url, fields)
    }

    /// Reads the response to [`device_request`](Self::device_request). `now` is the time on a clock of the caller that
    /// never runs backwards, such as the time since the program started.
    ///
    /// # Errors
    ///
    /// If the server refuses, or its response has no codes or no HTTP URL.
    pub fn device_login(
        self,
        response: &Response,
        now: Duration,
    ) -> Result<DeviceLogin, AuthError> {
        let body: Value = serde_json::from_slice(&response.body).unwrap_or_default();
        let text = |key: &str| body.get(key).and_then(Value::as_str);
        // Some servers still use the name of a draft.
        let url = text("verification_uri").or_else(|| text("verification_url"));
        let url = url.filter(|url| is_http(url));
        let (Some(device_code), Some(user_code), Some(url)) =
            (text("device_code"), text("user_code"), url)
        else {
            let reason = text("error").map(error_code);
            let reason = reason.as_deref().unwrap_or("the response has no codes");
            let status = response.status;
            return Err(AuthError::new(format!(
                "the login cannot start: HTTP status {status}, {reason}"
            )));
        };
        let interval = seconds(&body, "interval").unwrap_or(INTERVAL);
        let lifetime = seconds(&body, "expires_in").unwrap_or(LIFETIME);
        let complete = text("verification_uri_complete").filter(|url| is_http(url));
        Ok(DeviceLogin {
            device_code: device_code.into(),
            user_code: user_code.to_owned(),
            verification_url: url.to_owned(),
            complete_url: complete.map(str::to_owned),
            interval,
            expires: now.saturating_add(lifetime),
            next: now.saturating_add(interval),
            provider: self,
        })
    }
}

/// Whether a URL may be opened in a browser.
fn is_http(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

impl DeviceLogin {
    /// The code that the user enters.
    #[must_use]
    pub fn user_code(&self) -> &str {
        &self.user_code
    }

    /// The page on which the user enters the code.
    #[must_use]
    pub fn verification_url(&self) -> &str {
        &self.verification_url
    }

    /// The page with the code filled in, for a link or a QR code.
    #[must_use]
    pub fn complete_url(&self) -> Option<&str> {
        self.complete_url.as_deref()
    }

    /// What to do at this time.
    ///
    /// # Errors
    ///
    /// If the codes have expired.
    pub fn step(&self, now: Duration) -> Result<DeviceStep, AuthError> {
        if now >= self.expires {
            return Err(AuthError::new("the code has expired before the login"));
        }
        if now < self.next {
            let until = self.next.min(self.expires);
            return Ok(DeviceStep::Wait(until.saturating_sub(now)));
        }
        let fields = vec![
            ("grant_type", GRANT),
            ("device_code", self.device_code.expose()),
        ];
        let request = self.provider.token_request(fields)?;
        Ok(DeviceStep::Send(Box::new(request)))
    }

    /// Reads the response to a poll; [`None`] if the user is not done.
    ///
    /// # Errors
    ///
    /// If the user or the server refuses.
    pub fn received(
        &mut self,
        response: &Response,
        now: Duration,
    ) -> Result<Option<TokenEndpoint>, AuthError> {
        let refused = match Issued::read(response) {
            Ok(issued) => {
                let provider = self.provider.clone();
                return Ok(Some(TokenEndpoint::with_tokens(provider, issued)));
            }
            Err(refused) => refused,
        };
        match refused.error.as_deref() {
            Some("authorization_pending") => {}
            Some("slow_down") => self.interval = self.interval.saturating_add(SLOW_DOWN),
            // The server is overloaded or restarts.
            None if response.status.is_server_error() => self.slow_down(),
            _ => return Err(refused.into()),
        }
        self.next = now.saturating_add(self.interval);
        Ok(None)
    }

    /// Notes that a poll failed without a response. The next one is later (RFC 8628 §3.5).
    pub fn failed(&mut self, now: Duration) {
        self.slow_down();
        self.next = now.saturating_add(self.interval);
    }

    fn slow_down(&mut self) {
        self.interval = self.interval.saturating_mul(2).max(SLOW_DOWN);
    }
}

impl fmt::Debug for DeviceLogin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeviceLogin")
            .field("verification_url", &self.verification_url)
            .field("interval", &self.interval)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for DeviceStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wait(duration) => f.debug_tuple("Wait").field(duration).finish(),
            Self::Send(_) => f.write_str("Send(..)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::{Token, TokenSource as _};

    fn response(status: u16, body: &str) -> Response {
        Response {
            status: http::StatusCode::from_u16(status).expect("a status"),
            body: Bytes::copy_from_slice(body.as_bytes()),
            ..Response::default()
        }
    }

    fn provider() -> Provider {
        Provider::new()
            .device_url("https://a.example.test/device")
            .token_url("https://a.example.test/token")
            .client_id("id")
            .scope("read")
    }

    /// A login that starts at 100 seconds.
    fn login(more: &str) -> DeviceLogin {
        let body = format!(
            r#"{{"device_code": "hush", "user_code": "ABCD", "verification_uri": "https://a.example.test/go"{more}}}"#
        );
        let login = provider().device_login(&response(200, &body), at(100));
        login.expect("codes")
    }

    fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    /// The seconds to wait at a time; zero if a request is to be sent.
    fn wait(login: &DeviceLogin, now: u64) -> u64 {
        match login.step(at(now)).expect("not expired") {
            DeviceStep::Wait(duration) => duration.as_secs(),
            DeviceStep::Send(_) => 0,
        }
    }

    fn error(code: &str) -> Response {
        response(400, &format!(r#"{{"error": "{code}"}}"#))
    }

    #[test]
    fn a_login_starts_with_the_client_and_its_scopes() {
        let request = provider().device_request().expect("a request");
        assert_eq!(request.uri(), "https://a.example.test/device");
        assert_eq!(request.body(), "scope=read&client_id=id");
    }

    #[test]
    fn polls_are_as_far_apart_as_the_server_asks() {
        let mut login = login(r#", "interval": 7, "expires_in": 60"#);
        assert_eq!((wait(&login, 100), wait(&login, 105)), (7, 2));
        let DeviceStep::Send(poll) = login.step(at(107)).expect("a poll") else {
            panic!("a request");
        };
        assert_eq!(
            poll.body(),
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=hush&client_id=id"
        );
        let pending = login.received(&error("authorization_pending"), at(108));
        assert!(matches!(pending, Ok(None)));
        assert_eq!(wait(&login, 108), 7);
        let slower = login.received(&error("slow_down"), at(115));
        assert!(matches!(slower, Ok(None)));
        assert_eq!(wait(&login, 115), 12);
        // No response at all doubles the interval.
        login.failed(at(127));
        assert_eq!(wait(&login, 127), 24);
    }

    #[test]
    fn without_an_interval_polls_are_five_seconds_apart() {
        assert_eq!(wait(&login(""), 100), 5);
    }

    #[test]
    fn an_expired_code_ends_the_login() {
        let login = login(r#", "expires_in": "8", "interval": 18446744073709551615"#);
        assert_eq!(wait(&login, 100), 8);
        let error = login.step(at(108)).expect_err("expired");
        assert!(error.to_string().contains("expired"), "{error}");
    }

    #[test]
    fn the_tokens_of_a_login_are_used_and_refreshed() {
        let mut login = login("");
        let tokens = r#"{"access_token": "t", "refresh_token": "r", "expires_in": 3600}"#;
        let tokens = login.received(&response(200, tokens), at(106));
        let endpoint = tokens.expect("no error").expect("tokens");
        assert!(matches!(endpoint.token(), Ok(Token::Ready(token)) if token.expose() == "t"));
        endpoint.reject();
        let Ok(Token::Fetch(refresh)) = endpoint.token() else {
            panic!("a request");
        };
        assert!(
            refresh
                .body()
                .starts_with(b"grant_type=refresh_token&refresh_token=r")
        );
    }

    #[test]
    fn refusals_and_malformed_responses_end_the_login() {
        let mut login = login("");
        for body in ["access_denied", "expired_token", "invalid_grant"] {
            let refused = login.received(&error(body), at(106)).expect_err(body);
            assert!(refused.to_string().ends_with(body), "{refused}");
        }
        for body in [
            "",
            "{}",
            r#"{"device_code": "d", "user_code": "u", "verification_uri": "file:///etc"}"#,
        ] {
            let started = provider().device_login(&response(200, body), at(0));
            assert!(started.is_err(), "{body}");
        }
    }

    #[test]
    fn codes_are_not_printed() {
        let login = login("");
        let text = format!("{login:?} {:?}", login.step(at(200)));
        assert!(!text.contains("hush") && !text.contains("ABCD"), "{text}");
    }
}
