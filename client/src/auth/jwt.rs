//! JSON Web Tokens that the client signs (RFC 7519), sent like Postman's (docs/postman-semantics.md §6.7).

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Map, Value};
use sha2::{Sha256, Sha384, Sha512};
use zeroize::Zeroizing;

use super::hmac::hmac;
use super::{AuthError, Authorize, KeyLocation, Parameters, Secret, rsa_key};
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
    algorithm: JwtAlgorithm,
    key: Key,
    header: Vec<(String, Value)>,
    claims: Secret,
    location: KeyLocation,
    prefix: String,
    query_key: String,
}

/// What a token is signed with.
#[derive(Debug, Clone)]
enum Key {
    Bytes(SecretBytes),
    Pem(Secret),
}

/// Key bytes that are never printed.
#[derive(Clone)]
struct SecretBytes(Zeroizing<Vec<u8>>);

impl std::fmt::Debug for SecretBytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[redacted]")
    }
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
        let key = key.into();
        let key = match algorithm {
            JwtAlgorithm::Hs256 | JwtAlgorithm::Hs384 | JwtAlgorithm::Hs512 => {
                Key::Bytes(SecretBytes(key.expose().as_bytes().to_vec().into()))
            }
            _ => Key::Pem(key),
        };
        Self {
            algorithm,
            key,
            header: Vec::new(),
            claims: Value::Object(claims.clone()).to_string().into(),
            location: KeyLocation::Header,
            prefix: "Bearer".to_owned(),
            query_key: "token".to_owned(),
        }
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
        self.prefix = prefix.into();
        self
    }

    /// Sends the token as this query parameter.
    #[must_use]
    pub fn in_query(mut self, key: impl Into<String>) -> Self {
        self.location = KeyLocation::Query;
        self.query_key = key.into();
        self
    }

    fn sign(&self) -> Result<String, AuthError> {
        let mut header = self.header.clone();
        let algorithm = Value::from(self.algorithm.as_str());
        // Replaced in place, or appended (docs/postman-semantics.md §6.7).
        match header.iter_mut().find(|(name, _)| name == "alg") {
            Some((_, value)) => *value = algorithm,
            None => header.push(("alg".to_owned(), algorithm)),
        }
        let key = match &self.key {
            Key::Bytes(SecretBytes(bytes)) => bytes.as_slice(),
            Key::Pem(pem) => pem.expose().as_bytes(),
        };
        token(
            self.algorithm,
            key,
            &write_members(&header),
            self.claims.expose(),
        )
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
/// If the algorithm is missing or unknown, the secret is not Base64 although it is declared to be, or header or
/// payload are not JSON objects.
impl TryFrom<&Parameters> for Jwt {
    type Error = AuthError;

    fn try_from(parameters: &Parameters) -> Result<Self, AuthError> {
        let algorithm = JwtAlgorithm::parse(parameters.get("algorithm").unwrap_or_default())?;
        let key = match parameters.get("privateKey") {
            Some(pem) if !algorithm.as_str().starts_with("HS") => Key::Pem(pem.into()),
            _ if parameters.flag("isSecretBase64Encoded") => {
                let decoded = STANDARD.decode(parameters.text("secret"));
                Key::Bytes(SecretBytes(
                    decoded
                        .map_err(|_| AuthError::new("the JWT secret is not Base64"))?
                        .into(),
                ))
            }
            _ => Key::Bytes(SecretBytes(parameters.text("secret").into_bytes().into())),
        };
        let header = members(parameters.get("header").unwrap_or("{}"), "header")?;
        let claims = members(parameters.get("payload").unwrap_or("{}"), "payload")?;
        Ok(Self {
            algorithm,
            key,
            header,
            claims: write_members(&claims).into(),
            location: if parameters.get("addTokenTo") == Some("queryParam") {
                KeyLocation::Query
            } else {
                KeyLocation::Header
            },
            prefix: if parameters.has("headerPrefix") {
                parameters.text("headerPrefix")
            } else {
                "Bearer".to_owned()
            },
            query_key: parameters
                .get("queryParamKey")
                .unwrap_or("token")
                .to_owned(),
        })
    }
}

impl Authorize for Jwt {
    fn authorize(&self, request: &mut Request) -> Result<(), AuthError> {
        let token = self.sign()?;
        match self.location {
            KeyLocation::Query => {
                request.remove_query(&self.query_key);
                request.add_query(&self.query_key, &encoding::query_value(&token));
            }
            KeyLocation::Header if self.prefix.is_empty() => {
                request.set_secret_header("Authorization", &token);
            }
            KeyLocation::Header => {
                request.set_secret_header("Authorization", &format!("{} {token}", self.prefix));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
