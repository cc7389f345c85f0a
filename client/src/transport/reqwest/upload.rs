//! A request body that is read on another thread while it is sent.

use std::io::{self, Read as _};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::Frame;
use tokio::sync::mpsc;

use crate::body::Body;

/// The number of bytes that are read at a time.
const CHUNK: usize = 64 * 1024;

/// The chunks of a body, at most two of which are in memory.
pub(super) struct Upload {
    chunks: mpsc::Receiver<io::Result<Bytes>>,
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
        let (sender, chunks) = mpsc::channel(2);
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
        let progress = Progress::default();
        let upload = Self {
            chunks,
            progress: progress.clone(),
        };
        (upload, progress)
    }
}

impl http_body::Body for Upload {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let chunk = self.chunks.poll_recv(context);
        if chunk.is_ready() {
            self.progress.0.fetch_add(1, Ordering::Relaxed);
        }
        chunk.map(|chunk| chunk.map(|chunk| chunk.map(Frame::data)))
    }
}
