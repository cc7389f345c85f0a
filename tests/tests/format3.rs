//! Collections of format 3: the same code as from format 2.1, and folders as they are in repositories.

use std::fs;

use codegen::inputs::Inputs;
use codegen::{Options, generate};
use tests::format3::{Outcome, compare};

/// A collection with everything that both formats can hold.
const SHOP: &str = r#"{
  "info": {
    "name": "Shop",
    "description": "Orders.\n\n- and users",
    "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
  },
  "auth": { "type": "bearer", "bearer": [{ "key": "token", "value": "{{token}}", "type": "string" }] },
  "variable": [{ "key": "baseUrl", "value": "https://shop.example" }],
  "event": [{ "listen": "prerequest", "script": { "exec": ["pm.globals.set('a', 1);", "// end"] } }],
  "item": [
    {
      "name": "Orders / all: *",
      "description": "What was bought.",
      "item": [
        {
          "name": "List orders",
          "protocolProfileBehavior": { "followRedirects": false, "disabledSystemHeaders": { "accept": true } },
          "request": {
            "method": "GET",
            "description": "Lists.\nAll of them.",
            "header": [{ "key": "X-Trace", "value": "on" }, { "key": "X-Old", "value": "1", "disabled": true }],
            "url": {
              "host": ["{{baseUrl}}"],
              "path": ["orders", ":kind"],
              "query": [
                { "key": "page", "value": "2", "description": "(Required) The page." },
                { "key": "since", "value": "2026-04-03" },
                { "key": "all", "value": null },
                { "key": "debug", "value": "1", "disabled": true }
              ],
              "variable": [{ "key": "kind", "value": "open", "description": "One of `open`, `shut`." }]
            }
          },
          "response": [
            {
              "name": "OK",
              "originalRequest": { "method": "GET", "url": { "host": ["{{baseUrl}}"], "path": ["orders", "open"] } },
              "status": "OK",
              "code": 200,
              "_postman_previewlanguage": "json",
              "header": [{ "key": "Content-Type", "value": "application/json" }],
              "body": "{\n  \"orders\": [{ \"id\": 1 }],\n  \"next\": null\n}"
            }
          ]
        }
      ]
    },
    {
      "name": "Add order",
      "request": {
        "auth": { "type": "noauth" },
        "method": "POST",
        "body": { "mode": "raw", "raw": "{\"sku\": \"a\\\"b\"}", "options": { "raw": { "language": "json" } } },
        "url": { "protocol": "https", "host": ["shop", "example"], "port": "8443", "path": ["orders", ""] }
      }
    },
    {
      "name": "Upload",
      "request": {
        "method": "PUT",
        "body": { "mode": "formdata", "formdata": [
          { "key": "file", "type": "file", "src": "/tmp/a.png" },
          { "key": "note", "value": "x: # y", "type": "text" }
        ] },
        "url": { "host": ["{{baseUrl}}"], "path": ["files"] }
      }
    },
    {
      "name": "Log in",
      "request": {
        "method": "POST",
        "body": { "mode": "urlencoded", "urlencoded": [{ "key": "user", "value": "a b" }, { "key": "scope", "value": "é" }] },
        "url": { "host": ["{{baseUrl}}"], "path": ["login"] }
      }
    }
  ]
}"#;

#[test]
fn both_formats_give_the_same_bytes() {
    assert_eq!(compare(SHOP).unwrap(), Outcome::Equal);
}

fn repository(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}

#[test]
fn a_repository_is_searched_for_its_collections() {
    let dir = repository(&[
        (
            "postman/collections/Shop/.resources/definition.yaml",
            "name: Shop",
        ),
        ("postman/collections/Shop/List.request.yaml", "url: h/list"),
        ("api/Users/List.request.yaml", "url: h/users"),
        (
            ".postman/resources.yaml",
            "localResources:\n  collections:\n  - ../api/Users\n  - ../postman/collections/Shop\n",
        ),
        ("package.json", "{}"),
    ]);
    let mut inputs = Inputs::default();
    inputs.add(dir.path());
    let apis = generate(&inputs.apis, &Options::default()).apis;
    let names: Vec<&str> = apis.iter().map(|api| api.name.as_str()).collect();
    assert_eq!(names, ["Shop", "Users"]);
    // A build script runs again when one of these changes.
    let read = |file: &str| inputs.read.contains(&dir.path().join(file));
    assert!(read("postman/collections/Shop/.resources/definition.yaml"));
    assert!(read("postman/collections/Shop/List.request.yaml"));
    assert!(inputs.read.iter().any(|path| path.ends_with("api/Users")));
}

#[test]
fn diagnostics_point_into_the_files_of_the_folder() {
    let dir = repository(&[(
        "Shop/Bad header.request.yaml",
        "url: https://h/list\nheaders:\n  \"a b\": x\n",
    )]);
    let mut inputs = Inputs::default();
    inputs.add(&dir.path().join("Shop"));
    let diagnostics = generate(&inputs.apis, &Options::default()).diagnostics;
    let found = diagnostics
        .iter()
        .find(|it| it.code.as_str() == "invalid-header")
        .unwrap();
    assert!(
        found.file.ends_with("Shop/Bad header.request.yaml"),
        "{}",
        found.file
    );
    assert_eq!((found.pointer.as_str(), found.line), ("/headers/a b", 3));
}

