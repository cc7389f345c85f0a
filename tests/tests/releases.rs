//! Code that an earlier release generated compiles with the runtime of today.
//!
//! `releases/0.1` is what version 0.1 wrote for the golden item, with its check of the runtime's version. `tests/README.md` says
//! when it is replaced.

use client::Endpoint;
use client::auth::BearerToken;
use tests::releases::v0_1;

#[test]
fn code_of_version_0_1_still_builds_its_request() {
    use v0_1::zoom::update_user_status::{Action, UpdateUserStatus};
    use v0_1::zoom::{Credentials, Server, Zoom};

    let credentials = Credentials::from(BearerToken::new("t"));
    let endpoint = Endpoint::<Zoom>::new(Server::new(), credentials);
    let operation = UpdateUserStatus::new("me", Action::Deactivate);
    let request = endpoint.request(operation).unwrap();
    assert_eq!(request.method(), "PUT");
    assert_eq!(request.uri().path(), "/v2/users/me/status");
    assert_eq!(request.headers()["authorization"], "Bearer t");
}

#[test]
fn code_of_version_0_1_still_reads_its_response() {
    use client::{Operation as _, Response};
    use v0_1::zoom::update_user_status::{ErrorCode, UpdateUserStatus, UpdateUserStatusResponse};

    let not_found = r#"{"code": 1001, "message": "User does not exist."}"#;
    let response = client::http::Response::builder()
        .status(404)
        .body(not_found)
        .unwrap();
    match UpdateUserStatus::decode(Response::from(response)) {
        Ok(UpdateUserStatusResponse::NotFound(failure)) => {
            assert_eq!(failure.code, Some(ErrorCode::Code1001));
        }
        other => panic!("{other:?}"),
    }
}
