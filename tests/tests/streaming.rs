//! Responses whose body is read while it arrives, with both transports.

#[path = "streaming/generated.rs"]
mod generated;
#[path = "streaming/options.rs"]
mod options;

use std::io::{self, Read as _};
use std::time::Duration;

use client::auth::{OAuth2, TokenEndpoint};
use client::defaults::MAX_EVENT_SIZE;
use client::{Event, EventError, Streamed};
use tests::calls::{Call, Failed, Limits, endpoint, runtime};
use tests::faults::{FaultServer, Step};
use tests::recorder::{Answer, Recorder};

const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";
const FILLER: &[u8] = &[b'x'; 64 * 1024];

/// Limits that are soon reached.
const SHORT: Limits = Limits {
    read: Duration::from_millis(300),
    total: Duration::from_millis(600),
    size: 1000,
};

/// What was read of a response.
#[derive(Debug)]
struct Read {
    status: u16,
    bytes: Vec<u8>,
    error: Option<io::Error>,
}

/// Reads at least this number of bytes, or as many as there are.
fn by_ureq(url: &str, limits: Limits, wanted: usize, limit: Option<u64>) -> Result<Read, Failed> {
    let client = client::blocking::Client::with_transport(endpoint(url), limits.ureq());
    let Streamed { status, body, .. } = client.stream(Call::get())?;
    let mut body = match limit {
        Some(limit) => body.limit(limit),
        None => body,
    };
    let mut bytes = Vec::new();
    let mut buffer = [0; 8 * 1024];
    let mut error = None;
    while bytes.len() < wanted {
        match body.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => bytes.extend_from_slice(&buffer[..count]),
            Err(failed) => {
                error = Some(failed);
                break;
            }
        }
    }
    let status = status.as_u16();
    Ok(Read {
        status,
        bytes,
        error,
    })
}

/// Reads at least this number of bytes, or as many as there are.
fn by_reqwest(
    url: &str,
    limits: Limits,
    wanted: usize,
    limit: Option<u64>,
) -> Result<Read, Failed> {
    runtime().block_on(async {
        let client = client::Client::with_transport(endpoint(url), limits.reqwest());
        let Streamed { status, body, .. } = client.stream(Call::get()).await?;
        let mut body = match limit {
            Some(limit) => body.limit(limit),
            None => body,
        };
        let mut bytes = Vec::new();
        let mut error = None;
        while bytes.len() < wanted {
            match body.chunk().await {
                Ok(None) => break,
                Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
                Err(failed) => {
                    error = Some(failed);
                    break;
                }
            }
        }
        let status = status.as_u16();
        Ok(Read {
            status,
            bytes,
            error,
        })
    })
}

/// Reads from a server of its own with each transport.
fn by_both(script: &[Step], limits: Limits, wanted: usize, limit: Option<u64>) -> [Read; 2] {
    [by_ureq, by_reqwest].map(|read| {
        let server = FaultServer::start(script.to_vec()).expect("a free port");
        read(&server.base_url(), limits, wanted, limit).expect("a head")
    })
}

fn kind(read: &Read) -> Option<io::ErrorKind> {
    read.error.as_ref().map(io::Error::kind)
}

#[test]
fn the_head_and_what_has_arrived_are_there_before_the_rest() {
    let script = [Step::Send(HEAD), Step::Send(b"12345"), Step::Wait];
    for read in by_both(&script, Limits::default(), 5, None) {
        assert_eq!((read.status, &*read.bytes), (200, &b"12345"[..]));
    }
}

#[test]
fn a_body_can_be_longer_than_the_limit_of_bodies_in_memory() {
    let head: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 196608\r\n\r\n";
    let script = [
        Step::Send(head),
        Step::Send(FILLER),
        Step::Send(FILLER),
        Step::Send(FILLER),
    ];
    for read in by_both(&script, SHORT, usize::MAX, None) {
        assert_eq!(read.bytes.len(), 196_608);
        assert!(read.error.is_none(), "{read:?}");
    }
}

#[test]
fn a_body_ends_in_an_error_at_the_limit_of_its_reader() {
    let script = [
        Step::Send(b"HTTP/1.1 200 OK\r\n\r\n"),
        Step::Endless(FILLER),
    ];
    for read in by_both(&script, Limits::default(), usize::MAX, Some(1_000_000)) {
        assert_eq!(kind(&read), Some(io::ErrorKind::FileTooLarge));
        assert!(read.bytes.len() <= 1_000_000, "{}", read.bytes.len());
    }
}

