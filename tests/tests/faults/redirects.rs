//! Redirects, and the credentials that must not follow them.

use client::Response;
use tests::calls::{Call, Failed, Limits, WithKey, by_reqwest, by_ureq, endpoint, runtime};
use tests::recorder::{Answer, Recorded, Recorder};

fn redirect(status: u16, location: &str) -> Answer {
    Answer {
        headers: vec![("Location".to_owned(), location.to_owned())],
        ..Answer::new(status, "text/plain", "")
    }
}

fn recorder(answers: Vec<Answer>) -> Recorder {
    Recorder::start(0, answers).expect("a free port")
}

type Send<O> = fn(O, &str, Limits) -> Result<Response, Failed>;

/// The requests that the second of two servers gets, to which the first one redirects with this status.
fn at_another_origin<O>(send: Send<O>, operation: O, status: u16, user_info: &str) -> Recorded {
    let other = recorder(Vec::new());
    let location = other.base_url().replace("://", &format!("://{user_info}")) + "/y";
    let server = recorder(vec![redirect(status, &location)]);
    let response = send(operation, &server.base_url(), Limits::default());
    assert_eq!(response.expect("a response").status.as_u16(), 200);
    let mut requests = other.take();
    assert_eq!(requests.len(), 1);
    requests.remove(0)
}

/// A request with credentials in the places that an API can ask for: header and query.
const CREDENTIALS: Call = Call {
    method: "GET",
    fill: |request| {
        request.path("/x");
        request.query("api_key", "hush");
        request.secret_header("X-Api-Key", "hush");
        request.header("Cookie", "sid=hush");
        request.header("X-Version", "2");
    },
};

#[test]
fn credentials_stay_with_their_origin() {
    for send in [by_ureq::<Call>, by_reqwest] {
        let request = at_another_origin(send, CREDENTIALS, 302, "");
        assert_eq!(request.target, "/y");
        assert_eq!(request.header("X-Version"), Some("2"));
        assert!(!format!("{request:?}").contains("hush"), "{request:?}");
    }
    for send in [by_ureq::<WithKey>, by_reqwest] {
        let request = at_another_origin(send, WithKey, 302, "");
        assert!(!format!("{request:?}").contains("hush"), "{request:?}");
    }
}

#[test]
fn the_referer_of_another_origin_has_no_path_and_query() {
    for send in [by_ureq::<Call>, by_reqwest] {
        let request = at_another_origin(send, CREDENTIALS, 302, "");
        let referer = request.header("Referer").expect("a referer");
        assert!(referer.starts_with("http://127.0.0.1:"), "{referer}");
        assert_eq!(referer.matches('/').count(), 3, "{referer}");
        assert!(referer.ends_with('/'), "{referer}");
    }
}

#[test]
fn credentials_are_kept_within_an_origin() {
    for send in [by_ureq::<Call>, by_reqwest] {
        let server = recorder(vec![redirect(302, "/y")]);
        send(CREDENTIALS, &server.base_url(), Limits::default()).expect("a response");
        let requests = server.take();
        assert_eq!(requests[1].header("X-Api-Key"), Some("hush"));
        let referer = format!("{}/x?api_key=hush", server.base_url());
        assert_eq!(requests[1].header("Referer"), Some(referer.as_str()));
    }
}

#[test]
fn user_info_in_a_location_is_ignored() {
    for send in [by_ureq::<Call>, by_reqwest] {
        let request = at_another_origin(send, Call::get(), 302, "user:password@");
        assert_eq!(request.header("Authorization"), None);
        let host = request.header("Host").expect("a host");
        assert!(!host.contains('@'), "{host}");
    }
}

#[test]
fn cookies_are_forgotten_with_the_operation() {
    let answers = || {
        let mut redirect = redirect(302, "/y");
        let cookie = ("Set-Cookie".to_owned(), "sid=hush; Path=/".to_owned());
        redirect.headers.push(cookie);
        recorder(vec![redirect])
    };
    let by_ureq = {
        let server = answers();
        let endpoint = endpoint(&server.base_url());
        let client = client::blocking::Client::with_transport(endpoint, client::Ureq::default());
        for _ in 0..2 {
            client.send(Call::get()).expect("a response");
        }
        server.take()
    };
    let by_reqwest = {
        let server = answers();
        let endpoint = endpoint(&server.base_url());
        let client = client::Client::with_transport(endpoint, client::Reqwest::default());
        let runtime = runtime();
        for _ in 0..2 {
            let sent = client.send(Call::get());
            runtime.block_on(sent).expect("a response");
        }
        server.take()
    };
    for requests in [by_ureq, by_reqwest] {
        let cookies: Vec<_> = requests.iter().map(|it| it.header("Cookie")).collect();
        assert_eq!(cookies, [None, Some("sid=hush"), None]);
    }
}

#[test]
fn a_redirect_loop_is_an_error() {
    for send in [by_ureq::<Call>, by_reqwest] {
        let server = recorder((0..12).map(|_| redirect(302, "/x")).collect());
        let failed = send(Call::get(), &server.base_url(), Limits::default()).expect_err("a loop");
        let actual = (failed.stage, failed.sent, failed.retryable);
        assert_eq!(actual, ("TooManyRedirects", true, false));
        assert_eq!(server.take().len(), 11);
    }
}

#[test]
fn a_location_that_cannot_be_followed_is_the_response() {
    for location in [
        "http://[",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "http://",
    ] {
        for send in [by_ureq::<Call>, by_reqwest] {
            let server = recorder(vec![redirect(302, location)]);
            let response = send(Call::get(), &server.base_url(), Limits::default());
            assert_eq!(response.expect("a response").status.as_u16(), 302);
            assert_eq!(server.take().len(), 1, "{location}");
        }
    }
}

#[test]
fn a_redirected_post_keeps_its_body_only_after_307_and_308() {
    for status in [301, 302, 303, 307, 308] {
        for send in [by_ureq::<Call>, by_reqwest] {
            let server = recorder(vec![redirect(status, "/y")]);
            send(Call::post(), &server.base_url(), Limits::default()).expect("a response");
            let request = server.take().remove(1);
            let keeps = status >= 307;
            assert_eq!(request.method, if keeps { "POST" } else { "GET" });
            assert_eq!(request.body.is_empty(), !keeps, "{status}");
            assert_eq!(request.header("Content-Type").is_some(), keeps, "{status}");
        }
    }
}

#[test]
fn a_post_that_was_redirected_to_a_dead_server_is_not_retryable() {
    let dead = recorder(Vec::new()).base_url();
    for send in [by_ureq::<Call>, by_reqwest] {
        let server = recorder(vec![redirect(303, &dead)]);
        let failed = send(Call::post(), &server.base_url(), Limits::default()).expect_err("dead");
        let actual = (failed.stage, failed.sent, failed.retryable);
        assert_eq!(actual, ("Connect", true, false), "{failed:?}");
    }
}
