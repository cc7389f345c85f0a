use super::*;

fn response(body: &str) -> Response {
    Response {
        body: Bytes::copy_from_slice(body.as_bytes()),
        ..Response::default()
    }
}

fn fetch(source: &TokenEndpoint) -> http::Request<Bytes> {
    match source.token().expect("a state") {
        Token::Fetch(request) => *request,
        Token::Ready(token) => panic!("already has {token:?}"),
    }
}

#[test]
fn a_token_is_fetched_once_and_refreshed_when_it_expires() {
    let source = TokenEndpoint::client_credentials("https://auth.example.test/token", "id", "s")
        .scope("a b");
    let request = fetch(&source);
    assert_eq!(request.headers()["authorization"], "Basic aWQ6cw==");
    assert_eq!(request.body(), "grant_type=client_credentials&scope=a%20b");

    let token = response(r#"{"access_token":"t1","expires_in":3600,"refresh_token":"r1"}"#);
    source.fetched(&token).expect("a token");
    assert!(matches!(source.token(), Ok(Token::Ready(token)) if token.expose() == "t1"));

    source
        .fetched(&response(r#"{"access_token":"t2","expires_in":"1"}"#))
        .expect("a token");
    assert_eq!(
        fetch(&source).body(),
        "grant_type=refresh_token&refresh_token=r1&scope=a%20b"
    );
}

#[test]
fn a_refused_refresh_token_falls_back_to_the_grant() {
    let source = TokenEndpoint::password("https://auth.example.test/token", "id", "s", "u", "p");
    source
        .fetched(&response(
            r#"{"access_token":"t","expires_in":1,"refresh_token":"r"}"#,
        ))
        .expect("a token");
    let refused = Response {
        status: http::StatusCode::BAD_REQUEST,
        ..response(r#"{"error":"invalid_grant"}"#)
    };
    source.fetched(&refused).expect("tries again");
    assert_eq!(
        fetch(&source).body(),
        "grant_type=password&username=u&password=p"
    );
    assert!(source.fetched(&refused).is_err());
}

#[test]
fn a_refusal_does_not_end_the_token_that_another_call_has_fetched() {
    let source = TokenEndpoint::refresh_token("https://auth.example.test/token", "id", "s", "r");
    let token = response(r#"{"access_token":"t","expires_in":3600}"#);
    source.fetched(&token).expect("a token");
    let refused = Response {
        status: http::StatusCode::BAD_REQUEST,
        ..response(r#"{"error":"invalid_grant"}"#)
    };
    source.fetched(&refused).expect("no error");
    assert!(matches!(source.token(), Ok(Token::Ready(token)) if token.expose() == "t"));
}

#[test]
fn secrets_are_never_printed() {
    let source = TokenEndpoint::refresh_token(
        "https://u:hush@auth.example.test/token?key=hush",
        "id",
        "hush1",
        "hush2",
    );
    assert!(!format!("{source:?}").contains("hush"));
    assert!(!format!("{:?}", source.token()).contains("hush"));
    let request = fetch(&source);
    assert!(request.headers()["authorization"].is_sensitive());
}
