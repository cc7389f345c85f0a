//! Answers that no example shows: fields missing, null, new, wider; values never seen; bodies that do not fit.

use client::http::{HeaderMap, StatusCode};
use client::json::{Maybe, Mismatch};
use client::{DecodeError, Operation, Response, ResponseHeaders as _};

use crate::api::library::books::get_book::GetBookResponse;
use crate::api::library::books::{FindBooks, GetBook, find_books};
use crate::api::library::members::list_payments::{ListPaymentsResponse, Method, Payment};
use crate::api::library::members::look_up::{LookUpOk, LookUpResponse};
use crate::api::library::members::{ListPayments, LookUp};
use crate::api::library::types::{Book, Genre};

fn answer(status: u16, body: &str) -> Response {
    let mut headers = HeaderMap::new();
    for (name, value) in [
        ("etag", "\"b17\""),
        ("location", "/books/17"),
        ("retry-after", "7"),
        ("link", "</books?after=b2>; rel=\"next\""),
        ("x-ratelimit-remaining", "41"),
        ("x-shelf", "K 7"),
    ] {
        headers.insert(name, value.parse().unwrap());
    }
    Response {
        status: StatusCode::from_u16(status).unwrap(),
        headers,
        body: body.to_owned().into(),
    }
}

fn book(body: &str) -> Result<Box<Book>, DecodeError> {
    match GetBook::decode(answer(200, body))? {
        GetBookResponse::Ok(book) => Ok(book),
        other => panic!("{other:?}"),
    }
}

#[test]
fn fields_can_be_missing_null_or_new() {
    let read = book(r#"{"id": 17, "title": null, "cover": {"url": "x"}}"#).unwrap();
    assert_eq!((read.id, &read.title), (17, &None));
    assert!(read.tags.is_empty());
    assert_eq!(read.available_from, Maybe::Absent);
}

#[test]
fn numbers_can_be_written_in_another_way() {
    let read = book(r#"{"id": 17.0, "pages": 9007199254740993, "price": 12}"#).unwrap();
    assert_eq!(
        (read.id, read.pages, read.price),
        (17, Some(9_007_199_254_740_993), Some(12.0))
    );
}

#[test]
fn new_values_of_an_enum_are_kept() {
    let read = book(r#"{"id": 17, "genre": "poetry"}"#).unwrap();
    assert_eq!(read.genre, Some(Genre::Other("poetry".to_owned())));
    let read = book(r#"{"id": 17, "genre": "novel"}"#).unwrap();
    assert_eq!(read.genre, Some(Genre::Novel));
}

#[test]
fn new_error_codes_are_kept() {
    let answer = FindBooks::decode(answer(400, r#"{"code": 1077}"#)).unwrap();
    let find_books::FindBooksResponse::BadRequest(failure) = answer else {
        panic!("{answer:?}")
    };
    assert_eq!(failure.code, Some(find_books::ErrorCode::Unknown(1077)));
}

/// The method of the only payment.
fn method(body: &str) -> Result<Option<Method>, DecodeError> {
    let body = format!(r#"[{{"method": {body}}}]"#);
    match ListPayments::decode(answer(200, &body))? {
        ListPaymentsResponse::Ok(mut payments) => {
            let Payment { method, .. } = payments.remove(0);
            Ok(method)
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn new_shapes_of_a_union_are_kept() {
    let voucher = r#"{"type": "voucher", "last4": 4}"#;
    for unknown in [voucher, r#"{"last4": "4242"}"#, r#""none""#] {
        let Some(Method::Other(kept)) = method(unknown).unwrap() else {
            panic!("{unknown}")
        };
        assert_eq!(
            kept,
            serde_json::from_str::<serde_json::Value>(unknown).unwrap()
        );
    }
    let answer = LookUp::decode(answer(200, r#"{"shelf": 7}"#)).unwrap();
    assert!(
        matches!(answer, LookUpResponse::Ok(LookUpOk::Other(_))),
        "{answer:?}"
    );
}

/// The response to a request for a book, and the locations of values that were left out.
fn lossy_book(body: &str) -> (Box<Book>, Vec<String>) {
    let mut mismatches = Vec::new();
    match GetBook::read(answer(200, body), &mut mismatches).unwrap() {
        GetBookResponse::Ok(book) => (book, mismatches.iter().map(Mismatch::pointer).collect()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_known_tag_says_what_does_not_fit() {
    let body = r#"[{"method": {"type": "card", "last4": []}}]"#;
    let mut mismatches = Vec::new();
    ListPayments::read(answer(200, body), &mut mismatches).unwrap();
    let mismatch = &mismatches[0];
    assert_eq!(
        (
            mismatch.pointer().as_str(),
            mismatch.expected(),
            mismatch.found()
        ),
        ("/0/method/last4", "a string", "an array")
    );
}

#[test]
fn a_value_that_does_not_fit_costs_only_itself() {
    let (read, mismatches) =
        lossy_book(r#"{"id": "17", "title": "T", "pages": [], "author": {"name": ["Ada"]}}"#);
    assert_eq!(
        (read.id, read.title.as_deref(), read.pages),
        (17, Some("T"), None)
    );
    assert_eq!(mismatches, ["/pages", "/author/name"]);
}

#[test]
fn a_response_of_another_shape_is_kept() {
    let (read, mismatches) = lossy_book(r#"{"id": [], "title": "T"}"#);
    assert_eq!((read.id, read.title.as_deref()), (0, Some("T")));
    assert_eq!(mismatches, ["/id"]);

    let body = r#"{"code": 200, "message": "T"}"#;
    let error = book(body).unwrap_err();
    assert_eq!(error.mismatched().unwrap().pointer(), "/id");
    assert_eq!(error.response().status, 200);
    assert_eq!(error.response().text(), body);
    assert_eq!(error.response().headers.text("x-shelf"), Some("K 7"));

    let error = book("<html>").unwrap_err();
    assert_eq!(
        (error.mismatched(), error.response().text().as_ref()),
        (None, "<html>")
    );
    assert!(book("{}").unwrap_err().to_string().contains("`/id`"));
}

#[test]
fn an_undocumented_status_keeps_the_answer() {
    let answer = GetBook::decode(answer(429, "slow down")).unwrap();
    let GetBookResponse::Unknown(response) = answer else {
        panic!("{answer:?}")
    };
    assert_eq!(response.headers.retry_after().unwrap().as_secs(), 7);
}

#[test]
fn common_headers_are_typed_and_others_in_reach() {
    let headers = answer(200, "{}").headers;
    assert_eq!(headers.etag(), Some("\"b17\""));
    assert_eq!(headers.location(), Some("/books/17"));
    assert_eq!(headers.link("next").as_deref(), Some("/books?after=b2"));
    assert_eq!(headers.rate_limit_remaining(), Some(41));
    assert_eq!(headers.text("x-shelf"), Some("K 7"));
}
