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

#[cfg(test)]
mod tests {
    use std::future::poll_fn;
    use std::pin::pin;

    use http_body::Body as _;

    use super::*;
    use crate::body::Chunk;
    use crate::file::File;

    /// What arrives of a body that is text, and then a reader.
    fn sent(reader: impl Read + Send + 'static) -> io::Result<Vec<u8>> {
        let mut body = Body::from("text");
        body.push(Chunk::file(File::reader("file", reader, None))?);
        let runtime = tokio::runtime::Builder::new_current_thread().build()?;
        runtime.block_on(async {
            let (upload, progress) = Upload::start(body);
            let mut upload = pin!(upload);
            let (mut sent, mut chunks) = (Vec::new(), 0);
            while let Some(frame) = poll_fn(|context| upload.as_mut().poll_frame(context)).await {
                sent.extend(frame?.into_data().expect("data"));
                chunks += 1;
                assert_eq!(progress.chunks(), chunks);
            }
            Ok(sent)
        })
    }

    #[test]
    fn a_body_of_several_chunks_arrives_in_order() {
        let bytes: Vec<u8> = (0..251).cycle().take(CHUNK * 3 + 7).collect();
        let expected = [b"text", bytes.as_slice()].concat();
        assert!(sent(io::Cursor::new(bytes)).is_ok_and(|sent| sent == expected));
    }

    #[test]
    fn a_reader_that_panics_does_not_end_the_body_but_fails() {
        struct Broken;

        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                panic!("a mistake in a reader")
            }
        }

        let error = sent(Broken).expect_err("an error");
        assert!(error.to_string().contains("panicked"), "{error}");
    }
}
