use crate::api::{PageRule, Pagination};
use crate::source::Source;
use crate::{ApiInput, Options, understand};

/// The pagination of `GET /users` with a query, a saved success, and other members of the saved response.
fn saved(query: &str, body: &str, others: &str) -> Option<Pagination> {
    let url = format!("https://a.example/users{query}");
    let body = serde_json::Value::from(body);
    let input = ApiInput::of(Source {
        path: "a.json".to_owned(),
        text: format!(
            r#"{{ "item": [{{ "name": "List", "request": "{url}", "response": [
                {{ "code": 200, "body": {body}, "originalRequest": {{ "url": "{url}" }} {others} }}
            ] }}] }}"#
        ),
    });
    let found = understand(&[input], &Options::default());
    found.apis[0].operations[0].pagination.clone()
}

fn found(query: &str, body: &str) -> Option<Pagination> {
    saved(query, body, "")
}

fn rule(query: &str, body: &str) -> Option<PageRule> {
    found(query, body).map(|it| it.rule)
}

fn cursor(parameter: &str, field: &str) -> PageRule {
    PageRule::Cursor {
        parameter: parameter.to_owned(),
        field: field.to_owned(),
    }
}

fn first_page(query: &str, body: &str) -> Option<u64> {
    match rule(query, body) {
        Some(PageRule::Page { first, .. }) => first,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_token_in_the_response_and_its_parameter_are_a_cursor() {
    for (query, body, field) in [
        (
            "?pageToken=",
            r#"{"users": [{}], "nextPageToken": "b"}"#,
            "/nextPageToken",
        ),
        (
            "?cursor=",
            r#"{"users": [{}], "response_metadata": {"next_cursor": "b"}}"#,
            "/response_metadata/next_cursor",
        ),
        (
            "?after=",
            r#"{"users": [{}], "paging": {"cursors": {"after": "b"}}}"#,
            "/paging/cursors/after",
        ),
        (
            "?page=",
            r#"{"users": [{}], "meta": {"pagination": {"next_page": 2}}}"#,
            "/meta/pagination/next_page",
        ),
        (
            "?marker=",
            r#"{"data": {"users": [{}], "next_marker": "b"}}"#,
            "/data/next_marker",
        ),
    ] {
        let parameter = query.trim_matches(['?', '=']);
        assert_eq!(rule(query, body), Some(cursor(parameter, field)), "{body}");
    }
}

#[test]
fn one_side_alone_is_no_cursor() {
    for (query, body) in [
        ("", r#"{"users": [{}], "nextPageToken": "b"}"#),
        ("?pageToken=", r#"{"users": [{}], "token": "b"}"#),
        ("?pageToken=", r#"{"user": {}, "nextPageToken": "b"}"#),
        // The time after which users were created.
        (
            "?after=2020-01-01",
            r#"{"users": [{}], "next_cursor": "b"}"#,
        ),
        // Two readings.
        (
            "?pageToken=",
            r#"{"users": [{}], "nextPageToken": "b", "next_cursor": "c"}"#,
        ),
        // The token of this page, or of the next one.
        ("?cursor=", r#"{"users": [{}], "cursor": "b"}"#),
    ] {
        assert_eq!(rule(query, body), None, "{query} {body}");
    }
}

#[test]
fn a_list_in_a_single_resource_has_no_pages() {
    let body = r#"{"id": "1", "tags": ["a"], "_links": {"next": {"href": "/users?page=2"}}}"#;
    assert_eq!(rule("", body), None);
    let body = r#"{"users": [{}], "teams": [{}], "next": "/users?page=2"}"#;
    assert_eq!(
        found("", body).map(|it| it.items),
        Some("/users".to_owned())
    );
    let body = r#"{"owners": [{}], "teams": [{}], "next": "/users?page=2"}"#;
    assert_eq!(rule("", body), None);
}

#[test]
fn the_last_item_needs_a_flag_and_an_id() {
    let pagination = found(
        "?starting_after=",
        r#"{"data": [{"id": "a"}], "has_more": true}"#,
    );
    let pagination = pagination.expect("pages");
    let expected = PageRule::LastItem {
        parameter: "starting_after".to_owned(),
        key: "id".to_owned(),
    };
    assert_eq!(pagination.rule, expected);
    assert_eq!(pagination.more.as_deref(), Some("/has_more"));
    assert_eq!(rule("?starting_after=", r#"{"data": [{"id": "a"}]}"#), None);
    let without_id = r#"{"data": [{"name": "a"}], "has_more": true}"#;
    assert_eq!(rule("?starting_after=", without_id), None);
}

#[test]
fn a_url_of_the_next_page_is_shown_or_named_and_of_the_same_origin() {
    let url = |field: &str| {
        Some(PageRule::Url {
            field: field.to_owned(),
        })
    };
    let next = r#"{"users": [{}], "next": "https://a.example/users?page=2"}"#;
    assert_eq!(rule("", next), url("/next"));
    let named = r#"{"users": [{}], "next_page_url": null}"#;
    assert_eq!(rule("", named), url("/next_page_url"));
    let hal = r#"{"users": [{}], "_links": {"next": {"href": "/users?page=2"}}}"#;
    assert_eq!(rule("", hal), url("/_links/next/href"));
    for body in [
        r#"{"users": [{}], "next": null}"#,
        r#"{"users": [{}], "next": "step two"}"#,
        r#"{"users": [{}], "next": "https://other.example/users?page=2"}"#,
    ] {
        assert_eq!(rule("", body), None, "{body}");
    }
}

#[test]
fn a_link_header_of_a_saved_response_leads_to_the_next_page() {
    let link = |value: &str| {
        let header = format!(r#", "header": [{{ "key": "Link", "value": "{value}" }}]"#);
        saved("", "[{}]", &header).map(|it| it.rule)
    };
    let next = r#"<https://a.example/users?page=2>; rel=\"next\""#;
    assert_eq!(link(next), Some(PageRule::Link));
    assert_eq!(link(r#"<https://a.example/help>; rel=\"help\""#), None);
    assert_eq!(link(r#"<https://other.example/users>; rel=\"next\""#), None);
}

#[test]
fn an_offset_needs_a_size_and_a_total_of_items() {
    let offset = Some(PageRule::Offset {
        parameter: "offset".to_owned(),
    });
    let body = r#"{"users": [{}, {}], "total": 5}"#;
    assert_eq!(rule("?offset=0&limit=2", body), offset);
    assert_eq!(rule("?offset=<long>&limit=<long>", body), offset);
    for (query, body) in [
        ("?offset=0", body),
        ("?offset=0&limit=2", r#"{"users": [{}, {}]}"#),
        // It counts from 1, or pages.
        ("?offset=1&limit=2", body),
        ("?start=1&limit=2", body),
        // The number of something else.
        ("?offset=0&limit=2", r#"{"users": [{}, {}], "total": 1}"#),
        // Two ways to ask for a page.
        (
            "?offset=0&limit=2&page=0",
            r#"{"users": [{}, {}], "total": 5, "pages": 3}"#,
        ),
    ] {
        assert_eq!(rule(query, body), None, "{query} {body}");
    }
}

/// The pagination of `GET /users` whose parameters have descriptions, and whose response is a list of two users.
fn of_a_list(query: &[(&str, &str, &str)]) -> Option<Pagination> {
    let entry = |(key, value, description): &(&str, &str, &str)| serde_json::json!({ "key": key, "value": value, "description": description });
    let query: Vec<_> = query.iter().map(entry).collect();
    let url =
        serde_json::json!({ "host": ["https://a.example"], "path": ["users"], "query": query });
    let saved = serde_json::json!({
        "code": 200, "body": "[{\"id\": 1}, {\"id\": 2}]", "originalRequest": { "url": url },
    });
    let item =
        serde_json::json!({ "name": "List", "request": { "url": url }, "response": [saved] });
    let input = ApiInput::of(Source {
        path: "a.json".to_owned(),
        text: serde_json::json!({ "item": [item] }).to_string(),
    });
    let found = understand(&[input], &Options::default());
    found.apis[0].operations[0].pagination.clone()
}

#[test]
fn a_list_alone_needs_a_number_and_a_size() {
    let first = |query: &[(&str, &str, &str)]| match of_a_list(query).map(|it| it.rule) {
        Some(PageRule::Page {
            parameter, first, ..
        }) => Some((parameter, first)),
        None => None,
        other => panic!("{other:?}"),
    };
    let number = |docs| ("page", "1", docs);
    let size = ("page_size", "2", "");
    let page = |first| Some(("page".to_owned(), first));
    assert_eq!(first(&[number(""), size]), page(None));
    let docs = "Page number (base 0 - first page is \"0\")";
    assert_eq!(first(&[number(docs), size]), page(Some(0)));
    for query in [
        &[number("")][..],
        &[size],
        // The server ignores it, or it is the size of something else.
        &[number(""), ("page_size", "1", "")],
        &[("page", "home", ""), size],
    ] {
        assert_eq!(first(query), None, "{query:?}");
    }
}

#[test]
fn an_offset_of_a_list_alone_says_that_it_counts_items() {
    let by = |query: &[(&str, &str, &str)]| of_a_list(query).map(|it| it.rule.as_str());
    let limit = ("limit", "2", "");
    let offset = ("offset", "0", "The offset of the first result.");
    assert_eq!(by(&[offset, limit]), Some("offset"));
    assert_eq!(by(&[offset]), None);
    assert_eq!(by(&[("offset", "0", ""), limit]), None);
    assert_eq!(by(&[("offset", "1", offset.2), limit]), None);
    // Both ways, each with a size.
    let (page, size) = (("page", "", ""), ("page_size", "2", ""));
    assert_eq!(by(&[page, size, offset, limit]), Some("offset"));
    let page = ("page", "", "Starts at 1");
    assert_eq!(by(&[page, size, offset, limit]), Some("page"));
    assert_eq!(by(&[page, offset, limit]), None);
}

#[test]
fn a_number_of_all_items_and_a_size_are_pages() {
    let page = |query| rule(query, r#"{"data": [{}], "total_row_count": 5}"#);
    let first = |first| {
        Some(PageRule::Page {
            parameter: "page".to_owned(),
            first,
            current: None,
        })
    };
    assert_eq!(page("?page=1&limit=2"), first(None));
    assert_eq!(page("?page=0&limit=2"), first(Some(0)));
    assert_eq!(page("?page=1"), None);
    assert_eq!(rule("?page=1&limit=2", r#"{"data": [{}]}"#), None);
}

#[test]
fn the_number_of_the_first_page_has_to_be_proven() {
    let pages = |pages: u64| format!(r#"{{"users": [{{}}], "total_pages": {pages}}}"#);
    assert_eq!(first_page("?page=1", &pages(5)), None);
    assert_eq!(first_page("?page=0", &pages(5)), Some(0));
    assert_eq!(first_page("?page=5", &pages(5)), Some(1));
    let previous = r#"{"users": [{}], "total_pages": 5, "previous_page": null}"#;
    assert_eq!(first_page("?page=1", previous), Some(1));
    let token = rule("?page=b", &pages(5));
    assert_eq!(token, None);
    let chosen = r#"{"users": [{}], "total_pages": 5, "current_page": 1}"#;
    assert_eq!(first_page("?page=", chosen), Some(1));
    let contradictory = r#"{"users": [{}], "total_pages": 5, "current_page": 0}"#;
    assert_eq!(first_page("?page=1", contradictory), None);
}

/// The numbers of the first pages of operations that ask for a page, each with a list in pages.
fn first_pages(asked: &[&str]) -> Vec<Option<u64>> {
    let item = |(index, page): (usize, &&str)| {
        let url = format!("https://a.example/{index}?page={page}&limit=2");
        format!(
            r#"{{ "name": "List {index}", "request": "{url}", "response": [
                {{ "code": 200, "body": "[{{}}]", "originalRequest": {{ "url": "{url}" }} }} ] }}"#
        )
    };
    let items: Vec<String> = asked.iter().enumerate().map(item).collect();
    let input = ApiInput::of(Source {
        path: "a.json".to_owned(),
        text: format!(r#"{{ "item": [{}] }}"#, items.join(",")),
    });
    let found = understand(&[input], &Options::default());
    let operations = found.apis[0].operations.iter();
    let rules = operations.map(|it| it.pagination.as_ref().map(|it| &it.rule));
    rules
        .map(|rule| match rule {
            Some(PageRule::Page { first, .. }) => *first,
            other => panic!("{other:?}"),
        })
        .collect()
}

#[test]
fn pages_are_counted_from_1_if_each_request_asks_for_page_1() {
    assert_eq!(first_pages(&["1", "1"]), [Some(1), Some(1)]);
    assert_eq!(first_pages(&["1", "", "1"]), [Some(1); 3]);
    assert_eq!(first_pages(&["1"]), [None]);
    assert_eq!(first_pages(&["1", ""]), [None, None]);
    assert_eq!(first_pages(&["1", "1", "2"]), [None; 3]);
    assert_eq!(first_pages(&["1", "1", "0"]), [None, None, Some(0)]);
}

#[test]
fn a_list_alone_whose_pages_have_to_be_turned_on_is_complete() {
    let (page, size) = (("page", "0", ""), ("limit", "2", ""));
    let offset = ("offset", "0", "The offset of the first result.");
    for number in [page, offset] {
        assert!(of_a_list(&[number, size]).is_some(), "{number:?}");
        let switch = ("pagination", "true", "");
        assert!(of_a_list(&[number, size, switch]).is_none(), "{number:?}");
    }
}

#[test]
fn the_size_of_a_page_is_the_one_that_the_number_names() {
    let query = [
        ("page", "", "Used for pagination with page_size"),
        ("page_size", "2", ""),
        ("limit", "2", ""),
        (
            "offset",
            "",
            "The offset of the first result. Used for pagination with limit",
        ),
    ];
    let evidence = of_a_list(&query).expect("pages").evidence.to_string();
    assert_eq!(
        evidence,
        "the query parameter `offset`; the query parameter `limit`"
    );
}

#[test]
fn the_configuration_turns_pages_off_or_replaces_their_list() {
    let has_pages = |config: &str| {
        let source = |path: &str, text: &str| Source {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        let collection = r#"{ "item": [{ "name": "List", "request": "https://a.example/users?cursor=", "response": [
            { "code": 200, "body": "{\"users\": [{}], \"next_cursor\": \"b\"}" }
        ] }] }"#;
        let input = ApiInput {
            config: Some(source("codegen.toml", config)),
            ..ApiInput::of(source("a.json", collection))
        };
        let found = understand(&[input], &Options::default());
        assert!(!found.diagnostics.has_errors(), "{:?}", found.diagnostics);
        found.apis[0].operations[0].pagination.is_some()
    };
    assert!(has_pages(""));
    assert!(!has_pages("[item.List]\npages = false"));
    let replaced = "[item.List.response.200]\ntype = \"crate::Users\"";
    assert!(!has_pages(replaced));
}

#[test]
fn only_a_single_success_of_a_safe_request_has_pages() {
    let item = |method: &str, status: u16| {
        let input = ApiInput::of(Source {
            path: "a.json".to_owned(),
            text: format!(
                r#"{{ "item": [{{ "name": "List", "request": {{
                    "method": "{method}", "url": "https://a.example/users?cursor=" }}, "response": [
                    {{ "code": 200, "body": "{{\"users\": [], \"next_cursor\": \"b\"}}" }},
                    {{ "code": {status}, "body": "{{\"job\": 1}}" }}
                ] }}] }}"#
            ),
        });
        let found = understand(&[input], &Options::default());
        found.apis[0].operations[0].pagination.is_some()
    };
    assert!(item("GET", 404));
    assert!(!item("POST", 404));
    assert!(!item("GET", 202));
}
