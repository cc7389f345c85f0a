//! Tokens that a client fetches.

use client::auth::{OAuth2, TokenEndpoint};
use tests::calls::Call;
use tests::recorder::{Answer, Recorder};

use crate::outcome::{Outcome, answers, head, json};

/// A token that is good for a day.
fn token(name: &str) -> Answer {
    json(
        200,
        &format!(r#"{{"access_token": "{name}", "expires_in": 86400}}"#),
    )
}

/// The answers of a server that issues the tokens `t1` and `t2`, for each transport.
fn issuer() -> Recorder {
    let tokens = ["t1", "t2", "t3"].map(token);
    Recorder::start(0, tokens.to_vec()).expect("a free port")
}

fn credentials(issuer: &Recorder) -> OAuth2 {
    let url = format!("{}/token", issuer.base_url());
    OAuth2::from_source(TokenEndpoint::client_credentials(url, "id", "secret").scope("a b"))
}

fn sent<T>(outcome: &Outcome<T>) -> Vec<Option<&str>> {
    let requests = outcome.requests.iter();
    requests.map(|it| it.header("authorization")).collect()
}

#[test]
fn a_refused_token_is_replaced_once_and_the_request_sent_again() {
    let scenario = answers(&[head(401, &[]), json(200, "{}")]).client(|options| {
        // Each client has an issuer of its own, which outlives it.
        let issuer = Box::leak(Box::new(issuer()));
        options.authorize(credentials(issuer))
    });
    // A new token is worth a try with any method: the first request had no effect.
    for call in [Call::get(), Call::post()] {
        for outcome in scenario.call(&call) {
            assert!(outcome.result.is_ok(), "{}", outcome.over);
            assert_eq!(
                sent(&outcome),
                [Some("Bearer t1"), Some("Bearer t2")],
                "{}",
                outcome.over
            );
            assert_eq!(outcome.requests[0].body, outcome.requests[1].body);
        }
    }
}

#[test]
fn a_refused_token_in_the_query_is_replaced_as_well() {
    let scenario = answers(&[head(401, &[]), json(200, "{}")]).client(|options| {
        let issuer = Box::leak(Box::new(issuer()));
        options.authorize(credentials(issuer).in_query())
    });
    for outcome in scenario.call(&Call::get()) {
        assert!(outcome.result.is_ok(), "{}", outcome.over);
        let targets = outcome.requests.iter().map(|it| it.target.as_str());
        let targets: Vec<_> = targets.collect();
        assert_eq!(targets, ["/x?access_token=t1", "/x?access_token=t2"]);
    }
}

#[test]
fn the_target_of_a_redirect_cannot_ask_for_another_token() {
    let redirect = head(302, &[("Location", "/y")]);
    let scenario = answers(&[redirect, head(401, &[]), json(200, "{}")]).client(|options| {
        let issuer = Box::leak(Box::new(issuer()));
        options.authorize(credentials(issuer))
    });
    for outcome in scenario.call(&Call::get()) {
        assert_eq!(sent(&outcome), [Some("Bearer t1"); 2], "{}", outcome.over);
        let failed = outcome.result.expect_err("401");
        assert_eq!(failed.message, "GET /x: 401 Unauthorized");
    }
}

#[test]
fn a_second_refusal_is_final() {
    let refused = json(401, r#"{"error": "invalid_token"}"#);
    let scenario = answers(&[refused.clone(), refused.clone(), refused]).client(|options| {
        let issuer = Box::leak(Box::new(issuer()));
        options.authorize(credentials(issuer))
    });
    for outcome in scenario.call(&Call::get()) {
        let requests = outcome.requests.len();
        let failed = outcome.result.expect_err("401");
        assert_eq!(failed.message, "GET /x: 401 Unauthorized: invalid_token");
        assert_eq!(requests, 2, "{}", outcome.over);
    }
}

#[test]
fn a_token_that_was_given_is_sent_once() {
    let scenario = answers(&[head(401, &[]), json(200, "{}")])
        .client(|options| options.authorize(OAuth2::new("given")));
    for outcome in scenario.call(&Call::get()) {
        assert!(outcome.result.is_err(), "{}", outcome.over);
        assert_eq!(outcome.requests.len(), 1, "{}", outcome.over);
    }
}

#[test]
fn a_request_for_a_token_names_the_client_and_asks_for_its_scopes() {
    let issuer = issuer();
    let oauth2 = credentials(&issuer);
    let scenario = answers(&[]).client(move |options| options.authorize(oauth2.clone()));
    for outcome in scenario.call(&Call::get()) {
        assert_eq!(sent(&outcome), [Some("Bearer t1")], "{}", outcome.over);
    }
    // The second client uses the token of the first.
    let requests = issuer.take();
    assert_eq!(requests.len(), 1);
    assert_eq!(
        requests[0].body,
        b"grant_type=client_credentials&scope=a%20b"
    );
    let agent = requests[0].header("user-agent").unwrap_or_default();
    assert!(agent.starts_with("codegen-client/"), "{agent}");
}
