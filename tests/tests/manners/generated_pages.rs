//! Lists in pages, as generated code reads them: `all_items` and `all_pages` of the operations in
//! `tests/every_construct/pages.rs`.

use client::Paginated;
use tests::calls::runtime;
use tests::every_construct::EveryConstruct;
use tests::every_construct::pages::{ByCursor, ByLastItem, ByLink, ByOffset, ByPage, ByUrl};
use tests::every_construct::types::User;
use tests::recorder::{Answer, Recorder};

use crate::outcome::{self, Callable, Limit, Listed, NO_LIMIT, Outcome, answers};

/// Pages with these bodies.
fn pages(bodies: &[&str]) -> Vec<Answer> {
    let bodies = bodies.iter();
    bodies.map(|body| outcome::json(200, body)).collect()
}

/// A page that links to another one.
fn linked(body: &str, next: &str) -> Answer {
    let mut page = outcome::json(200, body);
    let link = format!("<{next}>; rel=\"next\"");
    page.headers.push(("Link".to_owned(), link));
    page
}

fn targets<T>(outcome: &Outcome<T>) -> Vec<&str> {
    let requests = outcome.requests.iter();
    requests.map(|request| request.target.as_str()).collect()
}

/// Reads all items over each transport, and compares them and the targets of the requests.
fn check<O>(operation: &O, answers_: &[Answer], items: &[O::Item], requests: &[&str])
where
    O: Paginated<Api: Callable, Item: PartialEq + std::fmt::Debug + Clone> + Clone + Send,
{
    for outcome in answers(answers_).all_items(operation, NO_LIMIT) {
        let expected = Listed {
            items: items.to_vec(),
            is_truncated: false,
        };
        assert_eq!(outcome.result, Ok(expected), "{}", outcome.over);
        assert_eq!(targets(&outcome), requests, "{}", outcome.over);
    }
}

#[test]
fn a_generated_list_follows_a_cursor() {
    let pages = pages(&[
        r#"{"items": [1, 2], "next": "b/c"}"#,
        r#"{"items": [], "next": "d"}"#,
        r#"{"items": [3], "next": null}"#,
    ]);
    let requests = [
        "/cursor?limit=2",
        "/cursor?limit=2&cursor=b/c",
        "/cursor?limit=2&cursor=d",
    ];
    check(&ByCursor::new().limit(2), &pages, &[1, 2, 3], &requests);
}