/// A body, a response and parameters that say less than their schemas.
const WITH_SCHEMAS: &[(&str, &str)] = &[
    (
        "shop/Add order.request.yaml",
        r#"$kind: http-request
url: https://shop.example/orders
method: POST
queryParams:
  - key: limit
    value: "many"
    description: One of `a`, `b`.
    $type: '{"type":"object","properties":{"value":{"type":"integer"}},"required":["value"]}'
  - key: sort
    value: up
    $type: '{"type":"object","properties":{"value":{"enum":["up","down"]}}}'
body:
  type: json
  content: '{"id": "x"}'
  $type: >-
    {"type":"object","required":["id"],"properties":{
      "id":{"type":"integer"},"state":{"enum":["paid","open"]},
      "payment":{"oneOf":[
        {"type":"object","properties":{"kind":{"const":"card"},"number":{"type":"string"}}},
        {"type":"object","properties":{"kind":{"const":"cash"}}}]},
      "buyer":{"allOf":[{"type":"object","properties":{"name":{"type":"string"}}}]},
      "other":{"not":{}}}}
"#,
    ),
    (
        "shop/.resources/Add order.resources/examples/OK.example.yaml",
        r#"$kind: http-example
request: {url: "https://shop.example/orders", method: POST}
response:
  statusCode: 200
  statusText: OK
  body:
    type: json
    content: '{"total": 1}'
    $type: '{"type":"object","required":["total"],"properties":{"total":{"type":"number"},"state":{"enum":["a"]}}}'
"#,
    ),
];

#[test]
fn schemas_outrank_examples_and_prose() {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in WITH_SCHEMAS {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut inputs = Inputs::default();
    inputs.add(&dir.path().join("shop"));
    let generation = generate(&inputs.apis, &Options::default());
    let code = generation.output.get("shop/add_order.rs").unwrap();
    for part in [
        "pub fn new(limit: i64, body: impl Into<JsonBody<AddOrderBody>>) -> Self",
        "pub fn sort(mut self, sort: Sort) -> Self",
        "pub id: i64,",
        "pub state: Option<State>,",
        "pub payment: Option<Payment>,",
        "Card(",
        "pub name: Option<String>,",
        "pub total: f64,",
    ] {
        assert!(code.contains(part), "{part}\n{code}");
    }
    let messages: Vec<String> = generation
        .diagnostics
        .iter()
        .map(|it| format!("{}:{} {}", it.line, it.pointer, it.message))
        .collect();
    assert_eq!(
        messages,
        ["16:/body/$type `not` at `/properties/other/not` of this schema is not supported"]
    );
}

/// Parameters that are lists and objects.
const WITH_LISTS: &str = r#"$kind: http-request
url: https://shop.example/orders/:days
method: POST
queryParams:
  - key: ids
    value: "1"
    $type: '{"properties":{"value":{"type":"array","items":{"type":"integer"}}},"required":["value"]}'
  - key: states
    value: paid,open
    $type: '{"properties":{"value":{"type":"array","items":{"enum":["paid","open","void"]}}}}'
  - key: filter
    value: '{"a":1}'
    $type: '{"properties":{"value":{"type":"object","properties":{"a":{"type":"integer"}}}}}'
pathVariables:
  - key: days
    value: monday
    $type: '{"properties":{"value":{"type":"array","items":{"type":"string"}}},"required":["value"]}'
body:
  type: formdata
  content:
    - key: buyer
      type: text
      value: '{"name": "Ada"}'
      $type: '{"properties":{"value":{"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}},"required":["name"]}}}'
    - key: photo
      type: file
      src: a.png
      $type: '{"properties":{"value":{"type":"string","format":"binary"}}}'
"#;

#[test]
fn schemas_declare_lists_and_objects_of_parameters() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("shop/Add order.request.yaml");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, WITH_LISTS).unwrap();
    let mut inputs = Inputs::default();
    inputs.add(&dir.path().join("shop"));
    let options = Options {
        examples: true,
        ..Options::default()
    };
    let generation = generate(&inputs.apis, &options);
    let list = codegen::list::text::list(&generation.apis);
    for part in [
        "path       days: Vec<String>",
        "query      ids: Vec<i64>",
        "query      states: Vec<States>",
        "query      filter: String",
        "formdata   buyer: Buyer",
        "formdata   photo: File",
    ] {
        assert!(list.contains(part), "{part}\n{list}");
    }
    let code = generation.output.get("shop/add_order.rs").unwrap();
    assert!(code.contains("pub age: Option<i64>,"), "{code}");
    let messages = generation.diagnostics.iter().map(|it| it.message.as_str());
    assert_eq!(
        messages.collect::<Vec<_>>(),
        [
            "an object as the value of a parameter at `/properties/value` of this schema is not supported"
        ]
    );
}
