//! The golden item, Zoom's "Update user status": what is generated for it, and what its code sends and reads.

use client::blocking;
use client::{Reqwest, Transport, Ureq};
use codegen::inputs::Inputs;
use codegen::{Generation, Options, generate};
use generated::zoom::update_user_status::{Action, ErrorCode, UpdateUserStatusResponse};
use generated::zoom::{self, UpdateUserStatus};
use tests::binary::project;
use tests::recorder::{Answer, Recorded, Recorder};

/// One of the two transports, on the calling thread.
#[derive(Debug, Clone, Copy)]
enum Over {
    Ureq,
    Reqwest,
}

const BOTH: [Over; 2] = [Over::Ureq, Over::Reqwest];

impl Over {
    fn send(self, server: &Recorder, operation: UpdateUserStatus) -> UpdateUserStatusResponse {
        let token = client::auth::BearerToken::new("t0ken");
        match self {
            Self::Ureq => {
                let zoom = zoom::blocking::Client::new(token).base_url(server.base_url());
                zoom.send(operation).expect("an answer")
            }
            Self::Reqwest => {
                let zoom = zoom::Client::new(token).base_url(server.base_url());
                let runtime = tests::calls::runtime();
                runtime.block_on(zoom.send(operation)).expect("an answer")
            }
        }
    }
}

fn deactivate() -> UpdateUserStatus {
    UpdateUserStatus::new("me", Action::Deactivate)
}

fn server(answers: Vec<Answer>) -> Recorder {
    Recorder::start(0, answers).expect("a free port")
}

fn options() -> Options {
    Options {
        crate_name: Some("generated".to_owned()),
        ..Options::default()
    }
}

fn generation() -> Generation {
    let mut inputs = Inputs::default();
    inputs.add_collections(&project().join("collections"));
    generate(&inputs.apis, &options())
}

/// The golden snapshot is the checked-in crate itself; there is no other copy of it.
#[test]
fn the_generator_writes_the_checked_in_crate() {
    let output = generation().output;
    assert!(output.get("zoom/update_user_status.rs").is_some());
    let stale = output.check(&project().join("generated/src")).unwrap();
    let stale: Vec<_> = stale.iter().map(|it| (&it.path, it.why)).collect();
    assert!(
        stale.is_empty(),
        "review `cargo run -p codegen -- check --diff`, then run `cargo run -p codegen`: {stale:?}"
    );
}

#[test]
fn output_does_not_depend_on_where_the_collections_are() {
    let mut elsewhere = Inputs::default();
    elsewhere.add_collections(&project().join("tests/../collections"));
    let from_elsewhere = generate(&elsewhere.apis, &options());
    assert_eq!(from_elsewhere.output, generation().output);
}

/// Vectors `pathvar-seed-shape` and `body-formdata-declared-no-boundary`.
#[test]
fn what_is_sent_is_what_postman_sends_and_the_token() {
    for over in BOTH {
        let server = server(Vec::new());
        over.send(
            &server,
            UpdateUserStatus::new("quis officia in", Action::Deactivate),
        );
        let sent: Vec<Recorded> = server.take();
        assert_eq!(sent.len(), 1);
        let sent = &sent[0];
        assert_eq!(
            (sent.method.as_str(), sent.target.as_str()),
            ("PUT", "/users/quis%20officia%20in/status")
        );
        assert_eq!(sent.header("authorization"), Some("Bearer t0ken"));
        assert_eq!(sent.header("content-length"), Some("171"));
        let content_type = sent.header("content-type").expect("a content type");
        let boundary = content_type
            .strip_prefix("multipart/form-data; boundary=")
            .expect("a boundary");
        let digits = boundary
            .strip_prefix("--------------------------")
            .expect("26 dashes");
        assert!(
            digits.len() == 24 && digits.bytes().all(|byte| byte.is_ascii_digit()),
            "{boundary}"
        );
        assert_eq!(
            String::from_utf8_lossy(&sent.body),
            format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"action\"\r\n\r\ndeactivate\r\n--{boundary}--\r\n"
            )
        );
        let types = sent
            .headers
            .iter()
            .filter(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        assert_eq!(
            types.count(),
            1,
            "the declared type without boundary is not sent as well"
        );
    }
}

