//! Sends requests over a transport of the caller, here a closure that tests could use in place of a server.
//!
//! `cargo run -p generated --no-default-features --example own_transport`

use std::convert::Infallible;
use std::error::Error;

use client::{Body, Endpoint, Response, http};
use generated::zoom::update_user_status::Action;
use generated::zoom::{self, UpdateUserStatus};

/// Prints a request and accepts it.
fn accept(request: &http::Request<Body>) -> Response {
    println!("{} {}", request.method(), request.uri());
    http::Response::new("").into()
}

fn main() -> Result<(), Box<dyn Error>> {
    let token = client::auth::BearerToken::new("token");
    let endpoint = Endpoint::new(zoom::Server::new(), token);
    let transport = |request: http::Request<Body>| Ok::<_, Infallible>(accept(&request));
    let zoom = zoom::blocking::Client::with_transport(endpoint, transport);

    let response = zoom.send(UpdateUserStatus::new("me", Action::Activate))?;
    println!("status {}", response.status());
    Ok(())
}
