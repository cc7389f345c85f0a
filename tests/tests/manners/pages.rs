//! Lists that the server returns in pages.

use client::{Operation, Pagination, Request, ResponseHeaders as _};
use serde_json::Value;
use tests::calls::{Anything, Call};
use tests::recorder::Answer;

use crate::outcome::{self, Limit, List, Listed, NO_LIMIT, Outcome, answers};

/// A list at `/projects.json`, whose items are numbers. A page is an array of them, or has it in `items`.
#[derive(Debug, Clone, Copy)]
struct Projects {
    /// The query.
    query: &'static str,
}

impl Operation for Projects {
    type Api = Anything;
    type Response = Value;
    type Output = Value;

    const NAME: &'static str = "list";
    const SCHEME: Option<&'static str> = Some("key");

    fn into_request(self) -> Request {
        let mut request = Request::new("GET", "{{baseUrl}}");
        request.path("/projects.json");
        request.query_literal(self.query);
        request
    }
}

/// All projects, of which the first page is asked for by `limit=2`.
fn list(pagination: Pagination) -> List<Projects, u64> {
    list_from("limit=2", pagination)
}

fn list_from(query: &'static str, pagination: Pagination) -> List<Projects, u64> {
    List {
        operation: Projects { query },
        pagination,
        items: |page| {
            let items = page.get("items").unwrap_or(&page).as_array();
            let items = items.into_iter().flatten();
            items.filter_map(Value::as_u64).collect()
        },
    }
}

const LINK: Pagination = Pagination::link();
const CURSOR: Pagination = Pagination::cursor("token", "/next");
const URL: Pagination = Pagination::url("/next");
const NUMBER: Pagination = Pagination::page("page", "/items", 1).total("/pages");
const OFFSET: Pagination = Pagination::offset("offset", "/items");

/// A page with a `Link` header, unless that is empty.
fn linked(link: &str, body: &str) -> Answer {
    let mut answer = outcome::json(200, body);
    if !link.is_empty() {
        answer.headers.push(("Link".to_owned(), link.to_owned()));
    }
    answer
}

/// Pages of two items each that link to the next one, and a last one.
fn three_pages() -> [Answer; 3] {
    [
        linked("</projects.json?page=2>; rel=\"next\"", "[1, 2]"),
        linked("</projects.json?page=3>; rel=\"next\"", "[3, 4]"),
        linked("", "[5]"),
    ]
}

fn targets<T>(outcome: &Outcome<T>) -> Vec<&str> {
    let requests = outcome.requests.iter();
    requests.map(|request| request.target.as_str()).collect()
}

fn listed(items: &[u64], is_truncated: bool) -> Listed<u64> {
    Listed {
        items: items.to_vec(),
        is_truncated,
    }
}

#[test]
fn a_single_call_returns_the_first_page_and_its_headers() {
    let mut page = linked("</projects.json?page=2>; rel=\"next\"", "[1, 2]");
    page.headers
        .push(("X-Total-Count".to_owned(), "75".to_owned()));
    for outcome in answers(&[page]).call(&Call::get()) {
        let headers = outcome.result.expect("a page").headers;
        assert_eq!(outcome.requests.len(), 1, "{}", outcome.over);
        assert_eq!(headers.total_count(), Some(75));
        assert_eq!(
            headers.link("next").as_deref(),
            Some("/projects.json?page=2")
        );
    }
    for outcome in answers(&[linked("", "[]")]).call(&Call::get()) {
        assert_eq!(outcome.result.expect("a page").headers.total_count(), None);
    }
}

#[test]
fn links_are_followed_to_the_last_page() {
    for outcome in answers(&three_pages()).items(&list(LINK), NO_LIMIT) {
        let expected = [
            "/projects.json?limit=2",
            "/projects.json?page=2",
            "/projects.json?page=3",
        ];
        assert_eq!(targets(&outcome), expected, "{}", outcome.over);
        assert_eq!(outcome.result, Ok(listed(&[1, 2, 3, 4, 5], false)));
        for request in &outcome.requests {
            assert_eq!(request.header("x-api-key"), Some("hush"));
        }
    }
}

