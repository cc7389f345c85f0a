//! Options of a client and of a call.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use client::auth::{ApiKey, BearerToken, OAuth2, TokenEndpoint};
use client::{Attempt, Body, Hook, Hooked, Options, Request, Retry, Timeout, defaults, http};
use tests::calls::{Call, WithKey, endpoint, runtime, send_by_reqwest, send_by_ureq};
use tests::every_construct::responses::OnlySuccess;
use tests::every_construct::{self, Credentials, Server};
use tests::recorder::Recorder;

use crate::outcome::{answers, head, json};

/// An operation with a header and a query of its own.
fn own() -> Call {
    Call {
        method: "GET",
        fill: |request: &mut Request| {
            request.path("/x");
            request.query("page", "1");
            request.header("X-Mode", "operation");
        },
    }
}

#[test]
fn the_user_agent_names_crate_and_version() {
    for outcome in answers(&[]).call(&Call::get()) {
        let agent = outcome.requests[0].header("user-agent");
        let expected = concat!("codegen-client/", env!("CARGO_PKG_VERSION"));
        assert_eq!(agent, Some(expected), "{}", outcome.over);
    }
    let zoom = <generated::zoom::Zoom as client::Api>::USER_AGENT;
    assert_eq!(zoom, concat!("generated/", env!("CARGO_PKG_VERSION")));
}

#[test]
fn an_own_user_agent_is_sent_instead() {
    let scenario = answers(&[]).client(|options| options.header("user-agent", "mine/1"));
    for outcome in scenario.call(&Call::get()) {
        let request = &outcome.requests[0];
        assert_eq!(request.header("user-agent"), Some("mine/1"));
        let agents = request.headers.iter();
        let agents = agents.filter(|(name, _)| name.eq_ignore_ascii_case("user-agent"));
        assert_eq!(agents.count(), 1, "{}", outcome.over);
    }
}

#[test]
fn the_operation_takes_precedence_over_the_client_and_the_call_over_both() {
    let defaults = |options: Options| {
        options
            .header("x-mode", "client")
            .header("X-TEAM", "earlier")
            .header("X-Team", "client")
            .query("page", "2")
            .query("version", "earlier")
            .query("version", "a&b")
    };
    let scenario = answers(&[]).client(defaults);
    for outcome in scenario.call(&own()) {
        let request = &outcome.requests[0];
        assert_eq!(request.target, "/x?page=1&version=a%26b");
        assert_eq!(request.header("x-mode"), Some("operation"));
        let names = request.headers.iter().map(|(name, _)| name);
        let modes = names.filter(|name| name.eq_ignore_ascii_case("x-mode"));
        assert_eq!(modes.count(), 1, "{}", outcome.over);
        assert_eq!(request.header("x-team"), Some("client"), "{}", outcome.over);
    }
    let scenario = scenario.options(|options| {
        options
            .header("X-Mode", "call")
            .header("x-team", "call")
            .query("page", "3 4")
    });
    for outcome in scenario.call(&own()) {
        let request = &outcome.requests[0];
        assert_eq!(request.target, "/x?version=a%26b&page=3%204");
        assert_eq!(request.header("x-mode"), Some("call"));
        assert_eq!(request.header("x-team"), Some("call"), "{}", outcome.over);
    }
}

#[test]
fn a_header_with_a_line_break_is_an_error() {
    let scenario = answers(&[]).options(|options| options.header("X-A", "a\r\nX-B: b"));
    for outcome in scenario.call(&Call::get()) {
        let failed = outcome.result.expect_err("an invalid value");
        assert!(failed.message.contains("control character"), "{failed:?}");
        assert!(outcome.requests.is_empty(), "{}", outcome.over);
    }
}

#[test]
fn the_headers_of_options_stay_with_their_origin() {
    let elsewhere = Recorder::start(0, Vec::new()).expect("a free port");
    let location = elsewhere.base_url();
    let redirect = head(302, &[("Location", &location)]);
    let scenario = answers(&[redirect])
        .client(|options| options.header("X-Client-Secret", "hush"))
        .options(|options| options.header("X-Call-Secret", "hush"));
    for outcome in scenario.call(&Call::get()) {
        let first = &outcome.requests[0];
        assert_eq!(first.header("x-client-secret"), Some("hush"));
        let secret = first.header("x-call-secret");
        assert_eq!(secret, Some("hush"), "{}", outcome.over);
    }
    let redirected = elsewhere.take();
    assert_eq!(redirected.len(), 2);
    assert!(
        !format!("{redirected:?}").contains("hush"),
        "{redirected:?}"
    );
}

#[test]
fn options_are_printed_without_their_values() {
    let options = Options::new()
        .base_url("https://u:hush@h/?hush")
        .header("X-Key", "hush")
        .query("key", "hush")
        .authorize(BearerToken::new("hush"));
    let text = format!("{options:?}");
    assert!(text.contains("X-Key") && !text.contains("hush"), "{text}");
}

