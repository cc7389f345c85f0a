//! `codegen serve` answers over a socket with the saved responses of a collection.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tests::binary::binary;
use tests::serving::Serving;

/// How long a test waits for a response: less than the server waits for the rest of a request.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server with the folder of its collection.
struct Server {
    serving: Serving,
    dir: tempfile::TempDir,
}

impl Server {
    fn start(collection: &Value, options: &[&str]) -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let file = write(dir.path(), collection);
        let serving = Serving::start(&file, options).expect("the server starts");
        Self {
            serving: serving.expect("saved responses"),
            dir,
        }
    }

    /// Sends the start of a request.
    fn begin(&self, start: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.serving.address).expect("a connection");
        stream.write_all(start.as_bytes()).expect("it is sent");
        stream
    }

    /// Sends a request as it is written; returns head and body.
    fn send(&self, request: &str) -> (String, String) {
        let mut stream = self.begin(request);
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        let mut response = String::new();
        stream.read_to_string(&mut response).expect("a response");
        let (head, body) = response.split_once("\r\n\r\n").expect("a head");
        (head.to_ascii_lowercase(), body.to_owned())
    }

    /// The status and the body of the response to a request without a body.
    fn get(&self, line: &str, headers: &str) -> (u16, String) {
        let request = format!("{line} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n{headers}\r\n");
        let (head, body) = self.send(&request);
        let status = head.split(' ').nth(1).expect("a status");
        (status.parse().expect("a number"), body)
    }
}

fn write(dir: &Path, collection: &Value) -> PathBuf {
    let file = dir.join("shop.json");
    fs::write(&file, collection.to_string()).expect("it is written");
    file
}

fn item(name: &str, method: &str, path: &str, responses: &[(&str, u16, &str)]) -> Value {
    let url = json!({ "host": ["{{baseUrl}}"], "path": path.split('/').collect::<Vec<_>>() });
    let request = json!({ "method": method, "url": url });
    let responses = responses.iter().map(|(name, code, body)| {
        json!({
            "name": name, "code": code, "body": body, "originalRequest": request,
            "header": [{ "key": "Content-Type", "value": "application/json" }, { "key": "Content-Length", "value": "9999" }],
        })
    });
    let responses: Vec<Value> = responses.collect();
    json!({ "name": name, "request": request, "response": responses })
}

fn shop() -> Value {
    json!({
        "info": { "name": "Shop <b>" },
        "variable": [{ "key": "baseUrl", "value": "https://h.example/v2" }, { "key": "shop", "value": "north" }],
        "item": [
            item("Get order", "GET", "orders/{{id}}", &[
                ("Missing", 404, "{\"code\": 7}"),
                ("Found", 200, "{\"id\": \"{{id}}\", \"shop\": \"{{shop}}\"}"),
            ]),
            item("Delete order", "DELETE", "orders/{{id}}", &[("Gone", 204, "")]),
            item("List orders", "GET", "orders", &[("All", 200, "[]")]),
        ],
    })
}

