use super::*;
use crate::testing::SavedRequest;

fn saved(name: &'static str, status: u16, request: SavedRequest) -> SavedResponse {
    SavedResponse::new("item", name, status, "").to(request)
}

fn get(path: &'static str) -> SavedRequest {
    SavedRequest::new("GET", path)
}

fn request(
    method: &str,
    target: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> http::Request<Bytes> {
    let request = http::Request::builder().method(method).uri(target);
    let request = headers.iter().fold(request, |request, (name, value)| {
        request.header(*name, *value)
    });
    request
        .body(Bytes::copy_from_slice(body.as_bytes()))
        .unwrap()
}

/// The name of the response that answers a request, and why; or why none does.
fn selected(saved: &[SavedResponse], method: &str, target: &str) -> (String, String) {
    with_headers(saved, method, target, &[])
}

fn with_headers(
    saved: &[SavedResponse],
    method: &str,
    target: &str,
    headers: &[(&str, &str)],
) -> (String, String) {
    match select(saved, &request(method, target, headers, "")) {
        Ok(choice) => (choice.saved().name().to_owned(), choice.score().to_string()),
        Err(miss) => ("-".to_owned(), miss.difference().to_string()),
    }
}

#[test]
fn a_path_matches_with_less_and_less_precision() {
    let saved = [saved("one", 200, get("/users/17"))];
    let how = |target: &str| selected(&saved, "GET", target).1;
    assert_eq!(how("/users/17"), "same path, 100 % of the query");
    assert_eq!(
        how("/users/17/"),
        "same path but for the final slash, 100 % of the query"
    );
    assert_eq!(
        how("/Users/17/"),
        "same path but for upper and lower case, 100 % of the query"
    );
    assert_eq!(
        how("/Users/4f2a"),
        "same path but for ids, 100 % of the query"
    );
    assert_eq!(how("/users/me"), "the path has `me` instead of `17`");
    assert_eq!(
        how("/users/17/x"),
        "the path has another number of segments"
    );
}

#[test]
fn a_placeholder_in_a_path_stands_for_any_value_but_others_are_preferred() {
    let saved = [
        saved("placeholder", 200, get("/files/<string>/content")),
        saved("me", 200, get("/files/me/content")),
    ];
    let name = |target: &str| selected(&saved, "GET", target).0;
    assert_eq!(name("/files/a-b/content"), "placeholder");
    assert_eq!(name("/files/%3Cstring%3E/content"), "placeholder");
    assert_eq!(name("/files/me/content"), "me");
    assert_eq!(name("/files//content"), "-");
}

#[test]
fn a_version_is_not_an_id() {
    let saved = [saved("one", 200, get("/v1/users"))];
    assert_eq!(
        selected(&saved, "GET", "/v2/users").1,
        "the path has `v2` instead of `v1`"
    );
}

#[test]
fn the_more_precise_path_wins() {
    let saved = [
        saved("wildcard", 200, get("/users/{{id}}")),
        saved("exact", 404, get("/users/none")),
    ];
    assert_eq!(selected(&saved, "GET", "/users/none").0, "exact");
    assert_eq!(selected(&saved, "GET", "/users/17").0, "wildcard");
}

#[test]
fn a_path_variable_matches_any_segment_and_its_value_best() {
    let saved = [
        saved("seven", 404, get("/users/:id").variables([("id", "seven")])),
        saved("eight", 200, get("/users/:id").variables([("id", "eight")])),
        saved("open", 200, get("/teams/:id/users")),
    ];
    assert_eq!(selected(&saved, "GET", "/users/seven").0, "seven");
    assert_eq!(selected(&saved, "GET", "/users/eight").0, "eight");
    assert_eq!(selected(&saved, "GET", "/users/nine").0, "eight");
    let (name, why) = selected(&saved, "GET", "/teams/a%20b/users");
    assert_eq!(name, "open");
    assert_eq!(
        why,
        "same path with 1 segment by wildcard, 100 % of the query"
    );
    assert_eq!(selected(&saved, "GET", "/teams//users").0, "open");
    assert_eq!(selected(&saved, "GET", "/teams/users").0, "-");
}

#[test]
fn a_path_matches_with_and_without_the_path_of_the_server() {
    let saved = [saved("one", 200, get("/users").base_path("/api/v2"))];
    assert_eq!(selected(&saved, "GET", "/users").0, "one");
    assert_eq!(selected(&saved, "GET", "/api/v2/users").0, "one");
    assert_eq!(selected(&saved, "GET", "/v2/users").0, "-");
}

#[test]
fn the_query_decides_between_equal_paths() {
    let saved = [
        saved("all", 200, get("/users")),
        saved("active", 200, get("/users").query([("state", "active")])),
        saved(
            "page",
            200,
            get("/users").query([("state", "all users"), ("page", "{{page}}")]),
        ),
    ];
    let name = |target: &str| selected(&saved, "GET", target).0;
    assert_eq!(name("/users"), "all");
    assert_eq!(name("/users?state=active"), "active");
    assert_eq!(name("/users?state=none"), "active");
    assert_eq!(name("/users?page=7&state=all+users"), "page");
    assert_eq!(name("/users?page=7&state=all%20users"), "page");
    let why = selected(&saved, "GET", "/users?state=none&x=1").1;
    assert_eq!(why, "same path, 25 % of the query");
}

#[test]
fn a_success_wins_over_an_equal_failure_unless_the_request_asks_for_it() {
    let saved = [
        saved("Not found", 404, get("/users")),
        saved("Found", 200, get("/users")).with_id("1d0c-4"),
        saved("None", 200, get("/users")).with_id("1d0c-5"),
    ];
    let name = |name: &str, value: &str| with_headers(&saved, "GET", "/users", &[(name, value)]).0;
    assert_eq!(selected(&saved, "GET", "/users").0, "Found");
    assert_eq!(name("X-Mock-Response-Code", "404"), "Not found");
    assert_eq!(name("x-mock-response-name", "None"), "None");
    assert_eq!(name("x-mock-response-id", "1d0c-5"), "None");
    assert_eq!(name("x-mock-response-id", "4711-1d0c-5"), "None");
    assert_eq!(name("Prefer", "code=404"), "Not found");
    assert_eq!(
        name("Prefer", "dynamic=true, example=\"Not found\""),
        "Not found"
    );
    assert_eq!(name("Prefer", "code=200; example=None"), "None");
    assert_eq!(name("x-mock-response-code", "500"), "-");
    assert_eq!(name("x-mock-response-id", "5"), "-");
}

#[test]
fn headers_and_body_count_only_if_the_request_says_so() {
    let with_body = |name, body| {
        let request = SavedRequest::new("POST", "/users").body(body);
        saved(name, 201, request.headers([("X-Team", "blue")]))
    };
    let saved = [
        with_body("a", r#"{"name": "a"}"#),
        with_body("b", r#"{"name": "b"}"#),
        with_body("open", r#"{"name": "{{name}}", "id": [7]}"#),
    ];
    let name = |headers: &[(&str, &str)], body: &str| match select(
        &saved,
        &request("POST", "/users", headers, body),
    ) {
        Ok(choice) => choice.saved().name().to_owned(),
        Err(miss) => miss.difference().to_string(),
    };
    let (body, header) = (
        ("x-mock-match-request-body", "true"),
        ("x-mock-match-request-headers", "x-team"),
    );
    assert_eq!(name(&[], r#"{"name":"b"}"#), "a");
    assert_eq!(name(&[body], r#"{"name":"b"}"#), "b");
    assert_eq!(name(&[body], r#"{"id": [7], "name": "c"}"#), "open");
    assert_eq!(
        name(&[body], r#"{"id": [8], "name": "c"}"#),
        "the body differs"
    );
    assert_eq!(name(&[header, ("X-Team", "blue")], ""), "a");
    assert_eq!(
        name(&[header, ("X-Team", "red")], ""),
        "the header `x-team` differs"
    );
}

#[test]
fn what_a_wildcard_matched_is_in_the_response() {
    let request_line = get("/users/{{id}}").query([("name", "{{name}}")]);
    let saved = [SavedResponse::new(
        "item",
        "one",
        200,
        r#"{"id": "{{id}}", "name": "{{name}}", "at": {{$timestamp}}, "token": "{{token}}", "x": {{{id}}}}"#,
    )
    .headers([("Content-Type", "application/json"), ("Bad name", "x")])
    .to(request_line)];
    let request = request("GET", "/users/17?name=a%22b", &[], "");
    let response = select(&saved, &request).unwrap().response();
    let text = response.text();
    assert!(
        text.starts_with(r#"{"id": "17", "name": "a\"b", "at": "#),
        "{text}"
    );
    assert!(
        text.ends_with(r#", "token": "{{token}}", "x": {17}}"#),
        "{text}"
    );
    assert!(!text.contains("$timestamp"), "{text}");
    assert_eq!(response.headers.len(), 1);
}

#[test]
fn the_saved_body_of_a_status_without_body_is_not_received() {
    let saved = [
        SavedResponse::new("item", "Deleted", 204, "{{$guid}}").to(get("/a")),
        SavedResponse::new("item", "Found", 200, "x").to(get("/b")),
    ];
    let body = |path| {
        let choice = select(&saved, &request("GET", path, &[], "")).unwrap();
        choice.response().body
    };
    assert_eq!(body("/a"), "");
    assert_eq!(body("/b"), "x");
}

#[test]
fn a_miss_names_the_closest_response_and_the_difference() {
    let saved = [
        saved("a", 200, get("/users/:id/posts")),
        saved("b", 200, get("/teams")),
    ];
    let miss = |method: &str, target: &str| {
        let request = request(method, target, &[], "");
        select(&saved, &request).unwrap_err().to_string()
    };
    assert_eq!(
        miss("GET", "/users/7/likes"),
        "no saved response matches; the closest is `a` of `item`, for `GET /users/:id/posts`: \
         the path has `likes` instead of `posts`"
    );
    assert_eq!(
        miss("DELETE", "/teams"),
        "no saved response matches; the closest is `b` of `item`, for `GET /teams`: the method differs"
    );
    let request = request("GET", "/", &[], "");
    let nothing = select(&[], &request).unwrap_err();
    assert_eq!(nothing.to_string(), "the collection has no saved responses");
}

#[test]
fn only_variables_may_differ_from_the_saved_request() {
    let expected = get("/users/:id/{{kind}}")
        .variables([("id", "17")])
        .query([("page", "{{page}}"), ("sort", "a b")])
        .body(r#"{"n": 1.0, "name": "{{name}}"}"#);
    let difference = |target: &str, body: &str| {
        let request = request("GET", target, &[], body);
        let difference = compare_exactly(&expected, &request).err();
        difference.map(|it| it.to_string()).unwrap_or_default()
    };
    let body = r#"{"name": "x", "n": 1}"#;
    assert_eq!(difference("/users/17/new?sort=a%20b&page=7", body), "");
    assert_eq!(
        difference("/users/18/new?sort=a%20b&page=7", body),
        "the path has `/users/18/new` instead of `/users/:id/{{kind}}`"
    );
    for query in ["sort=a%20b", "sort=b&page=7", "sort=a%20b&page=7&x=1"] {
        let target = format!("/users/17/new?{query}");
        assert_eq!(difference(&target, body), "the query differs");
    }
    let other = r#"{"name": "x", "n": 2}"#;
    let target = "/users/17/new?sort=a%20b&page=7";
    assert_eq!(difference(target, other), "the body differs");
    let form = SavedRequest::new("GET", "/").body("a=x y&b={{b}}");
    let media_type = ("content-type", "application/x-www-form-urlencoded");
    let sent = |body| compare_exactly(&form, &request("GET", "/", &[media_type], body)).is_ok();
    assert!(sent("a=x%20y&b=%26") && !sent("a=x%20z&b="));
}
