//! The body of a streamed response, for the asynchronous client.

use std::future::poll_fn;
use std::task::{Context, Poll};
use std::{fmt, io, mem};

use bytes::Bytes;

use crate::maybe_send::MaybeSend;

/// The body of a response, which arrives in chunks.
///
/// Dropping it closes the connection, unless everything was read. [`chunk`](Self::chunk) needs no crate beyond this one. It
/// is an `http_body::Body` with feature `reqwest` or `tower`, and a `futures_core::Stream` with feature `stream`.
pub struct ResponseBody {
    source: Source,
    /// How many bytes may still arrive, and how many there may be in total.
    limit: Option<(u64, u64)>,
}

enum Source {
    Memory(Bytes),
    Polled(Poller),
}

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
type Poller = Box<dyn FnMut(&mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> + Send>;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
type Poller = Box<dyn FnMut(&mut Context<'_>) -> Poll<Option<io::Result<Bytes>>>>;

impl ResponseBody {
    /// Creates a body from a function that polls for the next chunk, like [`std::future::poll_fn`]. It returns [`None`] after
    /// the last chunk, and is not called again then.
    pub fn poll_fn(
        poll: impl FnMut(&mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> + MaybeSend + 'static,
    ) -> Self {
        Self {
            source: Source::Polled(Box::new(poll)),
            limit: None,
        }
    }

    /// Fails with [`io::ErrorKind::FileTooLarge`] if more than this number of bytes arrives. By default there is no limit.
    #[must_use]
    pub fn limit(mut self, bytes: u64) -> Self {
        self.limit = Some((bytes, bytes));
        self
    }

    /// Waits for the next chunk; [`None`] after the last one.
    ///
    /// # Errors
    ///
    /// If the connection fails or stalls before the body is complete, or the body is longer than its
    /// [`limit`](Self::limit).
    pub async fn chunk(&mut self) -> io::Result<Option<Bytes>> {
        poll_fn(|context| self.poll_chunk(context))
            .await
            .transpose()
    }

    /// Polls for the next chunk.
    pub fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        let polled = match &mut self.source {
            Source::Memory(bytes) if bytes.is_empty() => return Poll::Ready(None),
            Source::Memory(bytes) => Poll::Ready(Some(Ok(mem::take(bytes)))),
            Source::Polled(poll) => poll(context),
        };
        match polled {
            Poll::Ready(Some(Ok(chunk))) => Poll::Ready(Some(self.within_limit(chunk))),
            // Nothing is polled after the end.
            Poll::Ready(end) => {
                self.source = Source::Memory(Bytes::new());
                Poll::Ready(end)
            }
            Poll::Pending => Poll::Pending,
        }
    }

    fn within_limit(&mut self, chunk: Bytes) -> io::Result<Bytes> {
        let Some((left, limit)) = &mut self.limit else {
            return Ok(chunk);
        };
        match left.checked_sub(chunk.len() as u64) {
            Some(rest) => {
                *left = rest;
                Ok(chunk)
            }
            None => {
                self.source = Source::Memory(Bytes::new());
                Err(super::too_large(*limit))
            }
        }
    }

    /// Reads at most this number of bytes, and what there is if the connection fails.
    pub(crate) async fn head(mut self, limit: usize) -> Bytes {
        if let Source::Memory(bytes) = &mut self.source {
            return bytes.split_to(bytes.len().min(limit));
        }
        let mut head = Vec::new();
        while let Ok(Some(chunk)) = self.chunk().await {
            let room = limit - head.len();
            head.extend_from_slice(&chunk[..chunk.len().min(room)]);
            if head.len() == limit {
                break;
            }
        }
        head.into()
    }
}

impl From<Bytes> for ResponseBody {
    fn from(bytes: Bytes) -> Self {
        Self {
            source: Source::Memory(bytes),
            limit: None,
        }
    }
}

impl fmt::Debug for ResponseBody {
    /// Omits the content.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseBody").finish_non_exhaustive()
    }
}

#[cfg(any(feature = "_reqwest", feature = "tower"))]
impl http_body::Body for ResponseBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<http_body::Frame<Bytes>>>> {
        self.poll_chunk(context)
            .map(|chunk| chunk.map(|chunk| chunk.map(http_body::Frame::data)))
    }
}

#[cfg(feature = "stream")]
impl futures_core::Stream for ResponseBody {
    type Item = io::Result<Bytes>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Bytes>>> {
        self.poll_chunk(context)
    }
}
