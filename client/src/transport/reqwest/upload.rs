//! A request body that is read on another thread while it is sent.

use std::io::{self, Read};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::Frame;
use tokio::task::{JoinHandle, spawn_blocking};

use crate::body::{Body, Reader};

/// The number of bytes that are read at a time.
const CHUNK: usize = 64 * 1024;

/// The chunks of a body. While one is sent, the next one is read, so two are in memory.
pub(super) struct Upload {
    /// The chunk that is being read, and the reader for the rest; [`None`] after the last chunk.
    next: Option<JoinHandle<io::Result<(Bytes, Reader)>>>,
    progress: Progress,
}

/// How many chunks of an upload the connection has taken.
#[derive(Clone, Default)]
pub(super) struct Progress(Arc<AtomicU64>);

impl Progress {
    pub(super) fn chunks(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

impl Upload {
    pub(super) fn start(body: Body) -> (Self, Progress) {
        let progress = Progress::default();
        let upload = Self {
            next: Some(read(body.reader())),
            progress: progress.clone(),
        };
        (upload, progress)
    }
}

/// Reads a chunk on another thread, which is empty at the end.
fn read(mut reader: Reader) -> JoinHandle<io::Result<(Bytes, Reader)>> {
    spawn_blocking(move || {
        let mut chunk = vec![0; CHUNK];
        let count = reader.read(&mut chunk)?;
        chunk.truncate(count);
        Ok((chunk.into(), reader))
    })
}

impl http_body::Body for Upload {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let Some(next) = &mut self.next else {
            return Poll::Ready(None);
        };
        // It also fails if the reader panics.
        let chunk = ready!(Pin::new(next).poll(context)).unwrap_or_else(|error| Err(error.into()));
        self.next = None;
        self.progress.0.fetch_add(1, Ordering::Relaxed);
        Poll::Ready(match chunk {
            Ok((chunk, _)) if chunk.is_empty() => None,
            Ok((chunk, reader)) => {
                self.next = Some(read(reader));
                Some(Ok(Frame::data(chunk)))
            }
            Err(error) => Some(Err(error)),
        })
    }
}
