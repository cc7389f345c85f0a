//! Records vectors: runs a collection with npm's newman, and writes down what arrives at a [`Recorder`].
//!
//! A vector names the server `http://127.0.0.1:18090`, so the recorder listens on that port. What changes from run to run is
//! replaced by a constant: tokens of requests and boundaries of multipart bodies.

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Map, Value, json};

use crate::binary::project;
use crate::boundary::without_boundary;
use crate::recorder::{Recorded, Recorder};
use crate::vectors::answers;

/// The port that is written in all vectors.
pub const PORT: u16 = 18090;

/// Where newman is installed.
const NEWMAN: &str = "target/newman/node_modules/newman/bin/newman.js";

/// Runs the collection of a vector, and returns the vector with what was sent as `expected`.
///
/// Warnings of an earlier recording are kept, since newman does not report them. `same_in_newer_runtime` is `null` unless it
/// is given.
///
/// # Errors
///
/// If the port is taken, newman is not installed or fails, or a file cannot be written.
pub fn record(mut vector: Value) -> io::Result<Value> {
    let recorder = Recorder::start(PORT, answers(&vector))?;
    let error = run(&vector)?;
    let requests: Vec<Value> = recorder.take().into_iter().map(request).collect();
    let mut expected = Map::new();
    expected.insert("requests".to_owned(), requests.into());
    if let Some(error) = error {
        expected.insert("error".to_owned(), error.into());
    }
    if let Some(warnings) = vector["expected"].get("warnings") {
        expected.insert("warnings".to_owned(), warnings.clone());
    }
    vector["expected"] = expected.into();
    if vector.get("same_in_newer_runtime").is_none() {
        vector["same_in_newer_runtime"] = Value::Null;
    }
    Ok(vector)
}

/// Runs newman. Returns the first error, if not everything could be sent.
fn run(vector: &Value) -> io::Result<Option<String>> {
    let newman = project().join(NEWMAN);
    if !newman.is_file() {
        let problem =
            "newman is not installed: run `npm install --prefix target/newman newman@6.2.2`";
        return Err(io::Error::other(problem));
    }
    let dir = tempfile::tempdir()?;
    let write = |name: &str| {
        let path = dir.path().join(format!("{name}.json"));
        fs::write(&path, vector[name].to_string()).map(|()| path)
    };
    let report = dir.path().join("report.json");
    let mut command = Command::new("node");
    command.arg(newman).arg("run").arg(write("collection")?);
    for name in ["environment", "globals"] {
        if !vector[name].is_null() {
            command.arg(format!("--{name}")).arg(write(name)?);
        }
    }
    command
        .arg("--working-dir")
        .arg(project().join("tests/vectors/fixtures"))
        .args(["--timeout-request", "10000", "--suppress-exit-code"])
        .args(["--reporters", "json", "--reporter-json-export"])
        .arg(&report);
    let status = command.stdout(Stdio::null()).status()?;
    if !status.success() {
        return Err(io::Error::other("newman failed"));
    }
    first_error(&report)
}

fn first_error(report: &Path) -> io::Result<Option<String>> {
    let report: Value = serde_json::from_str(&fs::read_to_string(report)?)?;
    let message = report.pointer("/run/failures/0/error/message");
    Ok(message.and_then(Value::as_str).map(str::to_owned))
}

/// A request as vectors have it.
fn request(recorded: Recorded) -> Value {
    let headers: Vec<(String, String)> = recorded.headers.into_iter().map(constant).collect();
    let has = |wanted: &str| {
        headers
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case(wanted))
    };
    let framing = match (has("transfer-encoding"), has("content-length")) {
        (true, _) => "chunked",
        (false, true) => "content-length",
        (false, false) => "none",
    };
    let own: Vec<_> = headers.iter().filter(|it| !is_newmans(it)).collect();
    json!({
        "method": recorded.method,
        "target": recorded.target,
        // newman speaks no other version.
        "http_version": "HTTP/1.1",
        "headers": headers,
        "framing": framing,
        "body": body(&recorded.body),
        "own_headers": own,
    })
}

/// A header without what changes from run to run.
fn constant((name, value): (String, String)) -> (String, String) {
    let value = if name == "Postman-Token" && is_uuid(&value) {
        "<uuid>".to_owned()
    } else {
        without_boundary(&value)
    };
    (name, value)
}

fn is_uuid(text: &str) -> bool {
    let groups = text.split('-').map(str::len);
    groups.eq([8, 4, 4, 4, 12]) && text.bytes().all(|it| it == b'-' || it.is_ascii_hexdigit())
}

/// Whether newman adds this header, with this value, to every request.
fn is_newmans((name, value): &(String, String)) -> bool {
    match name.as_str() {
        "User-Agent" => value.starts_with("PostmanRuntime/"),
        "Accept" => value == "*/*",
        "Cache-Control" => value == "no-cache",
        "Postman-Token" => value == "<uuid>",
        "Host" => *value == format!("127.0.0.1:{PORT}"),
        "Accept-Encoding" => value == "gzip, deflate, br",
        "Connection" => value == "keep-alive",
        _ => false,
    }
}

fn body(bytes: &[u8]) -> Value {
    // Each byte as one character, so that a boundary is found next to any bytes.
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let text = without_boundary(&text);
    let bytes = text.chars().filter_map(|c| u8::try_from(c).ok()).collect();
    match String::from_utf8(bytes) {
        Ok(text) if text.is_empty() => Value::Null,
        Ok(text) => json!({ "text": text }),
        Err(error) => json!({ "base64": BASE64_STANDARD.encode(error.as_bytes()) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recorded(headers: &[(&str, &str)], body: &[u8]) -> Value {
        let headers = headers.iter();
        request(Recorded {
            method: "POST".to_owned(),
            target: "/".to_owned(),
            headers: headers
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            body: body.to_vec(),
        })
    }

    #[test]
    fn random_tokens_and_boundaries_are_constants() {
        let boundary = format!("{}123456789012345678901234", "-".repeat(26));
        let zeros = format!("{}{}", "-".repeat(26), "0".repeat(24));
        let token = "67e55044-10b1-426f-9247-bb680e5fe0c8";
        let body = [format!("--{boundary}\r\n").as_bytes(), &[0xff]].concat();
        let request = recorded(
            &[("Postman-Token", token), ("Content-Type", &boundary)],
            &body,
        );
        assert_eq!(
            request["headers"],
            json!([["Postman-Token", "<uuid>"], ["Content-Type", zeros]])
        );
        let expected = [format!("--{zeros}\r\n").as_bytes(), &[0xff]].concat();
        assert_eq!(request["body"]["base64"], BASE64_STANDARD.encode(expected));
    }

    #[test]
    fn headers_that_newman_adds_with_their_usual_value_are_not_own() {
        let request = recorded(&[("Accept", "*/*"), ("Host", "localhost:18090")], b"");
        assert_eq!(request["own_headers"], json!([["Host", "localhost:18090"]]));
        assert_eq!(
            (&request["body"], &request["framing"]),
            (&Value::Null, &json!("none"))
        );
    }

    #[test]
    fn the_framing_is_read_from_the_headers() {
        let framing = |name: &str| recorded(&[(name, "3")], b"abc")["framing"].clone();
        assert_eq!(framing("Content-Length"), "content-length");
        assert_eq!(framing("Transfer-Encoding"), "chunked");
    }
}
