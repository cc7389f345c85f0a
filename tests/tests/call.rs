//! `codegen call` sends what generated code sends.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use client::{Example, ExampleContext};
use serde_json::Value;
use tests::binary::{Ran, binary, project, run_in};
use tests::boundary::without_boundary;
use tests::recorder::{Answer, Recorded, Recorder};

type Examples = fn() -> Vec<Example>;

mod vectors {
    use super::Examples;

    include!(concat!(env!("OUT_DIR"), "/vectors.rs"));
}

/// Vectors that are not sent, with the reason.
const LEFT_OUT: &[(&str, &str)] = &[(
    "auth-oauth2-no-token",
    "an item with auth is not sent without credentials",
)];

/// What is compared: headers sorted by name, without those that a transport adds.
#[derive(Debug, PartialEq, Eq)]
struct Request {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: String,
}

impl Request {
    fn new<'h>(
        method: &str,
        target: &str,
        headers: impl Iterator<Item = (&'h str, String)>,
        body: &[u8],
    ) -> Self {
        let added = [
            "accept",
            "accept-encoding",
            "content-length",
            "host",
            "user-agent",
            "transfer-encoding",
        ];
        let headers =
            headers.map(|(name, value)| (name.to_ascii_lowercase(), without_boundary(&value)));
        let mut headers: Vec<_> = headers
            .filter(|(name, _)| !added.contains(&name.as_str()))
            .collect();
        headers.sort();
        let body: String = body.iter().map(|byte| char::from(*byte)).collect();
        Self {
            method: method.to_owned(),
            target: target.to_owned(),
            headers,
            body: without_boundary(&body),
        }
    }

    fn received(request: &Recorded) -> Self {
        let headers = request.headers.iter();
        let headers = headers.map(|(name, value)| (name.as_str(), value.clone()));
        Self::new(&request.method, &request.target, headers, &request.body)
    }

    fn generated(example: &Example, context: &ExampleContext) -> Result<Self, String> {
        let request = example
            .request_with(context)
            .map_err(|error| error.to_string())?;
        let headers = request.headers().iter();
        let headers = headers.map(|(name, value)| {
            let value: String = value
                .as_bytes()
                .iter()
                .map(|byte| char::from(*byte))
                .collect();
            (name.as_str(), value)
        });
        let target = request.uri().path_and_query().map_or("/", |it| it.as_str());
        Ok(Self::new(
            request.method().as_str(),
            target,
            headers,
            request.body(),
        ))
    }
}

/// Runs the binary for an item of a vector, with the values and credentials of the collection.
fn call(dir: &Path, vector: &Value, example: &Example, server: &str) -> Ran {
    let path = |name: &str| dir.join(name).display().to_string();
    let mut arguments = vec!["call".to_owned(), path("vector.json")];
    arguments.extend([example.pointer, "--example", "--server", server].map(str::to_owned));
    for name in ["globals", "environment"] {
        if !vector[name].is_null() {
            arguments.push(format!("--environment={}", path(&format!("{name}.json"))));
        }
    }
    let (_, parameters) = tests::vectors::auth(vector, example.pointer).unwrap_or_default();
    let parameters: Vec<String> = parameters
        .into_iter()
        .map(|(key, value)| format!("--auth={key}={value}"))
        .collect();
    let output = Command::new(binary())
        .current_dir(project().join("tests/vectors/fixtures"))
        .args(arguments)
        .args(parameters)
        .stdin(Stdio::null())
        .output();
    output.expect("the binary runs").into()
}

