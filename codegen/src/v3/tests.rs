//! What files of format 3 become.

use serde_json::{Value, json};

use super::*;

fn source(path: &str, text: &str) -> Source {
    Source {
        path: path.to_owned(),
        text: text.to_owned(),
    }
}

fn request(stem: &str, text: &str) -> RequestFile {
    RequestFile {
        stem: stem.to_owned(),
        source: source(&format!("shop/{stem}.request.yaml"), text),
        examples: Vec::new(),
    }
}

fn folder(definition: Option<&str>, requests: Vec<RequestFile>) -> Folder {
    Folder {
        stem: "shop".to_owned(),
        definition: definition.map(|text| source("shop/.resources/definition.yaml", text)),
        requests,
        folders: Vec::new(),
    }
}

fn document(folder: &Folder) -> Value {
    let rewritten = rewritten(folder);
    assert_eq!(rewritten.diagnostics.iter().count(), 0);
    serde_json::from_str(&rewritten.text).unwrap()
}

fn sent(text: &str) -> Value {
    document(&folder(None, vec![request("R", text)]))["item"][0]["request"].clone()
}

#[test]
fn pairs_are_a_map_or_a_list() {
    let by_map = sent("url: h/x\nheaders:\n  A: 1\n  B: on\n  \"\":\n");
    let by_list =
        sent("url: h/x\nheaders:\n- key: A\n  value: 1\n- {key: B, value: on}\n- key: \"\"\n");
    assert_eq!(by_map["header"], by_list["header"]);
    assert_eq!(
        by_map["header"],
        json!([{"key": "A", "value": "1"}, {"key": "B", "value": "on"}, {"key": "", "value": null}])
    );
}

#[test]
fn scalars_are_read_as_their_source_text() {
    for text in [
        "2026-04-03",
        "on",
        "no",
        "1.10",
        "0x1F",
        "1e3",
        "\"null\"",
        "'~'",
    ] {
        let found = sent(&format!("url: h/x\nqueryParams:\n  a: {text}\n"));
        let expected = text.trim_matches(['"', '\'']);
        assert_eq!(found["url"]["query"][0]["value"], expected);
    }
}

#[test]
fn the_query_is_that_of_the_list_or_else_that_of_the_url() {
    let keys = |text: &str| {
        let query = sent(text)["url"]["query"].clone();
        let entry = |entry: &Value| {
            let key = entry["key"].as_str().unwrap_or_default();
            format!("{key}{}", if entry["disabled"] == true { "-" } else { "" })
        };
        let entries = query.as_array().into_iter().flatten();
        entries.map(entry).collect::<Vec<_>>()
    };
    assert_eq!(keys("url: h/x?a=1&b=2"), ["a", "b"]);
    assert_eq!(keys("url: h/x\nqueryParams: {a: 1}"), ["a"]);
    assert_eq!(keys("url: h/x?a=1\nqueryParams: {a: 1}"), ["a"]);
    assert_eq!(
        keys("url: h/x?a=1\nqueryParams:\n- {key: c, value: 3, disabled: true}"),
        ["a", "c-"]
    );
}

#[test]
fn a_query_that_is_written_twice_must_be_the_same() {
    let codes = |text: &str| {
        let rewritten = rewritten(&folder(None, vec![request("R", text)]));
        let found = rewritten.diagnostics.iter();
        let found = found.map(|it| (it.code.as_str(), it.line));
        found.collect::<Vec<_>>()
    };
    let conflict = [("conflicting-query", 2)];
    assert_eq!(codes("url: h/x?a=1\nqueryParams: {a: 2}"), conflict);
    assert_eq!(codes("url: h/x?a=1\nqueryParams: {a: 1, b: 2}"), conflict);
    for text in [
        "url: h/x?a=1&b\nqueryParams: {a: 1, b: }",
        "url: h/x\nqueryParams: {a: 1}",
        "url: h/x?a=1\nqueryParams:\n- {key: a, value: 2, disabled: true}",
    ] {
        assert_eq!(codes(text), [], "{text}");
    }
}

#[test]
fn a_text_of_more_than_64_mebibytes_is_not_read() {
    let text = format!("url: h\ndescription: {}", "x".repeat(64 << 20));
    let rewritten = rewritten(&folder(None, vec![request("R", &text)]));
    let found = rewritten.diagnostics.iter().next().unwrap();
    assert_eq!(
        (found.code.as_str(), found.message.as_str()),
        ("not-yaml", "larger than 64 MiB")
    );
}

#[test]
fn requests_and_folders_follow_their_order_and_then_their_names() {
    let mut shop = folder(
        Some("name: Shop"),
        vec![
            request("B", "url: h\norder: 75"),
            request("C", "url: h"),
            request("A", "url: h"),
        ],
    );
    shop.folders.push(Folder {
        stem: "inner".to_owned(),
        definition: Some(source("d", "order: 1000")),
        ..Folder::default()
    });
    let items = document(&shop)["item"].clone();
    let names = items
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["name"].clone());
    assert_eq!(names.collect::<Vec<_>>(), ["B", "inner", "A", "C"]);
}

