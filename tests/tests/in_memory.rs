//! Applications are tested without a network: a transport in memory answers by operation.

use client::http::StatusCode;
use client::testing::{InMemory, SavedRequest, SavedResponse};
use client::{Delivery, DynTransport, Error, Response};
use tests::calls::{Call, WithKey, endpoint};

fn text(response: Result<Response, Error<impl std::fmt::Debug>>) -> String {
    response.expect("a response").text().into_owned()
}

fn server() -> InMemory {
    InMemory::new()
        .respond(|_| Response::from_text(StatusCode::OK, "any"))
        .respond_to::<WithKey, _>(|_| Response::from_text(StatusCode::OK, "with key"))
}

#[test]
fn each_operation_has_its_response_with_both_clients() {
    let server = server();
    let blocking = client::blocking::Client::with_transport(endpoint("http://h"), server.clone());
    assert_eq!(text(blocking.send(WithKey)), "with key");
    assert_eq!(text(blocking.send(Call::post())), "any");

    let transport = DynTransport::new(server.clone());
    let asynchronous = client::Client::with_transport(endpoint("http://h"), transport);
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let sent = runtime
        .expect("a runtime")
        .block_on(asynchronous.send(WithKey));
    assert_eq!(text(sent), "with key");

    let sent = server.requests();
    let bodies: Vec<&[u8]> = sent.iter().map(|it| &it.body()[..]).collect();
    assert_eq!(bodies, [&b""[..], b"{}", b""]);
    assert_eq!(sent[0].headers()["X-Api-Key"], "hush");
}

#[test]
fn without_a_response_the_call_fails_and_says_how_to_add_one() {
    let server = InMemory::new().respond_to::<WithKey, _>(|_| Delivery::Impossible);
    let client = client::blocking::Client::with_transport(endpoint("http://h"), server);
    let failures = [
        client.send(WithKey).expect_err("a failure"),
        client.send(Call::get()).expect_err("no response"),
    ];
    let texts = failures.map(|error| match error {
        Error::Transport(error) => error.transport_error().to_string(),
        other => panic!("{other}"),
    });
    assert_eq!(
        texts,
        [
            "the test lets operation `with key` fail",
            "operation `call` has no response: add one with `InMemory::respond_to`",
        ]
    );
}

#[test]
fn saved_responses_answer_with_the_first_success() {
    let saved = [
        SavedResponse::of::<WithKey>("Not found", 404, None, "none"),
        SavedResponse::of::<WithKey>("Found", 200, Some("text/plain"), "one"),
        SavedResponse::of::<WithKey>("Found too", 200, None, "two"),
        SavedResponse::of::<Call>("Busy", 503, None, "busy"),
        SavedResponse::of::<Call>("Broken", 500, None, "broken"),
    ];
    let server = InMemory::new().saved(&saved);
    let client = client::blocking::Client::with_transport(endpoint("http://h"), server);
    let response = client.send(WithKey).expect("a response");
    assert_eq!(response.text(), "one");
    assert_eq!(response.headers["Content-Type"], "text/plain");
    let call = client.call(Call::get()).retry(client::Retry::never());
    assert_eq!(call.raw().expect("a response").status, 503);
}

#[test]
fn saved_responses_answer_the_requests_that_they_match() {
    let saved = |name, status, path| {
        let response = SavedResponse::of::<Call>(name, status, None, name);
        response.to(SavedRequest::new("GET", path))
    };
    let server = InMemory::new().matching([
        saved("Call", 200, "/x"),
        saved("Busy", 409, "/x"),
        saved("Elsewhere", 200, "/elsewhere"),
    ]);
    let client = client::blocking::Client::with_transport(endpoint("http://h"), server.clone());
    assert_eq!(text(client.send(Call::get())), "Call");
    let busy = client.call(Call::get()).header("Prefer", "code=409");
    assert_eq!(busy.raw().expect("a response").text(), "Busy");
    let missed = client.send(Call::post()).expect_err("no response");
    let Error::Transport(missed) = missed else {
        panic!("{missed}")
    };
    let missed = missed.transport_error().to_string();
    assert!(
        missed.starts_with("operation `call` has no response"),
        "{missed}"
    );

    let fallback = server.respond(|_| Response::from_text(StatusCode::OK, "fallback"));
    let client = client::blocking::Client::with_transport(endpoint("http://h"), fallback);
    assert_eq!(text(client.send(Call::post())), "fallback");
}
