//! What takes more than one request, or more than memory: streamed bodies, fetched tokens, redirects.

use std::io::Read;

use client::auth::{OAuth2, TokenEndpoint};
use client::{Api, Authorize, Credentials, Endpoint, File, Operation, Request, Response, Server};
use tests::recorder::{Answer, Recorded, Recorder};

/// An API by hand, as small as one can be.
#[derive(Debug, Clone, Copy)]
enum Files {}

impl Api for Files {
    const NAME: &'static str = "files";
    type Credentials = Tokens;
    type Server = Nowhere;
}

#[derive(Debug, Clone, Default)]
struct Nowhere;

impl Server for Nowhere {
    fn variable(&self, _: &str) -> Option<&str> {
        None
    }
}

#[derive(Debug, Clone, Default)]
struct Tokens(Option<OAuth2>);

impl Credentials for Tokens {
    fn scheme(&self, _: &str) -> Option<&dyn Authorize> {
        self.0.as_ref().map(|token| token as &dyn Authorize)
    }
}

/// Sends a file as the body.
#[derive(Debug, Clone)]
struct Upload(File);

impl Operation for Upload {
    type Api = Files;
    type Response = Response;
    type Output = Response;

    const NAME: &'static str = "Upload";
    const SCHEME: Option<&'static str> = None;

    fn into_request(self) -> Request {
        let mut request = Request::new("POST", "{{baseUrl}}");
        request.path("/files");
        request.file(self.0);
        request
    }
}

/// Asks for a file, with a token.
#[derive(Debug, Clone)]
struct Download;

impl Operation for Download {
    type Api = Files;
    type Response = Response;
    type Output = Response;

    const NAME: &'static str = "Download";
    const SCHEME: Option<&'static str> = Some("oauth2");

    fn into_request(self) -> Request {
        let mut request = Request::new("GET", "{{baseUrl}}");
        request.path("/files");
        request
    }
}

/// Sends with ureq, then with reqwest, each to its own server, and returns what arrived.
fn send_by_both<O: Operation<Api = Files, Response = Response>>(
    operation: impl Fn() -> O,
    answers: impl Fn(&Recorder) -> Vec<Answer>,
    tokens: impl Fn(&Recorder) -> Tokens,
) -> Vec<(Response, Vec<Recorded>)> {
    let endpoint = |server: &Recorder| {
        server.play(answers(server));
        Endpoint::<Files>::new(Nowhere, tokens(server)).base_url(server.base_url())
    };
    let blocking = Recorder::start(0, Vec::new()).expect("a free port");
    let client =
        client::blocking::Client::with_transport(endpoint(&blocking), client::Ureq::default());
    let first = client.send(operation()).expect("an answer");

    let asynchronous = Recorder::start(0, Vec::new()).expect("a free port");
    let client =
        client::Client::with_transport(endpoint(&asynchronous), client::Reqwest::default());
    let runtime = tests::calls::runtime();
    let second = runtime
        .block_on(client.send(operation()))
        .expect("an answer");
    vec![(first, blocking.take()), (second, asynchronous.take())]
}

#[test]
fn a_closure_is_a_transport_of_both_clients() {
    let endpoint = || Endpoint::<Files>::new(Nowhere, Tokens::default()).base_url("http://h");
    let reply = |request: &client::http::Request<client::Body>| Response {
        status: client::http::StatusCode::CREATED,
        body: request.uri().path().to_owned().into(),
        ..Response::default()
    };
    let upload = || Upload(File::bytes("x", "y"));

    let blocking = client::blocking::Client::with_transport(endpoint(), |request| {
        Ok::<_, std::convert::Infallible>(reply(&request))
    });
    assert_eq!(
        blocking.send(upload()).expect("a response").text(),
        "/files"
    );

    let asynchronous = client::Client::with_transport(endpoint(), |request| async move {
        Ok::<_, std::convert::Infallible>(reply(&request))
    });
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime");
    let response = runtime.block_on(asynchronous.send(upload()));
    assert_eq!(response.expect("a response").text(), "/files");
}

