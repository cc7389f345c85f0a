//! JSON Web Tokens that the client signs (RFC 7519), sent like Postman's (docs/postman-semantics.md §6.7).

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Map, Value};
use sha2::{Sha256, Sha384, Sha512};
use zeroize::Zeroizing;

use super::hmac::hmac;
use super::{AuthError, Authorize, Defaults, KeyLocation, Parameters, Secret, rsa_key};
use crate::{Request, encoding};

/// The signature algorithm of a token (RFC 7518 §3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are those of RFC 7518")]
pub enum JwtAlgorithm {
    Hs256,
    Hs384,
    Hs512,
    Rs256,
    Rs384,
    Rs512,
    Ps256,
    Ps384,
    Ps512,
    Es256,
    Es384,
    Es512,
}

impl JwtAlgorithm {
    const ALL: [Self; 12] = [
        Self::Hs256,
        Self::Hs384,
        Self::Hs512,
        Self::Rs256,
        Self::Rs384,
        Self::Rs512,
        Self::Ps256,
        Self::Ps384,
        Self::Ps512,
        Self::Es256,
        Self::Es384,
        Self::Es512,
    ];

    /// The name, as in the `alg` of a header.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hs256 => "HS256",
            Self::Hs384 => "HS384",
            Self::Hs512 => "HS512",
            Self::Rs256 => "RS256",
            Self::Rs384 => "RS384",
            Self::Rs512 => "RS512",
            Self::Ps256 => "PS256",
            Self::Ps384 => "PS384",
            Self::Ps512 => "PS512",
            Self::Es256 => "ES256",
            Self::Es384 => "ES384",
            Self::Es512 => "ES512",
        }
    }

    /// Whether the key is a shared secret, and not a private key.
    fn is_symmetric(self) -> bool {
        matches!(self, Self::Hs256 | Self::Hs384 | Self::Hs512)
    }

    /// Parses an `alg`.
    pub(super) fn parse(text: &str) -> Result<Self, AuthError> {
        let known = Self::ALL
            .into_iter()
            .find(|algorithm| algorithm.as_str() == text);
        known.ok_or_else(|| AuthError::new(format!("unknown JWT algorithm `{text}`")))
    }

    fn sign(self, key: &[u8], text: &[u8]) -> Result<Vec<u8>, AuthError> {
        match self {
            Self::Hs256 => return Ok(hmac::<Sha256>(key, text)),
            Self::Hs384 => return Ok(hmac::<Sha384>(key, text)),
            Self::Hs512 => return Ok(hmac::<Sha512>(key, text)),
            _ => {}
        }
        let pem = std::str::from_utf8(key)
            .map_err(|_| AuthError::new("the private key is not PEM text"))?;
        match self {
            Self::Rs256 => rsa_key::sign_pkcs1::<Sha256>(pem, text),
            Self::Rs384 => rsa_key::sign_pkcs1::<Sha384>(pem, text),
            Self::Rs512 => rsa_key::sign_pkcs1::<Sha512>(pem, text),
            Self::Ps256 => sign_pss::<Sha256>(pem, text),
            Self::Ps384 => sign_pss::<Sha384>(pem, text),
            Self::Ps512 => sign_pss::<Sha512>(pem, text),
            Self::Es256 => ec_key::p256(pem, text),
            Self::Es384 => ec_key::p384(pem, text),
            Self::Es512 => ec_key::p521(pem, text),
            Self::Hs256 | Self::Hs384 | Self::Hs512 => unreachable!("returned above"),
        }
    }
}

/// RSASSA-PSS with a salt as long as the hash (RFC 7518 §3.5).
fn sign_pss<D>(pem: &str, message: &[u8]) -> Result<Vec<u8>, AuthError>
where
    D: sha2::Digest + sha2::digest::FixedOutputReset,
{
    use rsa::signature::{RandomizedSigner as _, SignatureEncoding as _};

    let key = rsa::pss::SigningKey::<D>::new(rsa_key::read(pem)?);
    let signature = key.try_sign_with_rng(&mut getrandom::SysRng, message);
    Ok(signature
        .map_err(|_| AuthError::new("the private key is too short"))?
        .to_vec())
}

/// ECDSA over the curves of JWT; keys are PEM (PKCS#8).
mod ec_key {
    use super::AuthError;

