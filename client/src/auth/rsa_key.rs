//! RSA private keys in PEM, and the signatures made with them.

use rsa::pkcs1::DecodeRsaPrivateKey as _;
use rsa::pkcs8::DecodePrivateKey as _;
use rsa::signature::{SignatureEncoding as _, Signer as _};

use super::AuthError;

/// Parses a private key: PKCS#8 or PKCS#1.
pub(super) fn read(pem: &str) -> Result<rsa::PrivateKey, AuthError> {
    rsa::PrivateKey::from_pkcs8_pem(pem)
        .or_else(|_| rsa::PrivateKey::from_pkcs1_pem(pem))
        .map_err(|_| AuthError::new("the private key is not RSA in PEM (PKCS#8 or PKCS#1)"))
}

/// RSASSA-PKCS1-v1_5 (RFC 8017 §8.2).
pub(super) fn sign_pkcs1<D>(pem: &str, message: &[u8]) -> Result<Vec<u8>, AuthError>
where
    D: sha2::Digest + rsa::pkcs8::AssociatedOid,
{
    let key = rsa::pkcs1v15::SigningKey::<D>::new(read(pem)?);
    let signature = key.try_sign(message);
    Ok(signature
        .map_err(|_| AuthError::new("the private key is too short"))?
        .to_vec())
}
