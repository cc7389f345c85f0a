//! Lists of values: repeated keys and joined texts, as they are sent.

use client::{Endpoint, http::Request};
use tests::every_construct::parameters::QueryOptional;
use tests::every_construct::parameters::query_optional::{Direction, Loose};
use tests::every_construct::{Credentials, EveryConstruct, Server};

/// The query that an operation is sent with.
fn query(operation: QueryOptional) -> String {
    let endpoint =
        Endpoint::<EveryConstruct>::new(Server::new("host", "hosts"), Credentials::default());
    let request: Request<_> = endpoint
        .base_url("https://example.com")
        .request(operation)
        .unwrap();
    request.uri().query().unwrap_or_default().to_owned()
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
