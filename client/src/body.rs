//! Request bodies: bytes in memory, and files that are read while they are sent.

use std::fmt;
use std::io::{self, Read};
use std::iter::Chain;
use std::{mem, option, vec};

use bytes::Bytes;

use crate::file::{File, Opened};

/// The body of a request: a sequence of bytes and files.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// Most bodies are one chunk, for which no list is allocated.
    first: Option<Chunk>,
    rest: Vec<Chunk>,
}

/// A part of a body.
#[derive(Clone)]
pub(crate) enum Chunk {
    Bytes(Bytes),
    /// Boxed, so that bodies without files are small.
    File {
        file: Box<File>,
        length: Option<u64>,
    },
}

impl Chunk {
    /// Creates a chunk from a file, and looks up its length.
    pub(crate) fn file(file: File) -> io::Result<Self> {
        let length = file.length()?;
        let file = Box::new(file);
        Ok(Self::File { file, length })
    }
}

impl fmt::Debug for Chunk {
    /// Omits the content.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(f, "{} bytes", bytes.len()),
            Self::File { file, .. } => file.fmt(f),
        }
    }
}

impl Body {
    pub(crate) fn push(&mut self, chunk: Chunk) {
        if self.first.is_none() {
            self.first = Some(chunk);
        } else {
            self.rest.push(chunk);
        }
    }

    pub(crate) fn chunks(&self) -> impl Iterator<Item = &Chunk> {
        self.first.iter().chain(&self.rest)
    }

    /// Whether the body is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length() == Some(0)
    }

    /// The length in bytes; [`None`] if a reader of unknown length is part of it.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.chunks().try_fold(0, |sum, chunk| {
            Some(
                sum + match chunk {
                    Chunk::Bytes(bytes) => bytes.len() as u64,
                    Chunk::File { length, .. } => (*length)?,
                },
            )
        })
    }

    /// Whether the body can be sent more than once.
    #[must_use]
    pub fn is_repeatable(&self) -> bool {
        self.chunks().all(|chunk| match chunk {
            Chunk::Bytes(_) => true,
            Chunk::File { file, .. } => file.is_repeatable(),
        })
    }

    /// Whether all bytes are in memory.
    #[must_use]
    pub fn is_in_memory(&self) -> bool {
        self.chunks().all(|chunk| match chunk {
            Chunk::Bytes(_) => true,
            Chunk::File { file, .. } => file.in_memory().is_some(),
        })
    }

    /// The bytes, if all of them are in memory.
    #[must_use]
    pub fn in_memory(&self) -> Option<Bytes> {
        match (&self.first, self.rest.as_slice()) {
            (None, _) => Some(Bytes::new()),
            (Some(Chunk::Bytes(bytes)), []) => Some(bytes.clone()),
            _ => {
                let mut joined = Vec::new();
                for chunk in self.chunks() {
                    match chunk {
                        Chunk::Bytes(bytes) => joined.extend_from_slice(bytes),
                        Chunk::File { file, .. } => joined.extend_from_slice(file.in_memory()?),
                    }
                }
                Some(joined.into())
            }
        }
    }

    /// Returns the bytes, if all of them are in memory. Unlike [`in_memory`](Self::in_memory), it shares nothing.
    ///
    /// # Errors
    ///
    /// The body itself, if a part of it is not in memory.
    pub fn into_memory(mut self) -> Result<Bytes, Self> {
        match &mut self.first {
            Some(Chunk::Bytes(bytes)) if self.rest.is_empty() => Ok(mem::take(bytes)),
            _ => self.in_memory().ok_or(self),
        }
    }

    /// Reads the whole body into memory, including its files.
    ///
    /// # Errors
    ///
    /// If a file cannot be read.
    pub fn into_bytes(self) -> io::Result<Bytes> {
        if let Some(bytes) = self.in_memory() {
            return Ok(bytes);
        }
        let mut bytes = Vec::new();
        self.into_reader().read_to_end(&mut bytes)?;
        Ok(bytes.into())
    }

    /// Returns a reader of the body. It opens each file when it reaches it.
    #[must_use]
    pub fn into_reader(self) -> impl Read + Send {
        self.reader()
    }

    pub(crate) fn reader(self) -> Reader {
        Reader {
            chunks: self.first.into_iter().chain(self.rest),
            current: Opened::Bytes(Bytes::new()),
            left: 0,
        }
    }
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(bytes: T) -> Self {
        Self {
            first: Some(Chunk::Bytes(bytes.into())),
            rest: Vec::new(),
        }
    }
}

/// Reads a body.
pub(crate) struct Reader {
    chunks: Chain<option::IntoIter<Chunk>, vec::IntoIter<Chunk>>,
    current: Opened,
    /// The number of bytes that are read of the current chunk at most.
    left: u64,
}

impl Read for Reader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let left = usize::try_from(self.left).unwrap_or(usize::MAX);
            let limit = buffer.len().min(left);
            let count = self.current.read(&mut buffer[..limit])?;
            self.left -= count as u64;
            if count > 0 || buffer.is_empty() {
                return Ok(count);
            }
            (self.current, self.left) = match self.chunks.next() {
                None => return Ok(0),
                Some(Chunk::Bytes(bytes)) => (Opened::Bytes(bytes), u64::MAX),
                // At most the announced length: a file that has grown would break the framing.
                Some(Chunk::File { file, length }) => (file.opened()?, length.unwrap_or(u64::MAX)),
            };
        }
    }
}
