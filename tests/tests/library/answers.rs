//! Each saved answer is read by the types that were made of it.

use client::http::StatusCode;
use client::json::Maybe;
use client::{Operation, Response};

use crate::api::library::books::{
    AddBook, ChangeBook, DownloadCover, FindBooks, GetBook, UploadCover, add_book, change_book,
    download_cover, find_books, get_book, upload_cover,
};
use crate::api::library::members::{
    AddMember, FindLoans, ImportLoans, ListPayments, LookUp, add_member, find_loans, import_loans,
    list_payments, look_up,
};
use crate::api::library::types::Book;

/// The answers that the collection saved of an operation, read.
fn saved<O: Operation>() -> Vec<O::Response> {
    let saved = crate::saved(O::NAME).into_iter();
    saved
        .map(|(code, body)| O::decode(response(code, &body)).unwrap())
        .collect()
}

fn response(code: u16, body: &str) -> Response {
    Response {
        status: StatusCode::from_u16(code).unwrap(),
        body: body.to_owned().into(),
        ..Response::default()
    }
}

#[test]
fn pages_of_books_and_documented_failures() {
    use find_books::{
        ErrorCode,
        FindBooksResponse::{BadRequest, Ok},
    };

    let answers = saved::<FindBooks>();
    let [Ok(page), Ok(last), BadRequest(genre), BadRequest(gone)] = answers.as_slice() else {
        panic!("{answers:?}")
    };
    let books = &page.books;
    assert_eq!((books[0].id, books[0].price), (17, Some(12.5)));
    assert_eq!(
        (page.next.value().map(String::as_str), &last.next),
        (Some("b2"), &Maybe::Null)
    );
    assert_eq!(
        (genre.code, gone.code),
        (Some(ErrorCode::UnknownGenre), Some(ErrorCode::PageIsGone))
    );
    let payload = genre.payload.as_ref().unwrap();
    assert_eq!(payload.message.as_deref(), Some("The genre is not known."));
}

#[test]
fn what_is_nested_a_list_absent_or_null() {
    use get_book::GetBookResponse::{Failed, NotFound, NotModified, Ok};

    let answers = saved::<GetBook>();
    let [
        Ok(alone),
        Ok(of_series),
        NotModified(_),
        Failed(repaired),
        NotFound(failure),
    ] = answers.as_slice()
    else {
        panic!("{answers:?}")
    };
    assert_eq!(repaired.code, Some(get_book::ErrorCode::Code1005));
    assert_eq!(alone.tags, ["sea", "trade"]);
    assert_eq!(alone.available_from, Maybe::Null);
    assert!(alone.series.is_none());
    assert_eq!(alone.copies.as_ref().unwrap().south, Some(0));
    assert_eq!(of_series.series.as_ref().unwrap().volume, Some(2));
    assert_eq!(of_series.author.as_ref().unwrap().born, None);
    assert_eq!(failure.code, Some(get_book::ErrorCode::Code1003));
}

