//! Bodies that are too long, truncated, malformed or stalled.

use tests::calls::{Call, Limits, by_reqwest, by_ureq};
use tests::faults::{FaultServer, Step};

use super::{PAUSE, SHORT, by_both, fails};

const FILLER: &[u8] = &[b'x'; 64 * 1024];

/// One chunk of 16 bytes.
const CHUNK: &[u8] = b"10\r\n0123456789abcdef\r\n";

/// What a server can send at most after the client has hung up: what is in the buffers of both sockets.
const IN_BUFFERS: u64 = 16 * 1024 * 1024;

#[test]
fn an_endless_body_is_read_up_to_the_limit() {
    for (head, filler) in [
        (&b"HTTP/1.1 200 OK\r\n\r\n"[..], FILLER),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            CHUNK,
        ),
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
            FILLER,
        ),
    ] {
        for send in [by_ureq, by_reqwest] {
            let script = vec![Step::Send(head), Step::Endless(filler)];
            let server = FaultServer::start(script).expect("a free port");
            let failed = send(Call::get(), &server.base_url(), SHORT).expect_err("too long");
            let actual = (failed.stage, failed.sent, failed.retryable);
            assert_eq!(actual, ("TooLarge", true, false), "{failed:?}");
            assert!(
                failed.text.contains("longer than 1048576 bytes"),
                "{failed:?}"
            );
            assert!(server.sent() < SHORT.size + IN_BUFFERS, "{}", server.sent());
        }
    }
}

#[test]
fn a_body_as_long_as_the_limit_is_read() {
    let script = [
        Step::Send(b"HTTP/1.1 200 OK\r\nContent-Length: 65536\r\n\r\n"),
        Step::Send(FILLER),
    ];
    let limit = |size| Limits {
        size,
        ..Limits::default()
    };
    for response in by_both(&script, &Call::get(), limit(65536)) {
        assert_eq!(response.expect("a response").body.len(), 65536);
    }
    fails(
        &script,
        &Call::get(),
        limit(65535),
        ("TooLarge", true, false),
    );
}

#[test]
fn a_truncated_or_malformed_body_could_not_be_read() {
    for bytes in [
        &b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345"[..],
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n123",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n123\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n123\r\n",
    ] {
        let script = [Step::Send(bytes)];
        fails(&script, &Call::get(), SHORT, ("Read", true, true));
        fails(&script, &Call::post(), SHORT, ("Read", true, false));
        for result in by_both(&script, &Call::get(), SHORT) {
            let failed = result.expect_err("incomplete");
            let text = "the request was sent, but no complete response was received: the response could not be read";
            assert!(failed.text.starts_with(text), "{failed:?}");
        }
    }
}

#[test]
fn a_connection_that_breaks_in_the_body_is_an_error() {
    fails(
        &[
            Step::Send(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345"),
            Step::Pause(PAUSE),
            Step::Reset,
        ],
        &Call::get(),
        Limits::default(),
        ("Read", true, true),
    );
}

#[test]
fn a_body_that_stalls_runs_into_the_read_timeout() {
    fails(
        &[
            Step::Send(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345"),
            Step::Wait,
        ],
        &Call::get(),
        SHORT,
        ("TimedOut", true, true),
    );
}

#[test]
fn two_lengths_are_an_error_and_chunks_take_precedence_over_a_length() {
    let two = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\n12345";
    for result in by_both(&[Step::Send(two)], &Call::get(), SHORT) {
        result.expect_err("two lengths");
    }
    let both = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n0\r\n\r\n";
    for response in by_both(&[Step::Send(both)], &Call::get(), SHORT) {
        assert_eq!(response.expect("a response").text(), "12345");
    }
}