#[test]
fn a_truncated_body_ends_in_an_error() {
    let script = [Step::Send(HEAD), Step::Send(b"12345")];
    for read in by_both(&script, Limits::default(), usize::MAX, None) {
        assert_eq!(read.bytes, b"12345");
        assert!(read.error.is_some());
    }
}

#[test]
fn a_body_that_stalls_ends_in_an_error_and_one_that_takes_long_does_not() {
    let stalls = [Step::Send(HEAD), Step::Send(b"12345"), Step::Wait];
    for read in by_both(&stalls, SHORT, usize::MAX, None) {
        assert_eq!(kind(&read), Some(io::ErrorKind::TimedOut), "{read:?}");
    }
    let mut drips = vec![Step::Send(HEAD)];
    for _ in 0..10 {
        drips.extend([Step::Pause(SHORT.total / 5), Step::Send(b"x")]);
    }
    for read in by_both(&drips, SHORT, usize::MAX, None) {
        assert_eq!(read.bytes, b"xxxxxxxxxx", "{read:?}");
    }
}

#[test]
fn a_failure_is_an_error_whose_body_is_cut() {
    let script = [
        Step::Send(b"HTTP/1.1 404 Not Found\r\n\r\nno such file"),
        Step::Endless(FILLER),
    ];
    for read in [by_ureq, by_reqwest] {
        let server = FaultServer::start(script.to_vec()).expect("a free port");
        let failed = read(&server.base_url(), Limits::default(), usize::MAX, None);
        let failed = failed.expect_err("404");
        assert_eq!(failed.stage, "Status");
        let length = format!("{} bytes", client::defaults::MAX_FAILURE_SIZE);
        assert!(
            failed.text.contains("404 Not Found: no such file"),
            "{failed:?}"
        );
        assert!(failed.text.contains(&length), "{failed:?}");
    }
}

#[test]
fn redirects_are_followed_before_the_body_is_streamed() {
    for read in [by_ureq, by_reqwest] {
        let redirect = Answer {
            headers: vec![("Location".to_owned(), "/file".to_owned())],
            ..Answer::new(302, "text/plain", "moved")
        };
        let file = Answer::new(200, "text/plain", "content");
        let server = Recorder::start(0, vec![redirect, file]).expect("a free port");
        let read = read(&server.base_url(), Limits::default(), usize::MAX, None);
        assert_eq!(read.expect("a head").bytes, b"content");
        assert_eq!(server.take()[1].target, "/file");
    }
}