#[test]
fn a_success_with_an_error_code_is_a_failure() {
    use find_books::{ErrorCode, FindBooksResponse};

    // A page requires nothing, so it could be read from any object.
    let failed = FindBooks::decode(response(200, r#"{"code": 1001, "message": "?"}"#)).unwrap();
    let failure = failed.error_for_status().unwrap_err();
    assert_eq!(failure.code, Some(ErrorCode::UnknownGenre));
    let other = FindBooks::decode(response(200, r#"{"code": 7}"#)).unwrap();
    assert!(matches!(other, FindBooksResponse::Ok(_)));
}

#[test]
fn a_success_without_its_body_is_no_failure() {
    for body in ["", " \r\n"] {
        let empty = GetBook::decode(response(200, body)).unwrap();
        assert_eq!(empty.status(), 200);
        let get_book::GetBookResponse::Unknown(empty) = empty.error_for_status().unwrap() else {
            panic!("a payload")
        };
        assert!(empty.is_empty());
    }
}

#[test]
fn one_type_in_several_places() {
    let changed = saved::<ChangeBook>().remove(0);
    let change_book::ChangeBookResponse::Ok(changed) = changed else {
        panic!("{changed:?}")
    };
    let found = saved::<GetBook>().remove(1);
    let get_book::GetBookResponse::Ok(found) = found else {
        panic!("{found:?}")
    };
    // The compiler says that they are of one type.
    let books: [Box<Book>; 2] = [changed, found];
    assert_eq!(books.map(|book| book.id), [18, 18]);
}

#[test]
fn a_failure_with_a_payload_of_its_own() {
    use add_book::AddBookResponse::{Conflict, Created};

    let answers = saved::<AddBook>();
    let [Created(_), Created(added), Conflict(failure)] = answers.as_slice() else {
        panic!("{answers:?}")
    };
    assert_eq!(added.id, 20);
    assert_eq!(failure.payload.as_ref().unwrap().book, Some(17));
}

#[test]
fn objects_that_say_what_they_are() {
    use list_payments::{
        ListPaymentsResponse::{Gone, Ok},
        Method,
    };

    let answers = saved::<ListPayments>();
    let [Ok(payments), Gone(closed)] = answers.as_slice() else {
        panic!("{answers:?}")
    };
    let methods: Vec<&Method> = payments
        .iter()
        .filter_map(|it| it.method.as_ref())
        .collect();
    let [Method::Card(card), Method::Transfer(_), Method::Cash(cash)] = methods.as_slice() else {
        panic!("{methods:?}")
    };
    assert_eq!(
        (card.last4.as_deref(), cash.type_.as_str()),
        (Some("4242"), "cash")
    );
    // A float could not hold it.
    assert_eq!(payments[2].id, Some(9_007_199_254_740_993));
    assert_eq!(
        closed.response.text(),
        "The account of this member is closed."
    );
}

#[test]
fn objects_that_are_distinguished_by_their_fields() {
    use look_up::{LookUpOk, LookUpResponse::Ok};

    let answers = saved::<LookUp>();
    let [Ok(LookUpOk::Title(book)), Ok(LookUpOk::Email(member))] = answers.as_slice() else {
        panic!("{answers:?}")
    };
    assert_eq!((book.pages, member.loans), (96, 2));
}

#[test]
fn text_bytes_and_nothing() {
    let uploaded = saved::<UploadCover>();
    assert!(matches!(
        &uploaded[..],
        [upload_cover::UploadCoverResponse::NoContent]
    ));
    let pictures = saved::<DownloadCover>();
    assert!(
        matches!(&pictures[..], [download_cover::DownloadCoverResponse::Ok(bytes)] if bytes.is_empty())
    );
    let reports = saved::<ImportLoans>();
    assert!(
        matches!(&reports[..], [import_loans::ImportLoansResponse::Accepted(csv)] if csv.starts_with("line,"))
    );
}

#[test]
fn results_of_graphql() {
    let answers = saved::<FindLoans>();
    let [find_loans::FindLoansResponse::Ok(result)] = answers.as_slice() else {
        panic!("{answers:?}")
    };
    let loans = &result.data.as_ref().unwrap().loans;
    assert_eq!(
        (loans[0].book, loans[0].due.as_deref()),
        (Some(17), Some("2031-06-01"))
    );
}

/// A converter wrote it, so the example names types; this is what a server would send.
#[test]
fn declared_types() {
    let body = r#"{"id": "5f9c2a1e-8d7b-4c3a-9e1f-0a1b2c3d4e5f", "since": "2031-05-01T09:00:00Z", "loans": 3}"#;
    let add_member::AddMemberResponse::Created(member) =
        AddMember::decode(response(201, body)).unwrap()
    else {
        panic!("{body}")
    };
    assert_eq!((member.loans, member.name), (Some(3), None));
}
