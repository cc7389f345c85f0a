//! Logins of users, over real sockets and with both transports.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use client::auth::{AuthorizationRequest, OAuth2, Provider, Token, TokenSource};
use client::login::{self, Loopback};
use tests::calls::runtime;
use tests::patient::Patient;
use tests::recorder::{Answer, Recorded, Recorder};

/// What a login came to, without the type of the transport's error.
type Outcome = Result<Box<dyn TokenSource>, String>;

/// An authorization server with these answers, for each transport.
fn server(answers: &[(u16, &str)]) -> Recorder {
    let answers = answers.iter();
    let answers = answers.map(|(status, body)| Answer::new(*status, "application/json", body));
    Recorder::start(0, answers.collect()).expect("a free port")
}

fn provider(server: &Recorder) -> Provider {
    Provider::new()
        .authorization_url("https://auth.example.test/authorize")
        .token_url(format!("{}/token", server.base_url()))
        .device_url(format!("{}/device", server.base_url()))
        .client_id("program")
        .scope("read")
}

fn outcome<E: std::error::Error + 'static>(
    result: Result<client::auth::TokenEndpoint, client::Error<E>>,
) -> Outcome {
    match result {
        Ok(tokens) => Ok(Box::new(tokens)),
        Err(error) => {
            let source = std::error::Error::source(&error);
            let source = source.map(ToString::to_string).unwrap_or_default();
            Err(format!("{error}: {source}"))
        }
    }
}

/// The value of an entry in the query of a URL or in a form, still encoded.
fn value<'a>(text: &'a str, key: &str) -> &'a str {
    let mut entries = text.split(['?', '&']);
    let found = entries.find_map(|entry| entry.strip_prefix(key)?.strip_prefix('='));
    found.unwrap_or_default()
}

/// Sends what a browser does, and returns the response.
fn get(port: &str, target: &str) -> String {
    let mut stream = TcpStream::connect(port).expect("somebody listens");
    write!(stream, "GET {target} HTTP/1.1\r\nHost: {port}\r\n\r\n").expect("sent");
    let mut response = String::new();
    stream.read_to_string(&mut response).expect("a response");
    response
}

/// Logs in over each transport; `browser` gets the address of the loopback and the URL that was opened.
fn browser_logins(
    server: &Recorder,
    browser: fn(&str, &str),
) -> [(AuthorizationRequest, Outcome, Vec<Recorded>); 2] {
    [false, true].map(|is_async| {
        let loopback = Loopback::bind().expect("a free port");
        let uri = loopback.redirect_uri();
        let request = provider(server).authorization_request(&uri).expect("all");
        let url = request.url().to_owned();
        let user = thread::spawn(move || {
            let address = uri.trim_start_matches("http://");
            browser(address.split('/').next().unwrap_or_default(), &url);
        });
        let limit = Duration::from_secs(20);
        let result = if is_async {
            let transport = client::Reqwest::default();
            runtime().block_on(async {
                outcome(login::browser(loopback, &request, &transport, limit).await)
            })
        } else {
            let transport = client::Ureq::default();
            outcome(login::blocking::browser(
                loopback, &request, &transport, limit,
            ))
        };
        user.join().expect("no panic");
        (request, result, server.take())
    })
}

#[test]
fn a_browser_is_redirected_with_a_code_that_is_exchanged_for_a_token() {
    let token = r#"{"access_token": "t1", "refresh_token": "r1", "expires_in": 3600}"#;
    let server = server(&[(200, token), (200, token)]);
    for (request, tokens, requests) in browser_logins(&server, |address, url| {
        // Browsers open connections in advance.
        let idle = TcpStream::connect(address).expect("somebody listens");
        let page = get(
            address,
            &format!("/callback?code=c&state={}", value(url, "state")),
        );
        assert!(page.starts_with("HTTP/1.1 200 OK"), "{page}");
        assert!(page.contains("You are logged in"), "{page}");
        drop(idle);
    }) {
        let tokens = tokens.expect("a token");
        assert!(matches!(tokens.token(), Ok(Token::Ready(token)) if token.expose() == "t1"));
        assert_eq!(requests.len(), 1);
        let body = String::from_utf8_lossy(&requests[0].body).into_owned();
        assert_eq!(value(&body, "grant_type"), "authorization_code");
        assert_eq!(value(&body, "code"), "c");
        assert_eq!(value(&body, "client_id"), "program");
        assert!(value(&body, "code_verifier").len() >= 43);
        let url = request.url();
        assert_eq!(value(&body, "redirect_uri"), value(url, "redirect_uri"));
        let agent = requests[0].header("user-agent").unwrap_or_default();
        assert!(agent.starts_with("codegen-client/"), "{agent}");
    }
}

