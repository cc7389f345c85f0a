//! HTTP Digest (RFC 7616), as Postman sends it (docs/postman-semantics.md §6.3).

use std::sync::{Mutex, PoisonError};

use md5::Md5;
use sha2::{Digest as _, Sha256, Sha512_256};

use super::crypto::{hex, nonce};
use super::{AuthError, Authorize, Parameters, Secret};
use crate::{Request, Response};

/// User name and password for Digest.
///
/// The first request goes out without; the server's challenge is answered, and remembered for the next requests.
#[derive(Debug)]
pub struct Digest {
    username: String,
    password: Secret,
    state: Mutex<State>,
}

/// What is known of the server's challenge, and how often it was answered.
#[derive(Debug, Clone, Default)]
struct State {
    realm: String,
    nonce: String,
    qop: String,
    opaque: String,
    algorithm: Algorithm,
    client_nonce: String,
    /// How many requests this nonce has signed, this one included; written in decimal, as Postman does.
    nonce_count: u32,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Algorithm {
    #[default]
    Md5,
    Md5Sess,
    Sha256,
    Sha256Sess,
    Sha512_256,
    Sha512_256Sess,
}

impl Algorithm {
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
            Self::Md5 | Self::Md5Sess => hex(&Md5::digest(text)),
            Self::Sha256 | Self::Sha256Sess => hex(&Sha256::digest(text)),
            Self::Sha512_256 | Self::Sha512_256Sess => hex(&Sha512_256::digest(text)),
        }
    }
}

impl Digest {
    /// Credentials that answer the server's challenge.
    pub fn new(username: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self {
            username: username.into(),
            password: password.into(),
            state: Mutex::default(),
        }
    }

    /// Reads Postman's parameters: `username`, `password`, and what is known of the challenge in advance (`realm`,
    /// `nonce`, `algorithm`, `qop`, `nonceCount`, `clientNonce`, `opaque`).
    ///
    /// # Errors
    ///
    /// Where `algorithm` is none that Postman knows.
    pub fn from_parameters(parameters: &Parameters) -> Result<Self, AuthError> {
        let algorithm = match parameters.get("algorithm") {
            None => Algorithm::default(),
            Some(name) => Algorithm::parse(name)
                .ok_or_else(|| AuthError::new(format!("unsupported digest algorithm `{name}`")))?,
        };
        let count = parameters
            .get("nonceCount")
            .and_then(|count| count.parse().ok());
        Ok(Self {
            username: parameters.text("username"),
            password: parameters.text("password").into(),
            state: Mutex::new(State {
                realm: parameters.text("realm"),
                nonce: parameters.text("nonce"),
                qop: parameters.text("qop"),
                opaque: parameters.text("opaque"),
                algorithm,
                client_nonce: parameters.text("clientNonce"),
                nonce_count: count.map_or(0, |count: u32| count.saturating_sub(1)),
            }),
        })
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
        // Anything but one exact value counts as none (docs/postman-semantics.md §6.3).
        let qop = Some(state.qop.as_str()).filter(|qop| matches!(*qop, "auth" | "auth-int"));
        let subject = match qop {
            Some("auth-int") => hash(format!("{method}:{uri}:{}", state.algorithm.hash(body))),
            _ => hash(format!("{method}:{uri}")),
        };
        let count = format!("{:08}", state.nonce_count);
        let response = match qop {
            Some(qop) => hash(format!(
                "{secret}:{nonce}:{count}:{client_nonce}:{qop}:{subject}"
            )),
            None => hash(format!("{secret}:{nonce}:{subject}")),
        };

        let mut header = format!(
            "Digest username=\"{}\", realm=\"{realm}\", nonce=\"{nonce}\", uri=\"{uri}\", algorithm=\"{}\"",
            self.username,
            state.algorithm.as_str()
        );
        if let Some(qop) = qop {
            header += &format!(", qop={qop}, nc={count}, cnonce=\"{client_nonce}\"");
        }
        header += &format!(", response=\"{response}\"");
        if !opaque.is_empty() {
            header += &format!(", opaque=\"{opaque}\"");
        }
        header
    }
}

impl Clone for Digest {
    fn clone(&self) -> Self {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        Self {
            username: self.username.clone(),
            password: self.password.clone(),
            state: Mutex::new(state.clone()),
        }
    }
}

