//! Calling the golden operation over loopback, and the same call with reqwest.

use std::io;
use std::net::SocketAddr;
use std::sync::mpsc;
use std::thread;

use client::{Client, Reqwest};
use generated::zoom::Zoom;
use generated::zoom::update_user_status::UpdateUserStatusResponse;
use http::StatusCode;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;

use super::request;

/// What the server sends: the documented success of the golden item.
const RESPONSE: &[u8] = b"HTTP/1.1 204 No Content\r\n\r\n";

/// The marker at the end of the golden body.
const END_OF_BODY: &[u8] = b"--\r\n";

/// Starts a server that responds to every request with `204`, and returns its base URL.
///
/// It runs on its own thread until the process ends.
///
/// # Panics
///
/// If no port is free.
#[must_use]
pub fn server() -> String {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        runtime().block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
            let address: SocketAddr = listener.local_addr().expect("an address");
            sender.send(address).expect("a receiver");
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(respond(stream));
            }
        });
    });
    format!("http://{}", receiver.recv().expect("a server"))
}

/// A runtime of one thread.
///
/// # Panics
///
/// If it cannot be created.
#[must_use]
pub fn runtime() -> Runtime {
    let runtime = Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime")
}

/// Responds to the requests of one connection.
async fn respond(mut stream: TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut received = Vec::new();
    while stream.read_buf(&mut received).await? > 0 {
        if received.ends_with(END_OF_BODY) {
            received.clear();
            stream.write_all(RESPONSE).await?;
        }
    }
    Ok(())
}

/// The generated client, with the default limits.
#[must_use]
pub fn generated(base_url: &str) -> Client<Zoom> {
    Client::with_transport(request::endpoint(base_url), Reqwest::default())
}

/// One call with generated code.
///
/// # Panics
///
/// If it fails.
pub async fn call_generated(client: &Client<Zoom>) {
    let response = client.send(request::operation()).await.expect("a response");
    assert!(matches!(response, UpdateUserStatusResponse::NoContent));
}

/// A reqwest client with the same limits, and its base URL.
#[derive(Debug, Clone)]
pub struct ByHand {
    client: reqwest::Client,
    base_url: String,
}

impl ByHand {
    /// Creates a client.
    ///
    /// # Panics
    ///
    /// If TLS cannot be initialized.
    #[must_use]
    pub fn new(base_url: &str) -> Self {
        Self {
            client: Reqwest::builder().build().expect("a client"),
            base_url: base_url.to_owned(),
        }
    }

    /// One call.
    ///
    /// # Panics
    ///
    /// If it fails.
    pub async fn call(&self) {
        let request = request::by_hand(&self.base_url);
        let request = request.try_into().expect("a request");
        let response = self.client.execute(request).await.expect("a response");
        assert_eq!(response.status(), StatusCode::NO_CONTENT);
        assert!(response.bytes().await.expect("a body").is_empty());
    }
}

/// Lets each of the callers make a number of calls.
///
/// # Panics
///
/// If a call fails.
pub async fn all<C: Clone + Send + 'static, F: Future<Output = ()> + Send + 'static>(
    callers: &[C],
    calls: impl Fn(C) -> F,
) {
    let mut tasks: JoinSet<()> = callers.iter().cloned().map(calls).collect();
    while let Some(finished) = tasks.join_next().await {
        finished.expect("the caller does not panic");
    }
}
