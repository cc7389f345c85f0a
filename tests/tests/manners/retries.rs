//! Retries: only where they are safe, within a budget, and never sooner than the server asks. No test waits.

use std::time::Duration;

use client::{File, Options, Retry, defaults};
use tests::calls::{Call, endpoint, runtime};
use tests::recorder::{Answer, Recorder};

use crate::outcome::{answers, head, json};

/// Statuses of failures that can pass.
const TRANSIENT: [u16; 5] = [408, 429, 502, 503, 504];

fn with_method(method: &'static str) -> Call {
    Call {
        method,
        ..Call::get()
    }
}

/// A failure, then a success.
fn once(status: u16, headers: &[(&str, &str)]) -> Vec<Answer> {
    vec![head(status, headers), json(200, "{}")]
}

#[test]
fn an_idempotent_request_is_sent_again_after_a_failure_that_can_pass() {
    for status in TRANSIENT {
        for method in ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"] {
            for outcome in answers(&once(status, &[])).call(&with_method(method)) {
                let what = format!("{}: {method} {status}", outcome.over);
                assert!(outcome.result.is_ok(), "{what}");
                assert_eq!(outcome.requests.len(), 2, "{what}");
                assert_eq!(outcome.requests[0], outcome.requests[1], "{what}");
                assert_eq!(outcome.waits.len(), 1, "{what}");
                assert!(outcome.waits[0] <= defaults::MIN_BACKOFF, "{what}");
            }
        }
    }
}

#[test]
fn a_post_or_patch_is_sent_once() {
    for method in ["POST", "PATCH"] {
        for status in TRANSIENT {
            for outcome in answers(&once(status, &[])).call(&with_method(method)) {
                let what = format!("{}: {method} {status}", outcome.over);
                assert_eq!(outcome.requests.len(), 1, "{what}");
                assert!(!outcome.result.expect_err("a failure").is_retryable);
            }
        }
    }
}

#[test]
fn a_post_with_an_idempotency_key_is_sent_again_with_the_same_key() {
    let scenario = answers(&once(503, &[])).options(|options| options.idempotency_key("order-7"));
    for outcome in scenario.call(&Call::post()) {
        assert!(outcome.result.is_ok(), "{}", outcome.over);
        let keys = outcome.requests.iter();
        let keys: Vec<_> = keys.map(|it| it.header("idempotency-key")).collect();
        assert_eq!(keys, [Some("order-7"); 2], "{}", outcome.over);
    }
}

#[test]
fn an_idempotency_key_of_the_operation_counts_and_can_be_replaced() {
    let post = Call {
        method: "POST",
        fill: |request| {
            request.path("/x");
            request.header("X-Idempotency-Key", "own");
        },
    };
    for outcome in answers(&once(503, &[])).call(&post) {
        assert_eq!(outcome.requests.len(), 2, "{}", outcome.over);
    }
    let scenario = answers(&[]).options(|options| options.idempotency_key("other"));
    for outcome in scenario.call(&post) {
        let request = &outcome.requests[0];
        assert_eq!(request.header("x-idempotency-key"), Some("other"));
        assert_eq!(request.header("idempotency-key"), None, "{}", outcome.over);
    }
}

#[test]
fn a_post_whose_connection_is_lost_is_sent_again_only_with_a_key() {
    let lost = answers(&[Answer::lost(), json(200, "{}")]);
    for outcome in lost.call(&Call::post()) {
        let failed = outcome.result.expect_err("no response");
        assert!(!failed.is_retryable, "{}: {failed:?}", outcome.over);
        assert_eq!(outcome.requests.len(), 1, "{}", outcome.over);
        assert!(outcome.waits.is_empty(), "{}", outcome.over);
    }
    let keyed = lost.options(|options| options.idempotency_key("order-7"));
    for outcome in keyed.call(&Call::post()) {
        assert!(outcome.result.is_ok(), "{}", outcome.over);
        let keys = outcome.requests.iter();
        let keys: Vec<_> = keys.map(|it| it.header("idempotency-key")).collect();
        assert_eq!(keys, [Some("order-7"); 2], "{}", outcome.over);
        assert_eq!(outcome.requests[0], outcome.requests[1], "{}", outcome.over);
        assert_eq!(outcome.waits.len(), 1, "{}", outcome.over);
    }
}

