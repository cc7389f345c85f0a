//! Lists of values: repeated keys, keys with indexes and joined texts, as they are sent.

use client::{Endpoint, JsonBody, Operation, http::Request};
use tests::every_construct::bodies::{IndexedFormData, IndexedUrlencoded, indexed_urlencoded};
use tests::every_construct::parameters::indexed_query::{self, Line};
use tests::every_construct::parameters::query_optional::{Direction, Loose};
use tests::every_construct::parameters::{IndexedQuery, QueryOptional};
use tests::every_construct::{Credentials, EveryConstruct, Server};

fn request<O: Operation<Api = EveryConstruct>>(operation: O) -> Request<client::Body> {
    let endpoint =
        Endpoint::<EveryConstruct>::new(Server::new("host", "hosts"), Credentials::default());
    let endpoint = endpoint.base_url("https://example.com");
    endpoint.request(operation).unwrap()
}

/// The query that an operation is sent with.
fn query<O: Operation<Api = EveryConstruct>>(operation: O) -> String {
    let request = request(operation);
    request.uri().query().unwrap_or_default().to_owned()
}

fn body<O: Operation<Api = EveryConstruct>>(operation: O) -> String {
    let body = request(operation).into_body().into_bytes().unwrap();
    String::from_utf8(body.to_vec()).unwrap()
}

#[test]
fn a_list_without_a_separator_repeats_its_key() {
    let ways = [Direction::Up, Direction::Down];
    assert_eq!(
        query(QueryOptional::new().directions(ways)),
        "directions=up&directions=down"
    );
}

#[test]
fn a_list_with_a_separator_is_one_text() {
    let sent = QueryOptional::new()
        .joined_texts(["x", "y"])
        .joined_numbers([1, 2])
        .joined_directions([Direction::Down, Direction::Up])
        .joined_looses([Loose::B, Loose::from("c")]);
    assert_eq!(
        query(sent),
        "joined_texts=x,y&joined_numbers=1,2&joined_directions=down,up&joined_looses=b,c"
    );
}

#[test]
fn an_empty_list_with_a_separator_is_left_out() {
    let nothing = <[Direction; 0]>::default();
    assert_eq!(query(QueryOptional::new().joined_directions(nothing)), "");
}

#[test]
fn a_list_with_indexes_in_its_keys_counts_from_the_first_one_of_the_collection() {
    let sent = IndexedQuery::new(
        ["x", "y z"],
        [Line::new("a").taxes(["1", "2"]), Line::new("b")],
    )
    .numbers([7, 8])
    .directions([indexed_query::Direction::Down])
    .addresses([std::net::IpAddr::from([127, 0, 0, 1])])
    .order_rows([Line::new("c&d")]);
    assert_eq!(
        query(sent),
        "texts[0]=x&texts[1]=y%20z&numbers[1]=7&numbers[2]=8&directions[0]=down\
         &addresses[0]=127.0.0.1&lines[0][sku]=a&lines[0][taxes][0]=1&lines[0][taxes][1]=2\
         &lines[1][sku]=b&order[rows][1].sku=c%26d"
    );
}

#[test]
fn an_empty_list_with_indexes_is_left_out() {
    let lines = <[Line; 0]>::default();
    assert_eq!(query(IndexedQuery::new(["x"], lines)), "texts[0]=x");
}

#[test]
fn forms_have_lists_with_indexes_in_their_keys() {
    let line = indexed_urlencoded::Line::new("a").taxes(["1"]);
    let sent = body(IndexedUrlencoded::new(["x"], [line]));
    assert_eq!(
        sent,
        "texts%5B0%5D=x&lines%5B0%5D%5Bsku%5D=a&lines%5B0%5D%5Btaxes%5D%5B0%5D=1"
    );
    let raw = JsonBody::raw(r#"{"sku": 5}"#);
    let sent = body(IndexedFormData::new(["x"], [raw]));
    assert!(sent.contains("name=\"texts[0]\"\r\n\r\nx\r\n"), "{sent}");
    assert!(
        sent.contains("name=\"lines[0][sku]\"\r\n\r\n5\r\n"),
        "{sent}"
    );
}
