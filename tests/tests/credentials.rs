//! Generated credentials sign and fetch tokens as the collection says, over a real socket.

use client::auth::{Asap, AwsV4, ClientAuthentication};
use client::{Custom, Endpoint, Request, blocking};
use tests::every_construct::{Credentials, EveryConstruct, Server};
use tests::recorder::{Answer, Recorded, Recorder};

/// The request that is sent with a scheme of these credentials.
fn sent(credentials: Credentials, scheme: &'static str) -> Recorded {
    let server = Recorder::start(0, vec![Answer::new(200, "text/plain", "")]).expect("a free port");
    let endpoint = Endpoint::<EveryConstruct>::new(Server::new("host", "hosts"), credentials);
    let client = blocking::Client::with_transport(endpoint, client::Ureq::default());
    let call = client.call(Custom::new(Request::new("GET", "{{baseUrl}}/x")));
    let call = call.base_url(server.base_url()).scheme(scheme);
    call.send().expect("a response");
    server.take().remove(0)
}

fn authorization(credentials: Credentials, scheme: &'static str) -> String {
    let request = sent(credentials, scheme);
    request.header("authorization").expect("signed").to_owned()
}

#[test]
fn signatures_have_the_parameters_of_the_collection_unless_the_program_sets_others() {
    let credentials = Credentials::new().awsv4(AwsV4::new("key", "secret"));
    let header = authorization(credentials, "awsv4");
    assert!(header.contains("/eu-west-1/iam/aws4_request"), "{header}");

    let own = AwsV4::new("key", "secret").region("us-east-2");
    let header = authorization(Credentials::new().awsv4(own), "awsv4");
    assert!(header.contains("/us-east-2/iam/aws4_request"), "{header}");
}

#[test]
fn a_json_web_token_needs_only_its_key() {
    let header = authorization(Credentials::new().jwt("secret"), "jwt");
    let token = header.strip_prefix("Bearer ").expect("a token");
    let mut parts = token.split('.');
    let mut decoded = || {
        use base64::Engine as _;
        use base64::engine::general_purpose::URL_SAFE_NO_PAD;

        let part = URL_SAFE_NO_PAD.decode(parts.next().expect("a part"));
        String::from_utf8(part.expect("Base64")).expect("text")
    };
    assert_eq!(decoded(), r#"{"alg":"HS512"}"#);
    assert_eq!(decoded(), r#"{"sub":"1"}"#);
}

#[test]
fn a_key_that_signs_nothing_is_an_error_and_no_panic() {
    let server = Recorder::start(0, Vec::new()).expect("a free port");
    let credentials = Credentials::new().asap(Asap::from_key("no key"));
    let endpoint = Endpoint::<EveryConstruct>::new(Server::new("host", "hosts"), credentials);
    let client = blocking::Client::with_transport(endpoint, client::Ureq::default());
    let call = client.call(Custom::new(Request::new("GET", "{{baseUrl}}/x")));
    let refused = call.base_url(server.base_url()).scheme("asap").send();
    assert!(
        matches!(refused, Err(client::Error::Auth(_))),
        "{refused:?}"
    );
    assert!(server.take().is_empty());
}

#[test]
fn tokens_are_fetched_as_the_collection_says() {
    let token = Answer::new(200, "application/json", r#"{"access_token": "t1"}"#);
    let issuer = Recorder::start(0, vec![token]).expect("a free port");
    // The collection names a server that does not exist.
    let provider = Credentials::oauth2_provider()
        .token_url(format!("{}/token", issuer.base_url()))
        .client_id("id")
        .client_secret("hush");
    let tokens = provider.client_credentials();
    assert_eq!(
        authorization(Credentials::new().oauth2(tokens), "oauth2"),
        "Bearer t1"
    );
    let request = issuer.take().remove(0);
    let body = String::from_utf8_lossy(&request.body).into_owned();
    assert_eq!(
        body,
        "grant_type=client_credentials&scope=a%20b&t=v&client_id=id&client_secret=hush"
    );
    assert_eq!(request.header("x-h"), Some("v"));
    assert_eq!(request.header("authorization"), None);
}

#[test]
fn a_client_can_authenticate_in_another_way_than_in_the_collection() {
    let issuer = Recorder::start(0, vec![Answer::new(401, "application/json", "{}")]);
    let issuer = issuer.expect("a free port");
    let provider = Credentials::oauth2_provider()
        .token_url(issuer.base_url())
        .client_authentication(ClientAuthentication::Header)
        .client_id("id")
        .client_secret("hush");
    let result =
        client::login::blocking::fetch(&provider.client_credentials(), &client::Ureq::default());
    let error = std::error::Error::source(&result.expect_err("401")).map(ToString::to_string);
    assert!(!error.unwrap_or_default().contains("hush"));
    assert_eq!(
        issuer.take()[0].header("authorization"),
        Some("Basic aWQ6aHVzaA==")
    );
}
