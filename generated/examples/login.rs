//! Logs a user in, in a browser and on another device, with a local authorization server.
//!
//! `cargo run -p generated --features login --example login`

#[path = "support/server.rs"]
mod server;

use std::error::Error;
use std::io::{self, Write};
use std::time::Duration;

use generated::client::{self, login};
use generated::zoom::auth::{OAuth2, Provider};
use generated::zoom::{self, UpdateUserStatus, update_user_status::Action};
use login::Loopback;

/// An authorization server whose user always agrees, and the API itself.
fn respond(line: &str, polls: &mut u32, stream: &mut dyn Write) -> io::Result<()> {
    let path = line.split('?').next().unwrap_or_default();
    let json = |body: &str| body.to_owned();
    let (status, body) = match path {
        "GET /authorize" => return redirect(line, stream),
        "POST /device" => (
            "200 OK",
            json(
                r#"{"device_code": "d", "user_code": "WDJB-MJHT", "verification_uri": "https://example.com/device",
                    "expires_in": 60, "interval": 1}"#,
            ),
        ),
        "POST /device/token" if *polls == 0 => {
            *polls += 1;
            (
                "400 Bad Request",
                json(r#"{"error": "authorization_pending"}"#),
            )
        }
        "POST /token" | "POST /device/token" => (
            "200 OK",
            json(r#"{"access_token": "a", "refresh_token": "r", "expires_in": 3600}"#),
        ),
        _ => ("204 No Content", String::new()),
    };
    server::respond(stream, status, "application/json", body.as_bytes())
}

/// Sends the browser back to the program, with a code.
fn redirect(line: &str, stream: &mut dyn Write) -> io::Result<()> {
    let value = |key: &str| {
        let entries = line.split(['?', '&']);
        let mut values = entries.filter_map(|entry| entry.strip_prefix(key)?.strip_prefix('='));
        values.next().unwrap_or_default().to_owned()
    };
    let uri = value("redirect_uri")
        .replace("%3A", ":")
        .replace("%2F", "/");
    let state = value("state");
    write!(
        stream,
        "HTTP/1.1 302 Found\r\nLocation: {uri}?code=c&state={state}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    )
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut polls = 0;
    let server = server::start(move |line, _, stream| respond(line, &mut polls, stream))?;
    let provider = Provider::new().client_id("my-program").scope("user:write");
    let transport = client::Reqwest::default();

    // In a browser. Here, a plain HTTP client follows the redirect instead of one.
    let loopback = Loopback::bind()?;
    let request = provider
        .clone()
        .authorization_url(format!("{server}/authorize"))
        .token_url(format!("{server}/token"))
        .authorization_request(loopback.redirect_uri())?;
    println!(
        "open {}",
        request.url().split('?').next().unwrap_or_default()
    );
    let (page, tokens) = tokio::join!(
        client::reqwest::get(request.url()),
        login::browser(loopback, &request, &transport, Duration::from_secs(10)),
    );
    println!("the browser shows: {}", page?.text().await?.trim_end());
    deactivate(tokens?.into(), &server).await?;

    // On another device.
    let provider = provider
        .device_url(format!("{server}/device"))
        .token_url(format!("{server}/device/token"));
    let tokens = login::device(provider, &transport, |login| {
        println!(
            "open {} and enter {}",
            login.verification_url(),
            login.user_code()
        );
    });
    deactivate(tokens.await?.into(), &server).await
}

async fn deactivate(credentials: OAuth2, server: &str) -> Result<(), Box<dyn Error>> {
    let zoom = zoom::Client::new(credentials).base_url(server);
    zoom.call(UpdateUserStatus::new("me", Action::Deactivate))
        .await?;
    println!("deactivated");
    Ok(())
}