#[test]
fn a_token_is_fetched_before_the_body_is_streamed() {
    let server = Recorder::start(0, Vec::new()).expect("a free port");
    let endpoint = || {
        let token = Answer::new(200, "application/json", r#"{"access_token": "t1"}"#);
        server.play(vec![token, Answer::new(200, "text/plain", "content")]);
        let url = format!("{}/token", server.base_url());
        let tokens = TokenEndpoint::client_credentials(url, "id", "hush");
        let endpoint = endpoint(&server.base_url());
        endpoint.options(|options| options.authorize(OAuth2::from_source(tokens)))
    };
    let client = client::blocking::Client::with_transport(endpoint(), client::Ureq::default());
    let mut body = client.stream(Call::get()).expect("a head").body;
    let mut text = String::new();
    body.read_to_string(&mut text).expect("text");
    assert_eq!(text, "content");

    let client = client::Client::with_transport(endpoint(), client::Reqwest::default());
    let chunk = runtime().block_on(async {
        let mut body = client.stream(Call::get()).await.expect("a head").body;
        body.chunk().await
    });
    assert_eq!(chunk.expect("no failure").as_deref(), Some(&b"content"[..]));
    let tokens = server.take();
    let tokens: Vec<_> = tokens.iter().map(|it| it.header("authorization")).collect();
    assert_eq!(tokens[1], Some("Bearer t1"));
    assert_eq!(tokens[3], Some("Bearer t1"));
}

/// The head of a stream of events.
const EVENTS: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";

/// The data of all events, and how they end, with each transport and a server of its own.
fn events(script: &[Step], limits: Limits) -> [(Vec<String>, Option<&'static str>); 2] {
    let start = || FaultServer::start(script.to_vec()).expect("a free port");
    let server = start();
    let endpoint_of = |server: &FaultServer| endpoint(&server.base_url());
    let client = client::blocking::Client::with_transport(endpoint_of(&server), limits.ureq());
    let mut data = Vec::new();
    let mut end = None;
    for event in client.call(Call::get()).events() {
        match event {
            Ok(Event { data: text, .. }) => data.push(text),
            Err(error) => end = Some(class(&error)),
        }
    }
    let blocking = (data, end);

    let server = start();
    let client = client::Client::with_transport(endpoint_of(&server), limits.reqwest());
    let asynchronous = runtime().block_on(async {
        let mut data = Vec::new();
        let mut events = client.call(Call::get()).events();
        loop {
            match events.next().await {
                Ok(Some(event)) => data.push(event.data),
                Ok(None) => return (data, None),
                Err(error) => return (data, Some(class(&error))),
            }
        }
    });
    [blocking, asynchronous]
}

fn class<E>(error: &EventError<E>) -> &'static str {
    match error {
        EventError::Call(_) => "Call",
        EventError::NotEvents => "NotEvents",
        EventError::Read(_) => "Read",
        EventError::Data { .. } => "Data",
        _ => "unknown",
    }
}

#[test]
fn events_arrive_one_by_one_and_do_not_run_into_the_read_timeout() {
    let script = [
        Step::Send(EVENTS),
        Step::Send(b"data: 1\n\nda"),
        Step::Pause(SHORT.read * 2),
        Step::Send(b"ta: 2\n\n"),
    ];
    for (data, end) in events(&script, SHORT) {
        assert_eq!((data, end), (vec!["1".to_owned(), "2".to_owned()], None));
    }
}

#[test]
fn a_response_that_does_not_consist_of_events_is_an_error() {
    let other = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
    for result in events(&[Step::Send(other)], Limits::default()) {
        assert_eq!(result, (Vec::new(), Some("NotEvents")));
    }
    let failure = b"HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}";
    for result in events(&[Step::Send(failure)], Limits::default()) {
        assert_eq!(result, (Vec::new(), Some("Call")));
    }
}

#[test]
fn events_continue_after_a_lost_connection() {
    let answers = || {
        let events = |body: &str| Answer::new(200, "text/event-stream", body);
        vec![
            events("id: 1\nretry: 1\ndata: a\n\ndata: cut off"),
            Answer::new(503, "text/plain", "busy"),
            events("data: b\n\n"),
            Answer::new(204, "text/plain", ""),
        ]
    };
    let expected = |server: &Recorder| {
        let sent = server.take();
        let ids: Vec<_> = sent.iter().map(|it| it.header("last-event-id")).collect();
        assert_eq!(ids, [None, Some("1"), Some("1"), Some("1")]);
        let accepted = sent.iter().map(|it| it.header("accept"));
        assert!(
            accepted
                .into_iter()
                .all(|it| it == Some("text/event-stream"))
        );
    };
    let server = Recorder::start(0, answers()).expect("a free port");
    let client = client::blocking::Client::with_transport(
        endpoint(&server.base_url()),
        client::Ureq::default(),
    );
    let data: Vec<String> = client
        .call(Call::get())
        .events()
        .map(|event| event.expect("an event").data)
        .collect();
    assert_eq!(data, ["a", "b"]);
    expected(&server);

    let server = Recorder::start(0, answers()).expect("a free port");
    let transport = client::Reqwest::default();
    let client = client::Client::with_transport(endpoint(&server.base_url()), transport);
    runtime().block_on(async {
        let mut events = client.call(Call::get()).events();
        for expected in ["a", "b"] {
            let event = events.next().await.expect("no failure");
            assert_eq!(event.expect("an event").data, expected);
        }
        assert_eq!(events.next().await.expect("no failure"), None);
    });
    expected(&server);
}

#[test]
fn an_event_that_is_too_long_ends_the_stream() {
    let body = format!(
        "id: 1\nretry: 1\ndata: a\n\ndata: {}\n\n",
        "x".repeat(MAX_EVENT_SIZE)
    );
    let start = || Recorder::start(0, vec![Answer::new(200, "text/event-stream", &body)]);

    let server = start().expect("a free port");
    let transport = client::Ureq::default();
    let client = client::blocking::Client::with_transport(endpoint(&server.base_url()), transport);
    let mut events = client.call(Call::get()).events();
    assert!(matches!(events.next(), Some(Ok(Event { data, .. })) if data == "a"));
    assert!(matches!(events.next(), Some(Err(EventError::Read(_)))));
    assert!(events.next().is_none());
    assert_eq!(server.take().len(), 1);

    let server = start().expect("a free port");
    let transport = client::Reqwest::default();
    let client = client::Client::with_transport(endpoint(&server.base_url()), transport);
    let mut events = client.call(Call::get()).events();
    runtime().block_on(async {
        assert!(matches!(events.next().await, Ok(Some(Event { data, .. })) if data == "a"));
        assert!(matches!(events.next().await, Err(EventError::Read(_))));
        assert!(matches!(events.next().await, Ok(None)));
    });
    assert_eq!(server.take().len(), 1);
}

#[test]
fn a_response_is_saved_to_disk() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = || Answer::new(200, "text/plain", "content");
    let server = Recorder::start(0, vec![file(), file()]).expect("a free port");
    let endpoint = || endpoint(&server.base_url());

    let path = folder.path().join("blocking.txt");
    let client = client::blocking::Client::with_transport(endpoint(), client::Ureq::default());
    let response = client.stream(Call::get()).expect("a head");
    let mut progress = Vec::new();
    let saved = response.save_with(&path, |it| progress.push((it.received, it.total)));
    assert_eq!(saved.expect("saved"), 7);
    assert_eq!(progress, [(7, Some(7))]);
    assert_eq!(std::fs::read(&path).expect("a file"), b"content");

    let path = folder.path().join("asynchronous.txt");
    let client = client::Client::with_transport(endpoint(), client::Reqwest::default());
    let mut progress = Vec::new();
    let saved = runtime().block_on(async {
        let response = client.stream(Call::get()).await.expect("a head");
        let seen = |it: client::Progress| progress.push((it.received, it.total));
        response.save_with(&path, seen).await
    });
    assert_eq!(saved.expect("saved"), 7);
    assert_eq!(progress, [(7, Some(7))]);
    assert_eq!(std::fs::read(&path).expect("a file"), b"content");
}

