//! The asynchronous transport: reqwest.

mod upload;

use std::future::Future;
use std::io;
use std::mem;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http_body::Body as _;
use tokio::time::{Sleep, sleep, timeout};

use self::upload::Upload;
use super::{Connect, TransportError};
use crate::body::Body;
use crate::client::Transport;
use crate::defaults::{CONNECT_TIMEOUT, MAX_RESPONSE_SIZE, READ_TIMEOUT, TIMEOUT};
use crate::delivery::Delivery;
use crate::encoding;
use crate::response::Response;
use crate::streaming::{ResponseBody, Streamed, is_event_stream};
use crate::timeout::Timeout;

type Error = TransportError<::reqwest::Error>;

/// reqwest as a transport, by default with the limits of [`defaults`](crate::defaults).
#[derive(Debug, Clone)]
pub struct Reqwest {
    client: ::reqwest::Client,
    max_response_size: u64,
    read_timeout: Option<Duration>,
}

impl Reqwest {
    /// Wraps a client. Build it with [`builder`](Self::builder), or at least without following redirects.
    #[must_use]
    pub fn new(client: ::reqwest::Client) -> Self {
        Self {
            client,
            max_response_size: MAX_RESPONSE_SIZE,
            read_timeout: Some(READ_TIMEOUT),
        }
    }

    /// Returns reqwest's builder with the defaults of this crate: timeouts, and redirects left to [`Client`](crate::Client).
    ///
    /// ```
    /// use client::Reqwest;
    /// use client::reqwest::{Identity, Proxy, tls::Certificate};
    ///
    /// # fn main() -> Result<(), client::reqwest::Error> {
    /// // By default, `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` apply.
    /// let builder = Reqwest::builder().proxy(Proxy::all("http://proxy.test:3128")?);
    ///
    /// // A client certificate with its key, and a certificate authority to trust, both in PEM.
    /// # #[cfg(feature = "reqwest")]
    /// let with_certificate = |pem: &[u8], authority: &[u8]| {
    ///     let builder = Reqwest::builder().identity(Identity::from_pem(pem)?);
    ///     Ok::<_, client::reqwest::Error>(builder.tls_certs_merge([Certificate::from_pem(authority)?]))
    /// };
    ///
    /// let transport = Reqwest::new(builder.build()?);
    /// # let _ = transport;
    /// # Ok(())
    /// # }
    /// ```
    pub fn builder() -> ::reqwest::ClientBuilder {
        // Unless a provider is configured, rustls uses that of the process.
        #[cfg(all(feature = "reqwest-ring", not(feature = "reqwest")))]
        if rustls::crypto::CryptoProvider::get_default().is_none() {
            // It fails if another thread has installed one in the meantime.
            let _ = rustls::crypto::ring::default_provider().install_default();
        }
        ::reqwest::Client::builder()
            .redirect(::reqwest::redirect::Policy::none())
            .referer(false)
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(TIMEOUT)
    }

    /// Limits the length of a response body that is read into memory, in bytes.
    #[must_use]
    pub fn max_response_size(mut self, bytes: u64) -> Self {
        self.max_response_size = bytes;
        self
    }

    /// Limits the time without receiving anything, and without sending anything of a streamed body.
    #[must_use]
    pub fn read_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.read_timeout = limit.into();
        self
    }

    /// Sends a request and waits for the head of its response.
    async fn execute(
        &self,
        request: http::Request<Body>,
        extent: Extent,
    ) -> Result<::reqwest::Response, Error> {
        if has_dot_segment(request.uri().path()) {
            return Err(TransportError::DotSegments);
        }
        let total = request.extensions().get().map(|Timeout(limit)| *limit);
        let (head, body) = request.into_parts();
        let (body, upload) = match body.into_memory() {
            Ok(bytes) => (bytes.into(), None),
            Err(body) => {
                let (body, upload) = Upload::start(body);
                (::reqwest::Body::wrap(body), Some(upload))
            }
        };
        let request = http::Request::from_parts(head, body);
        let mut request: ::reqwest::Request = request.try_into().map_err(not_read)?;
        let is_streamed = upload.is_some() || extent == Extent::Head;
        if let (Some(limit), Extent::Whole) = (total, extent) {
            *request.timeout_mut() = Some(limit);
        } else if is_streamed {
            // A limit of the request replaces the one of the client.
            *request.timeout_mut() = Some(Duration::MAX);
        }
        let response = self.advancing(self.client.execute(request), upload);
        match (total, extent) {
            (Some(limit), Extent::Head) => timeout(limit, response)
                .await
                .map_err(|_| TransportError::TimedOut)?,
            _ => response.await,
        }
    }

    /// Waits for the head of a response as long as the body of the request is being sent, and for the read timeout after
    /// that.
    async fn advancing(
        &self,
        response: impl Future<Output = Result<::reqwest::Response, ::reqwest::Error>>,
        upload: Option<upload::Progress>,
    ) -> Result<::reqwest::Response, Error> {
        let Some(limit) = self.read_timeout else {
            return response.await.map_err(not_read);
        };
        let sent = || upload.as_ref().map_or(0, upload::Progress::chunks);
        let mut response = pin!(response);
        loop {
            let before = sent();
            match timeout(limit, response.as_mut()).await {
                Ok(response) => return response.map_err(not_read),
                Err(_) if sent() != before => {}
                Err(_) => return Err(TransportError::TimedOut),
            }
        }
    }

    /// Reads a body up to the limit.
    async fn read(&self, mut response: ::reqwest::Response) -> Result<Bytes, Error> {
        let limit = self.max_response_size;
        let mut body = Bytes::new();
        let mut joined = Vec::new();
        let mut length = 0;
        while let Some(chunk) = self.chunk(&mut response).await? {
            length += chunk.len() as u64;
            if length > limit {
                return Err(TransportError::TooLarge { limit });
            }
            // Most bodies are one chunk, which is not copied.
            if body.is_empty() && joined.is_empty() {
                body = chunk;
            } else {
                joined.extend_from_slice(&mem::take(&mut body));
                joined.extend_from_slice(&chunk);
            }
        }
        Ok(if joined.is_empty() {
            body
        } else {
            joined.into()
        })
    }

    async fn chunk(&self, response: &mut ::reqwest::Response) -> Result<Option<Bytes>, Error> {
        let chunk = match self.read_timeout {
            Some(limit) => timeout(limit, response.chunk())
                .await
                .map_err(|_| TransportError::TimedOut)?,
            None => response.chunk().await,
        };
        chunk.map_err(not_complete)
    }
}

