//! Hawk, computed like Postman's (docs/postman-semantics.md §6.5).

use sha1::Sha1;
use sha2::{Digest as _, Sha256};

use super::hmac::hmac;
use super::{AuthError, Authorize, Defaults, Parameters, Secret, quoted_string};
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
    /// Parses Postman's parameter `algorithm`.
    fn parse(name: &str) -> Result<Self, AuthError> {
        match name {
            "sha1" => Ok(Self::Sha1),
            "sha256" => Ok(Self::Sha256),
            other => Err(AuthError::new(format!(
                "hawk needs algorithm `sha1` or `sha256`, not `{other}`"
            ))),
        }
    }

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
    algorithm: Option<HawkAlgorithm>,
    nonce: Option<String>,
    timestamp: Option<String>,
    extra_data: Option<String>,
    app: Option<String>,
    delegation: Option<String>,
    payload_hash: Option<bool>,
}

impl Hawk {
    /// Signs with SHA-256.
    pub fn new(id: impl Into<String>, key: impl Into<Secret>) -> Self {
        Self {
            id: id.into(),
            key: key.into(),
            algorithm: None,
            nonce: None,
            timestamp: None,
            extra_data: None,
            app: None,
            delegation: None,
            payload_hash: None,
        }
    }

    /// Signs with another hash function.
    #[must_use]
    pub fn algorithm(mut self, algorithm: HawkAlgorithm) -> Self {
        self.algorithm = Some(algorithm);
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
        self.payload_hash = Some(true);
        self
    }

    /// Leaves the body out of the signature, even if the collection covers it.
    #[must_use]
    pub fn without_payload_hash(mut self) -> Self {
        self.payload_hash = Some(false);
        self
    }

    fn hash_function(&self) -> HawkAlgorithm {
        self.algorithm.unwrap_or(HawkAlgorithm::Sha256)
    }

    fn payload_hash(&self, request: &Request) -> Option<String> {
        if self.payload_hash != Some(true) {
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
        Some(encoding::base64(self.hash_function().hash(&text)))
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
        let key = self.key.expose().as_bytes();
        let mac = encoding::base64(self.hash_function().hmac(key, text.as_bytes()));

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
        let algorithm = HawkAlgorithm::parse(parameters.get("algorithm").unwrap_or_default())?;
        let hawk = Self::new(parameters.text("authId"), parameters.text("authKey"));
        hawk.algorithm(algorithm).complete(parameters)
    }
}

/// Completes `algorithm`, `extraData`, `app`, `delegation`, `includePayloadHash`, `nonce`, `timestamp`.
impl Defaults for Hawk {
    fn complete(mut self, parameters: &Parameters) -> Result<Self, AuthError> {
        let algorithm = parameters.parsed("algorithm", HawkAlgorithm::parse)?;
        self.algorithm = self.algorithm.or(algorithm);
        if self.app.is_none() {
            self.app = self.app.or_else(|| parameters.owned("app"));
            self.delegation = self.delegation.or_else(|| parameters.owned("delegation"));
        }
        self.extra_data = self.extra_data.or_else(|| parameters.owned("extraData"));
        self.nonce = self.nonce.or_else(|| parameters.owned("nonce"));
        self.timestamp = self.timestamp.or_else(|| parameters.owned("timestamp"));
        self.payload_hash = self
            .payload_hash
            .or(parameters.switch("includePayloadHash"));
        Ok(self)
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