#[test]
fn a_slow_upload_is_limited_by_its_progress_only() {
    /// A byte at a time, with a pause before each.
    struct Slow(u8);

    impl io::Read for Slow {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.0 == 0 {
                return Ok(0);
            }
            self.0 -= 1;
            std::thread::sleep(SHORT.read / 3);
            buffer[0] = b'x';
            Ok(1)
        }
    }

    let upload = || {
        let mut request = client::Request::new("PUT", "{{baseUrl}}/x");
        request.file(client::File::reader("x", Slow(9), Some(9)));
        client::Custom::new(request)
    };
    let server = Recorder::start(0, Vec::new()).expect("a free port");
    let endpoint = || endpoint(&server.base_url());
    let client = client::blocking::Client::with_transport(endpoint(), SHORT.ureq());
    client.call(upload()).send().expect("a response");
    let client = client::Client::with_transport(endpoint(), SHORT.reqwest());
    let sent = runtime().block_on(client.call(upload()).send());
    sent.expect("a response");
    for sent in server.take() {
        assert_eq!(sent.body, b"xxxxxxxxx");
    }
}

#[test]
fn an_endpoint_outside_the_collection_is_called_with_the_same_credentials() {
    let custom = || {
        let mut request = client::Request::new("GET", "{{baseUrl}}");
        request.path("/reports/");
        request.path_parameter("id", "a/b");
        client::Custom::new(request)
    };
    let server = Recorder::start(0, Vec::new()).expect("a free port");
    let endpoint = || endpoint(&server.base_url());
    let client = client::blocking::Client::with_transport(endpoint(), client::Ureq::default());
    client
        .call(custom())
        .scheme("key")
        .send()
        .expect("a response");
    let client = client::Client::with_transport(endpoint(), client::Reqwest::default());
    let sent = runtime().block_on(client.call(custom()).scheme("key").send());
    sent.expect("a response");
    for sent in server.take() {
        assert_eq!(sent.target, "/reports/a%2Fb");
        assert_eq!(sent.header("x-api-key"), Some("hush"));
    }
}
