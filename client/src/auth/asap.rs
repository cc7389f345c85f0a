//! Atlassian's ASAP: a short-lived JWT for each request (docs/postman-semantics.md §6.8).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::jwt::{JwtAlgorithm, members, token, write_members};
use super::{AuthError, Authorize, Defaults, Parameters, Secret};
use crate::{Request, clock, random};

/// The default lifetime of a token, in seconds.
const EXPIRY: u64 = 3600;

/// An issuer with its key, and the audience that it calls: Postman's `asap`.
#[derive(Debug, Clone)]
pub struct Asap {
    algorithm: Option<JwtAlgorithm>,
    key_id: Option<String>,
    issuer: Option<String>,
    audience: Option<String>,
    subject: Option<String>,
    expiry: Option<u64>,
    private_key: Secret,
    claims: Vec<(String, Value)>,
}

impl Asap {
    /// Signs with RS256; tokens are valid for an hour. `private_key` is PKCS#8, as PEM or as a
    /// `data:application/pkcs8;kid=…;base64,…` URL.
    pub fn new(
        key_id: impl Into<String>,
        issuer: impl Into<String>,
        audience: impl Into<String>,
        private_key: impl Into<Secret>,
    ) -> Self {
        Self {
            key_id: Some(key_id.into()),
            issuer: Some(issuer.into()),
            audience: Some(audience.into()),
            ..Self::from_key(private_key)
        }
    }

    /// Takes only the private key, for a collection that names the key's ID, the issuer and the audience.
    pub fn from_key(private_key: impl Into<Secret>) -> Self {
        Self {
            algorithm: None,
            key_id: None,
            issuer: None,
            audience: None,
            subject: None,
            expiry: None,
            private_key: private_key.into(),
            claims: Vec::new(),
        }
    }

    /// Signs with another algorithm.
    #[must_use]
    pub fn algorithm(mut self, algorithm: JwtAlgorithm) -> Self {
        self.algorithm = Some(algorithm);
        self
    }

    /// Sets the subject; by default it is the issuer.
    #[must_use]
    pub fn subject(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    /// Sets the lifetime of tokens, in seconds.
    #[must_use]
    pub fn expiry(mut self, seconds: u64) -> Self {
        self.expiry = Some(seconds);
        self
    }

    fn sign(&self, key_id: &str, issuer: &str) -> Result<String, AuthError> {
        let now = clock::since_1970(clock::now()).as_secs();
        let mut claims = self.claims.clone();
        let mut set =
            |name: &str, value: Value| match claims.iter_mut().find(|(known, _)| known == name) {
                Some((_, known)) => *known = value,
                None => claims.push((name.to_owned(), value)),
            };
        set("iat", now.into());
        set("iss", issuer.into());
        set("sub", self.subject.as_deref().unwrap_or(issuer).into());
        set("jti", random::uuid()?.into());
        set("aud", self.audience.as_deref().unwrap_or_default().into());
        let lifetime = self.expiry.unwrap_or(EXPIRY);
        set("exp", now.saturating_add(lifetime).into());
        let algorithm = self.algorithm.unwrap_or(JwtAlgorithm::Rs256);
        let header = [
            ("alg".to_owned(), Value::from(algorithm.as_str())),
            ("kid".to_owned(), Value::from(key_id)),
        ];
        let key = self.pem()?;
        token(
            algorithm,
            key.as_bytes(),
            &write_members(&header),
            &write_members(&claims),
        )
    }

    /// The key as PEM, even if it was given as a data URL.
    fn pem(&self) -> Result<String, AuthError> {
        let key = self.private_key.expose();
        let Some((_, encoded)) = key
            .strip_prefix("data:")
            .and_then(|url| url.split_once(";base64,"))
        else {
            return Ok(key.to_owned());
        };
        let bytes = STANDARD.decode(encoded.trim());
        let bytes =
            bytes.map_err(|_| AuthError::new("the data URL of the private key is not Base64"))?;
        Ok(format!(
            "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
            STANDARD.encode(bytes)
        ))
    }
}

/// Reads Postman's parameters: `alg`, `kid`, `iss`, `aud`, `sub`, `exp`, `privateKey`, `claims`.
///
/// # Errors
///
/// If the algorithm is unknown, or `claims` is not a JSON object.
impl TryFrom<&Parameters> for Asap {
    type Error = AuthError;

    fn try_from(parameters: &Parameters) -> Result<Self, AuthError> {
        Self::from_key(parameters.text("privateKey")).complete(parameters)
    }
}

/// Completes `alg`, `kid`, `iss`, `aud`, `sub`, `exp`, `claims`.
impl Defaults for Asap {
    fn complete(mut self, parameters: &Parameters) -> Result<Self, AuthError> {
        let algorithm = parameters.parsed("alg", JwtAlgorithm::parse)?;
        self.algorithm = self.algorithm.or(algorithm);
        self.key_id = self.key_id.or_else(|| parameters.owned("kid"));
        self.issuer = self.issuer.or_else(|| parameters.owned("iss"));
        self.audience = self.audience.or_else(|| parameters.owned("aud"));
        self.subject = self.subject.or_else(|| parameters.owned("sub"));
        let expiry = parameters.get("exp").and_then(|text| text.parse().ok());
        self.expiry = self.expiry.or(expiry);
        if self.claims.is_empty() {
            self.claims = members(parameters.get("claims").unwrap_or("{}"), "claims")?;
        }
        Ok(self)
    }
}

impl<T: Into<Secret>> From<T> for Asap {
    fn from(private_key: T) -> Self {
        Self::from_key(private_key)
    }
}

impl Authorize for Asap {
    fn authorize(&self, request: &mut Request) -> Result<(), AuthError> {
        let (key_id, issuer) = (self.key_id.as_deref(), self.issuer.as_deref());
        let (Some(key_id), Some(issuer)) = (key_id, issuer) else {
            return Ok(());
        };
        if key_id.is_empty() || issuer.is_empty() || self.private_key.expose().is_empty() {
            return Ok(());
        }
        let token = self.sign(key_id, issuer)?;
        request.set_secret_header("Authorization", &format!("Bearer {token}"));
        Ok(())
    }
}
