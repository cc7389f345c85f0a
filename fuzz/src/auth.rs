//! Auth headers: what is put into one is read from it again.

use std::sync::Arc;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use client::auth::{Challenge, Parameters, from_parameters, quoted_string};
use client::{Body, Request, http};

use crate::operation::sent;
use crate::texts;

/// Parameters of any type that only choose between ways.
const FIXED: &[(&str, &[(&str, &str)])] = &[
    ("basic", &[]),
    ("bearer", &[]),
    ("apikey", &[("in", "header")]),
    ("apikey", &[("in", "query")]),
    ("oauth2", &[("addTokenTo", "header")]),
    ("digest", &[]),
    ("hawk", &[("algorithm", "sha256")]),
    (
        "oauth1",
        &[
            ("signatureMethod", "HMAC-SHA1"),
            ("addParamsToHeader", "true"),
        ],
    ),
    (
        "oauth1",
        &[
            ("signatureMethod", "PLAINTEXT"),
            ("addParamsToHeader", "true"),
        ],
    ),
    ("awsv4", &[]),
    ("edgegrid", &[]),
    ("jwt", &[("algorithm", "HS256"), ("payload", "{}")]),
    ("ntlm", &[]),
];

/// The parameters that texts are put into.
const KEYS: &[&str] = &[
    "username",
    "password",
    "token",
    "key",
    "value",
    "accessToken",
    "realm",
    "authId",
    "authKey",
    "extraData",
    "app",
    "delegation",
    "user",
    "consumerKey",
    "consumerSecret",
    "tokenSecret",
    "accessKey",
    "secretKey",
    "region",
    "service",
    "sessionToken",
    "clientToken",
    "clientSecret",
    "secret",
    "headerPrefix",
    "domain",
    "workstation",
    "nonce",
    "timestamp",
];

/// Sends a request with each type of credentials, whose parameters are the texts in the bytes.
///
/// # Panics
///
/// If a header cannot be read as it was written.
pub fn run(data: &[u8]) {
    let texts: Vec<String> = texts(data).take(KEYS.len()).collect();
    for text in &texts {
        let parsed = Challenge::parse(&format!("Digest a={}, b=c", quoted_string(text)));
        assert_eq!(parsed[0].parameter("a"), Some(text.as_str()));
        assert_eq!(parsed[0].parameter("b"), Some("c"));
    }
    let given = KEYS.iter().copied().zip(texts.iter().map(String::as_str));
    let challenge = format!(
        "Digest realm={}, nonce=\"n\", qop=\"auth\"",
        quoted_string(&texts[0])
    );
    for (name, fixed) in FIXED {
        let parameters: Parameters = given.clone().chain(fixed.iter().copied()).collect();
        let Ok(Some(scheme)) = from_parameters(name, &parameters) else {
            continue;
        };
        let challenge = (*name == "digest").then_some(challenge.as_str());
        let request = Request::new("GET", "http://h/a?b=c");
        if let Some(request) = sent(request, Arc::from(scheme), challenge) {
            check(name, &parameters, &request);
        }
    }
}

fn check(name: &str, parameters: &Parameters, request: &http::Request<Body>) {
    let header = request.headers().get("authorization");
    let Some(header) = header.map(|it| text_of(it.as_bytes())) else {
        return;
    };
    match name {
        "basic" => {
            let encoded = header
                .strip_prefix("Basic ")
                .expect("the scheme is written");
            let text = BASE64_STANDARD.decode(encoded).expect("base64 is written");
            let expected = format!(
                "{}:{}",
                parameters.text("username"),
                parameters.text("password")
            );
            assert_eq!(text, expected.as_bytes());
        }
        "digest" => {
            // If the collection has a nonce of the server, the client does not wait for a challenge.
            let known = parameters.text("nonce");
            let is_known = header.contains(&format!("nonce={}", quoted_string(&known)));
            let nonce = if is_known { &known } else { "n" };
            holds(
                &header,
                &[("username", &parameters.text("username")), ("nonce", nonce)],
            );
        }
        "hawk" => holds(&header, &[("id", &parameters.text("authId"))]),
        _ => {}
    }
}

/// The text of a header: characters up to U+00FF are sent as bytes, and others as UTF-8.
fn text_of(bytes: &[u8]) -> String {
    let text = std::str::from_utf8(bytes).map(str::to_owned);
    text.unwrap_or_else(|_| bytes.iter().copied().map(char::from).collect())
}

/// Checks that a header is one challenge with these parameters.
fn holds(header: &str, expected: &[(&str, &str)]) {
    let parsed = Challenge::parse(header);
    assert_eq!(parsed.len(), 1, "{header}");
    // Characters from U+0080 to U+00FF can be sent as bytes that are UTF-8 of others.
    let is_known = |value: &&str| value.is_ascii() || header.contains(*value);
    for (name, value) in expected.iter().filter(|(_, value)| is_known(value)) {
        assert_eq!(parsed[0].parameter(name), Some(*value), "{header}");
    }
}
