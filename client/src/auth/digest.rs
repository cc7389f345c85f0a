//! HTTP Digest (RFC 7616), sent like Postman's (docs/postman-semantics.md §6.3).

use std::sync::{Mutex, MutexGuard, PoisonError};

use base16ct::lower::encode_string;
use md5::Md5;
use sha2::{Digest as _, Sha256, Sha512_256};

use super::{
    AuthError, Authorize, Challenge, Defaults, Login, LoginScheme, Parameters, Secret,
    quoted_string,
};
use crate::{Request, Response, random};

/// User name and password for HTTP Digest: Postman's `digest`.
///
/// The first request has no `Authorization` header. The server's challenge is then answered, and kept for later requests.
#[derive(Debug)]
pub struct Digest {
    username: String,
    password: Secret,
    /// The algorithm to assume if a challenge names none.
    algorithm: Option<DigestAlgorithm>,
    /// The quality of protection to choose if the server offers several.
    qop: Option<DigestQop>,
    state: Mutex<State>,
}

/// The server's challenge, as far as it is known, and how often it was answered.
#[derive(Debug, Clone, Default)]
struct State {
    realm: String,
    nonce: String,
    qop: String,
    opaque: String,
    algorithm: DigestAlgorithm,
    client_nonce: String,
    /// How many requests this nonce has signed, this one included.
    ///
    /// Written in hexadecimal (`nc`, RFC 7616 §3.4). Postman counts in decimal (docs/postman-semantics.md §6.3), which
    /// a server that checks the count refuses from the tenth request on: `00000010` follows `0000000f`.
    nonce_count: u32,
}

/// The hash function of HTTP Digest (RFC 7616 §3.3), with a session or without.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum DigestAlgorithm {
    /// `MD5`, which the standard assumes.
    #[default]
    Md5,
    /// `MD5-sess`.
    Md5Sess,
    /// `SHA-256`.
    Sha256,
    /// `SHA-256-sess`.
    Sha256Sess,
    /// `SHA-512-256`.
    Sha512_256,
    /// `SHA-512-256-sess`.
    Sha512_256Sess,
}

/// What a signature of HTTP Digest protects (RFC 7616 §3.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DigestQop {
    /// `auth`: method and target.
    Auth,
    /// `auth-int`: the body as well.
    AuthInt,
}

impl DigestQop {
    fn as_str(self) -> &'static str {
        match self {
            Self::Auth => "auth",
            Self::AuthInt => "auth-int",
        }
    }
}

impl DigestAlgorithm {
    const ALL: [Self; 6] = [
        Self::Md5,
        Self::Md5Sess,
        Self::Sha256,
        Self::Sha256Sess,
        Self::Sha512_256,
        Self::Sha512_256Sess,
    ];

    fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|a| a.as_str().eq_ignore_ascii_case(text))
    }

    /// Parses Postman's parameter `algorithm`.
    fn parameter(name: &str) -> Result<Self, AuthError> {
        let unsupported = || AuthError::new(format!("unsupported digest algorithm `{name}`"));
        Self::parse(name).ok_or_else(unsupported)
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Md5 => "MD5",
            Self::Md5Sess => "MD5-sess",
            Self::Sha256 => "SHA-256",
            Self::Sha256Sess => "SHA-256-sess",
            Self::Sha512_256 => "SHA-512-256",
            Self::Sha512_256Sess => "SHA-512-256-sess",
        }
    }

    fn is_session(self) -> bool {
        matches!(
            self,
            Self::Md5Sess | Self::Sha256Sess | Self::Sha512_256Sess
        )
    }

    fn hash(self, text: &[u8]) -> String {
        match self {
            Self::Md5 | Self::Md5Sess => encode_string(&Md5::digest(text)),
            Self::Sha256 | Self::Sha256Sess => encode_string(&Sha256::digest(text)),
            Self::Sha512_256 | Self::Sha512_256Sess => encode_string(&Sha512_256::digest(text)),
        }
    }
}

impl Digest {
    /// Creates credentials that answer the server's challenge.
    pub fn new(username: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self {
            username: username.into(),
            password: password.into(),
            algorithm: None,
            qop: None,
            state: Mutex::default(),
        }
    }

    /// Assumes another algorithm than MD5 if a challenge names none.
    #[must_use]
    pub fn algorithm(mut self, algorithm: DigestAlgorithm) -> Self {
        self.algorithm = Some(algorithm);
        self.state().algorithm = algorithm;
        self
    }

