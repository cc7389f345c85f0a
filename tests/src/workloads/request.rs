//! Building the request of the golden item, and the same request with `http` and `percent-encoding`.

use client::{Body, Endpoint, auth::OAuth2};
use generated::zoom::update_user_status::{Action, UpdateUserStatus};
use generated::zoom::{Server, Zoom};
use http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

const TOKEN: &str = "eyJhbGciOiJIUzUxMiJ9.eyJ2ZXIiOiI2Iiwic3ViIjoidXNlciJ9.c2lnbmF0dXJl";
const USER: &str = "jill.chill@example.com";

/// What a path segment keeps.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b'@');

/// The golden API with a token. `base_url` replaces its server.
#[must_use]
pub fn endpoint(base_url: &str) -> Endpoint<Zoom> {
    Endpoint::new(Server::new().base_url(base_url), OAuth2::new(TOKEN))
}

/// The golden operation.
pub fn operation() -> UpdateUserStatus {
    UpdateUserStatus::new(USER, Action::Deactivate)
}

/// The request as generated code builds it.
///
/// # Panics
///
/// If it cannot be built.
#[must_use]
pub fn generated(endpoint: &Endpoint<Zoom>) -> http::Request<Body> {
    endpoint.request(operation()).expect("a request")
}

/// The same request, built by hand.
///
/// # Panics
///
/// If it cannot be built.
#[must_use]
pub fn by_hand(base_url: &str) -> http::Request<String> {
    let user = USER.to_owned();
    let url = format!(
        "{base_url}/users/{}/status",
        utf8_percent_encode(&user, SEGMENT)
    );
    let boundary = boundary();
    let body = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"action\"\r\n\r\n{}\r\n--{boundary}--\r\n",
        "deactivate"
    );
    let mut token = HeaderValue::try_from(format!("Bearer {TOKEN}")).expect("a token");
    token.set_sensitive(true);
    http::Request::put(url)
        .header(AUTHORIZATION, token)
        .header(
            CONTENT_TYPE,
            format!("multipart/form-data; boundary={boundary}"),
        )
        .header(CONTENT_LENGTH, body.len())
        .body(body)
        .expect("a request")
}

fn boundary() -> String {
    let mut bytes = [0; 24];
    getrandom::fill(&mut bytes).expect("random numbers");
    let mut boundary = "--------------------------".to_owned();
    boundary.extend(bytes.map(|byte| char::from(b'0' + byte % 10)));
    boundary
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The boundaries are random, and have the same length.
    #[test]
    fn both_requests_are_the_same() {
        let (ours, theirs) = (generated(&endpoint("http://h/v2")), by_hand("http://h/v2"));
        assert_eq!(ours.method(), theirs.method());
        assert_eq!(ours.uri(), theirs.uri());
        assert_eq!(ours.headers().len(), theirs.headers().len());
        for name in [AUTHORIZATION, CONTENT_LENGTH] {
            assert_eq!(ours.headers()[&name], theirs.headers()[&name]);
        }
        let content_type = |headers: &http::HeaderMap| headers[CONTENT_TYPE].to_str().map(str::len);
        assert_eq!(
            content_type(ours.headers()).ok(),
            content_type(theirs.headers()).ok()
        );
    }
}
