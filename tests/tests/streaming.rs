//! Responses whose body is read while it arrives, with both transports.

use std::io::{self, Read as _};
use std::time::Duration;

use client::{Response, Streamed};
use tests::calls::{Call, Failed, Limits, endpoint};
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
fn by_ureq(url: &str, limits: Limits, wanted: usize, limit: u64) -> Result<Read, Failed> {
    let client = client::blocking::Client::with_transport(endpoint(url), limits.ureq());
    let Streamed { status, body, .. } = client.stream(Call::get())?;
    let mut body = body.limit(limit);
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
fn by_reqwest(url: &str, limits: Limits, wanted: usize, limit: u64) -> Result<Read, Failed> {
    runtime().block_on(async {
        let client = client::Client::with_transport(endpoint(url), limits.reqwest());
        let Streamed { status, body, .. } = client.stream(Call::get()).await?;
        let mut body = body.limit(limit);
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

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}

/// Reads from a server of its own with each transport.
fn by_both(script: &[Step], limits: Limits, wanted: usize, limit: u64) -> [Read; 2] {
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
    for read in by_both(&script, Limits::default(), 5, u64::MAX) {
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
    for read in by_both(&script, SHORT, usize::MAX, u64::MAX) {
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
    for read in by_both(&script, Limits::default(), usize::MAX, 1_000_000) {
        assert_eq!(kind(&read), Some(io::ErrorKind::FileTooLarge));
        assert!(read.bytes.len() <= 1_000_000, "{}", read.bytes.len());
    }
}

#[test]
fn a_truncated_body_ends_in_an_error() {
    let script = [Step::Send(HEAD), Step::Send(b"12345")];
    for read in by_both(&script, Limits::default(), usize::MAX, u64::MAX) {
        assert_eq!(read.bytes, b"12345");
        assert!(read.error.is_some());
    }
}

#[test]
fn a_body_that_stalls_ends_in_an_error_and_one_that_takes_long_does_not() {
    let stalls = [Step::Send(HEAD), Step::Send(b"12345"), Step::Wait];
    for read in by_both(&stalls, SHORT, usize::MAX, u64::MAX) {
        assert_eq!(kind(&read), Some(io::ErrorKind::TimedOut), "{read:?}");
    }
    let mut drips = vec![Step::Send(HEAD)];
    for _ in 0..10 {
        drips.extend([Step::Pause(SHORT.total / 5), Step::Send(b"x")]);
    }
    for read in by_both(&drips, SHORT, usize::MAX, u64::MAX) {
        assert_eq!(read.bytes, b"xxxxxxxxxx", "{read:?}");
    }
}

#[test]
fn the_body_of_a_failure_is_cut() {
    let script = [
        Step::Send(b"HTTP/1.1 404 Not Found\r\n\r\n"),
        Step::Endless(FILLER),
    ];
    for read in by_both(&script, Limits::default(), usize::MAX, u64::MAX) {
        assert_eq!(read.status, 404);
        assert_eq!(read.bytes.len(), client::defaults::MAX_FAILURE_SIZE);
        assert!(read.error.is_none(), "{read:?}");
    }
}

#[test]
fn a_failure_becomes_an_error_with_its_body() {
    let streamed: Streamed<client::ResponseReader> = Streamed::from(Response {
        status: client::http::StatusCode::NOT_FOUND,
        body: "no such file".into(),
        ..Response::default()
    });
    let failure: client::Failure = streamed.error_for_status().expect_err("404");
    assert_eq!(failure.response.text(), "no such file");
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
        let read = read(&server.base_url(), Limits::default(), usize::MAX, u64::MAX);
        assert_eq!(read.expect("a head").bytes, b"content");
        assert_eq!(server.take()[1].target, "/file");
    }
}