#[test]
fn malformed_links_hide_no_other_link_and_are_none() {
    for link in [
        "<>; rel=\"next\", </projects.json?page=2>; rel=\"next\"",
        ">x</projects.json?page=2>; rel=\"next\"",
    ] {
        let pages = [linked(link, "[1]"), linked("", "[2]")];
        for outcome in answers(&pages).items(&list(LINK), NO_LIMIT) {
            assert_eq!(targets(&outcome)[1], "/projects.json?page=2", "{link}");
            assert_eq!(
                outcome.result,
                Ok(listed(&[1, 2], false)),
                "{}",
                outcome.over
            );
        }
    }
    for outcome in answers(&[linked("<; rel=\"next\"", "[1]")]).items(&list(LINK), NO_LIMIT) {
        assert_eq!(outcome.requests.len(), 1, "{}", outcome.over);
        assert_eq!(outcome.result, Ok(listed(&[1], false)));
    }
}

#[test]
fn limits_end_a_list_and_say_whether_there_is_more() {
    let limit = |pages, items| Limit { pages, items };
    for (limit, requests, expected) in [
        (limit(2, 100), 2, Ok(listed(&[1, 2, 3, 4], true))),
        (limit(100, 3), 2, Ok(listed(&[1, 2, 3], true))),
        (limit(100, 4), 2, Ok(listed(&[1, 2, 3, 4], true))),
        (limit(100, 5), 3, Ok(listed(&[1, 2, 3, 4, 5], false))),
        (limit(3, 100), 3, Ok(listed(&[1, 2, 3, 4, 5], false))),
        (limit(1, 1), 1, Ok(listed(&[1], true))),
        (limit(0, 100), 0, Ok(listed(&[], true))),
    ] {
        for outcome in answers(&three_pages()).items(&list(LINK), limit) {
            assert_eq!(outcome.requests.len(), requests, "{limit:?}");
            assert_eq!(outcome.result, expected, "{limit:?} {}", outcome.over);
        }
    }
}

#[test]
fn a_limit_within_the_last_page_leaves_items_out() {
    let limit = Limit {
        pages: 100,
        items: 1,
    };
    for outcome in answers(&[linked("", "[1, 2]")]).items(&list(LINK), limit) {
        assert_eq!(outcome.result, Ok(listed(&[1], true)), "{}", outcome.over);
    }
}

