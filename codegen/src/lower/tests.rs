use super::testing::{api_with_codes, collection, item, variable};
use super::*;

fn input(path: &str, collection: Collection) -> Input {
    Input {
        source_path: path.to_owned(),
        collection,
    }
}

#[test]
fn variables_before_the_path_belong_to_the_client() {
    let mut sent = item("A", "/{{tenant}}/users");
    sent.request.url.as_mut().unwrap().host = "{{host}}".to_owned();
    sent.request.url.as_mut().unwrap().protocol = Some("https".to_owned());
    let variables = vec![
        variable("host", "api.{{domain}}"),
        variable("domain", "example.com"),
    ];
    let (api, codes) = api_with_codes(collection(vec![sent], variables));
    let server_variables: Vec<_> = api
        .server_variables
        .iter()
        .map(|server_variable| {
            (
                server_variable.name.as_str(),
                server_variable.default.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        server_variables,
        [
            ("host", Some("api.{{domain}}")),
            ("domain", Some("example.com")),
            ("tenant", None)
        ]
    );
    assert_eq!(api.operations[0].server, "https://{{host}}");
    assert_eq!(codes, ["unresolved-variable"]);
}

#[test]
fn the_base_url_of_the_options_is_the_default() {
    let options = LowerOptions {
        name: Some("my api".to_owned()),
        base_url: Some("https://example.com/v2".to_owned()),
        ..LowerOptions::default()
    };
    let mut diagnostics = Diagnostics::default();
    let inputs = [input("a.json", collection(vec![item("A", "/a")], vec![]))];
    let api = lower(&inputs, &options, &mut diagnostics).unwrap();
    assert_eq!(
        api.server_variables[0].default.as_deref(),
        Some("https://example.com/v2")
    );
    assert_eq!(
        (api.module.as_str(), api.type_name.as_str()),
        ("my_api", "MyApi")
    );
    assert!(diagnostics.is_empty());
}

#[test]
fn a_literal_host_can_be_replaced() {
    let mut sent = item("A", "/a");
    sent.request.url.as_mut().unwrap().host = "api.example.com".to_owned();
    let (api, _) = api_with_codes(collection(vec![sent], vec![]));
    assert_eq!(api.operations[0].server, "{{baseUrl}}");
    assert_eq!(
        api.server_variables[0].default.as_deref(),
        Some("http://api.example.com")
    );
}

#[test]
fn items_stand_at_the_top_and_further_collections_in_folders() {
    let mut single = collection(vec![item("A", "/a")], vec![]);
    single.name = String::new();
    if let crate::postman::Node::Item(item) = &mut single.nodes[0] {
        item.pointer = String::new();
    }
    let inputs = [
        input("x/a.json", single),
        input("x/b.json", collection(vec![item("B", "/b")], vec![])),
    ];
    let api = lower(
        &inputs,
        &LowerOptions::default(),
        &mut Diagnostics::default(),
    )
    .unwrap();
    assert_eq!(api.operations[0].module.as_str(), "get_a");
    assert_eq!(api.folders[0].module.as_str(), "test");
    assert_eq!(api.source, "x");
}

#[test]
fn files_that_mean_different_hosts_by_one_variable_keep_theirs() {
    let of = |url: &str| collection(vec![item("A", "/a")], vec![variable("baseUrl", url)]);
    let inputs = [
        input("x/a.json", of("https://a.example.com")),
        input("x/b.json", of("https://b.example.com/v1")),
    ];
    let api = lower(
        &inputs,
        &LowerOptions::default(),
        &mut Diagnostics::default(),
    )
    .unwrap();
    let server_variables: Vec<_> = api
        .server_variables
        .iter()
        .map(|server_variable| {
            (
                server_variable.name.as_str(),
                server_variable.default.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        server_variables,
        [
            ("base_url", Some("https://a.example.com")),
            ("b_example_com_v1_url", Some("https://b.example.com/v1"))
        ]
    );
}

#[test]
fn variables_are_used_where_they_are_sent_and_not_where_they_are_described() {
    let mut sent = item("A", "/a/{{in \\ \"path\"}}");
    sent.request.description = Some("see {{described}}".to_owned());
    sent.request.auth = Some(testing::auth(
        "apikey",
        &serde_json::json!({ "key": "k", "value": "{{secret}}", "in": "query" }),
    ));
    let collection = collection(vec![sent], vec![]);
    let file = File::new("a.json", &collection, Variables::new(&[], &[]));
    let used = used_variables(&file);
    let used: Vec<&str> = used.iter().map(String::as_str).collect();
    assert_eq!(used, ["baseUrl", "in \\ \"path\"", "secret"]);
}

#[test]
fn only_http_can_be_sent() {
    let mut socket = item("Socket", "/s");
    socket.request.url.as_mut().unwrap().protocol = Some("wss".to_owned());
    let (api, codes) = api_with_codes(collection(
        vec![socket, item("Good", "/good")],
        vec![variable("baseUrl", "x")],
    ));
    assert_eq!(api.operations.len(), 1);
    assert_eq!(codes, ["unsupported-protocol"]);
}

#[test]
fn one_bad_item_does_not_cost_the_others() {
    let mut bad = item("Bad", "");
    bad.request.url = None;
    let mut odd = item("Odd", "/odd");
    odd.request.method = "{{VERB}}".to_owned();
    let (api, codes) = api_with_codes(collection(
        vec![bad, odd, item("Good", "/good")],
        vec![variable("baseUrl", "x")],
    ));
    assert_eq!(api.operations.len(), 1);
    assert_eq!(codes, ["no-url", "unsupported-method"]);
}