    /// Chooses what is protected if the server offers several; by default method and target.
    #[must_use]
    pub fn qop(mut self, qop: DigestQop) -> Self {
        self.qop = Some(qop);
        self
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn header(&self, state: &State, method: &str, uri: &str, body: &[u8]) -> String {
        let hash = |text: String| state.algorithm.hash(text.as_bytes());
        let State {
            realm,
            nonce,
            opaque,
            client_nonce,
            ..
        } = state;
        let mut secret = hash(format!(
            "{}:{realm}:{}",
            self.username,
            self.password.expose()
        ));
        if state.algorithm.is_session() {
            secret = hash(format!("{secret}:{nonce}:{client_nonce}"));
        }
        // Any other value counts as none (docs/postman-semantics.md §6.3).
        let qop = Some(state.qop.as_str()).filter(|qop| matches!(*qop, "auth" | "auth-int"));
        let subject = match qop {
            Some("auth-int") => hash(format!("{method}:{uri}:{}", state.algorithm.hash(body))),
            _ => hash(format!("{method}:{uri}")),
        };
        let count = format!("{:08x}", state.nonce_count);
        let response = match qop {
            Some(qop) => hash(format!(
                "{secret}:{nonce}:{count}:{client_nonce}:{qop}:{subject}"
            )),
            None => hash(format!("{secret}:{nonce}:{subject}")),
        };

        let mut header = format!(
            "Digest username={}, realm={}, nonce={}, uri={}, algorithm=\"{}\"",
            quoted_string(&self.username),
            quoted_string(realm),
            quoted_string(nonce),
            quoted_string(uri),
            state.algorithm.as_str()
        );
        if let Some(qop) = qop {
            header += &format!(
                ", qop={qop}, nc={count}, cnonce={}",
                quoted_string(client_nonce)
            );
        }
        header += &format!(", response=\"{response}\"");
        if !opaque.is_empty() {
            header += &format!(", opaque={}", quoted_string(opaque));
        }
        header
    }
}

impl Clone for Digest {
    fn clone(&self) -> Self {
        Self {
            username: self.username.clone(),
            password: self.password.clone(),
            algorithm: self.algorithm,
            qop: self.qop,
            state: Mutex::new(self.state().clone()),
        }
    }
}

/// Reads Postman's parameters: `username`, `password`, and those that anticipate the challenge (`realm`, `nonce`,
/// `algorithm`, `qop`, `nonceCount`, `clientNonce`, `opaque`).
///
/// # Errors
///
/// If `algorithm` is not one of Postman's.
impl TryFrom<&Parameters> for Digest {
    type Error = AuthError;

    fn try_from(parameters: &Parameters) -> Result<Self, AuthError> {
        let digest = Self::new(parameters.text("username"), parameters.text("password"));
        let digest = digest.complete(parameters)?;
        // Postman sends this text unchanged, so it is hexadecimal as well.
        let count = parameters
            .get("nonceCount")
            .and_then(|count| u32::from_str_radix(count, 16).ok());
        let state = State {
            realm: parameters.text("realm"),
            nonce: parameters.text("nonce"),
            qop: parameters.text("qop"),
            opaque: parameters.text("opaque"),
            algorithm: digest.algorithm.unwrap_or_default(),
            client_nonce: parameters.text("clientNonce"),
            nonce_count: count.map_or(0, |count| count.saturating_sub(1)),
        };
        *digest.state() = state;
        Ok(digest)
    }
}

/// Completes `algorithm` and `qop`. All others are the server's to choose.
impl Defaults for Digest {
    fn complete(mut self, parameters: &Parameters) -> Result<Self, AuthError> {
        let algorithm = parameters.parsed("algorithm", DigestAlgorithm::parameter)?;
        self.qop = self.qop.or(match parameters.get("qop") {
            Some("auth") => Some(DigestQop::Auth),
            Some("auth-int") => Some(DigestQop::AuthInt),
            _ => None,
        });
        Ok(match algorithm.filter(|_| self.algorithm.is_none()) {
            Some(algorithm) => self.algorithm(algorithm),
            None => self,
        })
    }
}

impl Authorize for Digest {
    fn login(&self) -> Option<Login> {
        Some(Login {
            scheme: LoginScheme::Digest,
            user: self.username.clone(),
            password: self.password.clone(),
        })
    }

    fn authorize(&self, request: &mut Request) -> Result<(), AuthError> {
        let state = {
            let mut state = self.state();
            if state.realm.is_empty() || state.nonce.is_empty() {
                return Ok(());
            }
            state.nonce_count += 1;
            state.clone()
        };
        let uri = request.target()?;
        let body = request.body_bytes().unwrap_or_default();
        let header = self.header(&state, request.method(), &uri, &body);
        request.set_secret_header("Authorization", &header);
        Ok(())
    }

