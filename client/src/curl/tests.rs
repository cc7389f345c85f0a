//! Commands as a person sees them.

use http::header::AUTHORIZATION;

use super::*;
use crate::file::File;
use crate::request::{Encoding, Request};

fn post(content_type: &str, body: &str) -> http::Request<Body> {
    http::Request::builder()
        .method("POST")
        .uri("https://h/a?page=2&api_key=k")
        .header(CONTENT_TYPE, content_type)
        .header(CONTENT_LENGTH, body.len())
        .body(Body::from(body.to_owned()))
        .unwrap()
}

#[test]
fn credentials_are_hidden_unless_they_are_revealed() {
    let mut request = post("application/json", r#"{"password": "hush"}"#);
    let mut bearer = HeaderValue::from_static("Bearer hush");
    bearer.set_sensitive(true);
    request.headers_mut().insert(AUTHORIZATION, bearer);
    let curl = Curl::new(request);
    assert_eq!(
        curl.to_string(),
        "curl --request POST 'https://h/a?page=2&api_key=***' \\\n  \
         --header 'Content-Type: application/json' \\\n  \
         --header 'Authorization: Bearer ***' \\\n  \
         --data-raw '{\"password\": \"***\"}'"
    );
    assert!(
        curl.reveal()
            .to_string()
            .contains(r#"'{"password": "hush"}'"#)
    );
}

#[test]
fn a_marked_text_is_a_variable_of_the_shell() {
    let curl = Curl::new(post("text/plain", "it's tok0x\u{1b}!")).variable("tok0x", "SHOP_TOKEN");
    let of = |shell| {
        curl.command(shell)
            .split_once("--data-raw ")
            .unwrap()
            .1
            .to_owned()
    };
    assert_eq!(of(Shell::Posix), r#"'it'\''s '"$SHOP_TOKEN"$'\033!'"#);
    assert_eq!(of(Shell::PowerShell), "\"it's ${env:SHOP_TOKEN}`u{1b}!\"");
    let curl = Curl::new(post("text/plain", "\"tok0x\"")).variable("tok0x", "SHOP_TOKEN");
    let command = curl.command(Shell::Cmd);
    assert!(
        command.ends_with("--data-raw ^\"\\^\"%SHOP_TOKEN%\\^\"^\""),
        "{command}"
    );
}

#[test]
fn a_shell_that_cannot_hold_a_body_reads_it_from_standard_input() {
    let curl = Curl::new(post("text/plain", "a\r\nb"));
    assert!(
        curl.command(Shell::Posix)
            .ends_with("--data-raw $'a\\r\nb'")
    );
    assert!(curl.command(Shell::Cmd).ends_with("--data-binary @-"));
    assert_eq!(
        curl.render(Shell::Cmd).notes,
        [
            "the body is read from standard input, because it has characters that a command cannot contain"
        ]
    );
    let binary = Curl::new(post("text/plain", "\0"));
    assert!(binary.to_string().ends_with("--data-binary @-"));
}

#[test]
fn curl_authorizes_requests_where_it_can() {
    let login = |scheme| {
        let request = http::Request::builder().uri("http://h/");
        let mut request = request.body(Body::default()).unwrap();
        let signed = HeaderValue::from_static("signed");
        request.headers_mut().insert(AUTHORIZATION, signed.clone());
        request.headers_mut().insert("x-amz-date", signed);
        let login = Login {
            scheme,
            user: "ada".to_owned(),
            password: "hush".into(),
        };
        Curl::new(request).login(Some(login)).to_string()
    };
    assert!(login(LoginScheme::Digest).contains("--digest \\\n  --user 'ada:***'"));
    let scheme = LoginScheme::AwsV4 {
        region: "eu-west-1".to_owned(),
        service: "s3".to_owned(),
    };
    assert_eq!(
        login(scheme),
        "curl --request GET http://h/ \\\n  --aws-sigv4 aws:amz:eu-west-1:s3 \\\n  --user 'ada:***'"
    );
}

/// The command for a form.
fn form(fill: impl FnOnce(&mut Request)) -> Curl {
    let mut request = Request::new("POST", "http://h/");
    fill(&mut request);
    let resolved = request.resolve(&|_| None, None, Encoding::Segment);
    resolved.expect("a URL");
    Curl::new(request.finish().expect("a request"))
}

#[test]
fn the_parts_of_a_form_are_options() {
    let curl = form(|request| {
        request.form_text("note", "@not a file; \"x\"");
        request.form_text("api_key", "hush");
        request.form_part("meta", "{\"a\": 1}", Some("application/json"), None);
        request.form_file("photo", File::open_later("dir/a b.png"));
        request.form_file("scan", File::open_later("c.bin").file_name("d.bin"));
    });
    let expected = [
        "curl --request POST http://h/",
        "--form-string 'note=@not a file; \"x\"'",
        "--form-string 'api_key=***'",
        r#"--form 'meta="{\"a\": 1}";type=application/json'"#,
        "--form 'photo=@\"dir/a b.png\";type=image/png'",
        "--form 'scan=@\"c.bin\";type=application/octet-stream;filename=\"d.bin\"'",
    ];
    assert_eq!(curl.to_string(), expected.join(" \\\n  "));
}

#[test]
fn a_form_that_curl_cannot_write_is_a_body() {
    let curl = form(|request| request.form_text("a=b", "1"));
    let command = curl.to_string();
    assert!(command.contains("--data-raw $'-----"), "{command}");
    assert!(command.contains("; boundary=-----"), "{command}");
}

#[test]
fn a_file_is_read_by_curl() {
    let curl = form(|request| request.file(File::open_later("-")));
    assert!(curl.to_string().ends_with("--data-binary @./-"), "{curl}");
}

#[test]
fn a_command_that_reveals_credentials_is_printed_without_them() {
    let mut request = post("application/json", r#"{"password": "hush"}"#);
    let bearer = HeaderValue::from_static("Bearer hush");
    request.headers_mut().insert(AUTHORIZATION, bearer);
    let printed = format!("{:?}", Curl::new(request).reveal());
    assert!(printed.contains("https://h/a?***"), "{printed}");
    assert!(!printed.contains("hush"), "{printed}");
}
