//! What `Debug` of generated types shows: no credential.

use client::Endpoint;
use codegen::inputs::Inputs;
use codegen::{Options, generate};
use tests::every_construct::json::structs::{Empty, Holder, Tree};
use tests::every_construct::parameters::InHeaders;
use tests::every_construct::{Credentials, EveryConstruct, Server};

#[test]
fn secret_fields_are_printed_as_asterisks() {
    let body = Holder::new(Empty {}, Tree::default());
    assert!(format!("{body:?}").starts_with("Holder { b: ***, g: Tree {"));
    let request = format!("{:?}", InHeaders::new("shown", "shown").x_b(4711));
    assert!(request.contains("x_b: ***") && !request.contains("4711"));
}

#[test]
fn servers_are_printed_without_user_info_and_query() {
    let server = Server::new("user:hush@host/?key=hush", "hush").base_url("https://u:hush@h");
    let endpoint = Endpoint::<EveryConstruct>::new(server, Credentials::default())
        .base_url("http://user:hush@h/?key=hush");
    let text = format!("{endpoint:?}");
    assert!(text.contains("***@host/?***"), "{text}");
    assert!(!text.contains("hush"), "{text}");
}

#[test]
fn headers_and_fields_that_are_named_as_secrets_are_secret() {
    let folder = tempfile::tempdir().expect("a folder");
    let collection = r#"{"info": {"name": "x"}, "item": [{"name": "log in", "request": {
        "method": "POST",
        "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "{{token}}"}]},
        "url": "http://h/login?access_token=1&page_token=2",
        "header": [{"key": "X-Api-Key", "value": "1"}, {"key": "X-Plan", "value": "{{sessionSecret}}"},
            {"key": "X-Version", "value": "2"}],
        "body": {"mode": "raw", "raw": "{\"user\": \"u\", \"password\": \"p\", \"hasPassword\": true}"}
    }}]}"#;
    std::fs::write(folder.path().join("x.json"), collection).expect("written");
    let mut inputs = Inputs::default();
    inputs.add_collections(folder.path());
    let output = generate(&inputs.apis, &Options::default()).output;
    let text: String = output.iter().map(|(_, text)| text).collect();
    for secret in ["access_token", "x_api_key", "password"] {
        assert!(
            text.contains(&format!("(\"{secret}\", &Hidden)")),
            "{secret}"
        );
    }
    for shown in ["page_token", "user", "has_password"] {
        let shown = format!("(\"{shown}\", &self.{shown})");
        assert!(text.contains(&shown), "{shown}");
    }
    for header in ["X-Api-Key", "X-Plan"] {
        assert!(
            text.contains(&format!("secret_header(\"{header}\"")),
            "{header}"
        );
    }
    assert!(text.contains("request.header(\"X-Version\""));
}