#[test]
fn a_generated_list_continues_after_the_last_item() {
    let pages = pages(&[
        r#"{"data": [{"id": 1}, {"id": 7}], "has_more": true}"#,
        r#"{"data": [{"id": 8}], "has_more": false}"#,
    ]);
    for outcome in answers(&pages).all_items(&ByLastItem::new(), NO_LIMIT) {
        assert_eq!(targets(&outcome), ["/last", "/last?starting_after=7"]);
        let items = outcome.result.expect("two pages").items;
        let ids: Vec<_> = items.iter().map(|user: &User| user.id).collect();
        assert_eq!(ids, [1, 7, 8], "{}", outcome.over);
    }
    // Without the flag, nothing says that there is another page.
    let page = [outcome::json(200, r#"{"data": [{"id": 1}]}"#)];
    for outcome in answers(&page).all_items(&ByLastItem::new(), NO_LIMIT) {
        assert_eq!(outcome.requests.len(), 1, "{}", outcome.over);
    }
}

#[test]
fn a_generated_list_counts_pages() {
    let page = |rows: &str, page| {
        format!(r#"{{"result": {{"rows": {rows}, "meta": {{"page": {page}, "pages": 3}}}}}}"#)
    };
    let requests = ["/page", "/page?page=2", "/page?page=3"];
    let bodies = [
        page(r#"["a"]"#, 1),
        page(r#"["b"]"#, 2),
        page(r#"["c"]"#, 3),
    ];
    let bodies: Vec<&str> = bodies.iter().map(String::as_str).collect();
    let items = ["a", "b", "c"].map(str::to_owned);
    check(&ByPage::new(), &pages(&bodies), &items, &requests);
    // A page whose list is null or missing has no items, and ends the list.
    let null = page("null", 2);
    let bodies = pages(&[bodies[0], &null]);
    check(&ByPage::new(), &bodies, &items[..1], &requests[..2]);
    check(&ByPage::new(), &pages(&["{}"]), &[], &["/page"]);
}

#[test]
fn a_generated_list_counts_items() {
    let requests = ["/offset?offset=4", "/offset?offset=6", "/offset?offset=7"];
    let pages = pages(&["[1, 2]", "[3]", "[]"]);
    check(&ByOffset::new().offset("4"), &pages, &[1, 2, 3], &requests);
}

#[test]
fn a_generated_list_follows_urls_in_bodies() {
    let pages = pages(&[
        r#"{"values": [1], "links": {"next": "/url?state=open&page=2"}}"#,
        r#"{"values": [2], "links": {"next": "?page=3"}}"#,
        r#"{"values": [3], "links": {}}"#,
    ]);
    let requests = ["/url?state=open", "/url?state=open&page=2", "/url?page=3"];
    check(&ByUrl::new().state("open"), &pages, &[1, 2, 3], &requests);
}

#[test]
fn a_generated_list_follows_links_in_headers() {
    let pages = [linked("[1, 2]", "/link?page=2"), outcome::json(200, "[3]")];
    check(
        &ByLink::new(),
        &pages,
        &[1, 2, 3],
        &["/link", "/link?page=2"],
    );
}

#[test]
fn a_generated_list_returns_whole_pages() {
    let pages = pages(&[
        r#"{"items": [1], "next": "b"}"#,
        r#"{"items": [], "next": "c"}"#,
        r#"{"items": [2], "next": ""}"#,
    ]);
    for outcome in answers(&pages).all_pages(&ByCursor::new()) {
        let pages = outcome.result.expect("three pages");
        let shown: Vec<_> = pages
            .iter()
            .map(|page| (page.items.as_slice(), page.next.as_deref()))
            .collect();
        let expected: [(&[i64], _); 3] = [(&[1], Some("b")), (&[], Some("c")), (&[2], Some(""))];
        assert_eq!(shown, expected, "{}", outcome.over);
        assert_eq!(outcome.requests.len(), 3, "{}", outcome.over);
    }
}

#[test]
fn the_pages_of_a_generated_list_have_a_limit() {
    let server = Recorder::start(0, pages(&[r#"{"items": [1], "next": "b"}"#; 2]));
    let server = server.expect("a free port");
    let endpoint = || EveryConstruct::endpoint().base_url(server.base_url());

    let client = client::blocking::Client::with_transport(endpoint(), client::Ureq::default());
    let mut pages = client.call(ByCursor::new()).all_pages().max_pages(1);
    assert_eq!(pages.by_ref().count(), 1);
    assert!(pages.is_truncated());

    let client = client::Client::with_transport(endpoint(), client::Reqwest::default());
    let mut pages = client.call(ByCursor::new()).all_pages().max_pages(1);
    runtime().block_on(async {
        assert!(pages.next().await.expect("a page").is_some());
        assert!(pages.next().await.expect("no failure").is_none());
    });
    assert!(pages.is_truncated());
    assert_eq!(server.take().len(), 2);
}

#[test]
fn a_generated_list_has_limits() {
    let pages = [
        linked("[1, 2]", "/link?page=2"),
        linked("[3, 4]", "/link?page=3"),
        outcome::json(200, "[5]"),
    ];
    for (pages_read, items, expected, is_truncated) in [
        (1, 100, &[1, 2][..], true),
        (100, 3, &[1, 2, 3], true),
        (3, 5, &[1, 2, 3, 4, 5], false),
    ] {
        let limit = Limit {
            pages: pages_read,
            items,
        };
        for outcome in answers(&pages).all_items(&ByLink::new(), limit) {
            let expected = Listed {
                items: expected.to_vec(),
                is_truncated,
            };
            assert_eq!(outcome.result, Ok(expected), "{}", outcome.over);
            assert_eq!(
                outcome.requests.len(),
                expected_requests(limit),
                "{limit:?}"
            );
        }
    }
}

/// The number of pages with two items each that a limit needs.
fn expected_requests(limit: Limit) -> usize {
    limit.items.div_ceil(2).min(limit.pages as usize)
}

#[test]
fn a_generated_list_stays_on_its_origin() {
    let elsewhere = "http://localhost.example/url";
    let url = format!(r#"{{"values": [1], "links": {{"next": "{elsewhere}"}}}}"#);
    let link = [linked("[1]", elsewhere)];
    let by_url = answers(&pages(&[&url])).all_items(&ByUrl::new(), NO_LIMIT);
    let by_link = answers(&link).all_items(&ByLink::new(), NO_LIMIT);
    for outcome in by_url.into_iter().chain(by_link) {
        assert_eq!(outcome.requests.len(), 1, "{}", outcome.over);
        let error = outcome.result.expect_err("another origin");
        assert!(error.message.contains("another origin"), "{error:?}");
    }
}

#[test]
fn a_generated_list_without_end_is_noticed() {
    let bodies = [r#"{"items": [1], "next": "b"}"#; 3];
    for outcome in answers(&pages(&bodies)).all_items(&ByCursor::new(), NO_LIMIT) {
        assert_eq!(outcome.requests.len(), 2, "{}", outcome.over);
        let error = outcome.result.expect_err("the same cursor");
        assert!(error.message.contains("same as an earlier"), "{error:?}");
    }
    // The third page leads to the second one.
    let loops = ["b", "c", "b"].map(|next| format!(r#"{{"items": [1], "next": "{next}"}}"#));
    let loops = pages(&loops.each_ref().map(String::as_str));
    for outcome in answers(&loops).all_items(&ByCursor::new(), NO_LIMIT) {
        assert_eq!(outcome.requests.len(), 3, "{}", outcome.over);
        let error = outcome.result.expect_err("an earlier cursor");
        assert!(error.message.contains("same as an earlier"), "{error:?}");
    }
    for outcome in answers(&pages(&["[1]"; 3])).all_items(&ByOffset::new(), NO_LIMIT) {
        assert_eq!(outcome.requests.len(), 2, "{}", outcome.over);
        let error = outcome.result.expect_err("the same page");
        assert!(error.message.contains("same as an earlier"), "{error:?}");
    }
}