#[test]
fn each_documented_status_is_its_variant() {
    for over in BOTH {
        let answer = |status, body| {
            let server = server(vec![Answer::new(status, "application/json", body)]);
            over.send(&server, deactivate())
        };
        assert!(matches!(answer(200, ""), UpdateUserStatusResponse::Ok));
        assert!(matches!(
            answer(204, ""),
            UpdateUserStatusResponse::NoContent
        ));
        let bad = answer(400, r#"{"code":300,"message":"x"}"#);
        let failure = bad.error_for_status().expect_err("400 is a failure");
        assert_eq!(failure.code, Some(ErrorCode::Code300));
        assert_eq!(failure.to_string(), "HTTP status 400: x");
        let missing = answer(404, r#"{"code":"1001"}"#);
        assert!(
            matches!(missing, UpdateUserStatusResponse::NotFound(failure) if failure.code == Some(ErrorCode::Code1001))
        );
        let unknown_code = answer(400, r#"{"code":7}"#);
        assert!(
            matches!(unknown_code, UpdateUserStatusResponse::BadRequest(failure) if failure.code == Some(ErrorCode::Unknown(7)))
        );
    }
}

#[test]
fn an_undocumented_status_keeps_the_whole_answer() {
    for over in BOTH {
        let server = server(vec![Answer::new(418, "text/plain", "a teapot")]);
        let answer = over.send(&server, deactivate());
        assert_eq!(answer.status(), 418);
        match answer {
            UpdateUserStatusResponse::Unknown(response) => assert_eq!(response.text(), "a teapot"),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_path_variable_cannot_leave_its_segment() {
    for value in ["", ".", ".."] {
        let zoom = zoom::blocking::Client::new("t0ken".into_token());
        let error = zoom
            .send(UpdateUserStatus::new(value, Action::Activate))
            .expect_err("refused");
        assert!(matches!(error, client::Error::Build(_)), "{error:?}");
    }
    let server = server(Vec::new());
    Over::Ureq.send(
        &server,
        UpdateUserStatus::new("a/../b?c#d%2F", Action::Activate),
    );
    assert_eq!(
        server.take()[0].target,
        "/users/a%2F..%2Fb%3Fc%23d%252F/status"
    );
}

/// A token from text, for one line in a test.
trait IntoToken {
    fn into_token(self) -> client::auth::BearerToken;
}

impl IntoToken for &str {
    fn into_token(self) -> client::auth::BearerToken {
        client::auth::BearerToken::new(self)
    }
}

#[test]
fn no_credential_is_ever_printed() {
    let zoom = zoom::blocking::Client::new("t0ken".into_token());
    let request = zoom.endpoint().request(deactivate()).expect("a request");
    for printed in [
        format!("{zoom:?}"),
        format!("{:?}", request.headers()),
        format!("{request:?}"),
    ] {
        assert!(!printed.contains("t0ken"), "{printed}");
    }
}

#[test]
fn without_credentials_the_scheme_is_named() {
    let zoom = zoom::blocking::Client::new(zoom::Credentials::new());
    let error = zoom.send(deactivate()).expect_err("no token");
    assert!(
        matches!(&error, client::Error::Build(error) if error.missing_scheme() == Some("oauth2")),
        "{error:?}"
    );
}

#[test]
fn values_are_read_as_they_are_written() {
    for action in Action::ALL {
        assert_eq!(action.as_str().parse(), Ok(*action));
    }
    assert!("delete".parse::<Action>().is_err());
}

#[test]
fn clients_can_cross_threads() {
    fn crosses<T: Send + Sync>() {}
    fn carries<T: Transport>() {}
    fn carries_blocking<T: blocking::Transport>() {}

    crosses::<zoom::Client>();
    crosses::<zoom::blocking::Client>();
    crosses::<UpdateUserStatus>();
    crosses::<UpdateUserStatusResponse>();
    carries::<Reqwest>();
    carries_blocking::<Ureq>();
}
