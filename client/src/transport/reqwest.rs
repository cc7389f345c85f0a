//! The asynchronous transport: reqwest.

use std::io::Read;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::Frame;
use tokio::sync::mpsc;

use super::Connect;
use crate::body::Body;
use crate::client::Transport;
use crate::defaults::{CONNECT_TIMEOUT, TIMEOUT};
use crate::response::Response;

/// The number of bytes of a file that are read at a time.
const CHUNK: usize = 64 * 1024;

/// reqwest as a transport, by default with the timeouts of [`defaults`](crate::defaults).
#[derive(Debug, Clone)]
pub struct Reqwest(::reqwest::Client);

impl Reqwest {
    /// Wraps a client. Build it with [`builder`](Self::builder), or at least without following redirects.
    #[must_use]
    pub fn new(client: ::reqwest::Client) -> Self {
        Self(client)
    }

    /// Returns reqwest's builder with the defaults of this crate: timeouts, and redirects left to [`Client`](crate::Client).
    pub fn builder() -> ::reqwest::ClientBuilder {
        ::reqwest::Client::builder()
            .redirect(::reqwest::redirect::Policy::none())
            .referer(false)
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(TIMEOUT)
    }
}

impl Default for Reqwest {
    /// # Panics
    ///
    /// If the TLS library cannot be initialized, like [`reqwest::Client::new`].
    fn default() -> Self {
        Self(
            Self::builder()
                .build()
                .expect("the TLS library can be initialized"),
        )
    }
}

impl<A> Connect<A> for Reqwest {
    fn connect() -> Self {
        Self::default()
    }
}

impl Transport for Reqwest {
    type Error = ::reqwest::Error;

    async fn send(&self, request: http::Request<Body>) -> Result<Response, ::reqwest::Error> {
        let request = request.map(outgoing).try_into()?;
        let response = self.0.execute(request).await?;
        let (status, headers) = (response.status(), response.headers().clone());
        Ok(Response {
            status,
            headers,
            body: response.bytes().await?,
        })
    }
}

fn outgoing(body: Body) -> ::reqwest::Body {
    match body.in_memory() {
        Some(bytes) => bytes.into(),
        None => ::reqwest::Body::wrap(Streamed::start(body)),
    }
}

/// A body that is read on another thread, one chunk at a time.
struct Streamed(mpsc::Receiver<std::io::Result<Bytes>>);

impl Streamed {
    fn start(body: Body) -> Self {
        let (sender, receiver) = mpsc::channel(2);
        tokio::task::spawn_blocking(move || {
            let mut reader = body.into_reader();
            loop {
                let mut chunk = vec![0; CHUNK];
                let read = reader.read(&mut chunk).map(|count| {
                    chunk.truncate(count);
                    Bytes::from(chunk)
                });
                let ends = !matches!(&read, Ok(chunk) if !chunk.is_empty());
                // The receiver is dropped if the request is cancelled.
                if matches!(&read, Ok(chunk) if chunk.is_empty())
                    || sender.blocking_send(read).is_err()
                    || ends
                {
                    return;
                }
            }
        });
        Self(receiver)
    }
}

impl http_body::Body for Streamed {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        self.0
            .poll_recv(context)
            .map(|chunk| chunk.map(|chunk| chunk.map(Frame::data)))
    }
}
