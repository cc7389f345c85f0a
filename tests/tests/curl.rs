//! Runs curl: the command for each item of the vectors sends what the client sends.

use std::collections::BTreeMap;
use std::process::Command;

use client::curl::{Curl, Shell};
use client::{Body, Example, Ureq, http};
use tests::curl::{Request, is_installed, run};
use tests::recorder::Recorder;

type Examples = fn() -> Vec<Example>;

mod vectors {
    use super::Examples;

    include!(concat!(env!("OUT_DIR"), "/vectors.rs"));
}

/// Vectors in which curl differs, with the reason.
const DIFFERENCES: &[(&str, &str)] = &[(
    "auth-digest-known",
    "the collection knows the challenge of the server, while curl waits for it",
)];

#[test]
fn each_item_of_the_vectors_is_sent_by_curl_as_by_the_client() {
    if !is_installed() {
        eprintln!("curl or bash is not installed: nothing is compared");
        return;
    }
    let known: BTreeMap<&str, Examples> = vectors::ALL.iter().copied().collect();
    let server = Recorder::start(0, Vec::new()).unwrap();
    let (mut equal, mut wrong) = (0, Vec::new());
    for (id, vector) in tests::vectors::read() {
        for example in known.get(id.as_str()).map(|all| all()).unwrap_or_default() {
            let context =
                tests::vectors::context(&vector, example.pointer).base_url(server.base_url());
            let _ = example.send_blocking(&context, &Ureq::default());
            let by_client = sent(&server);
            let by_curl = example.curl(&context).ok().and_then(|curl| {
                let curl = curl.reveal();
                let body = curl.clone().into_request().into_body().into_bytes();
                let command = curl.command(Shell::Posix);
                let ran = run(&command, &[], &body.unwrap_or_default()).unwrap();
                let problem = String::from_utf8_lossy(&ran.stderr).into_owned();
                Some((sent(&server), command, problem)).filter(|(sent, ..)| sent.is_some())
            });
            let is_listed = DIFFERENCES.iter().any(|(known, _)| *known == id);
            let found = by_curl.as_ref().and_then(|(sent, ..)| sent.clone());
            equal += usize::from(found == by_client);
            if (found == by_client) == is_listed {
                wrong.push(format!(
                    "{id} {} (listed: {is_listed})\n  client {by_client:?}\n  curl   {by_curl:?}",
                    example.pointer
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{equal} equal, {} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_listed_difference_is_a_vector() {
    let vectors = tests::vectors::read();
    let ids = DIFFERENCES.iter().map(|(id, _)| *id);
    let unknown: Vec<&str> = ids.filter(|id| !vectors.contains_key(*id)).collect();
    assert_eq!(unknown, Vec::<&str>::new());
}

/// Texts that a shell would change, with each control character but NUL, and bytes that are not UTF-8.
fn awkward_texts() -> Vec<Vec<u8>> {
    let texts = [
        "it's \"quoted\" \\ and $HOME `cmd` ${x} !event",
        "two\r\nlines\n",
        "\u{202e}hidden\u{200b} and ü",
        "-dash",
        " space ",
    ];
    let mut texts: Vec<Vec<u8>> = texts.map(|text| text.as_bytes().to_vec()).to_vec();
    texts.push((1..128).collect());
    texts.push(b"caf\xe9 7".to_vec());
    texts
}

#[test]
fn a_shell_passes_each_text_unchanged() {
    if !is_installed() {
        eprintln!("bash is not installed: nothing is tried");
        return;
    }
    for text in awkward_texts() {
        let request = http::Request::builder().method("POST").uri("http://h/");
        let curl = Curl::new(request.body(Body::from(text.clone())).unwrap());
        let command = curl.reveal().command(Shell::Posix);
        let (_, word) = command.split_once("--data-raw ").unwrap();
        let printed = Command::new("bash")
            .args(["-c", &format!("printf %s {word}")])
            .output()
            .unwrap();
        assert_eq!(printed.stdout, text, "{word}");
    }
}

/// The first request that arrived.
fn sent(server: &Recorder) -> Option<Request> {
    server.take().into_iter().next().map(Request::from)
}