fn no_tokens(_: &Recorder) -> Tokens {
    Tokens::default()
}

fn no_answers(_: &Recorder) -> Vec<Answer> {
    Vec::new()
}

/// More than any buffer on the way.
const LENGTH: u64 = 3_000_000;

#[test]
fn a_reader_without_length_goes_out_in_chunks() {
    let upload = || Upload(File::reader("x.bin", std::io::repeat(7).take(LENGTH), None));
    for (_, sent) in send_by_both(upload, no_answers, no_tokens) {
        assert_eq!(sent[0].header("transfer-encoding"), Some("chunked"));
        assert_eq!(sent[0].header("content-length"), None);
        assert_eq!(sent[0].body.len() as u64, LENGTH);
        assert_eq!(
            sent[0].header("content-type"),
            Some("application/octet-stream")
        );
    }
}

#[test]
fn a_file_on_disk_goes_out_with_its_length() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.csv");
    std::fs::write(&path, vec![b'x'; 100_000]).expect("written");
    for (_, sent) in send_by_both(|| Upload(File::open(&path)), no_answers, no_tokens) {
        assert_eq!(sent[0].header("content-length"), Some("100000"));
        assert_eq!(sent[0].header("content-type"), Some("text/csv"));
        assert_eq!(sent[0].body.len(), 100_000);
    }
}

/// A redirect to a path of the same server.
fn redirect(status: u16) -> Answer {
    Answer {
        headers: vec![("Location".to_owned(), "/elsewhere".to_owned())],
        ..Answer::new(status, "text/plain", "")
    }
}

#[test]
fn a_redirect_that_asks_for_the_body_again_opens_the_file_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.txt");
    std::fs::write(&path, "again").expect("written");
    for (_, sent) in send_by_both(
        || Upload(File::open(&path)),
        |_| vec![redirect(307)],
        no_tokens,
    ) {
        assert_eq!(sent.len(), 2);
        assert!(
            sent.iter()
                .all(|request| request.method == "POST" && request.body == b"again")
        );
        assert_eq!(sent[1].target, "/elsewhere");
    }
}

#[test]
fn a_redirect_that_asks_for_a_reader_again_is_the_answer() {
    let upload = || Upload(File::reader("x", &b"once"[..], Some(4)));
    for (answer, sent) in send_by_both(upload, |_| vec![redirect(307)], no_tokens) {
        assert_eq!(sent.len(), 1);
        assert_eq!(answer.status.as_u16(), 307);
    }
}

#[test]
fn a_token_is_fetched_first_and_sent_with_the_request() {
    let answers = |_: &Recorder| {
        vec![Answer::new(
            200,
            "application/json",
            r#"{"access_token":"t1","expires_in":60}"#,
        )]
    };
    let tokens = |server: &Recorder| {
        let url = format!("{}/token", server.base_url());
        Tokens(Some(OAuth2::from_source(
            TokenEndpoint::client_credentials(url, "id", "secret"),
        )))
    };
    for (_, sent) in send_by_both(|| Download, answers, tokens) {
        let targets: Vec<&str> = sent.iter().map(|request| request.target.as_str()).collect();
        assert_eq!(targets, ["/token", "/files"]);
        assert_eq!(sent[0].body, b"grant_type=client_credentials");
        assert_eq!(sent[0].header("authorization"), Some("Basic aWQ6c2VjcmV0"));
        assert_eq!(sent[1].header("authorization"), Some("Bearer t1"));
    }
}

#[test]
fn endless_redirects_end_in_an_error() {
    let server = Recorder::start(0, (0..12).map(|_| redirect(302)).collect()).expect("a free port");
    let endpoint = Endpoint::<Files>::new(Nowhere, Tokens::default()).base_url(server.base_url());
    let client = client::blocking::Client::with_transport(endpoint, client::Ureq::default());
    let error = client
        .send(Upload(File::bytes("x", "y")))
        .expect_err("no end");
    assert!(
        matches!(error, client::Error::TooManyRedirects(_)),
        "{error:?}"
    );
    assert_eq!(server.take().len(), 11);
}