#[test]
fn requests_are_answered_with_what_matches_them() {
    let server = Server::start(&shop(), &[]);
    let found = "{\"id\": \"17\", \"shop\": \"north\"}".to_owned();
    assert_eq!(server.get("GET /orders/17", ""), (200, found.clone()));
    assert_eq!(server.get("GET /v2/orders/17", ""), (200, found));
    let missing = server.get("GET /orders/17", "Prefer: code=404\r\n");
    assert_eq!(missing, (404, "{\"code\": 7}".to_owned()));
    assert_eq!(server.get("DELETE /orders/17", ""), (204, String::new()));
    let (head, _) = server.send("GET /orders HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    assert!(head.contains("content-type: application/json"), "{head}");
    assert!(head.contains("content-length: 2"), "{head}");
}

#[test]
fn a_request_without_a_response_is_told_which_one_is_the_closest() {
    let server = Server::start(&shop(), &[]);
    let (status, body) = server.get("GET /orders/17/lines", "");
    assert_eq!(status, 404);
    let body: Value = serde_json::from_str(&body).expect("JSON");
    assert_eq!(body["closest"]["request"], "GET /orders/{{id}}");
    assert_eq!(
        body["difference"],
        "the path has another number of segments"
    );
}

#[test]
fn the_page_lists_all_saved_responses() {
    let server = Server::start(&shop(), &[]);
    let (status, page) = server.get("GET /", "");
    assert_eq!(status, 200);
    assert!(page.contains("<h1>Shop &lt;b&gt;</h1>"), "{page}");
    assert!(
        page.contains("<a href=\"/orders\"><code>GET /orders</code></a>"),
        "{page}"
    );
    assert!(
        page.contains("<code>DELETE /orders/{{id}}</code>"),
        "{page}"
    );
}

#[test]
fn a_response_says_which_one_it_is_and_why() {
    let server = Server::start(&shop(), &[]);
    let (head, _) = server.send("GET /orders/17 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    assert!(head.contains("x-saved-response: found\r\n"), "{head}");
    let why = "x-saved-match: same path with 1 segment by wildcard, 100 % of the query\r\n";
    assert!(head.contains(why), "{head}");
}

#[test]
fn pages_are_served_and_have_a_form_only_if_the_user_wants_them() {
    let item = "GET /_catalogue/api/shop/get_order.html";
    let server = Server::start(&shop(), &[]);
    assert_eq!(server.get(item, "").0, 404);
    // Faults are for saved responses.
    let server = Server::start(&shop(), &["--site", "--fail", "100"]);
    let (status, page) = server.get(item, "");
    assert_eq!(status, 200, "{page}");
    assert!(page.contains("data-path=\"/orders/{{id}}\""), "{page}");
    let request = format!("{item} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    let (head, _) = server.send(&request);
    assert!(head.contains("connect-src 'self'"), "{head}");
    assert!(
        head.contains("content-type: text/html; charset=utf-8"),
        "{head}"
    );
    assert_eq!(server.get("GET /_catalogue/try-it.js", "").0, 200);
    let (status, page) = server.get("GET /_catalogue/", "");
    assert!(status == 200 && page.contains("3 items"), "{page}");
    assert_eq!(server.get("GET /orders", "").0, 500);
}

#[test]
fn faults_are_spread_evenly() {
    let server = Server::start(&shop(), &["--fail", "50", "--fail-status", "503"]);
    let statuses: Vec<u16> = (0..4).map(|_| server.get("GET /orders", "").0).collect();
    assert_eq!(statuses, [200, 503, 200, 503]);
}

#[test]
fn a_body_that_is_too_long_is_rejected() {
    let server = Server::start(&shop(), &[]);
    let length = 17 << 20;
    let head = format!(
        "PUT /orders HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"
    );
    let (head, _) = server.send(&head);
    assert!(head.starts_with("http/1.1 413"), "{head}");
}

#[test]
fn connections_that_send_nothing_or_half_a_request_keep_no_other_waiting() {
    let server = Server::start(&shop(), &[]);
    let head = "PUT /orders HTTP/1.1\r\nHost: h\r\n";
    let body = format!("{head}Content-Length: 9\r\n\r\n1234");
    for start in ["", head, &body] {
        let open: Vec<TcpStream> = (0..200).map(|_| server.begin(start)).collect();
        assert_eq!(server.get("GET /orders", "").1, "[]", "{start:?}");
        drop(open);
    }
}

#[test]
fn changed_files_are_read_again() {
    let server = Server::start(&shop(), &["--watch"]);
    assert_eq!(server.get("GET /orders", "").1, "[]");
    let mut changed = shop();
    changed["item"][2]["response"][0]["body"] = json!("[1]");
    let start = Instant::now();
    // The server starts to watch after it has printed its address.
    while server.get("GET /orders", "").1 != "[1]" {
        assert!(start.elapsed() < Duration::from_secs(20), "nothing changes");
        write(server.dir.path(), &changed);
        std::thread::sleep(Duration::from_millis(300));
    }
}

#[test]
fn no_secret_is_served() {
    let secret = "ghp_0123456789abcdefghij";
    let mut collection = shop();
    collection["item"][2]["response"][0]["body"] = json!(format!("{{\"token\": \"{secret}\"}}"));
    let server = Server::start(&collection, &[]);
    assert_eq!(server.get("GET /orders", "").1, "{\"token\": \"***\"}");
}

#[test]
fn a_collection_without_saved_responses_is_not_served() {
    let dir = tempfile::tempdir().expect("a folder");
    let collection = json!({ "item": [item("List", "GET", "orders", &[])] });
    let file = write(dir.path(), &collection);
    let output = Command::new(binary()).arg("serve").arg(file).output();
    let output = output.expect("it ends");
    assert_eq!(output.status.code(), Some(1));
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        message.contains("there are no saved responses"),
        "{message}"
    );
}

#[test]
fn only_the_mistake_is_reported_if_nothing_can_be_read() {
    let dir = tempfile::tempdir().expect("a folder");
    let broken = dir.path().join("broken.json");
    std::fs::write(&broken, "{").expect("it is written");
    let empty = dir.path().join("empty");
    std::fs::create_dir(&empty).expect("a folder");
    for input in [broken, empty, dir.path().join("missing.json")] {
        let output = Command::new(binary()).arg("serve").arg(&input).output();
        let output = output.expect("it ends");
        assert_eq!(output.status.code(), Some(1), "{}", input.display());
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(message.contains("error"), "{message}");
        assert!(!message.contains("no saved responses"), "{message}");
    }
}
