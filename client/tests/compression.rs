//! Compressed responses, with both transports over real sockets. The features that this needs are not those of a usual run:
//! `cargo test -p codegen-client --features compression,ureq --test compression`.
#![cfg(all(feature = "compression", feature = "reqwest", feature = "ureq"))]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::thread::{self, JoinHandle};

use client::{Api, Authorize, Credentials, Custom, Endpoint, Request, Response, Server};

/// `{"text": "00…"}` with this number of zeros, in each encoding.
const ZEROS: usize = 10_000;
const GZIP: &[u8] = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xed\xc1A\x0d\x00 \x0c\x040/\xa7\x807~\xe6`\x0f\x12\x82w|,mo\xbaNgg\x01\x00\x00\x00\x00\x00\x00\x00\x00\xc0\x00y\x1f\x0a\xf7\x980\x1b'\x00\x00";
const DEFLATE: &[u8] = b"x\xda\xed\xc1A\x0d\x00 \x0c\x040/\xa7\x807~\xe6`\x0f\x12\x82w|,mo\xbaNgg\x01\x00\x00\x00\x00\x00\x00\x00\x00\xc0\x00y\x1f]\x15V\xe9";
const ZSTD: &[u8] = b"(\xb5/\xfd`\x1b&\x9d\x00\x00`{\x22text\x22:\x220\x22}\x01\x00\x0c\x87\x07H";
const BROTLI: &[u8] =
    b"\x1b\x1a'\xf8\x8d\xd4bM\x99\xee\x94\x220{\xa5\xd3W\x92\x9cV\x08\x88`'{\x00 \x04";

/// What reqwest decodes.
const ALL: [(&str, &[u8]); 4] = [
    ("gzip", GZIP),
    ("deflate", DEFLATE),
    ("br", BROTLI),
    ("zstd", ZSTD),
];

#[derive(Debug)]
enum Anything {}

impl Api for Anything {
    const NAME: &'static str = "anything";
    type Credentials = Nothing;
    type Server = Nothing;
}

#[derive(Debug, Clone, Default)]
struct Nothing;

impl Server for Nothing {
    fn variable(&self, _: &str) -> Option<&str> {
        None
    }
}

impl Credentials for Nothing {
    fn scheme(&self, _: &str) -> Option<&dyn Authorize> {
        None
    }
}

/// A server that answers one request with a body in an encoding. It returns the `Accept-Encoding` that it received.
fn serve(encoding: &str, body: &[u8]) -> (Endpoint<Anything>, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    let mut response = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: {encoding}\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    )
    .into_bytes();
    response.extend_from_slice(body);
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a client");
        let mut accepted = String::new();
        let mut lines = BufReader::new(stream.try_clone().expect("a clone")).lines();
        for line in lines.by_ref().map_while(Result::ok) {
            let Some((name, value)) = line.split_once(':') else {
                if line.is_empty() {
                    break;
                }
                continue;
            };
            if name.eq_ignore_ascii_case("accept-encoding") {
                value.trim().clone_into(&mut accepted);
            }
        }
        // A client that has read enough closes the connection.
        let _ = stream.write_all(&response);
        accepted
    });
    let endpoint = Endpoint::new(Nothing, Nothing).base_url(format!("http://{address}"));
    (endpoint, server)
}

fn get() -> Custom<Anything> {
    Custom::new(Request::new("GET", "{{baseUrl}}"))
}

fn runtime() -> tokio::runtime::Runtime {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_all().build().expect("a runtime")
}

fn blocking(
    endpoint: Endpoint<Anything>,
    limit: u64,
) -> client::blocking::Client<Anything, client::Ureq> {
    let transport = client::Ureq::default().max_response_size(limit);
    client::blocking::Client::with_transport(endpoint, transport)
}

fn asynchronous(
    endpoint: Endpoint<Anything>,
    limit: u64,
) -> client::Client<Anything, client::Reqwest> {
    let transport = client::Reqwest::default().max_response_size(limit);
    client::Client::with_transport(endpoint, transport)
}

