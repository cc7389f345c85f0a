//! Tests an application without a network: a transport in memory answers by operation.
//!
//! `cargo test -p generated --example unit_test`

use std::error::Error;

use generated::client::testing::InMemory;
use generated::client::{Endpoint, Response, Transport, http::StatusCode};
use generated::zoom::update_user_status::{Action, ErrorCode};
use generated::zoom::{self, UpdateUserStatus};

/// A part of an application: its clients can have any transport.
async fn deactivate<T>(zoom: &zoom::Client<T>, user: &str) -> Result<bool, zoom::Error<T::Error>>
where
    T: Transport,
{
    let operation = UpdateUserStatus::new(user, Action::Deactivate);
    match zoom.call(operation).send().await {
        Ok(()) => Ok(true),
        // There is nothing to deactivate.
        Err(zoom::Error::Status(error)) if error.code() == Some(ErrorCode::Code1001) => Ok(false),
        Err(error) => Err(error),
    }
}

/// A client whose requests go to the memory.
fn client(server: &InMemory) -> zoom::Client<InMemory> {
    let endpoint = Endpoint::new(zoom::Server::new(), zoom::auth::BearerToken::new("token"));
    zoom::Client::with_transport(endpoint, server.clone())
}

/// A server that knows one user.
fn server() -> InMemory {
    InMemory::new().respond_to::<UpdateUserStatus, _>(|request| match request.uri().path() {
        path if path.ends_with("/users/jane/status") => {
            Response::from_text(StatusCode::NO_CONTENT, "")
        }
        _ => Response::from_text(StatusCode::NOT_FOUND, r#"{"code": 1001}"#),
    })
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = server();
    let zoom = client(&server);
    for user in ["jane", "joe"] {
        println!("{user} was deactivated: {}", deactivate(&zoom, user).await?);
    }
    println!("{} requests", server.requests().len());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_user_is_deactivated() {
        let server = server();
        assert!(deactivate(&client(&server), "jane").await.unwrap());
        let request = &server.requests()[0];
        assert_eq!(request.method(), "PUT");
        assert!(String::from_utf8_lossy(request.body()).contains("deactivate"));
    }

    #[tokio::test]
    async fn an_unknown_user_is_no_error() {
        assert!(!deactivate(&client(&server()), "joe").await.unwrap());
    }

    #[tokio::test]
    async fn a_broken_connection_is_an_error() {
        let broken = InMemory::new().respond(|_| generated::client::Delivery::Impossible);
        deactivate(&client(&broken), "jane").await.unwrap_err();
    }
}
