//! One call returns the success value, also where the collection documents no response.

use std::marker::PhantomData;

use client::{Operation as _, Response};
use tests::calls::{Call, Json, runtime};
use tests::every_construct::EveryConstruct;
use tests::every_construct::pages::{ByCursor, ByOffset};
use tests::recorder::Recorder;

use crate::outcome::{Callable as _, answers, head, json};

#[test]
fn a_call_returns_the_payload() {
    for outcome in answers(&[json(200, "[1, 2]")]).call(&Json::<Vec<i64>>(PhantomData)) {
        assert_eq!(outcome.result, Ok(vec![1, 2]), "{}", outcome.over);
    }
}

#[test]
fn another_success_status_is_decoded_as_the_documented_one() {
    for outcome in answers(&[json(201, "[1]")]).call(&Json::<Vec<i64>>(PhantomData)) {
        assert_eq!(outcome.result, Ok(vec![1]), "{}", outcome.over);
    }
}

#[test]
fn a_payload_that_does_not_fit_is_an_error_with_the_response() {
    for outcome in answers(&[json(200, "{}")]).call(&Json::<Vec<i64>>(PhantomData)) {
        let failed = outcome.result.expect_err("no list");
        assert!(
            failed
                .message
                .contains("expected an array, found an object"),
            "{}: {failed:?}",
            outcome.over
        );
        assert!(failed.status.is_none() && !failed.is_retryable);
        let response = failed.response.expect("the response");
        assert_eq!(response.text(), "{}", "{}", outcome.over);
    }
}

#[test]
fn an_undocumented_response_is_read_as_json_text_or_bytes() {
    for outcome in answers(&[json(200, r#"{"id": 12345678901234567890}"#)]).call(&Call::get()) {
        let response = outcome.result.expect("a response");
        let value: serde_json::Value = response.json().expect("JSON");
        assert_eq!(value["id"], 12_345_678_901_234_567_890_u64);
        assert_eq!(response.text(), r#"{"id": 12345678901234567890}"#);
        assert_eq!(response.bytes().len(), 28);
        let error = response.json::<Vec<u8>>().expect_err("an object");
        assert_eq!(error.response(), &response);
        let response = response.error_for_status().expect("a success");
        assert!(response.is_success(), "{}", outcome.over);
    }
}

#[test]
fn an_empty_success_is_no_error() {
    for outcome in answers(&[head(204, &[])]).call(&Call::get()) {
        let response = outcome.result.expect("a response");
        assert_eq!(response.status, 204);
        assert!(response.is_empty(), "{}", outcome.over);
    }
}

#[test]
fn unknown_json_fields_are_ignored() {
    let body = r#"{"new": {"items": [9]}, "items": [1], "next": null, "newer": null}"#;
    for outcome in answers(&[json(200, body)]).call(&ByCursor::new()) {
        let page = outcome.result.expect("a page");
        assert_eq!(page.items, [1], "{}", outcome.over);
        assert_eq!(page.next, None, "{}", outcome.over);
    }
}

#[test]
fn the_raw_response_has_what_the_type_leaves_out() {
    let body = r#"{"items": [1], "next": null, "new": 2}"#;
    let server = Recorder::start(0, vec![json(200, body); 2]).expect("a free port");
    let endpoint = || EveryConstruct::endpoint().base_url(server.base_url());
    let is_complete = |raw: Response| {
        let value: serde_json::Value = raw.json().expect("JSON");
        assert_eq!(value["new"], 2);
        let page = ByCursor::output(raw).expect("a page");
        assert_eq!(page.items, [1]);
    };
    let client = client::blocking::Client::with_transport(endpoint(), client::Ureq::default());
    is_complete(client.call(ByCursor::new()).raw().expect("a response"));
    let client = client::Client::with_transport(endpoint(), client::Reqwest::default());
    let raw = runtime().block_on(client.call(ByCursor::new()).raw());
    is_complete(raw.expect("a response"));
}

#[test]
fn large_integers_keep_their_digits() {
    let body = "[9007199254740993, -9007199254740993]";
    for outcome in answers(&[json(200, body)]).call(&ByOffset::new()) {
        let numbers = outcome.result.expect("numbers");
        assert_eq!(
            numbers,
            [9_007_199_254_740_993, -9_007_199_254_740_993],
            "{}",
            outcome.over
        );
    }
}
