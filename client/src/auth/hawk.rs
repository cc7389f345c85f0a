//! Hawk, computed like Postman's (docs/postman-semantics.md §6.5).

use sha1::Sha1;
use sha2::{Digest as _, Sha256};

use super::hmac::hmac;
use super::{AuthError, Authorize, Parameters, Secret, quoted_string};
use crate::{Request, clock, encoding, random};

/// The hash function of a Hawk key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum HawkAlgorithm {
    /// `sha1`.
    Sha1,
    /// `sha256`.
    Sha256,
}

impl HawkAlgorithm {
    fn hash(self, data: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha1 => Sha1::digest(data).to_vec(),
            Self::Sha256 => Sha256::digest(data).to_vec(),
        }
    }

    fn hmac(self, key: &[u8], data: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha1 => hmac::<Sha1>(key, data),
            Self::Sha256 => hmac::<Sha256>(key, data),
        }
    }
}

/// A Hawk id and key: Postman's `hawk`.
#[derive(Debug, Clone)]
pub struct Hawk {
    id: String,
    key: Secret,
    algorithm: HawkAlgorithm,
    nonce: Option<String>,
    timestamp: Option<String>,
    extra_data: Option<String>,
    app: Option<String>,
    delegation: Option<String>,
    payload: Payload,
}

/// Whether the signature covers the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Payload {
    Ignored,
    Hashed,
}

impl Hawk {
    /// Signs with SHA-256.
    pub fn new(id: impl Into<String>, key: impl Into<Secret>) -> Self {
        Self {
            id: id.into(),
            key: key.into(),
            algorithm: HawkAlgorithm::Sha256,
            nonce: None,
            timestamp: None,
            extra_data: None,
            app: None,
            delegation: None,
            payload: Payload::Ignored,
        }
    }

    /// Signs with another hash function.
    #[must_use]
    pub fn algorithm(mut self, algorithm: HawkAlgorithm) -> Self {
        self.algorithm = algorithm;
        self
    }

    /// Sets application-specific data (`ext`).
    #[must_use]
    pub fn extra_data(mut self, data: impl Into<String>) -> Self {
        self.extra_data = Some(data.into());
        self
    }

    /// Sets the application id, and the id that delegated to it.
    #[must_use]
    pub fn app(mut self, app: impl Into<String>, delegation: Option<String>) -> Self {
        self.app = Some(app.into());
        self.delegation = delegation;
        self
    }

    /// Lets the signature cover the body.
    #[must_use]
    pub fn with_payload_hash(mut self) -> Self {
        self.payload = Payload::Hashed;
        self
    }

    fn payload_hash(&self, request: &Request) -> Option<String> {
        if self.payload == Payload::Ignored {
            return None;
        }
        // Only a declared type: automatic ones are added after signing.
        let declared = request.header_value("Content-Type").unwrap_or_default();
        let media_type = declared
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        let mut text = format!("hawk.1.payload\n{media_type}\n").into_bytes();
        text.extend_from_slice(&request.body_bytes().unwrap_or_default());
        text.push(b'\n');
        Some(encoding::base64(self.algorithm.hash(&text)))
    }

    fn header(&self, request: &Request, timestamp: &str, nonce: &str) -> Result<String, AuthError> {
        let hash = self.payload_hash(request);
        let extra = self.extra_data.as_deref().unwrap_or_default();
        let escaped = extra.replacen('\\', "\\\\", 1).replacen('\n', "\\n", 1);
        let mut text = format!(
            "hawk.1.header\n{timestamp}\n{nonce}\n{}\n{}\n{}\n{}\n{}\n{escaped}\n",
            request.method(),
            request.target()?,
            request.host()?,
            request.port()?,
            hash.as_deref().unwrap_or_default(),
        );
        if let Some(app) = &self.app {
            text += &format!(
                "{app}\n{}\n",
                self.delegation.as_deref().unwrap_or_default()
            );
        }
        let mac = encoding::base64(
            self.algorithm
                .hmac(self.key.expose().as_bytes(), text.as_bytes()),
        );

        let mut header = format!(
            "Hawk id={}, ts={}, nonce={}",
            quoted_string(&self.id),
            quoted_string(timestamp),
            quoted_string(nonce)
        );
        if let Some(hash) = &hash {
            header += &format!(", hash=\"{hash}\"");
        }
        if !extra.is_empty() {
            header += &format!(", ext={}", quoted_string(extra));
        }
        header += &format!(", mac=\"{mac}\"");
        if let Some(app) = &self.app {
            header += &format!(", app={}", quoted_string(app));
            if let Some(delegation) = &self.delegation {
                header += &format!(", dlg={}", quoted_string(delegation));
            }
        }
        Ok(header)
    }
}

/// Reads Postman's parameters: `authId`, `authKey`, `algorithm`, `nonce`, `timestamp`, `extraData`, `app`,
/// `delegation`, `includePayloadHash`.
///
/// # Errors
///
/// If `algorithm` is missing or unknown. Postman sends an empty header in this case.
impl TryFrom<&Parameters> for Hawk {
    type Error = AuthError;

    fn try_from(parameters: &Parameters) -> Result<Self, AuthError> {
        let owned = |key| parameters.get(key).map(str::to_owned);
        let algorithm = match parameters.get("algorithm") {
            Some("sha1") => HawkAlgorithm::Sha1,
            Some("sha256") => HawkAlgorithm::Sha256,
            other => {
                return Err(AuthError::new(format!(
                    "hawk needs algorithm `sha1` or `sha256`, not `{}`",
                    other.unwrap_or_default()
                )));
            }
        };
        Ok(Self {
            id: parameters.text("authId"),
            key: parameters.text("authKey").into(),
            algorithm,
            nonce: owned("nonce"),
            timestamp: owned("timestamp"),
            extra_data: owned("extraData"),
            app: owned("app"),
            delegation: owned("delegation"),
            payload: if parameters.flag("includePayloadHash") {
                Payload::Hashed
            } else {
                Payload::Ignored
            },
        })
    }
}

impl Authorize for Hawk {
    fn authorize(&self, request: &mut Request) -> Result<(), AuthError> {
        if self.id.is_empty() || self.key.expose().is_empty() {
            return Ok(());
        }
        let nonce = match &self.nonce {
            Some(nonce) => nonce.clone(),
            None => random::alphanumeric(6)?,
        };
        let now = || clock::since_1970(clock::now()).as_secs().to_string();
        let timestamp = self.timestamp.clone().unwrap_or_else(now);
        let header = self.header(request, &timestamp, &nonce)?;
        request.set_secret_header("Authorization", &header);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::Challenge;
    use crate::request::Encoding;

    #[test]
    fn values_cannot_end_their_quotes() {
        let hawk = Hawk::new(r#"a", mac="b"#, "k")
            .extra_data(r#"x\"y"#)
            .app(r#"app""#, Some(r"dlg\".to_owned()));
        let mut request = Request::new("GET", "http://h/");
        request
            .resolve(&|_| None, None, Encoding::Segment)
            .expect("a URL");
        hawk.authorize(&mut request).expect("a header");
        let header = request.header_value("Authorization").expect("a header");
        let sent = Challenge::parse(header).remove(0);
        for (name, value) in [
            ("id", r#"a", mac="b"#),
            ("ext", r#"x\"y"#),
            ("app", r#"app""#),
            ("dlg", r"dlg\"),
        ] {
            assert_eq!(sent.parameter(name), Some(value));
        }
        assert_eq!(sent.parameters.len(), 7);
    }
}
