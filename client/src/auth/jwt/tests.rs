use rsa::pkcs8::{EncodePrivateKey as _, LineEnding};
use rsa::signature::Verifier as _;

use super::*;

/// A fresh key.
fn rsa_key() -> rsa::PrivateKey {
    use rsa::pkcs1v15::SigningKey;

    let key = SigningKey::<Sha256>::random(&mut getrandom::SysRng, 1024).expect("a key");
    key.as_ref().clone()
}

/// Splits a token into the signed text and the signature.
fn parts(token: &str) -> (&str, Vec<u8>) {
    let (text, signature) = token.rsplit_once('.').expect("three parts");
    (text, URL_SAFE_NO_PAD.decode(signature).expect("Base64"))
}

fn sign(algorithm: JwtAlgorithm, pem: &str) -> String {
    let claims = Map::from_iter([("sub".to_owned(), Value::from("1"))]);
    Jwt::new(algorithm, pem, &claims).sign().expect("a token")
}

#[test]
fn rsa_signatures_are_verified_by_the_public_key() {
    let key = rsa_key();
    let pem = key.to_pkcs8_pem(LineEnding::LF).expect("PEM");
    let token = sign(JwtAlgorithm::Rs256, &pem);
    let (text, signature) = parts(&token);
    let verifier = rsa::pkcs1v15::VerifyingKey::<Sha256>::new(key.to_public_key());
    let signature = rsa::pkcs1v15::Signature::try_from(signature.as_slice()).expect("a signature");
    verifier
        .verify(text.as_bytes(), &signature)
        .expect("the same text");

    let token = sign(JwtAlgorithm::Ps256, &pem);
    let (text, signature) = parts(&token);
    let verifier = rsa::pss::VerifyingKey::<Sha256>::new(key.to_public_key());
    let signature = rsa::pss::Signature::try_from(signature.as_slice()).expect("a signature");
    verifier
        .verify(text.as_bytes(), &signature)
        .expect("the same text");
}

macro_rules! verified_by {
    ($curve:ident, $algorithm:ident, $length:literal) => {{
        let mut bytes = [7; $length];
        bytes[0] = 0;
        let key = $curve::ecdsa::SigningKey::from_slice(&bytes).expect("a key");
        let pem = $curve::SecretKey::from_slice(&bytes)
            .expect("a key")
            .to_pkcs8_pem(LineEnding::LF)
            .expect("PEM");
        let token = sign(JwtAlgorithm::$algorithm, &pem);
        let (text, signature) = parts(&token);
        let signature = $curve::ecdsa::Signature::from_slice(&signature).expect("a signature");
        let verifier = $curve::ecdsa::VerifyingKey::from(&key);
        verifier
            .verify(text.as_bytes(), &signature)
            .expect("the same text");
    }};
}

#[test]
fn ecdsa_signatures_are_verified_by_the_public_key() {
    verified_by!(p256, Es256, 32);
    verified_by!(p384, Es384, 48);
    verified_by!(p521, Es512, 66);
}

#[test]
fn a_key_of_another_kind_is_refused() {
    let claims = Map::new();
    for algorithm in [
        JwtAlgorithm::Rs256,
        JwtAlgorithm::Ps512,
        JwtAlgorithm::Es256,
    ] {
        assert!(Jwt::new(algorithm, "not PEM", &claims).sign().is_err());
    }
}
