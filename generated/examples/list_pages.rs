//! Lists all pages of users, although the server is busy at first, and prints a span for each request.
//!
//! `cargo run -p generated --features tracing --example list_pages`

#[path = "support/server.rs"]
mod server;

use std::error::Error;
use std::time::Duration;

use generated::client::{Custom, Pagination, Request, Retry};
use generated::zoom;
use tracing_subscriber::fmt::format::FmtSpan;

/// A busy server, then three pages.
fn answers() -> impl FnMut(&str) -> (&'static str, &'static str) {
    let mut asked = 0;
    move |line| {
        asked += 1;
        match line {
            _ if asked == 1 => ("503 Service Unavailable", r#"{"message": "try again"}"#),
            "GET /users?page_size=2" => (
                "200 OK",
                r#"{"users": ["Ada", "Bob"], "next_page_token": "b"}"#,
            ),
            "GET /users?page_size=2&next_page_token=b" => (
                "200 OK",
                r#"{"users": ["Cy", "Di"], "next_page_token": "c"}"#,
            ),
            _ => ("200 OK", r#"{"users": ["Eve"], "next_page_token": ""}"#),
        }
    }
}

/// The request for a list of users, which is not in the collection.
fn list_users() -> Custom<zoom::Zoom> {
    let mut request = Request::new("GET", "{{baseUrl}}");
    request.path("/users");
    request.query("page_size", "2");
    Custom::new(request)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt()
        .with_span_events(FmtSpan::CLOSE)
        .with_writer(std::io::stderr)
        .init();
    let mut answer = answers();
    let server = server::start(move |line, _, stream| {
        let (status, body) = answer(line);
        server::respond(stream, status, "application/json", body.as_bytes())
    })?;
    let zoom = zoom::Client::new(zoom::auth::BearerToken::new("token")).base_url(server);

    let retry = Retry::default().backoff(Duration::from_millis(10), Duration::from_secs(1));
    let call = zoom.call(list_users()).scheme("oauth2").retry(retry);
    let mut pages = call.pages(Pagination::cursor("next_page_token", "/next_page_token"));
    while let Some(page) = pages.next().await? {
        let page: serde_json::Value = page.json()?;
        println!("{}", page["users"]);
    }
    Ok(())
}
