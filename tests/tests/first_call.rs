//! From a collection to an answered call in three commands, in an empty folder that has nothing but the binary.

use std::fs;
use std::path::Path;
use std::time::Instant;

use tests::binary::{binary, run_in};
use tests::recorder::{Answer, Recorder};

const SHOP: &str = r#"{
  "info": { "name": "Shop" },
  "variable": [{ "key": "baseUrl", "value": "https://shop.example.com" }],
  "item": [{
    "name": "Get order", "request": "{{baseUrl}}/orders/:id",
    "response": [{ "code": 200, "body": "{\"id\": 7}" }]
  }]
}"#;

/// The same collection in format 3.
const SHOP_V3: &[(&str, &str)] = &[
    (
        "shop/.resources/definition.yaml",
        "$kind: collection\nname: Shop\nvariables:\n  baseUrl: https://shop.example.com\n",
    ),
    (
        "shop/Get order.request.yaml",
        "$kind: http-request\nurl: '{{baseUrl}}/orders/:id'\nmethod: GET\n",
    ),
    (
        "shop/.resources/Get order.resources/examples/OK.example.yaml",
        "$kind: http-example\nrequest: {url: '{{baseUrl}}/orders/7', method: GET}\nresponse:\n  statusCode: 200\n  statusText: OK\n  body: {type: json, content: '{\"id\": 7}'}\n",
    ),
];

/// Runs the three commands, and prints how long they take.
fn first_call(dir: &Path, file: &str) {
    // It may have to be built, which is no part of the way.
    assert!(binary().exists());
    let server =
        Recorder::start(0, vec![Answer::new(200, "application/json", r#"{"id":7}"#)]).unwrap();
    let url = format!("http://127.0.0.1:{}", server.port());
    let start = Instant::now();
    let listed = run_in(dir, &["list", file]);
    assert_eq!(listed.code, Some(0), "{}", listed.err);
    assert!(listed.out.contains("GET /orders/:id"), "{}", listed.out);
    let new = run_in(dir, &["new", file, "--out", "crate"]);
    assert_eq!(new.code, Some(0), "{}", new.err);
    let call = run_in(
        dir,
        &["call", file, "Get order", "--id", "7", "--base-url", &url],
    );
    assert_eq!(
        (call.code, call.out.as_str()),
        (Some(0), r#"{"id":7}"#),
        "{}",
        call.err
    );
    println!(
        "{file}: from the collection to the answer in {:?}",
        start.elapsed()
    );
    let sent = server.take();
    assert_eq!(
        (sent[0].method.as_str(), sent[0].target.as_str()),
        ("GET", "/orders/7")
    );
    assert!(dir.join("crate/client/Cargo.toml").exists());
}

#[test]
fn a_collection_is_called_with_three_commands() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("shop.json"), SHOP).unwrap();
    first_call(dir.path(), "shop.json");
}

#[test]
fn a_folder_of_format_3_is_called_with_three_commands() {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in SHOP_V3 {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    first_call(dir.path(), "shop");
}
