//! The asynchronous transport: reqwest.

use std::io::Read;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::Frame;
use tokio::sync::mpsc;

use super::{Connect, TransportError};
use crate::body::Body;
use crate::client::Transport;
use crate::defaults::{CONNECT_TIMEOUT, MAX_RESPONSE_SIZE, READ_TIMEOUT, TIMEOUT};
use crate::delivery::Delivery;
use crate::encoding;
use crate::response::Response;

/// The number of bytes of a file that are read at a time.
const CHUNK: usize = 64 * 1024;

/// reqwest as a transport, by default with the limits of [`defaults`](crate::defaults).
#[derive(Debug, Clone)]
pub struct Reqwest {
    client: ::reqwest::Client,
    max_response_size: u64,
}

impl Reqwest {
    /// Wraps a client. Build it with [`builder`](Self::builder), or at least without following redirects.
    #[must_use]
    pub fn new(client: ::reqwest::Client) -> Self {
        Self {
            client,
            max_response_size: MAX_RESPONSE_SIZE,
        }
    }

    /// Returns reqwest's builder with the defaults of this crate: timeouts, and redirects left to [`Client`](crate::Client).
    pub fn builder() -> ::reqwest::ClientBuilder {
        ::reqwest::Client::builder()
            .redirect(::reqwest::redirect::Policy::none())
            .referer(false)
            .connect_timeout(CONNECT_TIMEOUT)
            .read_timeout(READ_TIMEOUT)
            .timeout(TIMEOUT)
    }

    /// Limits the length of a response body, in bytes.
    #[must_use]
    pub fn max_response_size(mut self, bytes: u64) -> Self {
        self.max_response_size = bytes;
        self
    }
}

impl Default for Reqwest {
    /// # Panics
    ///
    /// If the TLS library cannot be initialized, like [`reqwest::Client::new`].
    fn default() -> Self {
        let client = Self::builder().build();
        Self::new(client.expect("the TLS library can be initialized"))
    }
}

impl<A> Connect<A> for Reqwest {
    fn connect() -> Self {
        Self::default()
    }
}

impl Transport for Reqwest {
    type Error = TransportError<::reqwest::Error>;

    async fn send(&self, request: http::Request<Body>) -> Result<Response, Self::Error> {
        if has_dot_segment(request.uri().path()) {
            return Err(TransportError::DotSegments);
        }
        let request = request.map(outgoing).try_into().map_err(not_read)?;
        let mut response = self.client.execute(request).await.map_err(not_read)?;
        Ok(Response {
            status: response.status(),
            headers: mem::take(response.headers_mut()),
            body: read(response, self.max_response_size).await?,
        })
    }

    fn delivery(error: &Self::Error) -> Delivery {
        error.delivery()
    }
}

/// Whether reqwest would send another path: its URL type removes the segments `.` and `..`, percent-encoded ones too.
fn has_dot_segment(path: &str) -> bool {
    let mut segments = path
        .split('/')
        .filter(|segment| segment.starts_with(['.', '%']));
    segments.any(|segment| matches!(encoding::decode(segment).as_str(), "." | ".."))
}

/// Classifies an error before a response. The URL is removed, as its query can contain a credential.
fn not_read(error: ::reqwest::Error) -> TransportError<::reqwest::Error> {
    let error = error.without_url();
    if error.is_connect() || error.is_builder() {
        TransportError::Connect(error)
    } else {
        TransportError::NoResponse(error)
    }
}

/// Reads a body up to the limit.
async fn read(
    mut response: ::reqwest::Response,
    limit: u64,
) -> Result<Bytes, TransportError<::reqwest::Error>> {
    let mut body = Bytes::new();
    let mut joined = Vec::new();
    let mut length = 0;
    while let Some(chunk) = response
        .chunk()
        .await
        .map_err(|error| TransportError::Read(error.without_url()))?
    {
        length += chunk.len() as u64;
        if length > limit {
            return Err(TransportError::TooLarge { limit });
        }
        // Most bodies are one chunk, which is not copied.
        if body.is_empty() && joined.is_empty() {
            body = chunk;
        } else {
            joined.extend_from_slice(&std::mem::take(&mut body));
            joined.extend_from_slice(&chunk);
        }
    }
    Ok(if joined.is_empty() {
        body
    } else {
        joined.into()
    })
}

fn outgoing(body: Body) -> ::reqwest::Body {
    match body.into_memory() {
        Ok(bytes) => bytes.into(),
        Err(body) => ::reqwest::Body::wrap(Streamed::start(body)),
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
