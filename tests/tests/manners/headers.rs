//! The headers that clients add by themselves, which are left out of comparisons with Postman: `User-Agent`, `Accept` and
//! `Accept-Encoding` (docs/postman-semantics.md §4.2).

use client::{Profile, Request};
use tests::calls::Call;
use tests::recorder::Recorded;

use crate::outcome::{answers, head};

/// All values of a header.
fn values<'a>(request: &'a Recorded, name: &str) -> Vec<&'a str> {
    let headers = request.headers.iter();
    let same = headers.filter(|(known, _)| known.eq_ignore_ascii_case(name));
    same.map(|(_, value)| value.as_str()).collect()
}

/// A request for `/x` with the headers that a function adds.
fn with(fill: fn(&mut Request)) -> Call {
    Call {
        method: "GET",
        fill,
    }
}

#[test]
fn a_request_without_headers_has_the_same_as_in_postman_except_for_those_about_the_program() {
    for outcome in answers(&[]).call(&Call::get()) {
        let request = &outcome.requests[0];
        let mut names: Vec<_> = request.headers.iter().map(|(name, _)| name).collect();
        names.sort();
        let names: Vec<_> = names.iter().map(|name| name.to_lowercase()).collect();
        // Postman also sends `Accept-Encoding`, `Cache-Control`, `Connection` and `Postman-Token`.
        assert_eq!(names, ["accept", "host", "user-agent"], "{}", outcome.over);
        assert_eq!(values(request, "accept"), ["*/*"], "{}", outcome.over);
    }
}

#[test]
fn headers_of_the_operation_are_sent_instead_and_once() {
    let operation = with(|request| {
        request.path("/x");
        request.header("USER-AGENT", "own/1");
        request.header("Accept", "application/xml");
        request.header("Accept-Encoding", "identity");
    });
    for outcome in answers(&[]).call(&operation) {
        let request = &outcome.requests[0];
        assert_eq!(values(request, "user-agent"), ["own/1"], "{}", outcome.over);
        assert_eq!(values(request, "accept"), ["application/xml"]);
        assert_eq!(values(request, "accept-encoding"), ["identity"]);
    }
}

#[test]
fn an_empty_header_of_the_operation_is_one_too() {
    let operation = with(|request| {
        request.path("/x");
        request.header("User-Agent", "");
        request.header("Accept", "");
    });
    for outcome in answers(&[]).call(&operation) {
        let request = &outcome.requests[0];
        assert_eq!(values(request, "user-agent"), [""], "{}", outcome.over);
        assert_eq!(values(request, "accept"), [""], "{}", outcome.over);
    }
}

#[test]
fn a_list_of_media_types_is_sent_as_it_is() {
    let scenario = answers(&[]).client(|options| options.header("Accept", "text/csv, */*;q=0.1"));
    for outcome in scenario.call(&Call::get()) {
        let accept = values(&outcome.requests[0], "accept");
        assert_eq!(accept, ["text/csv, */*;q=0.1"], "{}", outcome.over);
    }
}

#[test]
fn redirected_and_repeated_requests_have_the_same_headers() {
    let scenario = answers(&[
        head(302, &[("Location", "/y")]),
        head(503, &[]),
        head(204, &[]),
    ]);
    for outcome in scenario.call(&Call::get()) {
        assert!(outcome.requests.len() > 2, "{}", outcome.over);
        for request in &outcome.requests {
            let agent = concat!("codegen-client/", env!("CARGO_PKG_VERSION"));
            assert_eq!(values(request, "user-agent"), [agent], "{}", outcome.over);
            assert_eq!(values(request, "accept"), ["*/*"], "{}", outcome.over);
        }
    }
}

#[test]
fn a_user_agent_that_the_collection_turns_off_is_not_sent() {
    let operation = with(|request| {
        request.path("/x");
        request.profile(Profile {
            disabled_system_headers: &["user-agent"],
            ..Profile::DEFAULT
        });
    });
    for outcome in answers(&[]).call(&operation) {
        let agents = values(&outcome.requests[0], "user-agent");
        assert!(agents.is_empty(), "{}: {agents:?}", outcome.over);
    }
}