    macro_rules! signer {
        ($curve:ident, $name:literal) => {
            pub(super) fn $curve(pem: &str, text: &[u8]) -> Result<Vec<u8>, AuthError> {
                use $curve::ecdsa::signature::Signer as _;
                use $curve::pkcs8::DecodePrivateKey as _;

                let key = $curve::ecdsa::SigningKey::from_pkcs8_pem(pem).map_err(|_| {
                    AuthError::new(concat!(
                        "the private key is not ",
                        $name,
                        " in PEM (PKCS#8)"
                    ))
                })?;
                let signature: $curve::ecdsa::Signature = key.sign(text);
                Ok(signature.to_bytes().to_vec())
            }
        };
    }

    signer!(p256, "P-256");
    signer!(p384, "P-384");
    signer!(p521, "P-521");
}

/// Signs a header and claims, both JSON text, and returns a compact token (RFC 7515 §7.1).
pub(super) fn token(
    algorithm: JwtAlgorithm,
    key: &[u8],
    header: &str,
    claims: &str,
) -> Result<String, AuthError> {
    let text = format!(
        "{}.{}",
        URL_SAFE_NO_PAD.encode(header),
        URL_SAFE_NO_PAD.encode(claims)
    );
    let signature = algorithm.sign(key, text.as_bytes())?;
    Ok(format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature)))
}

/// A key, and the claims to sign with it: Postman's `jwt`.
#[derive(Debug, Clone)]
pub struct Jwt {
    algorithm: Option<JwtAlgorithm>,
    key: Secret,
    /// Whether the shared secret is written in Base64.
    base64_key: Option<bool>,
    header: Vec<(String, Value)>,
    claims: Option<Secret>,
    location: Option<KeyLocation>,
    prefix: Option<String>,
    query_key: Option<String>,
}

impl Jwt {
    /// Signs claims and sends the token in an `Authorization: Bearer` header.
    ///
    /// `key` is the shared secret of the `Hs` algorithms, and a private key as PEM text for all others.
    pub fn new(
        algorithm: JwtAlgorithm,
        key: impl Into<Secret>,
        claims: &Map<String, Value>,
    ) -> Self {
        Self::from_key(key).algorithm(algorithm).claims(claims)
    }

    /// Takes only the key, for a collection that has the algorithm and the claims.
    ///
    /// Without a collection, it signs empty claims with HS256.
    pub fn from_key(key: impl Into<Secret>) -> Self {
        Self {
            algorithm: None,
            key: key.into(),
            base64_key: None,
            header: Vec::new(),
            claims: None,
            location: None,
            prefix: None,
            query_key: None,
        }
    }

    /// Signs with another algorithm.
    #[must_use]
    pub fn algorithm(mut self, algorithm: JwtAlgorithm) -> Self {
        self.algorithm = Some(algorithm);
        self
    }

    /// Signs other claims.
    #[must_use]
    pub fn claims(mut self, claims: &Map<String, Value>) -> Self {
        self.claims = Some(Value::Object(claims.clone()).to_string().into());
        self
    }

    /// Sets whether the shared secret of the `Hs` algorithms is written in Base64.
    #[must_use]
    pub fn base64_key(mut self, is_base64: bool) -> Self {
        self.base64_key = Some(is_base64);
        self
    }

    /// Adds a member to the token's header, such as `kid`.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.header.push((name.into(), value.into()));
        self
    }

    /// Replaces the prefix `Bearer`; an empty one sends the token alone.
    #[must_use]
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = Some(prefix.into());
        self
    }

    /// Sends the token as this query parameter.
    #[must_use]
    pub fn in_query(mut self, key: impl Into<String>) -> Self {
        self.location = Some(KeyLocation::Query);
        self.query_key = Some(key.into());
        self
    }

    /// Sends the token in an `Authorization` header, even if the collection sends it in the query.
    #[must_use]
    pub fn in_header(mut self) -> Self {
        self.location = Some(KeyLocation::Header);
        self
    }

    fn sign(&self) -> Result<String, AuthError> {
        let mut header = self.header.clone();
        let used = self.algorithm.unwrap_or(JwtAlgorithm::Hs256);
        let algorithm = Value::from(used.as_str());
        // Replaced in place, or appended (docs/postman-semantics.md §6.7).
        match header.iter_mut().find(|(name, _)| name == "alg") {
            Some((_, value)) => *value = algorithm,
            None => header.push(("alg".to_owned(), algorithm)),
        }
        let claims = self.claims.as_ref().map_or("{}", Secret::expose);
        token(
            used,
            &self.key_bytes(used)?,
            &write_members(&header),
            claims,
        )
    }

    fn key_bytes(&self, algorithm: JwtAlgorithm) -> Result<Zeroizing<Vec<u8>>, AuthError> {
        let key = self.key.expose();
        if algorithm.is_symmetric() && self.base64_key == Some(true) {
            let decoded = STANDARD.decode(key);
            let decoded = decoded.map_err(|_| AuthError::new("the JWT secret is not Base64"))?;
            return Ok(decoded.into());
        }
        Ok(key.as_bytes().to_vec().into())
    }
}