/// What each transport makes of a body, up to a limit, and the `Accept-Encoding` that it sent.
fn over_reqwest(encoding: &str, body: &[u8], limit: u64) -> (Result<Response, String>, String) {
    let (endpoint, server) = serve(encoding, body);
    let client = asynchronous(endpoint, limit);
    let response = runtime().block_on(async { client.call(get()).await });
    let accepted = server.join().expect("no panic");
    (response.map_err(|error| chain(&error)), accepted)
}

fn over_ureq(encoding: &str, body: &[u8], limit: u64) -> (Result<Response, String>, String) {
    let (endpoint, server) = serve(encoding, body);
    let response = blocking(endpoint, limit).call(get()).send();
    let accepted = server.join().expect("no panic");
    (response.map_err(|error| chain(&error)), accepted)
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text += &format!(": {cause}");
        source = cause.source();
    }
    text
}

fn assert_decoded(response: Result<Response, String>, context: &str) {
    let value: serde_json::Value = response.expect(context).json().expect(context);
    let text = value["text"].as_str().expect(context);
    assert!(
        text.len() == ZEROS && text.bytes().all(|it| it == b'0'),
        "{context}"
    );
}

#[test]
fn compressed_responses_are_decoded() {
    for (encoding, body) in ALL {
        assert_decoded(over_reqwest(encoding, body, 100_000).0, encoding);
    }
    assert_decoded(over_ureq("gzip", GZIP, 100_000).0, "gzip");
}

#[test]
fn each_transport_asks_for_the_encodings_that_it_decodes() {
    let (_, accepted) = over_reqwest("gzip", GZIP, 100_000);
    for (encoding, _) in ALL {
        assert!(accepted.contains(encoding), "{accepted}");
    }
    let (_, accepted) = over_ureq("gzip", GZIP, 100_000);
    assert_eq!(accepted, "gzip");
}

#[test]
fn the_limit_of_a_response_is_that_of_its_decoded_body() {
    // The bodies are shorter than the limit, and 100 times as long when they are decoded.
    let limit = 1_000;
    for (encoding, body) in ALL {
        assert!((body.len() as u64) < limit);
        let error = over_reqwest(encoding, body, limit).0.expect_err(encoding);
        assert!(error.contains("1000 bytes"), "{encoding}: {error}");
    }
    let error = over_ureq("gzip", GZIP, limit).0.expect_err("gzip");
    assert!(error.contains("1000 bytes"), "{error}");
}

#[test]
fn a_streamed_response_is_decoded_as_it_is_read() {
    let mut start = [0; 20];
    let (endpoint, server) = serve("gzip", GZIP);
    let response = blocking(endpoint, 100).call(get()).stream();
    let mut body = response.expect("a response").body;
    body.read_exact(&mut start).expect("the start");
    assert_eq!(&start, b"{\"text\":\"00000000000");
    server.join().expect("no panic");
    for (encoding, compressed) in ALL {
        let (endpoint, server) = serve(encoding, compressed);
        let client = asynchronous(endpoint, 100);
        let length = runtime().block_on(async {
            let mut body = client.call(get()).stream().await.expect(encoding).body;
            let mut length = 0;
            while let Some(chunk) = body.chunk().await.expect(encoding) {
                length += chunk.len();
            }
            length
        });
        assert_eq!(length, ZEROS + r#"{"text":""}"#.len(), "{encoding}");
        server.join().expect("no panic");
    }
}

#[test]
fn a_damaged_compressed_response_is_an_error() {
    for (encoding, body) in ALL {
        let cut = &body[..body.len() / 2];
        assert!(
            over_reqwest(encoding, cut, 100_000).0.is_err(),
            "{encoding}"
        );
    }
    assert!(
        over_ureq("gzip", &GZIP[..GZIP.len() / 2], 100_000)
            .0
            .is_err()
    );
}