    fn challenge(
        &self,
        request: &mut Request,
        response: &Response,
        attempt: u32,
    ) -> Result<bool, AuthError> {
        if attempt > 0 || !matches!(response.status.as_u16(), 401 | 403) {
            return Ok(false);
        }
        // The first challenge with a supported algorithm (RFC 7616 §3.7).
        let challenges = Challenge::parse_all(&response.headers);
        let in_use = self.state().algorithm;
        let asked = challenges.iter().find_map(|it| asked(it, in_use, self.qop));
        let Some(mut asked) = asked else {
            return Ok(false);
        };
        if !asked.qop.is_empty() || asked.algorithm.is_session() {
            asked.client_nonce = random::alphanumeric(8)?;
        }
        *self.state() = asked;
        self.authorize(request)?;
        Ok(true)
    }
}

/// Reads a challenge; [`None`] for another scheme or an unsupported algorithm.
///
/// A challenge without an algorithm continues with the one in use.
fn asked(
    challenge: &Challenge,
    in_use: DigestAlgorithm,
    preferred: Option<DigestQop>,
) -> Option<State> {
    if !challenge.scheme.eq_ignore_ascii_case("digest") {
        return None;
    }
    let text = |name| challenge.parameter(name).unwrap_or_default().to_owned();
    Some(State {
        realm: text("realm"),
        nonce: text("nonce"),
        // If the server offers both, the preferred one is chosen. Postman then signs without either, which RFC 7616 forbids.
        qop: choose_qop(&text("qop"), preferred.unwrap_or(DigestQop::Auth)),
        opaque: text("opaque"),
        algorithm: match challenge.parameter("algorithm") {
            Some(name) => DigestAlgorithm::parse(name)?,
            None => in_use,
        },
        client_nonce: String::new(),
        nonce_count: 0,
    })
}

fn choose_qop(offered: &str, preferred: DigestQop) -> String {
    let mut options = offered.split(',').map(str::trim);
    let first = options.clone().next().unwrap_or_default();
    options
        .find(|option| *option == preferred.as_str())
        .unwrap_or(first)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;
    use http::header::WWW_AUTHENTICATE;

    use super::*;
    use crate::request::Encoding;

    /// The header that answers a challenge.
    fn answer(digest: &Digest, challenge: &str) -> Option<String> {
        let mut request = Request::new("GET", "http://h/");
        request
            .resolve(&|_| None, None, Encoding::Segment)
            .expect("a URL");
        let response = Response {
            status: http::StatusCode::UNAUTHORIZED,
            headers: HeaderMap::from_iter([(
                WWW_AUTHENTICATE,
                challenge.parse().expect("a header"),
            )]),
            ..Response::default()
        };
        let again = digest.challenge(&mut request, &response, 0);
        let header = request.header_value("Authorization").map(str::to_owned);
        assert_eq!(again.expect("no error"), header.is_some());
        header
    }

    /// The parameters of an `Authorization` header, which has the syntax of a challenge.
    fn sent(header: &str) -> Challenge {
        Challenge::parse(header).remove(0)
    }

    #[test]
    fn quotes_are_written_as_they_are_read() {
        let digest = Digest::new(r#"j"doe"#, "p");
        let challenge =
            r#"Digest realm="the \"inner\" realm", nonce="n\\", qop="auth,auth-int", opaque="\"""#;
        let header = answer(&digest, challenge).expect("an answer");
        assert!(
            header.contains(r#"username="j\"doe", realm="the \"inner\" realm""#),
            "{header}"
        );
        let sent = sent(&header);
        for (name, value) in [
            ("username", r#"j"doe"#),
            ("realm", r#"the "inner" realm"#),
            ("nonce", r"n\"),
            ("qop", "auth"),
            ("opaque", "\""),
        ] {
            assert_eq!(sent.parameter(name), Some(value));
        }
    }

    #[test]
    fn the_nonce_count_is_hexadecimal() {
        let digest = Digest::new("u", "p");
        answer(&digest, r#"Digest realm="r", nonce="n", qop="auth""#).expect("an answer");
        let mut request = Request::new("GET", "http://h/");
        request
            .resolve(&|_| None, None, Encoding::Segment)
            .expect("a URL");
        for count in 2..=16 {
            digest.authorize(&mut request).expect("an answer");
            let header = request.header_value("Authorization").expect("an answer");
            assert_eq!(
                sent(header).parameter("nc"),
                Some(format!("{count:08x}").as_str())
            );
        }
    }

    #[test]
    fn the_first_known_algorithm_is_answered() {
        let digest = Digest::new("u", "p");
        let challenge = r#"Basic realm="b", Digest realm="r", nonce="1", algorithm=X, Digest realm="r", nonce="2", algorithm=SHA-256"#;
        let header = answer(&digest, challenge).expect("an answer");
        assert_eq!(sent(&header).parameter("algorithm"), Some("SHA-256"));
        assert_eq!(sent(&header).parameter("nonce"), Some("2"));
    }

    #[test]
    fn a_challenge_of_another_scheme_or_algorithm_is_not_answered() {
        let digest = Digest::new("u", "p");
        assert_eq!(answer(&digest, "Basic realm=\"r\""), None);
        assert_eq!(
            answer(&digest, "Digest realm=\"r\", nonce=\"n\", algorithm=X"),
            None
        );
    }

    #[test]
    fn the_password_is_never_printed() {
        assert!(!format!("{:?}", Digest::new("u", "hunter2")).contains("hunter2"));
    }
}
