//! Complete responses whose content is not what was documented.

use std::marker::PhantomData;

use client::Operation;
use client::serde_json::Value;
use tests::calls::{Anything, Call, Json, Limits, by_reqwest, by_ureq};
use tests::faults::Step;
use tests::recorder::{Answer, Recorder};

use super::{by_both, fails};

/// Sends with both transports to a server that gives this answer.
fn with_answer<O: Operation<Api = Anything> + Clone>(
    operation: &O,
    answer: &Answer,
) -> [Result<O::Response, tests::calls::Failed>; 2] {
    [by_ureq::<O>, by_reqwest::<O>].map(|send| {
        let server = Recorder::start(0, vec![answer.clone()]).expect("a free port");
        send(operation.clone(), &server.base_url(), Limits::default())
    })
}

#[test]
fn an_unexpected_content_encoding_is_named() {
    let gzip =
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\x8b\x08\0";
    for result in by_both(
        &[Step::Send(gzip)],
        &Json::<Value>(PhantomData),
        Limits::default(),
    ) {
        let failed = result.expect_err("not JSON");
        assert_eq!(failed.stage, "Decode");
        assert!(
            failed.text.contains("`Content-Encoding: gzip`"),
            "{failed:?}"
        );
    }
}

#[test]
fn what_is_not_as_documented_is_a_decode_error() {
    let deep = "[".repeat(200_000);
    for body in ["", "true", "<html></html>", "{\"a\":", "{\"a\": 1}", &deep] {
        let answer = Answer::new(200, "application/json", body);
        for result in with_answer(&Json::<Vec<i64>>(PhantomData), &answer) {
            let failed = result.expect_err("not a list of numbers");
            let actual = (failed.stage, failed.sent, failed.retryable);
            assert_eq!(actual, ("Decode", true, false), "{failed:?}");
        }
    }
}

#[test]
fn invalid_utf_8_is_a_decode_error() {
    let answer = Answer {
        body: b"[\"\xff\xfe\"]".to_vec(),
        ..Answer::default()
    };
    for result in with_answer(&Json::<Vec<String>>(PhantomData), &answer) {
        assert_eq!(result.expect_err("not UTF-8").stage, "Decode");
    }
}

#[test]
fn json_is_read_whatever_its_content_type() {
    for content_type in ["text/html", ""] {
        let answer = Answer::new(200, content_type, "[1]");
        for result in with_answer(&Json::<Vec<i64>>(PhantomData), &answer) {
            assert_eq!(result.expect("JSON"), [1], "{content_type}");
        }
    }
}

#[test]
fn a_server_that_is_busy_is_asked_once() {
    for status in [429, 503] {
        let answer = Answer {
            headers: vec![("Retry-After".to_owned(), "1".to_owned())],
            ..Answer::new(status, "text/plain", "busy")
        };
        for send in [by_ureq, by_reqwest] {
            let server = Recorder::start(0, vec![answer.clone()]).expect("a free port");
            let response = send(Call::get(), &server.base_url(), Limits::default());
            assert_eq!(response.expect("a response").status.as_u16(), status);
            assert_eq!(server.take().len(), 1);
        }
    }
}

#[test]
fn a_status_without_a_body_is_complete() {
    let script = [Step::Send(b"HTTP/1.1 204 No Content\r\n\r\n")];
    for response in by_both(&script, &Call::get(), Limits::default()) {
        assert!(response.expect("a response").body.is_empty());
    }
    let head = Call {
        method: "HEAD",
        ..Call::get()
    };
    let script = [Step::Send(
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
    )];
    for response in by_both(&script, &head, Limits::default()) {
        assert!(response.expect("a response").body.is_empty());
    }
    // A `GET` with the same head is truncated.
    fails(
        &script,
        &Call::get(),
        Limits::default(),
        ("Read", true, true),
    );
}
