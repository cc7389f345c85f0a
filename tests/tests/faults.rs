//! What a client does when a server, or the network, misbehaves. SECURITY.md lists the promises; each row of its table
//! names a test. All tests run with both transports.

#[path = "faults/bodies.rs"]
mod bodies;
#[path = "faults/connections.rs"]
mod connections;
#[path = "faults/contents.rs"]
mod contents;
#[path = "faults/redirects.rs"]
mod redirects;
#[path = "faults/requests.rs"]
mod requests;
#[path = "faults/tls.rs"]
mod tls;

use std::time::Duration;

use client::Operation;
use tests::calls::{Anything, Failed, Limits, by_reqwest, by_ureq};
use tests::faults::{FaultServer, Step};

/// Limits that are soon reached.
const SHORT: Limits = Limits {
    read: Duration::from_millis(300),
    total: Duration::from_secs(20),
    size: 1024 * 1024,
};

/// A pause that is shorter than [`SHORT`]'s time without receiving anything.
const PAUSE: Duration = Duration::from_millis(50);

/// Sends with both transports, each to its own server that plays the script.
fn by_both<O: Operation<Api = Anything> + Clone>(
    script: &[Step],
    operation: &O,
    limits: Limits,
) -> [Result<O::Response, Failed>; 2] {
    [by_ureq::<O>, by_reqwest::<O>].map(|send| {
        let server = FaultServer::start(script.to_vec()).expect("a free port");
        send(operation.clone(), &server.base_url(), limits)
    })
}

/// Checks that both transports fail: in which stage, whether the request was sent, and whether it may be repeated.
#[track_caller]
fn fails<O: Operation<Api = Anything, Response: std::fmt::Debug> + Clone>(
    script: &[Step],
    operation: &O,
    limits: Limits,
    expected: (&str, bool, bool),
) {
    for result in by_both(script, operation, limits) {
        let failed = result.expect_err("the server misbehaves");
        let actual = (failed.stage, failed.sent, failed.retryable);
        assert_eq!(actual, expected, "{script:?}: {failed:?}");
    }
}
