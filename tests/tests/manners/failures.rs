//! Failures are errors with the server's own words and all that a report to the API's support needs.

use std::time::Duration;

use client::{ErrorCode, Failure, Retry, http};
use tests::calls::Call;

use crate::outcome::{answers, head, json};

/// An error code of the API.
#[derive(Debug, PartialEq)]
struct Code(String);

impl ErrorCode for Code {
    const FIELDS: &'static [&'static str] = &["/code"];

    fn from_code(code: &str) -> Option<Self> {
        Some(Self(code.to_owned()))
    }
}

#[test]
fn a_failure_names_method_path_status_message_and_request_id() {
    let mut answer = json(404, r#"{"code": "gone", "message": "no such thing"}"#);
    let id = ("X-Request-Id".to_owned(), "req-7".to_owned());
    answer.headers.push(id);
    let operation = Call {
        method: "GET",
        fill: |request| {
            request.path("/x/");
            request.path_parameter("id", "hush");
        },
    };
    for outcome in answers(&[answer]).call(&operation) {
        let failed = outcome.result.expect_err("404");
        assert_eq!(
            failed.message, "GET /x/:id: 404 Not Found: no such thing (request id req-7)",
            "{}",
            outcome.over
        );
        assert_eq!(failed.request_id.as_deref(), Some("req-7"));
        let error = failed.status.expect("a status");
        assert_eq!((error.method(), error.path()), ("GET", "/x/:id"));
        assert_eq!(error.code(), Some(Code("gone".to_owned())));
        let payload: serde_json::Value = error.payload().expect("JSON");
        assert_eq!(payload["message"], "no such thing");
        let documented = error.documented::<Call>().expect("a response");
        assert_eq!(documented.status, 404);
    }
}

#[test]
fn a_failure_without_a_message_shows_the_start_of_its_body() {
    let body = "x".repeat(1000);
    for outcome in answers(&[json(400, &body)]).call(&Call::get()) {
        let failed = outcome.result.expect_err("400");
        let expected = format!("GET /x: 400 Bad Request: {}…", &body[..200]);
        assert_eq!(failed.message, expected, "{}", outcome.over);
    }
}

#[test]
fn client_errors_are_not_retryable_and_sent_once() {
    for status in [400, 401, 403, 404, 409, 422, 500] {
        for outcome in answers(&[head(status, &[])]).call(&Call::get()) {
            let failed = outcome.result.expect_err("a failure");
            assert!(!failed.is_retryable, "{}: {status}", outcome.over);
            assert_eq!(outcome.requests.len(), 1, "{}: {status}", outcome.over);
        }
    }
}

#[test]
fn failures_that_can_pass_are_retryable() {
    for status in [408, 429, 502, 503, 504] {
        let scenario = answers(&[head(status, &[])]).client(|it| it.retry(Retry::never()));
        for outcome in scenario.call(&Call::get()) {
            let failed = outcome.result.expect_err("a failure");
            assert!(failed.is_retryable, "{}: {status}", outcome.over);
        }
    }
}

#[test]
fn the_time_to_wait_is_on_the_error() {
    for outcome in answers(&[head(429, &[("Retry-After", "7")])]).call(&Call::post()) {
        let failed = outcome.result.expect_err("429");
        let expected = Some(Duration::from_secs(7));
        assert_eq!(failed.retry_after, expected, "{}", outcome.over);
        let of_status = failed.status.expect("a status").retry_after();
        assert_eq!(of_status, expected, "{}", outcome.over);
    }
}

#[test]
fn a_raw_response_is_checked_without_naming_a_type() {
    let response = client::Response {
        status: http::StatusCode::CONFLICT,
        body: r#"{"detail": "already there"}"#.into(),
        ..client::Response::default()
    };
    let failure: Failure = response.error_for_status().expect_err("409");
    assert_eq!(failure.to_string(), "HTTP status 409: already there");
}

#[test]
fn messages_about_fields_are_part_of_the_error() {
    let bodies = [
        (
            r#"{"errors": {"color": ["is unknown"]}}"#,
            "color: is unknown",
        ),
        (
            r#"{"errors": {"name": ["is blank", "is short"], "color": ["is unknown"]}}"#,
            "color: is unknown, name: is blank; is short",
        ),
        (
            r#"{"error": "Failed", "errors": {"color": ["is unknown"]}}"#,
            "Failed (color: is unknown)",
        ),
        (
            r#"{"message": "Failed", "errors": {"color": ["is unknown"]}}"#,
            "Failed (color: is unknown)",
        ),
        (
            r#"{"error": {}, "errors": {"color": ["is unknown"]}}"#,
            "color: is unknown",
        ),
        (
            r#"{"errors": {"__proto__": ["is reserved"], "color": ["is unknown"]}}"#,
            "__proto__: is reserved, color: is unknown",
        ),
        (
            r#"{"errors": {"color": ["is unknown"], "base": 1}}"#,
            "color: is unknown",
        ),
        (
            r#"{"types": ["is invalid"], "url": ["is no URL", "is long"]}"#,
            "types: is invalid, url: is no URL; is long",
        ),
        (
            r#"{"error": "Hook is invalid", "url": ["is no URL"]}"#,
            "Hook is invalid",
        ),
    ];
    for (body, message) in bodies {
        for outcome in answers(&[json(422, body)]).call(&Call::get()) {
            let failed = outcome.result.expect_err("422");
            let expected = format!("GET /x: 422 Unprocessable Entity: {message}");
            assert_eq!(failed.message, expected, "{}", outcome.over);
        }
    }
}
