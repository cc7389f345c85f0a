//! The code of an item does not depend on items that have nothing in common with it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::generate;
use crate::inputs::ApiInput;
use crate::options::Options;
use crate::source::Source;

/// Items that differ in what they send and in what they show.
fn items() -> Vec<Value> {
    let shown = json!({"code": 200, "name": "OK", "body": r#"{"id": 7, "state": "paid"}"#});
    vec![
        json!({"name": "List orders", "request": {
            "url": "{{host}}/orders?page=1&sort=asc&shop={{shop}}",
            "header": [{"key": "X-Tenant", "value": "{{tenant}}"}],
        }}),
        json!({"name": "Get order", "request": {"url": "{{host}}/orders/:id"}, "response": [shown]}),
        json!({"name": "Orders", "item": [{"name": "Create order", "request": {
            "method": "POST",
            "url": "{{host}}/orders",
            "body": {"mode": "raw", "raw": r#"{"sku": "a-1", "count": 2}"#},
        }}]}),
    ]
}

/// Items about other things, on the same server.
fn unrelated() -> Vec<Value> {
    let failed = json!({"code": 404, "name": "Not found", "body": r#"{"reason": "no parcel"}"#});
    vec![
        json!({"name": "Track parcel", "request": {"url": "{{host}}/parcels/:parcel?lang={{lang}}"},
            "response": [failed]}),
        json!({"name": "Clear cache", "request": {"method": "DELETE", "url": "{{host}}/cache"}}),
        json!({"name": "Parcels", "item": [{"name": "Weigh parcel", "request": {
            "method": "PUT",
            "url": "{{host}}/parcels/:parcel/weight",
            "header": [{"key": "X-Scale", "value": "{{scale}}"}],
            "body": {"mode": "urlencoded", "urlencoded": [{"key": "grams", "value": "12"}]},
        }}]}),
    ]
}

/// The text of each file, without those of the whole API. The first line is left out: it has the position in the collection.
fn modules(items: &[Value]) -> BTreeMap<String, String> {
    let collection = json!({
        "info": {"name": "shop"},
        "variable": [{"key": "host", "value": "https://shop.example.com"}],
        "item": items,
    });
    let source = Source {
        path: "shop.json".to_owned(),
        text: collection.to_string(),
    };
    let generation = generate(&[ApiInput::of(source)], &Options::default());
    let files = generation.output.iter();
    let files = files.filter(|(path, _)| path.contains('/'));
    files
        .map(|(path, text)| (path.to_owned(), text.split_once('\n').unwrap().1.to_owned()))
        .collect()
}

#[test]
fn unrelated_items_change_no_line_of_the_module_of_an_item() {
    let alone = modules(&items());
    assert!(alone.contains_key("shop/get_order.rs"), "{alone:?}");
    assert!(
        alone.contains_key("shop/orders/create_order.rs"),
        "{alone:?}"
    );
    for added in unrelated() {
        for position in 0..=items().len() {
            let mut both = items();
            both.insert(position, added.clone());
            let both = modules(&both);
            assert!(both.len() > alone.len(), "{added} is generated");
            for (path, text) in &alone {
                assert_eq!(Some(text), both.get(path), "{path} with {added}");
            }
        }
    }
}