#[test]
fn auth_is_the_first_of_a_list_and_others_are_inherited_by_id() {
    let definition = "auth:\n- {id: a, type: bearer, credentials: {token: x}}\n- {id: b, type: apikey, credentials: {key: k, value: v}}\n";
    let requests = vec![
        request("A", "url: h"),
        request("B", "url: h\nauth: {type: inherit, credentials: {id: b}}"),
        request("C", "url: h\nauth: {type: noauth}"),
    ];
    let document = document(&folder(Some(definition), requests));
    assert_eq!(document["auth"]["type"], "bearer");
    assert_eq!(document["auth"]["bearer"][0]["value"], "x");
    let kinds = ["/item/0", "/item/1", "/item/2"].map(|item| {
        let auth = document.pointer(&format!("{item}/request/auth/type"));
        auth.cloned().unwrap_or_default()
    });
    assert_eq!(kinds, [Value::Null, json!("apikey"), json!("noauth")]);
}

#[test]
fn bodies_have_the_modes_of_format_2() {
    let body = |text: &str| {
        sent(&format!("url: h\nbody:\n  {}", text.replace('\n', "\n  ")))["body"].clone()
    };
    assert_eq!(
        body("type: json\ncontent: |-\n  {\"a\": 1}"),
        json!({"mode": "raw", "raw": "{\"a\": 1}", "options": {"raw": {"language": "json"}}})
    );
    assert_eq!(body("type: text\ncontent: \"\""), Value::Null);
    assert_eq!(body("type: none"), Value::Null);
    assert_eq!(
        body("type: urlencoded\ncontent: {a: 1}"),
        json!({"mode": "urlencoded", "urlencoded": [{"key": "a", "value": "1"}]})
    );
    assert_eq!(
        body("type: formdata\ncontent:\n- {key: f, type: file, src: /tmp/x}"),
        json!({"mode": "formdata", "formdata": [{"key": "f", "value": null, "type": "file", "src": "/tmp/x"}]})
    );
    assert_eq!(
        body("mode: raw\nraw: hello"),
        json!({"mode": "raw", "raw": "hello"})
    );
}

#[test]
fn graphql_requests_are_posts() {
    let found = sent("$kind: graphql-request\nurl: h\nquery: '{ a }'\nvariables: '{\"x\": 1}'");
    assert_eq!(found["method"], "POST");
    assert_eq!(
        found["body"]["graphql"],
        json!({"query": "{ a }", "variables": "{\"x\": 1}"})
    );
}

#[test]
fn settings_and_scripts_have_other_names() {
    let text = "url: h\nsettings: {disabledSystemHeaders: [accept], followRedirects: false, maxRedirects: 3}\n\
                scripts:\n- {type: beforeRequest, code: x}\n- {type: afterResponse, code: y}";
    let item = document(&folder(None, vec![request("R", text)]))["item"][0].clone();
    assert_eq!(
        item["protocolProfileBehavior"],
        json!({"disabledSystemHeaders": {"accept": true}, "followRedirects": false, "maxRedirects": 3})
    );
    let listens = [&item["event"][0]["listen"], &item["event"][1]["listen"]];
    assert_eq!(listens, ["prerequest", "test"]);
}

#[test]
fn a_broken_file_costs_only_its_request_and_has_a_position() {
    let requests = vec![
        request("Bad", "method: GET\nurl: {{baseUrl}}/x\n"),
        request("Good", "url: h"),
        request("Socket", "$kind: websocket-request\nurl: wss://h"),
        request("Deep", &format!("url: {}", "[".repeat(100))),
        request("Alias", "url: &a x\nmethod: *a"),
    ];
    let rewritten = rewritten(&folder(None, requests));
    let found: Vec<_> = rewritten
        .diagnostics
        .iter()
        .map(|it| (it.code.as_str(), it.file.as_str(), it.line))
        .collect();
    assert_eq!(
        found,
        [
            ("not-yaml", "shop/Bad.request.yaml", 2),
            ("not-http", "shop/Socket.request.yaml", 1),
            ("not-yaml", "shop/Deep.request.yaml", 1),
            ("not-yaml", "shop/Alias.request.yaml", 2),
        ]
    );
    let document: Value = serde_json::from_str(&rewritten.text).unwrap();
    assert_eq!(document["item"].as_array().map(Vec::len), Some(1));
}

#[test]
fn each_value_remembers_its_file_and_position() {
    let text = "url: h/x\nheaders:\n  A: 1\n";
    let rewritten = rewritten(&folder(None, vec![request("R", text)]));
    let origin = rewritten
        .origins
        .of("/item/0/request/header/0/value")
        .unwrap();
    assert_eq!(
        (
            origin.file.as_str(),
            origin.pointer.as_str(),
            origin.line,
            origin.column
        ),
        ("shop/R.request.yaml", "/headers/A", 3, 6)
    );
}

#[test]
fn environments_are_read_as_those_of_format_2() {
    let text = "name: Live\nvalues:\n- {key: a, value: 1}\n- {key: b, value: 2, enabled: false}\n- {key: c, value: s, type: secret}\n";
    let json = environment(&source("x/live.environment.yaml", text)).unwrap();
    let mut diagnostics = Diagnostics::default();
    let environment = crate::postman::parse_environment(&json, &mut diagnostics);
    assert_eq!(environment.name, "Live");
    let variables = environment.variables.iter();
    let found = variables.map(|it| (it.key.as_str(), it.value.as_str(), it.secret));
    assert_eq!(
        found.collect::<Vec<_>>(),
        [("a", "1", false), ("c", "s", true)]
    );
}
