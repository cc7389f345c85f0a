//! Streams of JSON values, as generated code reads them: `typed_events` and `json_lines` of operations in
//! `tests/every_construct/responses.rs`.

use std::fmt::Debug;

use client::{EventError, EventStream};
use tests::calls::runtime;
use tests::every_construct::responses::{Events, EventsOrJson, Lines};
use tests::every_construct::{Client, Credentials, EveryConstruct, Server, blocking};
use tests::recorder::{Answer, Recorder};

fn events(body: &str) -> Answer {
    Answer::new(200, "text/event-stream", body)
}

fn server() -> Server {
    Server::new("host", "hosts")
}

/// Calls that are recorded by a server of their own.
fn recorder(answers: &[Answer]) -> Recorder {
    Recorder::start(0, answers.to_vec()).expect("a free port")
}

/// The headers `Last-Event-ID` of all requests.
fn last_ids(recorder: &Recorder) -> Vec<String> {
    let requests = recorder.take();
    let ids = requests.iter().map(|it| it.header("last-event-id"));
    ids.map(|id| id.unwrap_or("none").to_owned()).collect()
}

/// The number in the data of an event, or their text if they do not have the type.
fn seen<D, E: Debug>(
    event: Result<client::Event<D>, EventError<E>>,
    number: fn(D) -> i64,
) -> Result<i64, String> {
    match event {
        Ok(event) => Ok(number(event.data)),
        Err(EventError::Data { event, .. }) => Err(event.data),
        Err(other) => panic!("{other:?}"),
    }
}

/// Reads all events with each transport, and compares them and the ids that were sent.
fn check<O>(
    operation: &O,
    number: fn(O::Data) -> i64,
    answers: &[Answer],
    data: &[Result<i64, String>],
    ids: &[&str],
) where
    O: EventStream<Api = EveryConstruct> + Clone,
{
    let recorder_ = recorder(answers);
    let url = recorder_.base_url();
    let client = blocking::Client::with_server(server(), Credentials::new());
    let call = client.call(operation.clone()).base_url(&url);
    let mut events = call.typed_events();
    let received: Vec<_> = events.by_ref().map(|it| seen(it, number)).collect();
    assert!(events.next().is_none(), "nothing follows the end");
    assert_eq!(received, data, "ureq");
    assert_eq!(last_ids(&recorder_), ids, "ureq");

    let recorder_ = recorder(answers);
    let url = recorder_.base_url();
    let client = Client::with_server(server(), Credentials::new());
    let call = client.call(operation.clone()).base_url(&url);
    let received = runtime().block_on(async {
        let (mut events, mut received) = (call.typed_events(), Vec::new());
        while let Some(event) = events.next().await.transpose() {
            received.push(seen(event, number));
        }
        assert!(
            matches!(events.next().await, Ok(None)),
            "nothing follows the end"
        );
        received
    });
    assert_eq!(received, data, "reqwest");
    assert_eq!(last_ids(&recorder_), ids, "reqwest");
}

#[test]
fn generated_events_have_the_type_of_their_example_and_continue_after_a_lost_connection() {
    let answers = [
        events("id: 1\nretry: 1\ndata: {\"n\": 1}\n\ndata: {\"n\""),
        events("event: ping\ndata:\n\nid: 2\ndata: {\"n\": 2}\n\n"),
        Answer::new(204, "text/plain", ""),
    ];
    let expected = [Ok(1), Ok(2)];
    let ids = ["none", "1", "2"];
    check(&Events::new(), |it| it.n, &answers, &expected, &ids);
}

#[test]
fn a_generated_stream_ends_at_the_end_that_its_example_shows() {
    let answers = [events(
        "id: 1\ndata: 1\n\ndata: 2\n\ndata: [DONE]\n\ndata: 3\n\n",
    )];
    let expected = [Ok(1), Ok(2)];
    check(
        &EventsOrJson::new(),
        |it| it,
        &answers,
        &expected,
        &["none"],
    );
}

#[test]
fn data_of_another_type_do_not_end_a_generated_stream() {
    let answers = [events("data: 1\n\ndata: x\n\ndata: 3\n\n")];
    let expected = [Ok(1), Err("x".to_owned()), Ok(3)];
    check(
        &EventsOrJson::new(),
        |it| it,
        &answers,
        &expected,
        &["none"],
    );
}

#[test]
fn generated_lines_have_the_type_of_their_example() {
    let lines = "{\"id\": 1}\n\n{\"id\": 2}";
    let answers = [Answer::new(200, "application/x-ndjson", lines)];
    let recorder = recorder(&[answers.clone(), answers].concat());
    let url = recorder.base_url();

    let client = blocking::Client::with_server(server(), Credentials::new());
    let values = client.call(Lines::new()).base_url(&url).json_lines();
    let values = values.expect("a response");
    let ids: Vec<i64> = values.map(|value| value.expect("a line").id).collect();
    assert_eq!(ids, [1, 2]);

    let client = Client::with_server(server(), Credentials::new());
    let ids = runtime().block_on(async {
        let values = client.call(Lines::new()).base_url(&url).json_lines();
        let (mut values, mut ids) = (values.await.expect("a response"), Vec::new());
        while let Some(value) = values.next().await.expect("a line") {
            ids.push(value.id);
        }
        ids
    });
    assert_eq!(ids, [1, 2]);
}
