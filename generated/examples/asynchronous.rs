//! Deactivates a user with the asynchronous client.
//!
//! `cargo run -p generated --example asynchronous`

#[path = "support/server.rs"]
mod server;

use std::error::Error;

use generated::zoom::update_user_status::{Action, ErrorCode, UpdateUserStatusResponse};
use generated::zoom::{self, UpdateUserStatus};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = server::start(|_, _, stream| {
        let body = br#"{"code":1001,"message":"no such user"}"#;
        server::respond(stream, "404 Not Found", "application/json", body)
    })?;
    let zoom = zoom::Client::new(client::auth::BearerToken::new("token")).base_url(server);

    let operation = UpdateUserStatus::new("jane@example.com", Action::Deactivate);
    match zoom.send(operation).await? {
        UpdateUserStatusResponse::NotFound(failure)
            if failure.code == Some(ErrorCode::Code1001) =>
        {
            println!("there is no such user: {failure}");
        }
        other => println!("status {}", other.error_for_status()?.status()),
    }
    Ok(())
}