#[test]
fn any_method_is_repeated_if_the_caller_asks_for_it() {
    for failure in [head(503, &[]), Answer::lost()] {
        let scenario = answers(&[failure, json(200, "{}")])
            .options(|options| options.retry(Retry::new().any_method()));
        for outcome in scenario.call(&Call::post()) {
            assert_eq!(outcome.requests.len(), 2, "{}", outcome.over);
            assert_eq!(outcome.requests[1].body, b"{}", "{}", outcome.over);
        }
    }
}

#[test]
fn other_failures_are_final() {
    for status in [400, 401, 403, 404, 409, 422, 500, 501] {
        for outcome in answers(&once(status, &[])).call(&Call::get()) {
            assert_eq!(outcome.requests.len(), 1, "{}: {status}", outcome.over);
        }
    }
}

#[test]
fn after_the_last_retry_the_failure_is_returned() {
    let busy = vec![json(503, r#"{"message": "busy"}"#); 9];
    for outcome in answers(&busy).call(&Call::get()) {
        let failed = outcome.result.expect_err("503");
        assert_eq!(
            failed.message, "GET /x: 503 Service Unavailable: busy (3 attempts)",
            "{}",
            outcome.over
        );
        assert!(failed.is_retryable);
        assert_eq!(failed.status.map(|error| error.attempts()), Some(3));
        assert_eq!(outcome.requests.len(), 3, "{}", outcome.over);
        assert!(outcome.waits[1] <= defaults::MIN_BACKOFF * 2);
    }
}

#[test]
fn without_retries_one_request_is_sent() {
    for never in [
        (|options: Options| options.retry(Retry::never())) as fn(_) -> _,
        |options| options.retry(Retry::new().max_retries(0)),
    ] {
        for outcome in answers(&once(503, &[])).client(never).call(&Call::get()) {
            assert_eq!(outcome.requests.len(), 1, "{}", outcome.over);
            assert!(outcome.waits.is_empty(), "{}", outcome.over);
        }
    }
}

#[test]
fn the_server_decides_the_wait() {
    for outcome in answers(&once(429, &[("Retry-After", "2")])).call(&Call::get()) {
        let (least, most) = (Duration::from_secs(2), Duration::from_millis(2500));
        assert!(
            outcome.waits[0] >= least && outcome.waits[0] <= most,
            "{}: {:?}",
            outcome.over,
            outcome.waits
        );
    }
    let reset = [("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "5")];
    for outcome in answers(&once(429, &reset)).call(&Call::get()) {
        assert!(
            outcome.waits[0] >= Duration::from_secs(5),
            "{}",
            outcome.over
        );
    }
}

#[test]
fn a_wait_that_is_not_in_the_future_is_ignored() {
    for value in ["0", "-5", "120junk", "Wed, 09 Jun 2021 10:18:14 GMT"] {
        for outcome in answers(&once(429, &[("Retry-After", value)])).call(&Call::get()) {
            assert_eq!(outcome.requests.len(), 2, "{}: {value}", outcome.over);
            assert!(outcome.waits[0] <= defaults::MIN_BACKOFF, "{value}");
        }
        // A rate limit counts instead.
        let reset = [("Retry-After", value), ("X-RateLimit-Reset", "5")];
        for outcome in answers(&once(429, &reset)).call(&Call::get()) {
            assert!(outcome.waits[0] >= Duration::from_secs(5), "{value}");
        }
    }
}

#[test]
fn a_wait_that_is_too_long_is_left_to_the_caller() {
    for outcome in answers(&once(503, &[("Retry-After", "3600")])).call(&Call::get()) {
        let failed = outcome.result.expect_err("503");
        assert_eq!(failed.retry_after, Some(Duration::from_hours(1)));
        assert_eq!(outcome.requests.len(), 1, "{}", outcome.over);
    }
    let scenario = answers(&once(503, &[("Retry-After", "10")]))
        .options(|options| options.timeout(Duration::from_secs(5)));
    for outcome in scenario.call(&Call::get()) {
        assert_eq!(outcome.requests.len(), 1, "{}", outcome.over);
    }
}

#[test]
fn a_storm_of_failures_is_amplified_by_at_most_a_tenth() {
    let storm = vec![head(503, &[]); 1000];
    for (over, outcomes) in answers(&storm).calls(&Call::get(), 100) {
        let requests: usize = outcomes.iter().map(|it| it.requests.len()).sum();
        assert_eq!(requests, 110, "{over}");
    }
}

#[test]
fn successes_give_retries_back() {
    let answers_: Vec<Answer> = (0..30).flat_map(|_| once(503, &[])).collect();
    for (over, outcomes) in answers(&answers_).calls(&Call::get(), 30) {
        assert!(outcomes.iter().all(|it| it.result.is_ok()), "{over}");
    }
}

#[test]
fn clones_of_a_client_share_its_budget() {
    let server = || Recorder::start(0, vec![head(503, &[]); 100]).expect("a free port");
    let endpoint = |server: &Recorder| {
        let at_once = Retry::new().backoff(Duration::ZERO, Duration::ZERO);
        endpoint(&server.base_url()).options(|options| options.retry(at_once))
    };
    let by_ureq = server();
    let transport = client::Ureq::default();
    let client = client::blocking::Client::with_transport(endpoint(&by_ureq), transport);
    for _ in 0..20 {
        let failed = client.clone().call(Call::get()).send();
        failed.expect_err("503");
    }
    let by_reqwest = server();
    let transport = client::Reqwest::default();
    let client = client::Client::with_transport(endpoint(&by_reqwest), transport);
    let runtime = runtime();
    for _ in 0..20 {
        let failed = runtime.block_on(client.clone().call(Call::get()).send());
        failed.expect_err("503");
    }
    assert_eq!([by_ureq, by_reqwest].map(|it| it.take().len()), [30; 2]);
}

#[test]
fn waits_differ_from_call_to_call() {
    let answers_: Vec<Answer> = (0..10).flat_map(|_| once(503, &[])).collect();
    for (over, outcomes) in answers(&answers_).calls(&Call::get(), 10) {
        let waits: Vec<_> = outcomes.iter().map(|it| it.waits[0]).collect();
        assert!(waits.iter().any(|it| *it != waits[0]), "{over}: {waits:?}");
    }
}

#[test]
fn a_body_that_can_be_read_once_is_sent_once() {
    let upload = Call {
        method: "PUT",
        fill: |request| {
            request.path("/x");
            request.file(File::reader("x", &b"once"[..], Some(4)));
        },
    };
    for failure in [head(503, &[]), Answer::lost()] {
        for outcome in answers(&[failure, json(200, "{}")]).call(&upload) {
            assert!(!outcome.result.expect_err("a failure").is_retryable);
            assert_eq!(outcome.requests.len(), 1, "{}", outcome.over);
            assert!(outcome.waits.is_empty(), "{}", outcome.over);
        }
    }
}

#[test]
fn a_retry_starts_again_without_redirects() {
    let redirect = head(302, &[("Location", "/y")]);
    let most = usize::try_from(defaults::MAX_REDIRECTS).expect("a small number");
    let mut all = vec![redirect.clone(); most];
    all.extend([head(503, &[]), redirect, json(200, "{}")]);
    for outcome in answers(&all).call(&Call::get()) {
        assert!(outcome.result.is_ok(), "{}", outcome.over);
        let targets = outcome.requests.iter().map(|it| it.target.as_str());
        let targets: Vec<_> = targets.skip(most).collect();
        assert_eq!(targets, ["/y", "/x", "/y"], "{}", outcome.over);
    }
}

#[test]
fn a_connection_that_fails_is_tried_again() {
    // Nobody listens on this port any more.
    let closed = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = closed.local_addr().expect("an address");
    drop(closed);
    let base_url = format!("http://{address}");
    let scenario = answers(&[]).options(move |options| options.base_url(base_url.as_str()));
    // Nothing was sent, so any method is safe.
    for call in [Call::get(), Call::post()] {
        for outcome in scenario.call(&call) {
            let failed = outcome.result.expect_err("no connection");
            assert!(failed.is_retryable && !failed.is_timeout);
            assert!(failed.message.contains("(3 attempts)"), "{failed:?}");
            assert_eq!(outcome.waits.len(), 2, "{}", outcome.over);
        }
    }
}

#[test]
fn a_redirect_after_retries_is_followed() {
    let redirect = head(302, &[("Location", "/signed")]);
    let busy = head(503, &[]);
    let scenario = answers(&[busy.clone(), busy, redirect, json(200, "{}")]);
    for outcome in scenario.call(&Call::get()) {
        assert!(outcome.result.is_ok(), "{}", outcome.over);
        let targets = outcome.requests.iter().map(|it| it.target.as_str());
        let targets: Vec<_> = targets.collect();
        assert_eq!(targets, ["/x", "/x", "/x", "/signed"], "{}", outcome.over);
        assert_eq!(outcome.waits.len(), 2, "{}", outcome.over);
    }
}