#[test]
fn a_flag_ends_a_list_although_there_is_a_cursor() {
    let page = outcome::json(200, r#"{"items": [1], "next": "b", "more": false}"#);
    for outcome in answers(&[page]).items(&list(CURSOR.more("/more")), NO_LIMIT) {
        assert_eq!(outcome.requests.len(), 1, "{}", outcome.over);
        assert_eq!(outcome.result, Ok(listed(&[1], false)));
    }
}

#[test]
fn a_list_starts_at_the_page_of_the_request() {
    let pages = [
        outcome::json(200, r#"{"items": [7], "pages": 4}"#),
        outcome::json(200, r#"{"items": [8], "pages": 4}"#),
    ];
    for outcome in answers(&pages).items(&list_from("page=3&limit=1", NUMBER), NO_LIMIT) {
        let expected = [
            "/projects.json?page=3&limit=1",
            "/projects.json?limit=1&page=4",
        ];
        assert_eq!(targets(&outcome), expected, "{}", outcome.over);
        assert_eq!(outcome.result, Ok(listed(&[7, 8], false)));
    }
}

#[test]
fn a_value_of_the_response_asks_for_the_next_page() {
    let pages = [
        outcome::json(200, r#"{"items": [1], "next": "a&b"}"#),
        outcome::json(200, r#"{"items": [], "next": "c"}"#),
        outcome::json(200, r#"{"items": [2], "next": ""}"#),
    ];
    for outcome in answers(&pages).items(&list(CURSOR), NO_LIMIT) {
        let expected = [
            "/projects.json?limit=2",
            "/projects.json?limit=2&token=a%26b",
            "/projects.json?limit=2&token=c",
        ];
        assert_eq!(targets(&outcome), expected, "{}", outcome.over);
        assert_eq!(outcome.result, Ok(listed(&[1, 2], false)));
    }
}

#[test]
fn offsets_grow_by_the_items_received_until_a_page_is_empty() {
    let pages = [
        outcome::json(200, r#"{"items": [1, 2]}"#),
        outcome::json(200, r#"{"items": [3]}"#),
        outcome::json(200, r#"{"items": []}"#),
    ];
    for outcome in answers(&pages).items(&list(OFFSET), NO_LIMIT) {
        let expected = [
            "/projects.json?limit=2",
            "/projects.json?limit=2&offset=2",
            "/projects.json?limit=2&offset=3",
        ];
        assert_eq!(targets(&outcome), expected, "{}", outcome.over);
        assert_eq!(outcome.result, Ok(listed(&[1, 2, 3], false)));
    }
}

#[test]
fn credentials_are_never_sent_to_the_origin_of_another_url() {
    let page = outcome::json(
        200,
        r#"{"items": [1], "next": "http://localhost.example/projects.json?page=2"}"#,
    );
    for outcome in answers(&[page]).items(&list(URL), NO_LIMIT) {
        let error = outcome.result.expect_err("another origin");
        assert_eq!(outcome.requests.len(), 1, "{}", outcome.over);
        assert!(error.message.contains("another origin"), "{error:?}");
        assert!(!error.is_retryable);
    }
}

#[test]
fn a_list_without_end_is_noticed() {
    let page = |next: &str| outcome::json(200, &format!(r#"{{"items": [1], "next": "{next}"}}"#));
    let pages = [page("a"), page("b"), page("a")];
    for outcome in answers(&pages).items(&list(CURSOR), NO_LIMIT) {
        let error = outcome.result.expect_err("a loop");
        assert_eq!(outcome.requests.len(), 3, "{}", outcome.over);
        assert!(error.message.contains("same as an earlier"), "{error:?}");
    }
    // A page that leads to itself is not requested twice.
    let itself = r#"{"items": [1], "next": "/projects.json?token=a"}"#;
    let by_cursor = answers(&[page("a")]).items(&list_from("token=a", CURSOR), NO_LIMIT);
    let by_url = answers(&[outcome::json(200, itself)]).items(&list_from("token=a", URL), NO_LIMIT);
    for outcome in by_cursor.into_iter().chain(by_url) {
        let error = outcome.result.expect_err("a page that leads to itself");
        assert_eq!(outcome.requests.len(), 1, "{}", outcome.over);
        assert!(error.message.contains("same as an earlier"), "{error:?}");
    }
    let same = outcome::json(200, r#"{"items": [1]}"#);
    for outcome in answers(&[same.clone(), same]).items(&list(NUMBER), NO_LIMIT) {
        let error = outcome
            .result
            .expect_err("a server that ignores the number");
        assert_eq!(outcome.requests.len(), 2, "{}", outcome.over);
        assert!(error.message.contains("same as an earlier"), "{error:?}");
    }
}

#[test]
fn each_page_is_a_call_with_the_same_options_and_retries() {
    let pages = [
        linked("</projects.json?page=2>; rel=\"next\"", "[1]"),
        outcome::json(503, "{}"),
        linked("", "[2]"),
    ];
    let scenario = answers(&pages).options(|options| {
        let options = options.header("X-Team", "a").query("page", "1");
        options.query("fields", "id")
    });
    for outcome in scenario.items(&list(LINK), NO_LIMIT) {
        let second = "/projects.json?page=2&fields=id";
        let expected = ["/projects.json?limit=2&page=1&fields=id", second, second];
        assert_eq!(targets(&outcome), expected, "{}", outcome.over);
        assert_eq!(outcome.waits.len(), 1);
        assert_eq!(outcome.result, Ok(listed(&[1, 2], false)));
        for request in &outcome.requests {
            assert_eq!(request.header("x-team"), Some("a"));
        }
    }
}

#[test]
fn a_page_that_fails_ends_the_list_with_its_error() {
    let pages = [
        linked("</projects.json?page=2>; rel=\"next\"", "[1]"),
        outcome::json(404, r#"{"message": "no such page"}"#),
    ];
    for outcome in answers(&pages).items(&list(LINK), NO_LIMIT) {
        let error = outcome.result.expect_err("a failure");
        assert_eq!(outcome.requests.len(), 2, "{}", outcome.over);
        assert!(error.message.contains("no such page"), "{error:?}");
    }
}
