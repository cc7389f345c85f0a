use crate::auth::{
    Asap, AwsV4, Digest, DigestAlgorithm, DigestQop, EdgeGrid, Hawk, HawkAlgorithm, Jwt,
    JwtAlgorithm, Ntlm, OAuth1, OAuth1Method,
};

use super::*;

/// Asserts that credentials with defaults are the same as others. `Debug` shows all that is not secret.
fn same<T: Defaults + std::fmt::Debug>(given: T, defaults: &[(&str, &str)], expected: &T) {
    let completed = given.with_defaults(defaults);
    assert_eq!(format!("{completed:?}"), format!("{expected:?}"));
}

#[test]
fn defaults_are_used_unless_the_user_sets_others() {
    let aws = || AwsV4::new("a", "s");
    let table = [
        ("region", "r"),
        ("service", "s3"),
        ("addAuthDataToQuery", "true"),
    ];
    same(aws(), &table, &aws().region("r").service("s3").in_query());
    let own = || aws().region("x").service("y").in_headers();
    same(own(), &table, &own());

    let hawk = || Hawk::new("a", "k");
    let table = [
        ("algorithm", "sha1"),
        ("extraData", "e"),
        ("app", "p"),
        ("delegation", "d"),
        ("includePayloadHash", "true"),
    ];
    let expected = hawk().algorithm(HawkAlgorithm::Sha1).extra_data("e");
    let expected = expected.app("p", Some("d".to_owned())).with_payload_hash();
    same(hawk(), &table, &expected);
    let own = || hawk().algorithm(HawkAlgorithm::Sha256).extra_data("x");
    let own = || own().app("y", None).without_payload_hash();
    same(own(), &table, &own());

    let edgegrid = || EdgeGrid::new("a", "c", "s");
    let table = [
        ("baseURL", "https://h.example/x"),
        ("headersToSign", "A, B"),
        ("maxBodySize", "7"),
    ];
    let set = |host, names: [&str; 2], size| {
        let edgegrid = edgegrid().host(host).headers_to_sign(names);
        edgegrid.max_body_size(size)
    };
    same(edgegrid(), &table, &set("h.example", ["A", "B"], 7));
    let own = || set("x", ["C", "D"], 9);
    same(own(), &table, &own());

    let ntlm = || Ntlm::new("u", "p");
    let table = [("domain", "d"), ("workstation", "w")];
    same(ntlm(), &table, &ntlm().domain("d").workstation("w"));
    same(
        Ntlm::new("x\\u", "p"),
        &table,
        &ntlm().domain("x").workstation("w"),
    );

    let digest = || Digest::new("u", "p");
    let table = [("algorithm", "SHA-256"), ("qop", "auth-int")];
    let expected = digest().algorithm(DigestAlgorithm::Sha256);
    same(digest(), &table, &expected.qop(DigestQop::AuthInt));
    let own = || digest().algorithm(DigestAlgorithm::Md5);
    let own = || own().qop(DigestQop::Auth);
    same(own(), &table, &own());
}

#[test]
fn signatures_of_tokens_and_of_oauth1_have_defaults_as_well() {
    let oauth1 = || OAuth1::new("k", "s");
    let table = [
        ("signatureMethod", "PLAINTEXT"),
        ("realm", "r"),
        ("addParamsToHeader", "false"),
        ("includeBodyHash", "true"),
    ];
    let expected = oauth1().method(OAuth1Method::Plaintext).realm("r");
    let expected = expected.in_body_or_query().with_body_hash();
    same(oauth1(), &table, &expected);
    let own = || oauth1().method(OAuth1Method::HmacSha1).realm("x");
    let own = || own().in_header().without_body_hash();
    same(own(), &table, &own());

    let table = [
        ("algorithm", "HS512"),
        ("header", r#"{"kid": "1"}"#),
        ("addTokenTo", "queryParam"),
        ("queryParamKey", "jwt"),
        ("headerPrefix", "JWT"),
        ("isSecretBase64Encoded", "true"),
    ];
    let set = |algorithm, kid: &str| {
        let jwt = Jwt::from_key("k").algorithm(algorithm).header("kid", kid);
        jwt.in_query("jwt").prefix("JWT").base64_key(true)
    };
    same(Jwt::from("k"), &table, &set(JwtAlgorithm::Hs512, "1"));
    let own = || set(JwtAlgorithm::Hs256, "2").prefix("").base64_key(false);
    let own = || own().in_query("own").in_header();
    same(own(), &table, &own());

    let table = [
        ("alg", "PS256"),
        ("kid", "k"),
        ("iss", "i"),
        ("aud", "a"),
        ("sub", "s"),
        ("exp", "9"),
    ];
    let set = |kid, issuer, audience, algorithm| {
        let asap = Asap::new(kid, issuer, audience, "pem").algorithm(algorithm);
        asap.subject("s").expiry(9)
    };
    let expected = set("k", "i", "a", JwtAlgorithm::Ps256);
    same(Asap::from("pem"), &table, &expected);
    let own = || set("x", "y", "z", JwtAlgorithm::Es256).expiry(1);
    same(own(), &table, &own());
}

#[test]
fn an_invalid_default_changes_nothing() {
    let hawk = || Hawk::new("a", "k");
    let table = [("app", "p"), ("algorithm", "md5")];
    same(hawk(), &table, &hawk());
    assert!(hawk().complete(&table.into_iter().collect()).is_err());
}
