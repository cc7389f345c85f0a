//! What is sent, as a server receives it.

use std::collections::BTreeMap;

use client::json::Maybe;
use client::{File, JsonBody, Operation, ResponseHeaders as _};
use serde_json::{Value, json};
use tests::recorder::{Answer, Recorded, Recorder};

use crate::api::library::books::add_book::{AddBookBody, AddBookResponse};
use crate::api::library::books::change_book::ChangeBookBody;
use crate::api::library::books::find_books::{Branch, Genre, Include, Sort};
use crate::api::library::books::upload_cover::{About, Credit, Side};
use crate::api::library::books::{AddBook, ChangeBook, FindBooks, GetBook, UploadCover};
use crate::api::library::members::add_member::AddMemberBody;
use crate::api::library::members::find_loans::Variables;
use crate::api::library::members::{AddMember, FindLoans, ImportLoans};
use crate::api::library::types::{Author, Series};
use crate::api::library::{Library, blocking};

fn send<O: Operation<Api = Library>>(operation: O) -> Recorded {
    let server = Recorder::start(0, vec![Answer::new(599, "text/plain", "")]).unwrap();
    let library = blocking::Client::new(()).base_url(server.base_url());
    library
        .send(operation)
        .unwrap_or_else(|error| panic!("{error}"));
    server.take().remove(0)
}

/// The body, as JSON.
fn body<O: Operation<Api = Library>>(operation: O) -> Value {
    serde_json::from_slice(&send(operation).body).unwrap()
}

#[test]
fn query_parameters_are_sent_where_they_are_given() {
    assert_eq!(send(FindBooks::new()).target, "/books");
    let sent = send(
        FindBooks::new()
            .genre(Genre::History)
            .sort(Sort::Added)
            .limit(5)
            .branch(Branch::Other("east".to_owned())),
    );
    assert_eq!(
        sent.target,
        "/books?genre=history&sort=added&limit=5&branch=east"
    );
}

#[test]
fn a_comma_separated_list_is_one_parameter() {
    let sent = send(FindBooks::new().include([Include::Copies, Include::Series]));
    assert_eq!(sent.target, "/books?include=copies,series");
}

#[test]
fn headers_are_sent_where_they_are_given() {
    assert_eq!(send(GetBook::new("17")).header("if-none-match"), None);
    let sent = send(GetBook::new("17").if_none_match("\"b17\""));
    assert_eq!(sent.header("if-none-match"), Some("\"b17\""));
}

#[test]
fn a_json_body_leaves_out_what_is_not_given() {
    let book = AddBookBody::default()
        .isbn("9780000000031")
        .copies(2)
        .author(Author::default().name("Ada Marsh"))
        .prices(BTreeMap::from([("EUR".to_owned(), 12.5)]));
    assert_eq!(
        body(AddBook::new(book)),
        json!({"isbn": "9780000000031", "copies": 2, "author": {"name": "Ada Marsh"}, "prices": {"EUR": 12.5}})
    );
    let unshelved = AddBookBody::default().shelf_mark(Maybe::Null);
    assert_eq!(body(AddBook::new(unshelved)), json!({"shelf-mark": null}));
    let raw = JsonBody::raw(r#"{"more": [1]}"#);
    assert_eq!(body(AddBook::new(raw)), json!({"more": [1]}));
}

#[test]
fn absent_and_null_are_distinguished() {
    let sent = |change: ChangeBookBody| body(ChangeBook::new("17", change));
    assert_eq!(sent(ChangeBookBody::default()), json!({}));
    assert_eq!(
        sent(ChangeBookBody::default().series(Maybe::Null)),
        json!({"series": null})
    );
    let series = Series::default().name("Roads").volume(1);
    assert_eq!(
        sent(ChangeBookBody::default().series(series)),
        json!({"series": {"name": "Roads", "volume": 1}})
    );
}

#[test]
fn declared_types_are_sent_as_such() {
    let member = AddMemberBody::default()
        .name("Jo")
        .visits(3)
        .limit(2.5)
        .confirmed(true);
    assert_eq!(
        body(AddMember::new(member)),
        json!({"name": "Jo", "visits": 3, "limit": 2.5, "confirmed": true})
    );
}

#[test]
fn a_form_field_can_hold_json() {
    let cover = File::bytes("cover.png", "PNG");
    let about = About::default().artist("Lin Gray");
    let sent = send(UploadCover::new("17", cover).about(about).side(Side::Back));
    let text = String::from_utf8(sent.body).unwrap();
    assert!(
        text.contains(
            "name=\"about\"\r\nContent-Type: application/json\r\n\r\n{\"artist\":\"Lin Gray\"}\r\n"
        ),
        "{text}"
    );
    assert!(text.contains("name=\"side\"\r\n\r\nback\r\n"), "{text}");
}

#[test]
fn a_form_field_can_hold_a_list_in_json() {
    let cover = File::bytes("cover.png", "PNG");
    let credits = vec![Credit::default().name("Ada"), Credit::default().part("ink")];
    let sent = send(UploadCover::new("17", cover).credits(credits));
    let text = String::from_utf8(sent.body).unwrap();
    let field = "name=\"credits\"\r\n\r\n[{\"name\":\"Ada\"},{\"part\":\"ink\"}]\r\n";
    assert!(text.contains(field), "{text}");
}

#[test]
fn graphql_sends_its_query_with_the_variables() {
    let sent = body(FindLoans::new(Variables::new(5).open(false)));
    assert_eq!(sent["variables"], json!({"member": 5, "open": false}));
    assert!(
        sent["query"].as_str().unwrap().starts_with("query Loans("),
        "{sent}"
    );
}

#[test]
fn a_body_that_is_no_json_is_sent_as_it_is_given() {
    assert_eq!(send(ImportLoans::new("17\n18\n")).body, b"17\n18\n");
}

#[test]
fn headers_of_the_answer_are_in_reach() {
    let mut created = Answer::new(201, "application/json", r#"{"id": 19}"#);
    created
        .headers
        .push(("Location".to_owned(), "/books/19".to_owned()));
    let server = Recorder::start(0, vec![created]).unwrap();
    let library = blocking::Client::new(()).base_url(server.base_url());
    let received = library
        .send_full(AddBook::new(AddBookBody::default()))
        .unwrap();
    assert_eq!(received.headers.location(), Some("/books/19"));
    assert!(matches!(received.response, AddBookResponse::Created(book) if book.id == 19));
}