/// How much of a response is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    Head,
    Whole,
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
    type Error = Error;

    async fn send(&self, request: http::Request<Body>) -> Result<Response, Error> {
        let mut response = self.execute(request, Extent::Whole).await?;
        Ok(Response {
            status: response.status(),
            headers: mem::take(response.headers_mut()),
            body: self.read(response).await?,
        })
    }

    async fn open(&self, request: http::Request<Body>) -> Result<Streamed<ResponseBody>, Error> {
        let mut response = self.execute(request, Extent::Head).await?;
        let status = response.status();
        let headers = mem::take(response.headers_mut());
        // Between two events, any time can pass.
        let limit = self
            .read_timeout
            .filter(|_| !is_event_stream(&headers, &CONTENT_TYPE));
        let mut chunks = Chunks {
            body: response.into(),
            limit,
            timer: None,
        };
        Ok(Streamed {
            status,
            headers,
            body: ResponseBody::poll_fn(move |context| chunks.poll(context)),
        })
    }

    async fn sleep(&self, duration: Duration) {
        sleep(duration).await;
    }

    fn delivery(error: &Error) -> Delivery {
        error.delivery()
    }
}

/// The chunks of a streamed response.
struct Chunks {
    body: ::reqwest::Body,
    /// The longest time until the next chunk.
    limit: Option<Duration>,
    /// When that time is over; set while nothing arrives.
    timer: Option<Pin<Box<Sleep>>>,
}

impl Chunks {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        loop {
            match Pin::new(&mut self.body).poll_frame(context) {
                Poll::Ready(frame) => {
                    self.timer = None;
                    match frame.transpose() {
                        Ok(None) => return Poll::Ready(None),
                        Ok(Some(frame)) => {
                            if let Ok(chunk) = frame.into_data() {
                                return Poll::Ready(Some(Ok(chunk)));
                            }
                        }
                        Err(error) => return Poll::Ready(Some(Err(not_complete(error).into()))),
                    }
                }
                Poll::Pending => return self.poll_timer(context).map(Some),
            }
        }
    }

    fn poll_timer(&mut self, context: &mut Context<'_>) -> Poll<io::Result<Bytes>> {
        let Some(limit) = self.limit else {
            return Poll::Pending;
        };
        let timer = self.timer.get_or_insert_with(|| Box::pin(sleep(limit)));
        timer
            .as_mut()
            .poll(context)
            .map(|()| Err(Error::TimedOut.into()))
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
fn not_read(error: ::reqwest::Error) -> Error {
    let error = error.without_url();
    if error.is_connect() || error.is_builder() {
        TransportError::Connect(error)
    } else if error.is_timeout() {
        TransportError::TimedOut
    } else {
        TransportError::NoResponse(error)
    }
}

/// Classifies an error after the head of a response.
fn not_complete(error: ::reqwest::Error) -> Error {
    if error.is_timeout() {
        return TransportError::TimedOut;
    }
    TransportError::Read(error.without_url())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limits_that_are_promised_are_the_defaults() {
        let transport = Reqwest::default();
        assert_eq!(transport.max_response_size, 100 << 20);
        assert_eq!(transport.read_timeout, Some(Duration::from_secs(30)));
        // reqwest shows its own limits in no other way.
        let builder = format!("{:?}", Reqwest::builder());
        for limit in [" connect_timeout: 10s", " timeout: 60s"] {
            assert!(builder.contains(limit), "{builder}");
        }
    }
}
