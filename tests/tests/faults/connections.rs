//! Before and during the head of a response.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use socket2::{Domain, Socket, Type};
use tests::calls::{Call, Limits, by_reqwest, by_ureq, endpoint, send_by_reqwest, send_by_ureq};
use tests::faults::Step;

use super::{PAUSE, SHORT, fails};

/// A total limit that is soon reached, while something arrives all the time.
const SHORT_TOTAL: Limits = Limits {
    read: Duration::from_secs(20),
    total: Duration::from_millis(500),
    size: SHORT.size,
};

#[test]
fn without_a_connection_nothing_was_sent() {
    // Nothing listens on a port that was just given back.
    let closed = || {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        format!("http://{}", listener.local_addr().expect("an address"))
    };
    for send in [by_ureq, by_reqwest] {
        let failed = send(Call::post(), &closed(), Limits::default()).expect_err("refused");
        let actual = (failed.stage, failed.sent, failed.retryable);
        assert_eq!(actual, ("Connect", false, true), "{failed:?}");
    }
}

#[test]
fn to_a_host_without_an_address_nothing_was_sent() {
    // No name server is asked for a label of more than 63 characters.
    let url = format!("http://{}.test", "a".repeat(64));
    for send in [by_ureq, by_reqwest] {
        let failed = send(Call::post(), &url, Limits::default()).expect_err("no address");
        let actual = (failed.stage, failed.sent, failed.retryable);
        assert_eq!(actual, ("Connect", false, true), "{failed:?}");
    }
}

/// On Windows, a server whose queue is full refuses the connection.
#[test]
#[cfg(unix)]
fn a_server_that_accepts_no_connection_runs_into_the_connect_timeout() {
    let limit = Duration::from_millis(300);
    let (_server, _waiting, address) = full_server();
    let endpoint = || endpoint(&format!("http://{address}"));

    let start = Instant::now();
    let config = client::Ureq::config().timeout_connect(Some(limit)).build();
    let by_ureq = send_by_ureq(Call::post(), endpoint(), client::Ureq::new(config.into()));
    let builder = client::Reqwest::builder().connect_timeout(limit);
    let transport = client::Reqwest::new(builder.build().expect("a client"));
    let by_reqwest = send_by_reqwest(Call::post(), endpoint(), transport);

    for result in [by_ureq, by_reqwest] {
        let failed = result.expect_err("no connection");
        let actual = (failed.stage, failed.sent, failed.retryable);
        assert_eq!(actual, ("Connect", false, true), "{failed:?}");
    }
    assert!(start.elapsed() < client::defaults::CONNECT_TIMEOUT);
}

/// A server whose queue of connections is full: it has the connections that wait, and no others are made.
#[cfg(unix)]
fn full_server() -> (Socket, Vec<TcpStream>, SocketAddr) {
    let server = Socket::new(Domain::IPV4, Type::STREAM, None).expect("a socket");
    let any = SocketAddr::from(([127, 0, 0, 1], 0));
    server.bind(&any.into()).expect("a free port");
    server.listen(0).expect("a queue");
    let address = server.local_addr().expect("an address").as_socket();
    let address = address.expect("an address of IPv4");
    let connect = || TcpStream::connect_timeout(&address, Duration::from_millis(500)).ok();
    let waiting = std::iter::from_fn(connect).take(100).collect();
    (server, waiting, address)
}

#[test]
fn the_error_of_a_failed_transport_says_why() {
    for send in [by_ureq, by_reqwest] {
        let failed = send(Call::get(), "http://127.0.0.1:1", Limits::default());
        let failed = failed.expect_err("nothing listens");
        let text = &failed.message;
        let start = "the request could not be sent: cannot connect to the server: ";
        assert!(text.starts_with(start), "{text}");
        assert!(text.to_lowercase().contains("connection refused"), "{text}");
        assert_eq!(text.matches("refused").count(), 1, "{text}");
    }
}

#[test]
fn a_server_without_tls_gets_no_request() {
    for send in [by_ureq, by_reqwest] {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("https://{}", listener.local_addr().expect("an address"));
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a connection");
            let mut received = vec![0; 16 * 1024];
            let length = stream.read(&mut received).expect("something is sent");
            // The error is how the client reacts, which is observed on its side.
            drop(stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n"));
            received.truncate(length);
            received
        });
        let failed = send(Call::get(), &url, Limits::default()).expect_err("no TLS");
        assert!(
            matches!(failed.stage, "Connect" | "NoResponse"),
            "{failed:?}"
        );
        let received = server.join().expect("no panic");
        // The first byte of a TLS handshake record.
        assert_eq!(received.first(), Some(&22));
        assert!(!received.windows(6).any(|bytes| bytes == b"GET /x"));
    }
}

#[test]
fn a_server_that_never_responds_runs_into_the_read_timeout() {
    fails(&[Step::Wait], &Call::get(), SHORT, ("TimedOut", true, true));
    fails(
        &[Step::Wait],
        &Call::post(),
        SHORT,
        ("TimedOut", true, false),
    );
}

#[test]
fn a_head_that_drips_runs_into_the_total_timeout() {
    fails(
        &[
            Step::Send(b"HTTP/1.1 200 OK\r\nX: "),
            Step::Drip(b"x", PAUSE),
        ],
        &Call::get(),
        SHORT_TOTAL,
        ("TimedOut", true, true),
    );
}

#[test]
fn a_body_that_drips_runs_into_the_total_timeout() {
    fails(
        &[
            Step::Send(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"),
            Step::Drip(b"x", PAUSE),
        ],
        &Call::get(),
        SHORT_TOTAL,
        ("TimedOut", true, true),
    );
}

#[test]
fn an_endless_head_is_an_error() {
    fails(
        &[
            Step::Send(b"HTTP/1.1 200 OK\r\n"),
            Step::Endless(b"X-Filler: 0123456789012345678901234567890123456789\r\n"),
        ],
        &Call::get(),
        Limits::default(),
        ("NoResponse", true, true),
    );
}

#[test]
fn endless_interim_responses_are_an_error() {
    fails(
        &[Step::Drip(b"HTTP/1.1 100 Continue\r\n\r\n", PAUSE)],
        &Call::get(),
        SHORT_TOTAL,
        ("TimedOut", true, true),
    );
}

#[test]
fn a_connection_that_breaks_before_the_response_is_retryable_if_the_method_is_idempotent() {
    for script in [&[Step::Reset][..], &[]] {
        fails(script, &Call::get(), SHORT, ("NoResponse", true, true));
        fails(script, &Call::post(), SHORT, ("NoResponse", true, false));
    }
}

#[test]
fn what_is_not_http_is_an_error() {
    for bytes in [
        &b"SSH-2.0-OpenSSH_9.6\r\n\r\n"[..],
        b"<html>HTTP/0.9</html>",
        b"\0\0\0\0",
        b"HTTP/1.1 abc\r\n\r\n",
    ] {
        fails(
            &[Step::Send(bytes)],
            &Call::get(),
            Limits::default(),
            ("NoResponse", true, true),
        );
    }
}