#[test]
fn a_call_can_go_to_another_base_url() {
    let other = Recorder::start(0, Vec::new()).expect("a free port");
    let base_url = other.base_url();
    let change = move |options: Options| options.base_url(base_url.as_str());
    let of_client = answers(&[]).client(change.clone());
    for scenario in [of_client, answers(&[]).options(change)] {
        for outcome in scenario.call(&Call::get()) {
            assert!(outcome.result.is_ok(), "{}", outcome.over);
            assert!(outcome.requests.is_empty(), "{}", outcome.over);
        }
        assert_eq!(other.take().len(), 2);
    }
}

#[test]
fn a_call_has_a_time_limit() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = silent.local_addr().expect("an address");
    let silent = move |options: Options| options.base_url(format!("http://{address}"));
    let limited = |options: Options| options.timeout(Duration::from_millis(50));
    let of_call = answers(&[]).options(move |options| limited(silent(options)));
    let of_client = answers(&[]).client(limited).options(silent);
    for scenario in [of_call, of_client] {
        let start = Instant::now();
        for outcome in scenario.call(&Call::get()) {
            let failed = outcome.result.expect_err("no response");
            assert!(failed.is_timeout, "{}: {failed:?}", outcome.over);
            // A wait would exceed the limit.
            assert!(outcome.waits.is_empty(), "{}", outcome.over);
        }
        // The transport's own limits are longer.
        assert!(start.elapsed() < defaults::READ_TIMEOUT);
    }
}

/// Notes the time that is left for each request.
#[derive(Default)]
struct TimeLeft(Mutex<Vec<Duration>>);

impl Hook for &TimeLeft {
    fn before(&self, _: &Attempt, request: &mut http::Request<Body>) {
        let Timeout(left) = request.extensions().get().expect("a time limit");
        self.0.lock().expect("no panic").push(*left);
    }
}

#[test]
fn the_time_limit_includes_all_attempts_and_waits() {
    let second = Duration::from_secs(1);
    let limited = |options: Options| {
        let retry = Retry::new().backoff(Duration::ZERO, Duration::ZERO);
        options.timeout(second * 19 / 10).retry(retry)
    };
    let busy = || {
        let busy = head(503, &[("Retry-After", "1")]);
        Recorder::start(0, vec![busy; 3]).expect("a free port")
    };
    let check = |server: &Recorder, left: &TimeLeft| {
        let left = left.0.lock().expect("no panic");
        // After the second attempt, no time is left for another wait.
        assert_eq!((server.take().len(), left.len()), (2, 2), "{left:?}");
        assert!(left[0] >= left[1] + second, "{left:?}");
    };

    let (server, left) = (busy(), TimeLeft::default());
    let transport = Hooked::new(client::Ureq::default(), &left);
    let client = client::blocking::Client::with_transport(endpoint(&server.base_url()), transport);
    let failed = client.call(Call::get()).options(limited).send();
    failed.expect_err("503");
    check(&server, &left);

    let (server, left) = (busy(), TimeLeft::default());
    let transport = Hooked::new(client::Reqwest::default(), &left);
    let client = client::Client::with_transport(endpoint(&server.base_url()), transport);
    let failed = runtime().block_on(client.call(Call::get()).options(limited).send());
    failed.expect_err("503");
    check(&server, &left);
}

#[test]
fn credentials_need_no_scheme_in_the_collection() {
    let scenario = answers(&[]).client(|options| options.authorize(BearerToken::new("client")));
    for outcome in scenario.call(&Call::get()) {
        let authorization = outcome.requests[0].header("authorization");
        assert_eq!(authorization, Some("Bearer client"), "{}", outcome.over);
    }
    // The credentials of the operation's own scheme take precedence.
    for outcome in scenario.call(&WithKey) {
        assert_eq!(outcome.requests[0].header("authorization"), None);
        let key = outcome.requests[0].header("x-api-key");
        assert_eq!(key, Some("hush"), "{}", outcome.over);
    }
}

#[test]
fn a_client_chooses_a_scheme_for_operations_without_one() {
    let scenario = answers(&[]).client(|options| options.scheme("key"));
    for outcome in scenario.call(&Call::get()) {
        let key = outcome.requests[0].header("x-api-key");
        assert_eq!(key, Some("hush"), "{}", outcome.over);
    }
}

#[test]
fn a_call_chooses_its_credentials() {
    let scenario = answers(&[]).options(|options| options.authorize(BearerToken::new("call")));
    for outcome in scenario.call(&WithKey) {
        let request = &outcome.requests[0];
        assert_eq!(request.header("authorization"), Some("Bearer call"));
        assert_eq!(request.header("x-api-key"), None, "{}", outcome.over);
    }
    let scenario = answers(&[]).options(|options| options.scheme("key"));
    for outcome in scenario.call(&Call::get()) {
        let key = outcome.requests[0].header("x-api-key");
        assert_eq!(key, Some("hush"), "{}", outcome.over);
    }
    for outcome in answers(&[]).options(Options::without_auth).call(&WithKey) {
        let key = outcome.requests[0].header("x-api-key");
        assert_eq!(key, None, "{}", outcome.over);
    }
}

