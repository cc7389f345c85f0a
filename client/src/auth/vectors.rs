//! Compares what each scheme adds to a request with `tests/vectors/auth`, recorded from Postman's runner.

use std::fs;
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

use serde_json::Value;

use super::{Authorize, AwsV4, Parameters, from_parameters};
use crate::request::{Encoding, Request};

/// The vectors that are not followed, with the reason.
const DIFFERENT: [(&str, &str); 1] = [(
    "hawk/no-algorithm",
    "Postman sends an empty Authorization header; here a missing algorithm is an error",
)];

#[test]
fn every_scheme_signs_as_postman_does() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/vectors/auth");
    let mut compared = 0;
    let mut wrong = Vec::new();
    for entry in fs::read_dir(folder).expect("the vectors") {
        let path = entry.expect("a file").path();
        let kind = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let file: Value =
            serde_json::from_str(&fs::read_to_string(&path).expect("readable")).expect("JSON");
        let clock = file["clock_unix"].as_u64().expect("a clock");
        for vector in file["vectors"].as_array().expect("a list") {
            let name = format!("{kind}/{}", vector["name"].as_str().expect("a name"));
            compared += 1;
            let equal = signed(&kind, vector, clock) == expected(vector);
            if equal == DIFFERENT.iter().any(|(known, _)| *known == name) {
                wrong.push(format!(
                    "{name}:\n  got      {:?}\n  expected {:?}",
                    signed(&kind, vector, clock),
                    expected(vector)
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {compared} differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(compared > 60, "only {compared} vectors");
}

/// The parameters of all types that are credentials.
const CREDENTIALS: [&str; 14] = [
    "accessToken",
    "authKey",
    "clientSecret",
    "clientToken",
    "consumerSecret",
    "password",
    "privateKey",
    "refreshToken",
    "secret",
    "secretKey",
    "sessionToken",
    "token",
    "tokenSecret",
    "value",
];

#[test]
fn no_scheme_prints_a_credential() {
    for (kind, algorithm) in [
        ("apikey", ""),
        ("asap", "RS256"),
        ("awsv4", ""),
        ("basic", ""),
        ("bearer", ""),
        ("digest", "MD5"),
        ("edgegrid", ""),
        ("hawk", "sha256"),
        ("jwt", "HS256"),
        ("ntlm", ""),
        ("oauth1", ""),
        ("oauth2", ""),
    ] {
        let settings = [("algorithm", algorithm), ("key", "X-Key")].into_iter();
        let credentials = CREDENTIALS.map(|name| (name, "hush"));
        let parameters: Parameters = settings.chain(credentials).collect();
        let scheme = from_parameters(kind, &parameters);
        let scheme = scheme.expect("valid parameters").expect("a scheme");
        let text = format!("{scheme:?} {parameters:?}");
        assert!(!text.contains("hush"), "{text}");
    }
}

/// Headers, URL as sent, and the fields of an urlencoded body.
type Result = (Vec<(String, String)>, String, Vec<(String, String)>);

fn expected(vector: &Value) -> Result {
    let result = &vector["result"];
    let fields = enabled(vector, pairs(&result["urlencoded"]));
    (
        pairs(&result["headers"]),
        encoded(result["url"].as_str().expect("a URL")),
        fields,
    )
}

fn signed(kind: &str, vector: &Value, clock: u64) -> Result {
    let mut request = request(vector);
    let scheme = scheme(kind, vector, clock);
    // In Postman, a scheme that cannot sign leaves the request unchanged.
    let _ = scheme.map(|scheme| scheme.map(|scheme| scheme.authorize(&mut request)));
    let headers = request
        .header_list()
        .into_iter()
        .map(|(k, v)| (k.to_owned(), v.to_owned()))
        .collect();
    let url = format!(
        "{}{}",
        request.authority().expect("resolved"),
        request.target().expect("resolved")
    );
    let fields = request
        .urlencoded_fields()
        .map(<[_]>::to_vec)
        .unwrap_or_default();
    (headers, url, fields)
}

/// The scheme, with the values of the runner's frozen clock and generator.
fn scheme(
    kind: &str,
    vector: &Value,
    clock: u64,
) -> std::result::Result<Option<Box<dyn Authorize>>, super::AuthError> {
    let mut parameters: Vec<(String, String)> = vector["params"]
        .as_object()
        .expect("parameters")
        .iter()
        .map(|(key, value)| {
            (
                key.clone(),
                value
                    .as_str()
                    .map_or_else(|| value.to_string(), str::to_owned),
            )
        })
        .collect();
    for (name, frozen) in [
        ("timestamp", clock.to_string()),
        ("nonce", "aaaaaa".to_owned()),
    ] {
        if kind == "hawk" && vector["params"].get(name).is_some_and(|value| value == "") {
            parameters.push((name.to_owned(), frozen));
        }
    }
    if kind == "edgegrid" && vector["params"]["timestamp"] == "" {
        parameters.push(("timestamp".to_owned(), "20240102T03:04:05+0000".to_owned()));
    }
    let parameters = Parameters::from_iter(parameters);
    if kind == "awsv4" {
        let aws = AwsV4::from(&parameters).at(UNIX_EPOCH + Duration::from_secs(clock));
        return Ok(Some(Box::new(aws)));
    }
    from_parameters(kind, &parameters)
}

fn request(vector: &Value) -> Request {
    let source = &vector["request"];
    let method = leak(source["method"].as_str().expect("a method"));
    let mut request = Request::new(method, leak(source["url"].as_str().expect("a URL")));
    for header in source["header"].as_array().into_iter().flatten() {
        request.header(
            header["key"].as_str().expect("a key"),
            header["value"].as_str().expect("a value"),
        );
    }
    if let Some(text) = source["body"]["raw"].as_str() {
        let language = source["body"]["options"]["raw"]["language"].as_str();
        request.text(language.map(leak), text.to_owned());
    }
    for field in source["body"]["urlencoded"]
        .as_array()
        .into_iter()
        .flatten()
    {
        if field["disabled"] != true {
            request.urlencoded(
                field["key"].as_str().expect("a key"),
                field["value"].as_str().expect("a value"),
            );
        }
    }
    request
        .resolve(&|_| None, None, Encoding::Postman)
        .expect("a URL");
    request
}

/// A URL as sent, without its scheme. In the vectors it is not yet percent-encoded.
fn encoded(url: &str) -> String {
    let mut request = Request::new("GET", leak(url));
    request
        .resolve(&|_| None, None, Encoding::Postman)
        .expect("a URL");
    format!(
        "{}{}",
        request.authority().expect("resolved"),
        request.target().expect("resolved")
    )
}

fn pairs(list: &Value) -> Vec<(String, String)> {
    let pairs = list.as_array().into_iter().flatten();
    pairs.map(|pair| (text(&pair[0]), text(&pair[1]))).collect()
}

/// Removes disabled fields, which the vectors list as well.
fn enabled(vector: &Value, mut fields: Vec<(String, String)>) -> Vec<(String, String)> {
    for field in vector["request"]["body"]["urlencoded"]
        .as_array()
        .into_iter()
        .flatten()
    {
        if field["disabled"] == true {
            fields.retain(|(key, _)| *key != text(&field["key"]));
        }
    }
    fields
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Requests borrow `'static` text, as generated code passes it.
fn leak(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}
