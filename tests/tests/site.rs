//! The catalogue: what `codegen site` writes.

#[expect(dead_code, reason = "it is compiled, not run")]
#[rustfmt::skip]
#[path = "site/asynchronous.rs"]
mod asynchronous;
#[expect(dead_code, reason = "it is compiled, not run")]
#[rustfmt::skip]
#[path = "site/blocking.rs"]
mod blocking;

use codegen::inputs::Inputs;
use codegen::site::{SiteOptions, site};
use codegen::{ApiInput, Options, Output, Source, understand};
use tests::binary::{project, run_in};
use tests::pages::{Page, html, options, problems};

const GOLDEN: &str = "api/zoom/update_user_status";

fn golden() -> Output {
    let mut inputs = Inputs::default();
    inputs.add_collections(&project().join("collections"));
    let understanding = understand(&inputs.apis, &Options::default());
    site(&understanding, &inputs.apis, options("generated"))
}

/// The pages of one collection.
fn of(collection: &str) -> Output {
    with(collection, options("shop_client"))
}

/// The pages of one collection as `codegen serve` serves them.
fn of_server(collection: &str) -> Output {
    let is_served = SiteOptions {
        is_served: true,
        ..options("shop_client")
    };
    with(collection, is_served)
}

fn with(collection: &str, options: SiteOptions<'_>) -> Output {
    let inputs = [ApiInput::of(Source {
        path: "shop.json".to_owned(),
        text: collection.to_owned(),
    })];
    let understanding = understand(&inputs, &Options::default());
    assert!(!understanding.apis.is_empty(), "{understanding:?}");
    site(&understanding, &inputs, options)
}

/// Folders, shared types, two kinds of auth, and names that HTML, URLs or Markdown would read.
const HOSTILE: &str = r##"{
  "info": { "name": "<script>alert(1)</script> & \"shop\"", "description": "# Title\n[^1] ![i](https://x.example/i.png)\n\n[^1]: note" },
  "auth": { "type": "bearer", "bearer": [{ "key": "token", "value": "s3cr3t-t0k3n" }] },
  "variable": [{ "key": "host", "value": "https://shop.example" }],
  "item": [
    { "name": "</title>-->'\"><b>", "item": [
      { "name": "a\u0000b\u202ec\ufffed #1 ?x", "request": { "method": "POST", "url": "{{host}}/a/:id?q=<a>&page=1",
          "header": [{ "key": "X-Trace", "value": "{{$guid}}" }],
          "body": { "mode": "raw", "raw": "{\"user\": {\"id\": 1, \"name\": \"n\"}, \"note\": \"```\"}", "options": { "raw": { "language": "json" } } },
          "description": "Kinds: `x<y`, <img src=x onerror=alert(1)>" },
        "response": [
          { "name": "<b>OK</b>", "code": 200, "body": "{\"user\": {\"id\": 1, \"name\": \"n\"}, \"list\": [1]}" },
          { "name": "", "body": "</code></pre><script>1</script>" } ] },
      { "name": "Get", "request": { "method": "GET", "url": "{{host}}/b",
          "auth": { "type": "apikey", "apikey": [{ "key": "key", "value": "k" }, { "key": "in", "value": "query" }, { "key": "value", "value": "0123456789" }] } },
        "response": [{ "name": "OK", "code": 200, "body": "{\"user\": {\"id\": 2, \"name\": \"m\"}, \"list\": []}" }] } ] },
    { "name": "Upload", "request": { "method": "PUT", "url": "https://{{unknown}}/c", "auth": { "type": "jwt" },
        "body": { "mode": "formdata", "formdata": [{ "key": "f", "type": "file", "src": [] }, { "key": "k", "value": "@v" }] } } }
  ]
}"##;

#[test]
fn pages_are_valid_html_whose_links_lead_somewhere() {
    assert_eq!(problems(&golden()), Vec::<String>::new());
    let site = of(HOSTILE);
    assert_eq!(problems(&site), Vec::<String>::new());
    assert_eq!(html(&site).count(), 5, "{site:?}");
}

#[test]
fn only_pages_of_a_server_have_forms() {
    let site = golden();
    assert!(site.get("try-it.js").is_none());
    assert!(html(&site).all(|(_, text)| !text.contains("try-it")));
    for collection in [
        HOSTILE,
        include_str!("../../collections/zoom/update-user-status.json"),
    ] {
        let site = of_server(collection);
        assert_eq!(problems(&site), Vec::<String>::new());
        assert!(html(&site).any(|(_, text)| text.contains("id=\"try-it\"")));
    }
}

#[test]
fn the_same_input_gives_the_same_pages() {
    assert_eq!(of(HOSTILE), of(HOSTILE));
    assert_eq!(golden(), golden());
}

#[test]
fn no_script_of_a_collection_is_on_a_page() {
    for (path, text) in html(&of(HOSTILE)) {
        assert_eq!(text.matches("<script").count(), 2, "{path}");
        assert!(!text.contains("<img"), "{path}");
        assert!(!text.contains("s3cr3t"), "{path}");
    }
}

#[test]
fn the_programs_on_the_golden_page_compile() {
    let site = golden();
    let page = Page::read(site.get(&format!("{GOLDEN}.html")).unwrap());
    // These files are modules of this test.
    for (id, program) in [
        ("rust-async", include_str!("site/asynchronous.rs")),
        ("rust-blocking", include_str!("site/blocking.rs")),
    ] {
        assert_eq!(page.texts[id], program, "{id}");
    }
}