#[test]
fn requests_of_others_do_not_end_a_login() {
    let server = server(&[
        (200, r#"{"access_token": "t1"}"#),
        (200, r#"{"access_token": "t1"}"#),
    ]);
    for (_, tokens, requests) in browser_logins(&server, |address, url| {
        let icon = get(address, "/favicon.ico");
        assert!(icon.starts_with("HTTP/1.1 404"), "{icon}");
        for target in ["/callback?code=x", "/callback?code=x&state=guess"] {
            let page = get(address, target);
            assert!(page.starts_with("HTTP/1.1 400"), "{page}");
        }
        get(
            address,
            &format!("/callback?code=own&state={}", value(url, "state")),
        );
    }) {
        assert!(tokens.is_ok(), "{tokens:?}");
        assert!(String::from_utf8_lossy(&requests[0].body).contains("code=own"));
    }
}

#[test]
fn a_refusal_ends_a_login_without_a_request_for_a_token() {
    let server = server(&[]);
    for (_, tokens, requests) in browser_logins(&server, |address, url| {
        let state = value(url, "state");
        let page = get(
            address,
            &format!("/callback?error=access_denied&state={state}"),
        );
        assert!(page.contains("not logged in"), "{page}");
    }) {
        let error = tokens.expect_err("refused");
        assert!(error.contains("access_denied"), "{error}");
        assert!(requests.is_empty());
    }
}

#[test]
fn a_refused_code_is_an_error_without_the_code() {
    let refused = r#"{"error": "invalid_grant"}"#;
    let server = server(&[(400, refused), (400, refused)]);
    for (_, tokens, _) in browser_logins(&server, |address, url| {
        get(
            address,
            &format!("/callback?code=hush&state={}", value(url, "state")),
        );
    }) {
        let error = tokens.expect_err("refused");
        assert!(
            error.contains("invalid_grant") && !error.contains("hush"),
            "{error}"
        );
    }
}

#[test]
fn a_login_in_a_browser_has_a_time_limit() {
    let server = server(&[]);
    let loopback = Loopback::bind().expect("a free port");
    let request = provider(&server).authorization_request(loopback.redirect_uri());
    let request = request.expect("all that is needed");
    let transport = Patient::new(client::Ureq::default());
    let limit = Duration::from_mins(1);
    let late = outcome(login::blocking::browser(
        loopback, &request, &transport, limit,
    ));
    assert!(late.expect_err("late").contains("time limit"));
    assert_eq!(transport.waited(), limit);
}

#[test]
fn a_device_polls_until_the_user_is_done() {
    let answers = [
        (
            200,
            r#"{"device_code": "hush", "user_code": "AB-CD", "verification_uri": "https://a.example/go", "expires_in": 900, "interval": 7}"#,
        ),
        (400, r#"{"error": "authorization_pending"}"#),
        (400, r#"{"error": "slow_down"}"#),
        (200, r#"{"access_token": "t1", "expires_in": 3600}"#),
    ];
    for (server, waited, tokens) in device_logins(&answers) {
        let tokens = tokens.expect("a token");
        assert!(matches!(tokens.token(), Ok(Token::Ready(token)) if token.expose() == "t1"));
        let requests = server.take();
        let targets: Vec<_> = requests.iter().map(|it| it.target.as_str()).collect();
        assert_eq!(targets, ["/device", "/token", "/token", "/token"]);
        assert_eq!(requests[0].body, b"scope=read&client_id=program");
        let poll = String::from_utf8_lossy(&requests[1].body).into_owned();
        assert_eq!(value(&poll, "device_code"), "hush");
        // Twice 7 seconds, then 12 after `slow_down`. The time that the server needs also counts.
        assert_eq!(waited.as_secs(), 26);
    }
}

#[test]
fn a_refusal_or_an_expired_code_ends_the_login_of_a_device() {
    let codes = r#"{"device_code": "hush", "user_code": "AB", "verification_uri": "https://a.example/go", "expires_in": 12}"#;
    let pending = (400, r#"{"error": "authorization_pending"}"#);
    let denied = (400, r#"{"error": "access_denied"}"#);
    for (answers, reason) in [
        (vec![(200, codes), denied], "access_denied"),
        (vec![(200, codes), pending, pending, pending], "expired"),
        (
            vec![(400, r#"{"error": "invalid_client"}"#)],
            "invalid_client",
        ),
    ] {
        for (_, _, tokens) in device_logins(&answers) {
            let error = tokens.expect_err(reason);
            assert!(error.contains(reason) && !error.contains("hush"), "{error}");
        }
    }
}

/// Logs a device in over each transport, without waiting.
fn device_logins(answers: &[(u16, &str)]) -> [(Recorder, Duration, Outcome); 2] {
    [false, true].map(|is_async| {
        let server = server(answers);
        let provider = provider(&server);
        let (waited, result) = if is_async {
            let transport = Patient::new(client::Reqwest::default());
            let result = runtime().block_on(login::device(provider, &transport, |login| {
                assert!(!login.user_code().is_empty());
            }));
            (transport.waited(), outcome(result))
        } else {
            let transport = Patient::new(client::Ureq::default());
            let result = login::blocking::device(provider, &transport, |login| {
                assert_eq!(login.verification_url(), "https://a.example/go");
            });
            (transport.waited(), outcome(result))
        };
        (server, waited, result)
    })
}

#[test]
fn tokens_of_a_login_authorize_calls() {
    let issuer = server(&[(200, r#"{"access_token": "t1", "refresh_token": "r1"}"#)]);
    let tokens = Arc::new(provider(&issuer).refresh_token("r0"));
    let api = server(&[(204, "")]);
    let zoom = generated::zoom::blocking::Client::new(OAuth2::from_source(Arc::clone(&tokens)));
    let action = generated::zoom::update_user_status::Action::Activate;
    let call = zoom.call(generated::zoom::UpdateUserStatus::new("me", action));
    call.base_url(api.base_url()).send().expect("204");
    assert_eq!(api.take()[0].header("authorization"), Some("Bearer t1"));
    // The program can save what replaced the refresh token.
    let saved = tokens.saved_refresh_token();
    assert_eq!(saved.as_ref().map(client::auth::Secret::expose), Some("r1"));
}
