//! Values that must not change the structure of a request, and errors that must not show them.

use std::time::Duration;

use client::File;
use tests::calls::{Call, Limits, by_reqwest, by_ureq, endpoint};
use tests::faults::{FaultServer, Step};
use tests::recorder::{Recorded, Recorder};

/// The request that arrives, by each transport.
fn arrives(call: Call) -> [Recorded; 2] {
    [by_ureq, by_reqwest].map(|send| {
        let server = Recorder::start(0, Vec::new()).expect("a free port");
        send(call, &server.base_url(), Limits::default()).expect("a response");
        let mut requests = server.take();
        assert_eq!(requests.len(), 1);
        requests.remove(0)
    })
}

/// Checks that both transports refuse to send anything.
#[track_caller]
fn is_refused(fill: fn(&mut client::Request)) {
    let call = Call {
        method: "GET",
        fill,
    };
    for send in [by_ureq, by_reqwest] {
        let server = Recorder::start(0, Vec::new()).expect("a free port");
        let failed = send(call, &server.base_url(), Limits::default()).expect_err("refused");
        let actual = (failed.stage, failed.sent, failed.retryable);
        assert_eq!(actual, ("Build", false, false), "{failed:?}");
        assert!(!failed.text.contains("hush"), "{failed:?}");
        assert!(server.take().is_empty());
    }
}

#[test]
fn a_header_value_cannot_start_another_header() {
    is_refused(|request| request.secret_header("X", "hush\r\nY: 1"));
    is_refused(|request| request.header("X", "hush\n"));
    is_refused(|request| request.header("X", "hush\0"));
    is_refused(|request| request.header("X\r\nY", "hush"));
}

#[test]
fn a_path_value_cannot_leave_its_segment() {
    is_refused(|request| {
        request.path("/a/");
        request.path_parameter("id", ".");
    });
    is_refused(|request| {
        request.path("/a/");
        request.path_parameter("id", "..");
    });
    is_refused(|request| {
        request.path("/a/");
        request.path_parameter("id", "");
    });
    for request in arrives(Call {
        method: "GET",
        fill: |request| {
            request.path("/a/");
            request.path_parameter("id", "../b?c#d\\%2e\r\n\0");
        },
    }) {
        assert_eq!(request.target, "/a/..%2Fb%3Fc%23d%5C%252e%0D%0A%00");
    }
}

#[test]
fn a_query_value_cannot_start_another_entry() {
    for request in arrives(Call {
        method: "GET",
        fill: |request| {
            request.path("/a");
            request.query("q", "1&r=2#s\r\n");
        },
    }) {
        assert_eq!(request.target, "/a?q=1%26r=2%23s%0D%0A");
    }
}

#[test]
fn a_file_name_cannot_start_another_header_of_its_part() {
    for request in arrives(Call {
        method: "POST",
        fill: |request| {
            request.path("/a");
            request.form_file("f", File::bytes("x\"\r\nY: 1", "content"));
        },
    }) {
        let body = String::from_utf8(request.body).expect("text");
        assert!(body.contains("filename=\"x%22%0D%0AY: 1\""), "{body}");
    }
}

/// A request with credentials in its query and in a header.
const WITH_CREDENTIALS: Call = Call {
    method: "GET",
    fill: |request| {
        request.path("/x");
        request.query("api_key", "hush");
        request.secret_header("X-Api-Key", "hush");
    },
};

#[test]
fn an_error_before_sending_shows_no_credential() {
    for send in [by_ureq, by_reqwest] {
        for url in ["http://h o", "http://hush:hush@h o/hush"] {
            let failed = send(WITH_CREDENTIALS, url, Limits::default()).expect_err("no URL");
            assert_eq!(failed.stage, "Build", "{failed:?}");
            assert!(!failed.text.contains("hush"), "{failed:?}");
        }
    }
}

#[test]
fn errors_of_transports_show_no_credential() {
    let call = WITH_CREDENTIALS;
    for script in [
        &[][..],
        &[Step::Send(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n")],
    ] {
        for send in [by_ureq, by_reqwest] {
            let server = FaultServer::start(script.to_vec()).expect("a free port");
            let failed = send(call, &server.base_url(), Limits::default()).expect_err("closed");
            assert!(!failed.text.contains("hush"), "{failed:?}");
        }
    }
    for send in [by_ureq, by_reqwest] {
        let failed = send(call, "http://hush:hush@127.0.0.1:1", Limits::default());
        let failed = failed.expect_err("nothing listens");
        assert!(!failed.text.contains("hush"), "{failed:?}");
    }
}

#[test]
fn a_cancelled_call_closes_its_connection() {
    let server = FaultServer::start(vec![Step::Wait]).expect("a free port");
    let runtime = tests::calls::runtime();
    let client =
        client::Client::with_transport(endpoint(&server.base_url()), client::Reqwest::default());
    runtime.block_on(async {
        let call = client.send(Call::get());
        let arrival = async {
            while server.requests() == 0 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::select! {
            _ = call => panic!("the server never responds"),
            () = arrival => {}
        }
        // Less than the patience of the server.
        for _ in 0..400 {
            if server.hang_ups() > 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        panic!("the connection is still open");
    });
}

#[test]
fn many_calls_at_once_all_succeed() {
    let server = Recorder::start(0, Vec::new()).expect("a free port");
    let runtime = tests::calls::runtime();
    let client =
        client::Client::with_transport(endpoint(&server.base_url()), client::Reqwest::default());
    let calls: Vec<_> = (0..200)
        .map(|_| {
            let client = client.clone();
            runtime.spawn(async move { client.send(Call::get()).await })
        })
        .collect();
    for call in calls {
        let response = runtime.block_on(call).expect("no panic");
        assert!(response.expect("a response").is_success());
    }
    assert_eq!(server.take().len(), 200);

    let url = server.base_url();
    std::thread::scope(|scope| {
        let calls: Vec<_> = (0..20)
            .map(|_| scope.spawn(|| by_ureq(Call::get(), &url, Limits::default())))
            .collect();
        for call in calls {
            assert!(call.join().expect("no panic").is_ok());
        }
    });
}