#[test]
fn several_schemes_authorize_one_call() {
    let scenario = answers(&[]).client(|options| {
        options.authorize((
            ApiKey::header("X-App", "app"),
            ApiKey::query("key", "secret"),
            BearerToken::new("token"),
        ))
    });
    for outcome in scenario.call(&Call::get()) {
        let request = &outcome.requests[0];
        assert_eq!(request.header("x-app"), Some("app"));
        assert_eq!(request.header("authorization"), Some("Bearer token"));
        assert_eq!(request.target, "/x?key=secret", "{}", outcome.over);
    }
}

#[test]
fn a_url_without_tls_is_refused_on_request() {
    let exposed = ["http://api.example.test", "http://[::2]"]
        .map(|exposed| answers(&[]).options(move |it| it.base_url(exposed).https_only()));
    let by_token = answers(&[]).client(|options| {
        let url = "http://auth.example.test/token";
        let tokens = TokenEndpoint::client_credentials(url, "id", "hush");
        options.https_only().authorize(OAuth2::from_source(tokens))
    });
    for scenario in exposed.into_iter().chain([by_token]) {
        for outcome in scenario.call(&Call::get()) {
            let failed = outcome.result.expect_err("no TLS");
            let expected =
                "the request could not be built: the URL has no TLS, and `https_only` is set";
            assert_eq!(failed.message, expected, "{}", outcome.over);
        }
    }
    // The server of the test is on this computer.
    let ok = json(200, "{}");
    for outcome in answers(&[ok])
        .client(Options::https_only)
        .call(&Call::get())
    {
        assert!(outcome.result.is_ok(), "{}", outcome.over);
    }
    let redirect = head(302, &[("Location", "http://api.example.test/x")]);
    for outcome in answers(&[redirect])
        .client(Options::https_only)
        .call(&Call::get())
    {
        assert!(outcome.result.is_err(), "{}", outcome.over);
        assert_eq!(outcome.requests.len(), 1, "{}", outcome.over);
    }
}

#[test]
fn an_environment_of_the_collection_is_a_server() {
    let recorder = Recorder::start(0, Vec::new()).expect("a free port");
    let url = recorder.base_url();
    let server = || Server::local(url.trim_start_matches("http://"), "hosts");
    let client = every_construct::blocking::Client::with_server(server(), Credentials::new());
    client.call(OnlySuccess::new()).raw().expect("a response");
    let client = every_construct::Client::with_server(server(), Credentials::new());
    let sent = runtime().block_on(client.call(OnlySuccess::new()).raw());
    sent.expect("a response");
    let targets: Vec<String> = recorder.take().into_iter().map(|it| it.target).collect();
    assert_eq!(targets, ["/local/success"; 2]);
}

#[test]
fn a_base_url_takes_precedence_over_an_environment_and_the_last_one_wins() {
    let recorder = Recorder::start(0, Vec::new()).expect("a free port");
    let unused = "http://unused.invalid";
    let server = || Server::local("unused.invalid", "hosts");
    let client = every_construct::blocking::Client::with_server(server(), Credentials::new())
        .base_url(unused)
        .base_url(recorder.base_url());
    client.call(OnlySuccess::new()).raw().expect("a response");
    let client = every_construct::Client::with_server(server(), Credentials::new())
        .base_url(unused)
        .base_url(recorder.base_url());
    let sent = runtime().block_on(client.call(OnlySuccess::new()).raw());
    sent.expect("a response");
    assert_eq!(recorder.take().len(), 2);
}

#[test]
fn an_own_transport_uses_its_proxy() {
    let proxy = Recorder::start(0, Vec::new()).expect("a free port");
    let endpoint = || endpoint("http://api.invalid");

    let by_proxy = ureq::Proxy::new(&proxy.base_url()).expect("a URL");
    let agent: ureq::Agent = client::Ureq::config().proxy(Some(by_proxy)).build().into();
    // What the proxy answers does not matter.
    drop(send_by_ureq(
        Call::get(),
        endpoint(),
        client::Ureq::new(agent),
    ));
    let received = proxy.take();
    assert!(received[0].target.contains("api.invalid"), "{received:?}");

    let proxy = Recorder::start(0, Vec::new()).expect("a free port");
    let by_proxy = reqwest::Proxy::all(proxy.base_url()).expect("a URL");
    let own = client::Reqwest::builder().proxy(by_proxy).build();
    let transport = client::Reqwest::new(own.expect("a client"));
    drop(send_by_reqwest(Call::get(), endpoint(), transport));
    let received = proxy.take();
    assert!(received[0].target.contains("api.invalid"), "{received:?}");
}
