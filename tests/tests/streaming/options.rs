//! Options of calls whose response is streamed, with both transports.

use std::io::Read as _;
use std::time::Duration;

use client::{Endpoint, Retry};
use tests::calls::{Anything, Call, Failed, endpoint, runtime};
use tests::faults::{FaultServer, Step};
use tests::recorder::{Answer, Recorder};

/// Reads a whole body within a time limit, over each transport.
fn read(script: &[Step], limit: Duration) -> [Result<Vec<u8>, Failed>; 2] {
    let start = || FaultServer::start(script.to_vec()).expect("a free port");
    let server = start();
    let endpoint_of = |server: &FaultServer| endpoint(&server.base_url());
    let transport = client::Ureq::default();
    let client = client::blocking::Client::with_transport(endpoint_of(&server), transport);
    let streamed = client.call(Call::get()).timeout(limit).stream();
    let by_ureq = streamed.map_err(Failed::from).map(|mut response| {
        let mut bytes = Vec::new();
        response.body.read_to_end(&mut bytes).expect("the rest");
        bytes
    });

    let server = start();
    let transport = client::Reqwest::default();
    let client = client::Client::with_transport(endpoint_of(&server), transport);
    let by_reqwest = runtime().block_on(async {
        let mut response = client.call(Call::get()).timeout(limit).stream().await?;
        let mut bytes = Vec::new();
        while let Some(chunk) = response.body.chunk().await.expect("the rest") {
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    });
    [by_ureq, by_reqwest]
}

#[test]
fn the_time_limit_of_a_streamed_call_ends_with_its_head() {
    let limit = Duration::from_millis(500);
    for result in read(&[Step::Wait], limit) {
        assert_eq!(result.expect_err("no head").stage, "TimedOut");
    }
    let slow = [
        Step::Send(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na"),
        Step::Pause(limit * 3 / 2),
        Step::Send(b"b"),
    ];
    for result in read(&slow, limit) {
        assert_eq!(result.expect("a body"), b"ab");
    }
}

#[test]
fn streamed_successes_give_retries_back() {
    let busy = Answer::new(503, "text/plain", "busy");
    let answers = vec![[busy, Answer::default()]; 30].concat();
    let start = || Recorder::start(0, answers.clone()).expect("a free port");
    let endpoint_of = |server: &Recorder| -> Endpoint<Anything> {
        let at_once = Retry::new().backoff(Duration::ZERO, Duration::ZERO);
        endpoint(&server.base_url()).options(|options| options.retry(at_once))
    };
    let server = start();
    let transport = client::Ureq::default();
    let client = client::blocking::Client::with_transport(endpoint_of(&server), transport);
    for _ in 0..30 {
        client.stream(Call::get()).expect("a head");
    }
    let server = start();
    let transport = client::Reqwest::default();
    let client = client::Client::with_transport(endpoint_of(&server), transport);
    let runtime = runtime();
    for _ in 0..30 {
        let streamed = runtime.block_on(client.stream(Call::get()));
        streamed.expect("a head");
    }
}
