//! What `Debug` of generated types shows: no credential.

use client::Endpoint;
use codegen::{ApiInput, Options, Source, generate};
use serde_json::json;
use tests::every_construct::json::structs::{Empty, Holder, Tree};
use tests::every_construct::parameters::InHeaders;
use tests::every_construct::{Credentials, EveryConstruct, Server};

/// All files that are generated from a collection.
fn generated(collection: &str) -> String {
    let input = ApiInput::of(Source {
        path: "x.json".to_owned(),
        text: collection.to_owned(),
    });
    let output = generate(&[input], &Options::default()).output;
    output.iter().map(|(_, text)| text).collect()
}

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
fn text_and_json_of_any_kind_as_a_body_are_omitted() {
    for (language, body) in [("text", "any text"), ("json", "[1, \"a\", {}, null]")] {
        let body =
            json!({ "mode": "raw", "raw": body, "options": { "raw": { "language": language } } });
        let request = json!({ "method": "POST", "url": "http://h/a", "body": body });
        let collection = json!({ "item": [{ "name": "send", "request": request }] });
        let text = generated(&collection.to_string());
        assert!(text.contains("(\"body\", &Hidden)"), "{language}: {text}");
    }
}

#[test]
fn headers_and_fields_that_are_named_as_secrets_are_secret() {
    let collection = r#"{"info": {"name": "x"}, "item": [{"name": "log in", "request": {
        "method": "POST",
        "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "{{token}}"}]},
        "url": "http://h/login?access_token=1&page_token=2",
        "header": [{"key": "X-Api-Key", "value": "1"}, {"key": "X-Plan", "value": "{{sessionSecret}}"},
            {"key": "X-Version", "value": "2"}],
        "body": {"mode": "raw", "raw": "{\"user\": \"u\", \"password\": \"p\", \"hasPassword\": true}"}
    }}]}"#;
    let text = generated(collection);
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