impl Authorize for Digest {
    fn authorize(&self, request: &mut Request) -> Result<(), AuthError> {
        let state = {
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
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
        let challenges = response.headers.get_all("www-authenticate");
        let known = challenges
            .iter()
            .filter_map(|value| Challenge::parse(value.to_str().ok()?));
        // Of several challenges the first with an algorithm that can be computed (RFC 7616 §3.7).
        let Some(challenge) = known.into_iter().next() else {
            return Ok(false);
        };
        {
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            state.realm = challenge.realm;
            state.nonce = challenge.nonce;
            state.qop = challenge.qop;
            state.opaque = challenge.opaque;
            if let Some(algorithm) = challenge.algorithm {
                state.algorithm = algorithm;
            }
            state.nonce_count = 0;
            if !state.qop.is_empty() || state.algorithm.is_session() {
                state.client_nonce = nonce(8)?;
            }
        }
        self.authorize(request)?;
        Ok(true)
    }
}

/// A `WWW-Authenticate: Digest` challenge.
struct Challenge {
    realm: String,
    nonce: String,
    qop: String,
    opaque: String,
    algorithm: Option<Algorithm>,
}

impl Challenge {
    /// Reads a header value; [`None`] where it is no Digest challenge, or one that asks for an unknown algorithm.
    fn parse(value: &str) -> Option<Self> {
        let (scheme, rest) = value.trim_start().split_once(' ')?;
        if !scheme.eq_ignore_ascii_case("digest") {
            return None;
        }
        let mut challenge = Self {
            realm: String::new(),
            nonce: String::new(),
            qop: String::new(),
            opaque: String::new(),
            algorithm: None,
        };
        for (name, value) in directives(rest) {
            match name.to_ascii_lowercase().as_str() {
                "realm" => challenge.realm = value,
                "nonce" => challenge.nonce = value,
                // A server that offers both gets the simpler; Postman would sign as if it had offered none, which
                // RFC 7616 forbids.
                "qop" => challenge.qop = choose_qop(&value),
                "opaque" => challenge.opaque = value,
                "algorithm" => challenge.algorithm = Some(Algorithm::parse(&value)?),
                _ => {}
            }
        }
        Some(challenge)
    }
}

fn choose_qop(offered: &str) -> String {
    let mut options = offered.split(',').map(str::trim);
    let first = options.clone().next().unwrap_or_default();
    options
        .find(|option| *option == "auth")
        .unwrap_or(first)
        .to_owned()
}

/// The `name=value` and `name="value"` pairs of a challenge.
fn directives(text: &str) -> Vec<(&str, String)> {
    let mut pairs = Vec::new();
    let mut rest = text;
    while let Some((name, after)) = rest.split_once('=') {
        let name = name.trim_matches([' ', ',', '\t']);
        let after = after.trim_start();
        let (value, tail) = if let Some(quoted) = after.strip_prefix('"') {
            quoted_string(quoted)
        } else {
            let end = after.find(',').unwrap_or(after.len());
            (after[..end].trim().to_owned(), &after[end..])
        };
        pairs.push((name, value));
        rest = tail;
    }
    pairs
}

/// A quoted string (RFC 9110 §5.6.4) behind its opening quote, and what follows it.
fn quoted_string(text: &str) -> (String, &str) {
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((index, character)) = characters.next() {
        match character {
            '"' => return (value, &text[index + 1..]),
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            _ => value.push(character),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_are_read_with_and_without_quotes() {
        let value = r#"Digest realm="a, \"b\"", nonce=abc, qop="auth,auth-int", algorithm=SHA-256"#;
        let challenge = Challenge::parse(value).expect("a Digest challenge");
        assert_eq!(challenge.realm, r#"a, "b""#);
        assert_eq!(challenge.nonce, "abc");
        assert_eq!(challenge.qop, "auth");
        assert_eq!(challenge.algorithm, Some(Algorithm::Sha256));
    }

    #[test]
    fn a_challenge_of_another_scheme_or_algorithm_is_not_answered() {
        assert!(Challenge::parse("Basic realm=\"r\"").is_none());
        assert!(Challenge::parse("Digest realm=\"r\", nonce=\"n\", algorithm=X").is_none());
    }

    #[test]
    fn the_password_is_never_printed() {
        assert!(!format!("{:?}", Digest::new("u", "hunter2")).contains("hunter2"));
    }
}
