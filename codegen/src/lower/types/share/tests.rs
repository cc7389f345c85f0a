//! Equal types of several operations.

use crate::api::{Api, Payload, Type};
use crate::lower::testing::{api, collection, item, variable, with_body, with_response};
use crate::postman::{Body, Item};

fn lowered(items: Vec<Item>) -> Api {
    api(collection(items, vec![variable("baseUrl", "x")]))
}

fn shared(api: &Api) -> Vec<&str> {
    api.types.iter().map(|def| def.name().as_str()).collect()
}

#[test]
fn equal_failures_are_one_type() {
    let body = r#"{"code": 1, "message": "no", "details": [{"field": "x"}]}"#;
    let api = lowered(vec![
        with_response(item("A", "/a"), 400, body),
        with_response(item("B", "/b"), 404, body),
    ]);
    assert_eq!(shared(&api), ["ErrorBody", "Detail"]);
    for operation in &api.operations {
        assert!(operation.types.is_empty());
        let payload = Payload::Json(Type::Named(crate::api::Ident::new("ErrorBody")));
        assert_eq!(operation.responses[0].payload, payload);
    }
}

#[test]
fn a_success_is_not_named_as_an_error() {
    let body = r#"{"code": 1, "message": "no", "details": "x"}"#;
    let success = |path: &str, body: &str| with_response(item(path, path), 200, body);
    let failure = |path: &str, body: &str| with_response(item(path, path), 400, body);
    let like_failures = vec![
        failure("/a", body),
        failure("/b", body),
        success("/users/:id", body),
        success("/users/:id/x", body),
    ];
    assert_eq!(shared(&lowered(like_failures)), ["ErrorBody", "User"]);

    let error = format!(r#"{{"error": {body}}}"#);
    let like_a_part = vec![
        failure("/a", &error),
        failure("/b", &error),
        success("/users/:id", body),
    ];
    assert_eq!(shared(&lowered(like_a_part)), ["ErrorBody", "AError"]);

    let by_keys = |body: &str| {
        let paths = ["/users/:id", "/orders/:id"];
        lowered(paths.map(|path| success(path, body)).to_vec())
    };
    let flagged = by_keys(r#"{"error": false, "message": "x"}"#);
    assert_eq!(shared(&flagged), ["Message"]);
    assert_eq!(shared(&by_keys(r#"{"error": false}"#)), ["User"]);
}

#[test]
fn a_success_whose_name_is_in_use_is_a_body() {
    let body = Body::Raw {
        pointer: String::new(),
        text: r#"{"startOk": {"a": 1}}"#.to_owned(),
        language: Some("json".to_owned()),
        redacted: 0,
    };
    let mut start = with_body(item("Start", "/jobs/:id/start"), body);
    start.request.method = "POST".to_owned();
    let api = lowered(vec![with_response(start, 200, r#"{"id": 1, "b": "x"}"#)]);
    let payload = Payload::Json(Type::Named(crate::api::Ident::new("StartOkBody")));
    assert_eq!(api.operations[0].responses[0].payload, payload);
}

#[test]
fn bodies_go_by_what_their_path_is_about() {
    let user = r#"{"id": 1, "name": "x"}"#;
    let api = lowered(vec![
        with_response(item("Get", "/users/:id"), 200, user),
        with_response(item("Change", "/users/:id"), 200, user),
        with_response(
            item("List", "/users"),
            200,
            r#"{"users": [{"id": 2, "name": "y"}]}"#,
        ),
    ]);
    assert_eq!(shared(&api), ["User"]);
}

#[test]
fn a_few_scalars_go_by_their_keys_if_the_paths_are_about_different_things() {
    let response = r#"{"done": true}"#;
    let post = |path: &str| {
        let body = Body::Raw {
            pointer: String::new(),
            text: r#"{"reason": "x"}"#.to_owned(),
            language: Some("json".to_owned()),
            redacted: 0,
        };
        with_response(with_body(item(path, path), body), 200, response)
    };
    let items = |paths: &[&str]| paths.iter().map(|path| post(path)).collect();
    let about_orders = lowered(items(&["/orders", "/orders/:id"]));
    assert_eq!(shared(&about_orders), ["OrderBody", "Order"]);
    let mut several = vec!["/orders/:id/close", "/users/:id"];
    for added in ["/carts/:id", "/orders/:id", "/reason", "/done"] {
        assert_eq!(shared(&lowered(items(&several))), ["ReasonBody", "Done"]);
        several.push(added);
    }
}

#[test]
fn what_is_a_body_elsewhere_does_not_go_by_the_path_of_a_part() {
    let book = r#"{"id": 1, "title": "x", "pages": 2}"#;
    let api = lowered(vec![
        with_response(item("Get", "/books/:id"), 200, book),
        with_response(item("Change", "/books/:id"), 200, book),
        with_response(
            item("Finish", "/prints/:id/end"),
            200,
            r#"{"total": 1, "entries": [{"id": 2, "title": "y", "pages": 3}]}"#,
        ),
    ]);
    assert_eq!(shared(&api), ["Book"]);
}

#[test]
fn a_key_of_its_own_tells_a_type_from_one_of_its_name() {
    let (plain, coded) = (r#"{"message": "x"}"#, r#"{"message": "x", "trace": "y"}"#);
    let items = vec![
        with_response(item("A", "/a"), 400, plain),
        with_response(item("B", "/b"), 400, plain),
        with_response(item("C", "/c"), 400, coded),
        with_response(item("D", "/d"), 400, coded),
    ];
    assert_eq!(shared(&lowered(items)), ["ErrorBody", "ErrorBodyWithTrace"]);
}

#[test]
fn adding_an_operation_renames_no_shared_type() {
    let body = r#"{"message": "x"}"#;
    let mut items = vec![
        with_response(item("A", "/a"), 400, body),
        with_response(item("B", "/b"), 400, body),
    ];
    let before: Vec<String> = shared(&lowered(items.clone()))
        .into_iter()
        .map(str::to_owned)
        .collect();
    items.push(with_response(
        item("Error body", "/c"),
        409,
        r#"{"message": "x", "b": 1}"#,
    ));
    items.push(with_response(
        item("D", "/d"),
        409,
        r#"{"message": "x", "b": 1}"#,
    ));
    assert_eq!(shared(&lowered(items))[..1], before);
}

#[test]
fn small_types_are_equal_only_where_they_mean_the_same() {
    let api = lowered(vec![
        with_response(
            item("A", "/a"),
            200,
            r#"{"start": {"at": 1}, "links": {"self": "x"}}"#,
        ),
        with_response(
            item("B", "/b"),
            200,
            r#"{"end": {"at": 1}, "n": {"links": {"self": "y"}}}"#,
        ),
    ]);
    assert_eq!(shared(&api), ["Links"]);
}

#[test]
fn bodies_without_any_value_are_equal_only_where_they_are_about_the_same() {
    let page = |path: &str| {
        let body = r#"{"data": [], "links": {}, "meta": {}}"#;
        with_response(item(path, path), 200, body)
    };
    let api = lowered(["/orders", "/payments", "/orders/:id"].map(page).to_vec());
    assert_eq!(shared(&api), ["Orders"]);
    let own = |at: usize| api.operations[at].types.iter().map(|it| it.name().as_str());
    assert_eq!(own(1).collect::<Vec<_>>(), ["Payments"]);
}

#[test]
fn a_part_means_its_key_even_where_another_part_has_its_name() {
    let body = r#"{"id": 1, "title": "x", "series": {"name": "y"}, "more": {"series": {"name": "y", "of": 2}}}"#;
    let api = lowered(vec![
        with_response(item("Get", "/books/:id"), 200, body),
        with_response(
            item("Find", "/search"),
            200,
            r#"{"more": {"series": {"name": "y", "of": 2}}, "first": {"series": {"name": "y"}}}"#,
        ),
    ]);
    assert_eq!(shared(&api), ["Series", "More", "BookSeries"]);
}
