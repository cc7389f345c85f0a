//! Deactivates a user with the blocking client, which needs no async runtime.
//!
//! `cargo run -p generated --features ureq --example blocking`

#[path = "support/server.rs"]
mod server;

use std::error::Error;

use generated::zoom::update_user_status::Action;
use generated::zoom::{self, UpdateUserStatus};

fn main() -> Result<(), Box<dyn Error>> {
    let server = server::start(|_, _, stream| {
        server::respond(stream, "204 No Content", "application/json", b"")
    })?;
    let token = client::auth::BearerToken::new("token");
    let zoom = zoom::blocking::Client::new(token).base_url(server);

    // Failures are errors, with the server's own words.
    zoom.call(UpdateUserStatus::new("me", Action::Deactivate))
        .send()?;
    println!("deactivated");
    Ok(())
}
