//! The signature methods of OAuth 1.0a (RFC 5849 §3.4).

use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha512};

use crate::auth::AuthError;

/// The signature method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum OAuth1Method {
    /// `HMAC-SHA1`.
    HmacSha1,
    /// `HMAC-SHA256`.
    HmacSha256,
    /// `HMAC-SHA512`.
    HmacSha512,
    /// `RSA-SHA1`.
    RsaSha1,
    /// `RSA-SHA256`.
    RsaSha256,
    /// `RSA-SHA512`.
    RsaSha512,
    /// `PLAINTEXT`: the secrets themselves.
    Plaintext,
}

impl OAuth1Method {
    const ALL: [Self; 7] = [
        Self::HmacSha1,
        Self::HmacSha256,
        Self::HmacSha512,
        Self::RsaSha1,
        Self::RsaSha256,
        Self::RsaSha512,
        Self::Plaintext,
    ];

    /// Parses Postman's parameter `signatureMethod`.
    pub(super) fn parse(name: &str) -> Result<Self, AuthError> {
        let mut known = Self::ALL.into_iter();
        let unknown = || AuthError::new(format!("unknown OAuth 1 signature method `{name}`"));
        known.find(|it| it.as_str() == name).ok_or_else(unknown)
    }

    /// The name, as it is sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::HmacSha1 => "HMAC-SHA1",
            Self::HmacSha256 => "HMAC-SHA256",
            Self::HmacSha512 => "HMAC-SHA512",
            Self::RsaSha1 => "RSA-SHA1",
            Self::RsaSha256 => "RSA-SHA256",
            Self::RsaSha512 => "RSA-SHA512",
            Self::Plaintext => "PLAINTEXT",
        }
    }

    pub(super) fn is_rsa(self) -> bool {
        matches!(self, Self::RsaSha1 | Self::RsaSha256 | Self::RsaSha512)
    }

    pub(super) fn hash(self, data: &[u8]) -> Vec<u8> {
        match self {
            Self::HmacSha256 | Self::RsaSha256 => Sha256::digest(data).to_vec(),
            Self::HmacSha512 | Self::RsaSha512 => Sha512::digest(data).to_vec(),
            Self::HmacSha1 | Self::RsaSha1 | Self::Plaintext => Sha1::digest(data).to_vec(),
        }
    }
}