#[test]
fn each_item_of_the_vectors_is_sent_as_by_generated_code() {
    let known: BTreeMap<&str, Examples> = vectors::ALL.iter().copied().collect();
    let server = Recorder::start(0, Vec::new()).unwrap();
    let url = format!("http://127.0.0.1:{}", server.port());
    let (mut equal, mut wrong) = (0, Vec::new());
    for (id, vector) in tests::vectors::read() {
        if LEFT_OUT.iter().any(|(left_out, _)| *left_out == id) {
            continue;
        }
        let dir = tempfile::tempdir().unwrap();
        for (name, member) in [
            ("vector", "collection"),
            ("globals", "globals"),
            ("environment", "environment"),
        ] {
            let path = dir.path().join(format!("{name}.json"));
            fs::write(path, vector[member].to_string()).unwrap();
        }
        for example in known.get(id.as_str()).map(|all| all()).unwrap_or_default() {
            let context = tests::vectors::context(&vector, example.pointer).base_url(&url);
            let expected = Request::generated(&example, &context);
            let ran = call(dir.path(), &vector, &example, &url);
            let received = server.take();
            let received = received.first().map(Request::received);
            if received.as_ref() == expected.as_ref().ok() {
                equal += 1;
            } else {
                wrong.push(format!(
                    "{id}{}\n  call      {received:?} {}\n  generated {expected:?}",
                    example.pointer, ran.err
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{equal} equal, {} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn the_golden_item_is_sent_with_three_options() {
    let server = Recorder::start(
        0,
        vec![Answer::new(404, "application/json", r#"{"code":1001}"#)],
    )
    .unwrap();
    let url = format!("http://127.0.0.1:{}/v2", server.port());
    let golden = project().join("collections/zoom/update-user-status.json");
    let golden = golden.to_str().unwrap();
    let options = [
        "--user-id",
        "a/b",
        "--action",
        "deactivate",
        "--base-url",
        &url,
        "--access-token",
        "s3cret",
    ];
    let ran = run_in(
        project(),
        &[&["call", golden, "Update user status"][..], &options].concat(),
    );
    assert_eq!((ran.code, ran.out.as_str()), (Some(4), r#"{"code":1001}"#));
    assert_eq!(ran.err, "404 Not Found\n");
    let sent = &server.take()[0];
    assert_eq!(
        (sent.method.as_str(), sent.target.as_str()),
        ("PUT", "/v2/users/a%2Fb/status")
    );
    assert_eq!(sent.header("authorization"), Some("Bearer s3cret"));
    let body = String::from_utf8_lossy(&sent.body);
    assert!(
        body.contains("name=\"action\"\r\n\r\ndeactivate\r\n"),
        "{body}"
    );
}

#[test]
fn a_curl_command_shows_no_credential() {
    let golden = project().join("collections/zoom/update-user-status.json");
    let options = [
        "--user-id=me",
        "--action=activate",
        "--base-url=https://h.example",
        "--access-token=s3cret",
        "--curl",
    ];
    let arguments = [&["call", golden.to_str().unwrap()][..], &options].concat();
    let ran = run_in(project(), &arguments);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(
        ran.out
            .starts_with("curl --request PUT https://h.example/users/me/status \\\n"),
        "{}",
        ran.out
    );
    assert!(
        ran.out
            .contains("--header \"Authorization: Bearer $ZOOM_OAUTH2\""),
        "{}",
        ran.out
    );
    assert!(!ran.out.contains("s3cret"));
}

#[test]
fn what_is_missing_or_wrong_is_said() {
    let golden = project().join("collections/zoom/update-user-status.json");
    let failed = |options: &[&str]| {
        let ran = run_in(
            project(),
            &[&["call", golden.to_str().unwrap()][..], options].concat(),
        );
        (ran.code, ran.err)
    };
    let (code, err) = failed(&["--action", "activate"]);
    assert_eq!(code, Some(1));
    assert!(err.starts_with("error: `--user-id` must be given"), "{err}");
    let (code, err) = failed(&["--user-id", "me", "--action", "stop"]);
    assert_eq!(code, Some(2));
    assert!(
        err.contains("possible values: activate, deactivate"),
        "{err}"
    );
    let (_, err) = failed(&["Update user stats"]);
    assert_eq!(
        err,
        "error: there is no item `Update user stats`; did you mean `Update user status`?\n"
    );
    let (code, err) = failed(&[
        "--user-id=me",
        "--action=activate",
        "--base-url=http://127.0.0.1:1",
    ]);
    assert_eq!(code, Some(1));
    assert!(
        err.contains("`accessToken` is missing: set the environment variable"),
        "{err}"
    );
    let unreachable = [
        "--user-id=me",
        "--action=activate",
        "--base-url=http://127.0.0.1:1",
        "--access-token=x",
    ];
    assert_eq!(failed(&unreachable).0, Some(3));
}
