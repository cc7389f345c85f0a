//! Lists books over all pages, although the server is busy at first, and prints a span for each request.
//!
//! The client is generated from `tests/collections/library`. The server runs in the program itself.
//!
//! `cargo run -p tests --example list_pages`

use std::error::Error;
use std::time::Duration;

use api::library::Client;
use api::library::books::FindBooks;
use client::Retry;
use tests::recorder::{Answer, Recorder};
use tracing_subscriber::fmt::format::FmtSpan;

mod api {
    include!(concat!(env!("OUT_DIR"), "/collections/mod.rs"));
}

/// A busy server, then two pages.
fn answers() -> Vec<Answer> {
    let page = |body| Answer::new(200, "application/json", body);
    let mut first =
        page(r#"{"books": [{"id": 17, "title": "The Salt Road"}, {"id": 24, "title": "Bread"}]}"#);
    let next = r#"</books?page=2>; rel="next""#;
    first.headers.push(("Link".to_owned(), next.to_owned()));
    vec![
        Answer::new(503, "application/json", r#"{"message": "try again"}"#),
        first,
        page(r#"{"books": [{"id": 31, "title": "Tides"}]}"#),
    ]
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt()
        .with_span_events(FmtSpan::CLOSE)
        .with_writer(std::io::stderr)
        .init();
    let server = Recorder::start(0, answers())?;
    let library = Client::new(()).base_url(server.base_url());

    let retry = Retry::default().backoff(Duration::from_millis(10), Duration::from_secs(1));
    let mut books = library.call(FindBooks::new()).retry(retry).all_items();
    while let Some(book) = books.next().await? {
        println!("{}", book.title.unwrap_or_default());
    }
    Ok(())
}
