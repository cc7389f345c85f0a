//! Each trap of saved responses, with a small input.

use crate::api::{self, Operation, Payload, StreamFormat, Type, TypeDef};
use crate::lower::testing::{api_with_codes, collection, header, item, variable};
use crate::postman::{Item, Response};

fn saved(code: Option<u16>, body: &str) -> Response {
    Response {
        pointer: "/response/0".to_owned(),
        code,
        body: Some(body.to_owned()),
        ..Response::default()
    }
}

fn typed(code: Option<u16>, content_type: &str, body: &str) -> Response {
    Response {
        headers: vec![header("Content-Type", content_type)],
        ..saved(code, body)
    }
}

fn lowered(responses: Vec<Response>) -> (Operation, Vec<&'static str>) {
    let sent = Item {
        responses,
        ..item("Get user", "/users/:id")
    };
    let (mut api, codes) = api_with_codes(collection(vec![sent], vec![variable("baseUrl", "x")]));
    (api.operations.remove(0), codes)
}

/// Status, variant and payload of each response.
fn responses(responses: Vec<Response>) -> Vec<(Option<u16>, String, Payload)> {
    let responses = lowered(responses).0.responses;
    let parts = responses.into_iter().map(|response| {
        (
            response.status,
            response.variant.to_string(),
            response.payload,
        )
    });
    parts.collect()
}

fn payload(response: Response) -> Payload {
    responses(vec![response]).remove(0).2
}

/// Wire name and type of each field of a struct.
fn fields(operation: &Operation, name: &str) -> Vec<(String, Type)> {
    operation
        .types
        .iter()
        .find_map(|def| match def {
            TypeDef::Struct(def) if def.name.as_str() == name => Some(def),
            _ => None,
        })
        .map(|def| {
            let fields = def.fields.iter();
            fields
                .map(|field| (field.wire_name.clone(), field.ty.clone()))
                .collect()
        })
        .unwrap_or_default()
}

#[test]
fn responses_stand_in_order_of_status_with_the_unknown_last() {
    let variants: Vec<String> = responses(vec![
        saved(None, ""),
        saved(Some(599), ""),
        saved(Some(204), ""),
        saved(Some(422), ""),
    ])
    .into_iter()
    .map(|(_, variant, _)| variant)
    .collect();
    assert_eq!(
        variants,
        ["NoContent", "UnprocessableEntity", "Status599", "Default"]
    );
}