/// Parses a JSON object and keeps the order of its members, which `serde_json` does only with a feature.
pub(super) fn members(text: &str, what: &str) -> Result<Vec<(String, Value)>, AuthError> {
    struct Members;

    impl<'de> serde::de::Visitor<'de> for Members {
        type Value = Vec<(String, Value)>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a JSON object")
        }

        fn visit_map<A: serde::de::MapAccess<'de>>(
            self,
            mut map: A,
        ) -> Result<Self::Value, A::Error> {
            let mut members: Self::Value = Vec::new();
            while let Some((name, value)) = map.next_entry::<String, Value>()? {
                match members.iter_mut().find(|(known, _)| *known == name) {
                    Some((_, known)) => *known = value,
                    None => members.push((name, value)),
                }
            }
            Ok(members)
        }
    }

    let mut deserializer = serde_json::Deserializer::from_str(text);
    serde::Deserializer::deserialize_map(&mut deserializer, Members)
        .and_then(|members| deserializer.end().map(|()| members))
        .map_err(|_| AuthError::new(format!("the JWT {what} is not a JSON object")))
}

/// Writes a JSON object without whitespace, its members in this order.
pub(super) fn write_members(members: &[(String, Value)]) -> String {
    let written: Vec<String> = members
        .iter()
        .map(|(name, value)| format!("{}:{value}", Value::from(name.as_str())))
        .collect();
    format!("{{{}}}", written.join(","))
}

/// Reads Postman's parameters, which docs/postman-semantics.md §6.7 lists.
///
/// # Errors
///
/// If the algorithm is missing or unknown, or header or payload are not JSON objects.
impl TryFrom<&Parameters> for Jwt {
    type Error = AuthError;

    fn try_from(parameters: &Parameters) -> Result<Self, AuthError> {
        let algorithm = JwtAlgorithm::parse(parameters.get("algorithm").unwrap_or_default())?;
        let key = match parameters.get("privateKey") {
            Some(pem) if !algorithm.is_symmetric() => pem.to_owned(),
            _ => parameters.text("secret"),
        };
        Self::from_key(key)
            .algorithm(algorithm)
            .complete(parameters)
    }
}

/// Completes all parameters that are not the key. Members of the header are added to those that are set already.
impl Defaults for Jwt {
    fn complete(mut self, parameters: &Parameters) -> Result<Self, AuthError> {
        let algorithm = parameters.parsed("algorithm", JwtAlgorithm::parse)?;
        self.algorithm = self.algorithm.or(algorithm);
        self.base64_key = self
            .base64_key
            .or(parameters.switch("isSecretBase64Encoded"));
        for (name, value) in members(parameters.get("header").unwrap_or("{}"), "header")? {
            if self.header.iter().all(|(known, _)| *known != name) {
                self.header.push((name, value));
            }
        }
        let claims = parameters.parsed("payload", |text| members(text, "payload"))?;
        self.claims = self.claims.or_else(|| Some(write_members(&claims?).into()));
        if self.location.is_none() && parameters.get("addTokenTo") == Some("queryParam") {
            self.location = Some(KeyLocation::Query);
        }
        // An empty prefix is one, too.
        let prefix = || {
            parameters
                .has("headerPrefix")
                .then(|| parameters.text("headerPrefix"))
        };
        self.prefix = self.prefix.or_else(prefix);
        self.query_key = self.query_key.or_else(|| parameters.owned("queryParamKey"));
        Ok(self)
    }
}

impl<T: Into<Secret>> From<T> for Jwt {
    fn from(key: T) -> Self {
        Self::from_key(key)
    }
}

impl Authorize for Jwt {
    fn authorize(&self, request: &mut Request) -> Result<(), AuthError> {
        let token = self.sign()?;
        if self.location == Some(KeyLocation::Query) {
            let key = self.query_key.as_deref().unwrap_or("token");
            request.remove_query(key);
            request.add_query(key, &encoding::query_value(&token));
            return Ok(());
        }
        let value = match self.prefix.as_deref().unwrap_or("Bearer") {
            "" => token,
            prefix => format!("{prefix} {token}"),
        };
        request.set_secret_header("Authorization", &value);
        Ok(())
    }
}

#[cfg(test)]
mod tests;