#[test]
fn programs_for_a_list_in_pages_have_a_loop_over_its_items() {
    let collection = serde_json::json!({ "info": { "name": "Shop" }, "item": [{
        "name": "List users", "request": "https://a.example/users?cursor=", "response": [
            { "code": 200, "body": r#"{ "users": [{ "id": 1 }], "next_cursor": "b" }"# },
            { "code": 400, "name": "Error code 7: no such cursor", "body": r#"{ "code": 7 }"# }
        ]
    }] });
    let site = of(&collection.to_string());
    let mut found = html(&site).filter(|(path, _)| path.ends_with("list_users.html"));
    let (_, text) = found.next().expect("the page of the item");
    let programs = Page::read(text).texts;
    insta::assert_snapshot!(format!(
        "{}\n{}",
        programs["rust-async"], programs["rust-blocking"]
    ));
}

#[test]
fn programs_for_streams_have_a_loop_over_their_values() {
    let saved = |content_type: &str, body: &str| {
        serde_json::json!({
            "code": 200, "header": [{ "key": "Content-Type", "value": content_type }], "body": body
        })
    };
    let collection = serde_json::json!({ "info": { "name": "Shop" }, "item": [
        { "name": "Watch orders", "request": "https://a.example/events", "response": [
            saved("text/event-stream", "data: {\"id\": 1}\n\ndata: [DONE]\n\n"),
            { "code": 400, "name": "Error code 7: no such order", "body": r#"{ "code": 7 }"# }
        ] },
        { "name": "Export orders", "request": "https://a.example/orders", "response": [
            saved("application/x-ndjson", "{\"id\": 1}\n{\"id\": 2}\n")
        ] }
    ] });
    let site = of(&collection.to_string());
    let pages = html(&site).filter(|(path, _)| path.ends_with("_orders.html"));
    let programs = pages.map(|(_, text)| {
        let programs = Page::read(text).texts;
        format!("{}\n{}", programs["rust-async"], programs["rust-blocking"])
    });
    insta::assert_snapshot!(programs.collect::<Vec<_>>().join("\n"));
}

#[test]
fn programs_write_bodies_with_many_required_fields() {
    let body = r#"{ "order": { "id": 1, "name": "a", "price": 1.5, "unit": "b", "rate": 2, "size": 3, "from": "c", "to": "d",
        "note": null, "rest": { "token": "{{token}}" } } }"#;
    let item = |name: &str| {
        let body = body.replace("\"a\"", &format!("\"{name}\""));
        serde_json::json!({ "name": name, "request": { "method": "POST", "url": "https://a.example/orders", "body": {
            "mode": "raw", "raw": body, "options": { "raw": { "language": "json" } } } } })
    };
    // What all of many bodies have is required.
    let items = ["Order", "Rush", "Gift", "Return", "Repair", "Quote"].map(item);
    let collection = serde_json::json!({ "info": { "name": "Shop" }, "item": items });
    let site = of(&collection.to_string());
    let (_, page) = html(&site)
        .find(|(path, _)| path.ends_with("/order.html"))
        .expect("a page");
    insta::assert_snapshot!(Page::read(page).texts["rust-async"]);
}

#[test]
fn the_golden_item_has_a_page_in_markdown() {
    let site = golden();
    insta::assert_snapshot!(site.get(&format!("{GOLDEN}.md")).unwrap());
}

#[test]
fn programs_find_everything() {
    let site = golden();
    insta::assert_snapshot!("llms", site.get("llms.txt").unwrap());
    insta::assert_snapshot!("catalogue", site.get("catalogue.json").unwrap());
    insta::assert_snapshot!("search-index", site.get("search-index.js").unwrap());
    let catalogue: serde_json::Value =
        serde_json::from_str(site.get("catalogue.json").unwrap()).unwrap();
    assert_eq!(catalogue["crate"], "generated");
}

#[test]
fn a_part_of_the_item_leads_to_what_it_became_and_back() {
    let site = golden();
    let text = site.get(&format!("{GOLDEN}.html")).unwrap();
    for link in [
        "href=\"#parameter-action\">→ action: Action<",
        "href=\"#type-Action\">→ type Action<",
        "href=\"#response-404\">→ UpdateUserStatusResponse::NotFound<",
        "href=\"#auth\">→ credentials `oauth2`<",
        "href=\"#json-/request/body/formdata/0\">Declared in the item<",
    ] {
        assert!(text.contains(link), "{link}");
    }
    let note = "<b>warning[cut-text]</b>: ";
    let at = text.find(note).expect("a diagnostic");
    let line = text[..at].lines().next_back().unwrap_or_default();
    let before = text[..at].lines().nth_back(1).unwrap_or_default();
    assert!(
        before.contains("has an upcoming Zoom Eve"),
        "{before}{line}"
    );
}

#[test]
fn the_pages_stay_as_they_are_if_nothing_changes() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("apis")).unwrap();
    std::fs::write(dir.path().join("apis/shop.json"), HOSTILE).unwrap();
    let arguments = ["site", "--collections", "apis", "--out", "pages"];
    let first = run_in(dir.path(), &arguments);
    assert!(
        first.out.contains("(13 created, 0 changed, 0 deleted)"),
        "{}{}",
        first.out,
        first.err
    );
    let second = run_in(dir.path(), &arguments);
    assert!(
        second.out.contains("(0 created, 0 changed, 0 deleted)"),
        "{}",
        second.out
    );
    // A page of an item that is gone is deleted; a file that is not ours stays.
    std::fs::write(dir.path().join("pages/ours.txt"), "ours").unwrap();
    let one = r#"{ "name": "Get", "request": "https://shop.example/b" }"#;
    std::fs::write(dir.path().join("apis/shop.json"), one).unwrap();
    let third = run_in(dir.path(), &arguments);
    assert!(!third.out.contains(" 0 deleted"), "{}", third.out);
    assert!(dir.path().join("pages/ours.txt").exists());
}