#[test]
fn success_and_error_never_share_a_type() {
    let (operation, _) = lowered(vec![
        saved(Some(200), r#"{"id": 1, "name": "a"}"#),
        saved(Some(404), r#"{"message": "no"}"#),
    ]);
    let names: Vec<&str> = operation
        .types
        .iter()
        .map(|def| def.name().as_str())
        .collect();
    assert_eq!(names, ["User", "GetUserError"]);
    assert_eq!(
        fields(&operation, "User"),
        [("id".into(), Type::I64), ("name".into(), Type::String)]
    );
}

#[test]
fn failures_of_one_shape_share_a_type() {
    let (operation, _) = lowered(vec![
        saved(Some(400), r#"{"message": "bad"}"#),
        saved(Some(404), r#"{"message": "no"}"#),
        saved(Some(409), r#"{"conflict": 1}"#),
    ]);
    let names: Vec<&str> = operation
        .types
        .iter()
        .map(|def| def.name().as_str())
        .collect();
    assert_eq!(names, ["GetUserError", "GetUserConflictError"]);
}

#[test]
fn several_examples_of_a_status_are_one_response() {
    let (operation, _) = lowered(vec![
        saved(Some(200), r#"{"price": 1, "note": null}"#),
        saved(Some(200), r#"{"price": 1.5, "tag": "x"}"#),
    ]);
    assert_eq!(operation.responses.len(), 1);
    assert_eq!(
        fields(&operation, "User"),
        [
            ("price".into(), Type::F64),
            ("note".into(), Type::Json),
            ("tag".into(), Type::String)
        ]
    );
    assert_eq!(
        operation.responses[0].evidence.to_string(),
        "2 examples of a `200` response"
    );
}

#[test]
fn a_body_that_is_the_placeholder_of_a_number_is_one() {
    let of = |body| payload(typed(Some(200), "application/json", body));
    assert_eq!(of("<integer>"), Payload::Json(Type::I64));
    assert_eq!(of("<boolean>"), Payload::Json(Type::Bool));
    assert_eq!(of("<string>"), Payload::Text);
    assert_eq!(payload(saved(Some(200), "<integer>")), Payload::Text);
}

#[test]
fn placeholders_are_types() {
    let (operation, _) = lowered(vec![saved(
        Some(200),
        r#"{"id": "<integer>", "at": "<dateTime>", "any": "<oneOf>", "tags": ["<string>"]}"#,
    )]);
    assert_eq!(
        fields(&operation, "User"),
        [
            ("id".into(), Type::I64),
            ("at".into(), Type::String),
            ("any".into(), Type::Json),
            ("tags".into(), Type::List(Box::new(Type::String)))
        ]
    );
}

#[test]
fn shapes_without_common_fields_are_distinguished() {
    let (operation, _) = lowered(vec![
        saved(Some(200), r#"{"card": {"number": "1"}, "brand": "x"}"#),
        saved(Some(200), r#"{"iban": "DE"}"#),
    ]);
    let TypeDef::Union(union) = &operation.types[0] else {
        panic!("{:?}", operation.types)
    };
    let variants: Vec<&str> = union
        .variants
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(variants, ["Card", "Iban", "Other"]);
}

#[test]
fn empty_bodies_hold_nothing() {
    assert_eq!(payload(saved(Some(200), " ")), Payload::Empty);
    assert_eq!(
        payload(typed(Some(200), "application/json", "\"\"")),
        Payload::Empty
    );
    assert_eq!(payload(saved(Some(204), "{\"a\": 1}")), Payload::Empty);
}

#[test]
fn text_and_bytes_stay_what_they_are() {
    assert_eq!(
        payload(typed(Some(200), "application/xml", "<a/>")),
        Payload::Text
    );
    assert_eq!(payload(saved(Some(200), "{{payload}}")), Payload::Text);
    assert_eq!(payload(typed(Some(200), "image/png", "")), Payload::Bytes);
    assert_eq!(
        payload(typed(Some(200), "text/plain", "true")),
        Payload::Text
    );
}

/// The only response, and the name and type of each field of the values of its stream.
fn streamed(saved: Vec<Response>) -> (api::Response, Vec<(String, Type)>) {
    let (operation, codes) = lowered(saved);
    assert_eq!(codes, [""; 0]);
    let response = operation.responses[0].clone();
    let item = response.stream.as_ref().map(|stream| &stream.item);
    let of_item = item.and_then(Type::named);
    let fields = of_item.map(|name| fields(&operation, name.as_str()));
    (response, fields.unwrap_or_default())
}

#[test]
fn events_with_json_are_a_stream_of_one_type() {
    let events = "event: m\ndata: {\"a\":1}\n\ndata: {\"a\":2,\"b\":\"x\"}\n\ndata: [DONE]\n\n";
    for content_type in ["text/event-stream;charset=utf-8", ""] {
        let (response, fields) = streamed(vec![typed(Some(200), content_type, events)]);
        assert_eq!(response.payload, Payload::Text);
        let stream = response.stream.unwrap();
        let end = Some("[DONE]".to_owned());
        assert_eq!(stream.format, StreamFormat::Events { end });
        assert_eq!(stream.item.named().unwrap().as_str(), "GetUserEvent");
        let expected = [("a".to_owned(), Type::I64), ("b".to_owned(), Type::String)];
        assert_eq!(fields, expected);
    }
    // The client would not read another media type as events.
    let (response, _) = streamed(vec![typed(Some(200), "text/plain", events)]);
    assert_eq!((response.payload, response.stream), (Payload::Text, None));
    // Failures are read as a whole.
    let (response, _) = streamed(vec![typed(Some(400), "text/event-stream", events)]);
    assert_eq!((response.payload, response.stream), (Payload::Text, None));
}

#[test]
fn json_and_events_of_one_status_are_a_payload_and_a_stream() {
    let (response, fields) = streamed(vec![
        typed(Some(200), "application/json", "{\"all\": true}"),
        typed(Some(200), "text/event-stream", "data: {\"part\": 1}\n\n"),
    ]);
    assert!(matches!(response.payload, Payload::Json(_)), "{response:?}");
    assert_eq!(fields, [("part".to_owned(), Type::I64)]);
    let evidence = response.evidence.to_string();
    assert_eq!(
        evidence,
        "2 examples of a `200` response: 1 JSON, 1 events with JSON"
    );
}

#[test]
fn lines_of_json_are_a_stream_named_like_a_list() {
    let lines = "{\"id\": 1}\n{\"id\": 2, \"name\": \"x\"}\n";
    for content_type in ["application/x-ndjson", "application/json", ""] {
        let (response, fields) = streamed(vec![typed(Some(200), content_type, lines)]);
        assert_eq!(response.payload, Payload::Text, "{content_type}");
        let stream = response.stream.unwrap();
        assert_eq!(stream.format, StreamFormat::JsonLines);
        assert_eq!(stream.item.named().unwrap().as_str(), "User");
        let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["id", "name"]);
    }
}

#[test]
fn json_is_known_unless_its_header_says_plain_text() {
    assert!(matches!(
        payload(typed(Some(200), "text/html", "{\"a\": 1}")),
        Payload::Json(_)
    ));
    let plain = typed(Some(200), "text/plain; charset=utf-8", "{\"a\": 1}");
    assert_eq!(payload(plain), Payload::Text);
    assert_eq!(
        payload(typed(Some(200), "application/json", "true")),
        Payload::Json(Type::Bool)
    );
}

#[test]
fn json_that_does_not_parse_stays_text_and_is_reported() {
    let (operation, codes) = lowered(vec![typed(Some(200), "application/json", "{\"a\": ...}")]);
    assert_eq!(operation.responses[0].payload, Payload::Text);
    assert_eq!(codes, ["invalid-json"]);
}

#[test]
fn a_response_that_holds_many_of_what_the_path_names_has_the_name_of_many() {
    let type_of = |body: &str| payload(typed(Some(200), "application/json", body));
    let named = |name| Payload::Json(Type::Named(api::Ident::new(name)));
    assert_eq!(type_of(r#"{"users": [{"id": 1}]}"#), named("Users"));
    assert_eq!(type_of(r#"{"id": 1, "users": ["a"]}"#), named("User"));
}

#[test]
fn an_example_that_was_cut_costs_the_others_nothing() {
    let bodies = [r#"{"a": 1}"#, r#"{"a": 1, "b": 2}"#, r#"{"a": 1, "b":"#];
    let responses = bodies.map(|body| saved(Some(200), body)).to_vec();
    let (operation, codes) = lowered(responses);
    let response = &operation.responses[0];
    assert!(matches!(response.payload, Payload::Json(_)), "{response:?}");
    assert_eq!(
        response.evidence.to_string(),
        "3 examples of a `200` response: 2 JSON, 1 broken JSON"
    );
    assert_eq!(codes, ["invalid-json"]);
}

#[test]
fn lists_are_named_by_what_the_path_is_about() {
    let (operation, _) = lowered(vec![saved(
        Some(200),
        r#"{"data": [{"id": 1}], "address": {"city": "x"}}"#,
    )]);
    let names: Vec<&str> = operation
        .types
        .iter()
        .map(|def| def.name().as_str())
        .collect();
    assert_eq!(names, ["GetUserOk", "User", "Address"]);
}

#[test]
fn codes_of_payloads_are_documented() {
    let (operation, _) = lowered(vec![saved(
        Some(400),
        r#"{"errorCode": "00_400", "message": "Bad id."}"#,
    )]);
    assert_eq!(operation.error_codes[0].code, "00_400");
    assert_eq!(operation.error_codes[0].text, "Bad id.");
    assert_eq!(operation.responses[0].error_codes, [0]);
    assert_eq!(
        operation.code_fields,
        ["/errorCode", "/code", "/error/code", "/error_code"]
    );
}

#[test]
fn a_code_that_the_name_documents_tells_the_field_that_carries_it() {
    let named = Response {
        name: "**Error Code:** `1001`<br>\nNo such user.".to_owned(),
        ..saved(Some(404), r#"{"problem": {"number": 1001}}"#)
    };
    let (operation, _) = lowered(vec![named]);
    assert_eq!(operation.error_codes.len(), 1);
    assert_eq!(operation.error_codes[0].text, "No such user.");
    assert_eq!(operation.code_fields[0], "/problem/number");
}

fn named(code: u16, name: &str, body: &str) -> Response {
    Response {
        name: name.to_owned(),
        ..saved(Some(code), body)
    }
}

#[test]
fn a_code_under_a_success_is_kept_and_its_example_is_no_success() {
    let failed = named(
        200,
        "**Error Code:** `200` No plan.",
        r#"{"code": 200, "message": "No plan."}"#,
    );
    let (operation, _) = lowered(vec![saved(Some(200), r#"{"id": 1}"#), failed.clone()]);
    assert_eq!(operation.error_codes[0].code, "200");
    assert_eq!(operation.responses[0].error_codes, [0]);
    assert_eq!(operation.code_fields[0], "/code");
    assert_eq!(fields(&operation, "User"), [("id".to_owned(), Type::I64)]);
    assert_eq!(payload(failed), Payload::Response);
}

#[test]
fn a_code_keeps_all_its_statuses_and_texts() {
    let (operation, _) = lowered(vec![
        named(404, "**Error Code:** `7` No user.", ""),
        named(400, "**Error Code:** `7` No group.", ""),
        named(400, "**Error Code:** `7` No user.", ""),
    ]);
    let [code] = operation.error_codes.as_slice() else {
        panic!("{:?}", operation.error_codes)
    };
    assert_eq!(code.statuses, [400, 404]);
    assert_eq!(code.text, "No group.; No user.");
    assert_eq!(code.docs.lines(), ["No group.", "", "No user."]);
}

#[test]
fn a_followed_redirect_leads_to_an_undocumented_response() {
    let nothing = |codes: &[u16]| {
        let saved = codes.iter().map(|code| saved(Some(*code), "")).collect();
        lowered(saved).0.returns_nothing()
    };
    assert!(nothing(&[202, 204]));
    assert!(nothing(&[204, 304, 404]));
    assert!(!nothing(&[202, 302]));
    assert!(!nothing(&[302]));
    let (mut operation, _) = lowered(vec![saved(Some(202), ""), saved(Some(302), "")]);
    operation.profile.follow_redirects = Some(false);
    assert!(operation.returns_nothing());
}
