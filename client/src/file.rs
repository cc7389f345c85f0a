//! Files to send: from disk, from memory or from a reader. Files on disk are never read into memory as a whole.

use std::fmt;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;

use crate::media_type;

/// A file to send, with its name and content type.
///
/// Cloning is cheap. A [`reader`](Self::reader) can be sent only once, all other files any number of times.
#[derive(Clone)]
pub struct File {
    content: Content,
    name: Option<String>,
    content_type: Option<String>,
    /// Whether the file need not exist before it is read.
    is_late: bool,
    /// How the media type is guessed. The list of media types has 200 kB, which programs without files do not contain, as
    /// nothing else refers to it.
    guess: fn(&Path) -> Option<&'static str>,
}

#[derive(Clone)]
enum Content {
    Nothing,
    Path(PathBuf),
    Bytes(Bytes),
    Reader {
        source: Arc<Mutex<Option<Box<dyn Read + Send>>>>,
        length: Option<u64>,
    },
}

impl File {
    /// Sends a file on disk. It is opened when the request is sent.
    pub fn open(path: impl Into<PathBuf>) -> Self {
        Self::new(Content::Path(path.into()))
    }

    /// Sends a file on disk that need not exist yet. Its length is not looked up, so the body is sent in chunks.
    pub fn open_later(path: impl Into<PathBuf>) -> Self {
        let mut file = Self::open(path);
        file.is_late = true;
        file
    }

    /// Sends no file: a form field without a chosen file, which Postman sends with an empty name
    /// (docs/postman-semantics.md §5.4).
    #[must_use]
    pub fn none() -> Self {
        Self::new(Content::Nothing)
    }

    /// Whether no file is chosen.
    pub(crate) fn is_none(&self) -> bool {
        matches!(self.content, Content::Nothing)
    }

    /// Sends bytes in memory.
    pub fn bytes(name: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self::new(Content::Bytes(bytes.into())).file_name(name)
    }

    /// Sends what a reader returns. `length` is in bytes; without it the body is sent in chunks.
    ///
    /// A reader can be sent only once. If a redirect or a challenge requires the body again, it becomes the final
    /// response.
    pub fn reader(
        name: impl Into<String>,
        reader: impl Read + Send + 'static,
        length: Option<u64>,
    ) -> Self {
        let source = Arc::new(Mutex::new(Some(Box::new(reader) as Box<dyn Read + Send>)));
        Self::new(Content::Reader { source, length }).file_name(name)
    }

    fn new(content: Content) -> Self {
        Self {
            content,
            name: None,
            content_type: None,
            is_late: false,
            guess: media_type::of_path,
        }
    }

    /// Sets the name that is sent.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the content type; by default it depends on the extension.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// Sets what was not set before.
    pub(crate) fn or(mut self, content_type: Option<&str>, name: Option<&str>) -> Self {
        self.content_type = self
            .content_type
            .or_else(|| content_type.map(str::to_owned));
        self.name = self.name.or_else(|| name.map(str::to_owned));
        self
    }

    /// The name to send: the last component of the given name or of the path.
    pub(crate) fn name(&self) -> Option<String> {
        let path = match (&self.name, &self.content) {
            (Some(name), _) => Path::new(name),
            (None, Content::Path(path)) => path,
            (None, _) => return None,
        };
        path.file_name()
            .map(|name| name.to_string_lossy().into_owned())
    }

    /// The content type that was set.
    pub(crate) fn declared_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The content type to send: the given one, else that of the extension (docs/postman-semantics.md §5.4), else
    /// `application/octet-stream`.
    pub(crate) fn media_type(&self) -> String {
        if let Some(content_type) = &self.content_type {
            return content_type.clone();
        }
        let path = match &self.content {
            Content::Path(path) => Some(path.as_path()),
            _ => self.name.as_deref().map(Path::new),
        };
        let guess = path.and_then(self.guess);
        guess.unwrap_or("application/octet-stream").to_owned()
    }

    /// The length in bytes, if it is known before the file is read.
    pub(crate) fn length(&self) -> io::Result<Option<u64>> {
        match &self.content {
            Content::Path(_) if self.is_late => Ok(None),
            Content::Path(path) => match fs::metadata(path) {
                Ok(metadata) => Ok(metadata.is_file().then_some(metadata.len())),
                Err(error) => Err(io::Error::new(
                    error.kind(),
                    format!("{}: {error}", path.display()),
                )),
            },
            Content::Nothing => Ok(Some(0)),
            Content::Bytes(bytes) => Ok(Some(bytes.len() as u64)),
            Content::Reader { length, .. } => Ok(*length),
        }
    }

    /// Whether it can be sent more than once.
    pub(crate) fn is_repeatable(&self) -> bool {
        !matches!(self.content, Content::Reader { .. })
    }

    /// The bytes, if they are in memory.
    pub(crate) fn in_memory(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The path of a file on disk.
    #[cfg(feature = "curl")]
    pub(crate) fn path(&self) -> Option<&Path> {
        match &self.content {
            Content::Path(path) => Some(path),
            _ => None,
        }
    }

    /// Opens the file.
    pub(crate) fn opened(self) -> io::Result<Opened> {
        match self.content {
            Content::Path(path) => match fs::File::open(&path) {
                Ok(file) => Ok(Opened::File(file)),
                Err(error) => Err(io::Error::new(
                    error.kind(),
                    format!("{}: {error}", path.display()),
                )),
            },
            Content::Nothing => Ok(Opened::Bytes(Bytes::new())),
            Content::Bytes(bytes) => Ok(Opened::Bytes(bytes)),
            Content::Reader { source, .. } => {
                let reader = source.lock().unwrap_or_else(PoisonError::into_inner).take();
                let reader = reader.map(Opened::Reader);
                reader.ok_or_else(|| io::Error::other("the reader was already sent"))
            }
        }
    }
}

/// What is left of a file. Unlike a `dyn Read` of each, it adds no unused methods of [`Read`] to a program.
pub(crate) enum Opened {
    File(fs::File),
    Bytes(Bytes),
    Reader(Box<dyn Read + Send>),
}

impl Read for Opened {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.read(buffer),
            Self::Bytes(bytes) => {
                let count = bytes.len().min(buffer.len());
                buffer[..count].copy_from_slice(&bytes.split_to(count));
                Ok(count)
            }
            Self::Reader(reader) => reader.read(buffer),
        }
    }
}

impl From<&Path> for File {
    fn from(path: &Path) -> Self {
        Self::open(path)
    }
}

impl From<PathBuf> for File {
    fn from(path: PathBuf) -> Self {
        Self::open(path)
    }
}

impl From<Vec<u8>> for File {
    fn from(bytes: Vec<u8>) -> Self {
        Self::new(Content::Bytes(bytes.into()))
    }
}

impl PartialEq for File {
    /// A reader equals its clones only.
    fn eq(&self, other: &Self) -> bool {
        let content = match (&self.content, &other.content) {
            (Content::Nothing, Content::Nothing) => true,
            (Content::Path(a), Content::Path(b)) => a == b,
            (Content::Bytes(a), Content::Bytes(b)) => a == b,
            (Content::Reader { source: a, .. }, Content::Reader { source: b, .. }) => {
                Arc::ptr_eq(a, b)
            }
            _ => false,
        };
        content && self.name == other.name && self.content_type == other.content_type
    }
}

impl fmt::Debug for File {
    /// Omits the content.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("name", &self.name())
            .finish_non_exhaustive()
    }
}
