//! Atlassian's ASAP: a short-lived JWT for each request (docs/postman-semantics.md §6.8).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::jwt::{JwtAlgorithm, members, token, write_members};
use super::{AuthError, Authorize, Parameters, Secret};
use crate::{Request, clock, random};

/// The default lifetime of a token, in seconds.
const EXPIRY: u64 = 3600;

/// An issuer with its key, and the audience that it calls: Postman's `asap`.
#[derive(Debug, Clone)]
pub struct Asap {
    algorithm: JwtAlgorithm,
    key_id: String,
    issuer: String,
    audience: Value,
    subject: Option<String>,
    expiry: u64,
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
            algorithm: JwtAlgorithm::Rs256,
            key_id: key_id.into(),
            issuer: issuer.into(),
            audience: Value::String(audience.into()),
            subject: None,
            expiry: EXPIRY,
            private_key: private_key.into(),
            claims: Vec::new(),
        }
    }

    /// Signs with another algorithm.
    #[must_use]
    pub fn algorithm(mut self, algorithm: JwtAlgorithm) -> Self {
        self.algorithm = algorithm;
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
        self.expiry = seconds;
        self
    }

    fn sign(&self) -> Result<String, AuthError> {
        let now = clock::since_1970(clock::now()).as_secs();
        let mut claims = self.claims.clone();
        let mut set =
            |name: &str, value: Value| match claims.iter_mut().find(|(known, _)| known == name) {
                Some((_, known)) => *known = value,
                None => claims.push((name.to_owned(), value)),
            };
        set("iat", now.into());
        set("iss", self.issuer.as_str().into());
        set(
            "sub",
            self.subject.as_deref().unwrap_or(&self.issuer).into(),
        );
        set("jti", random::uuid()?.into());
        set("aud", self.audience.clone());
        set("exp", (now + self.expiry).into());
        let header = [
            ("alg".to_owned(), Value::from(self.algorithm.as_str())),
            ("kid".to_owned(), Value::from(self.key_id.as_str())),
        ];
        let key = self.pem()?;
        token(
            self.algorithm,
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
        let text = |key| parameters.text(key);
        let mut asap = Self::new(text("kid"), text("iss"), text("aud"), text("privateKey"));
        asap.algorithm = JwtAlgorithm::parse(parameters.get("alg").unwrap_or("RS256"))?;
        asap.subject = parameters.get("sub").map(str::to_owned);
        asap.claims = members(parameters.get("claims").unwrap_or("{}"), "claims")?;
        if let Some(Ok(seconds)) = parameters.get("exp").map(str::parse) {
            asap.expiry = seconds;
        }
        Ok(asap)
    }
}

impl Authorize for Asap {
    fn authorize(&self, request: &mut Request) -> Result<(), AuthError> {
        if self.key_id.is_empty() || self.issuer.is_empty() || self.private_key.expose().is_empty()
        {
            return Ok(());
        }
        request.set_secret_header("Authorization", &format!("Bearer {}", self.sign()?));
        Ok(())
    }
}
