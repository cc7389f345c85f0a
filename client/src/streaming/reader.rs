//! The body of a streamed response, for the blocking client.

use std::fmt;
use std::io::{self, Read};

use bytes::{Buf as _, Bytes};

/// The body of a response as a reader.
///
/// Dropping it closes the connection, unless everything was read.
pub struct ResponseReader {
    source: Source,
    /// How many bytes may still arrive, and how many there may be in total.
    limit: Option<(u64, u64)>,
}

enum Source {
    Memory(Bytes),
    Reader(Box<dyn Read + Send>),
}

impl ResponseReader {
    /// Creates a body from a reader.
    pub fn new(reader: impl Read + Send + 'static) -> Self {
        Self {
            source: Source::Reader(Box::new(reader)),
            limit: None,
        }
    }

    /// Fails with [`io::ErrorKind::FileTooLarge`] if more than this number of bytes arrives. By default there is no limit.
    #[must_use]
    pub fn limit(mut self, bytes: u64) -> Self {
        self.limit = Some((bytes, bytes));
        self
    }

    /// Reads at most this number of bytes, and what there is if the connection fails.
    pub(crate) fn head(self, limit: usize) -> Bytes {
        match self.source {
            Source::Memory(mut bytes) => bytes.split_to(bytes.len().min(limit)),
            Source::Reader(reader) => {
                let mut head = Vec::new();
                // What was read before a failure stays in the buffer.
                let _ = reader.take(limit as u64).read_to_end(&mut head);
                head.into()
            }
        }
    }
}

impl Read for ResponseReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = match &mut self.source {
            Source::Memory(bytes) => {
                let count = bytes.len().min(buffer.len());
                bytes.copy_to_slice(&mut buffer[..count]);
                count
            }
            Source::Reader(reader) => reader.read(buffer)?,
        };
        if let Some((left, limit)) = &mut self.limit {
            *left = left
                .checked_sub(count as u64)
                .ok_or_else(|| super::too_large(*limit))?;
        }
        Ok(count)
    }
}

impl From<Bytes> for ResponseReader {
    fn from(bytes: Bytes) -> Self {
        Self {
            source: Source::Memory(bytes),
            limit: None,
        }
    }
}

impl fmt::Debug for ResponseReader {
    /// Omits the content.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseReader").finish_non_exhaustive()
    }
}
