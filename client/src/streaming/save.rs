//! Responses to disk.
//!
//! The file has another name until it is complete, so an interrupted download is never taken for the file.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{ResponseReader, Streamed};
use crate::random;

/// How much of a body was received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// The number of bytes so far.
    pub received: u64,
    /// The number of bytes in total, if the server announced it.
    pub total: Option<u64>,
}

/// A file that is removed unless it is completed.
struct Partial {
    file: Option<File>,
    path: PathBuf,
    target: PathBuf,
}

impl Partial {
    /// Creates a file with another name next to the target.
    fn create(target: &Path) -> io::Result<Self> {
        let name = target.file_name().ok_or_else(|| {
            let message = format!("{}: no file name", target.display());
            io::Error::new(io::ErrorKind::InvalidInput, message)
        })?;
        let suffix = random::alphanumeric(12).map_err(io::Error::other)?;
        let name = name.to_string_lossy();
        let path = target.with_file_name(format!(".{name}.{suffix}.part"));
        let file = File::options().write(true).create_new(true).open(&path)?;
        Ok(Self {
            file: Some(file),
            path,
            target: target.to_owned(),
        })
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.file {
            Some(file) => file.write_all(bytes),
            None => Ok(()),
        }
    }

    /// Gives the file its name, and replaces a file that has it.
    fn complete(mut self) -> io::Result<()> {
        // Windows renames only closed files.
        self.file = None;
        fs::rename(&self.path, &self.target)
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        self.file = None;
        // Missing if it was completed.
        let _ = fs::remove_file(&self.path);
    }
}

impl Streamed<ResponseReader> {
    /// Writes the body to a file, and returns its length in bytes. An existing file is replaced when the body is complete.
    ///
    /// # Errors
    ///
    /// If the body cannot be read to its end, or the file cannot be written. In both cases, the file at `path` is left as
    /// it was.
    pub fn save(self, path: impl AsRef<Path>) -> io::Result<u64> {
        self.save_with(path, |_| {})
    }

    /// Writes the body to a file, and calls a function after each part.
    ///
    /// # Errors
    ///
    /// See [`save`](Self::save).
    pub fn save_with(
        mut self,
        path: impl AsRef<Path>,
        mut progress: impl FnMut(Progress),
    ) -> io::Result<u64> {
        let total = self.content_length();
        let mut partial = Partial::create(path.as_ref())?;
        let mut received = 0;
        let mut chunk = vec![0; CHUNK];
        loop {
            let bytes = super::items::read(&mut self.body, &mut chunk)?;
            if bytes.is_empty() {
                break;
            }
            partial.write(bytes)?;
            received += bytes.len() as u64;
            progress(Progress { received, total });
        }
        partial.complete()?;
        Ok(received)
    }
}

/// The number of bytes that are read at a time.
const CHUNK: usize = 64 * 1024;

#[cfg(all(
    feature = "_reqwest",
    not(all(target_arch = "wasm32", target_os = "unknown"))
))]
impl Streamed<super::ResponseBody> {
    /// Writes the body to a file, and returns its length in bytes. An existing file is replaced when the body is complete.
    ///
    /// The file is written on another thread, for which a tokio runtime is required. If the future is dropped, there is no
    /// file.
    ///
    /// # Errors
    ///
    /// If the body cannot be read to its end, or the file cannot be written. In both cases, the file at `path` is left as
    /// it was.
    pub async fn save(self, path: impl AsRef<Path>) -> io::Result<u64> {
        self.save_with(path, |_| {}).await
    }

    /// Writes the body to a file, and calls a function after each part.
    ///
    /// # Errors
    ///
    /// See [`save`](Self::save).
    pub async fn save_with(
        mut self,
        path: impl AsRef<Path>,
        mut progress: impl FnMut(Progress),
    ) -> io::Result<u64> {
        let total = self.content_length();
        let target = path.as_ref().to_owned();
        let (sender, mut chunks) = tokio::sync::mpsc::channel::<bytes::Bytes>(2);
        let writer = tokio::task::spawn_blocking(move || {
            let mut partial = Partial::create(&target)?;
            while let Some(chunk) = chunks.blocking_recv() {
                partial.write(&chunk)?;
            }
            // The caller completes it, unless it was dropped.
            io::Result::Ok(partial)
        });
        let mut received = 0;
        while let Some(chunk) = self.body.chunk().await? {
            received += chunk.len() as u64;
            // The writer has failed if it is gone.
            if sender.send(chunk).await.is_err() {
                break;
            }
            progress(Progress { received, total });
        }
        drop(sender);
        let partial = writer.await.map_err(io::Error::other)??;
        tokio::task::spawn_blocking(|| partial.complete())
            .await
            .map_err(io::Error::other)??;
        Ok(received)
    }
}

#[cfg(test)]
mod tests {
    use std::env;

    use super::*;
    use crate::response::Response;

    /// A folder that is removed.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path =
                env::temp_dir().join(format!("codegen-client-{name}-{}", std::process::id()));
            fs::create_dir_all(&path).expect("a folder");
            Self(path)
        }

        fn names(&self) -> Vec<String> {
            let entries = fs::read_dir(&self.0).expect("a folder");
            entries
                .map(|entry| {
                    entry
                        .expect("an entry")
                        .file_name()
                        .into_string()
                        .expect("a name")
                })
                .collect()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_complete_body_replaces_the_file_and_its_progress_is_shown() {
        let folder = Folder::new("complete");
        let path = folder.0.join("report.csv");
        fs::write(&path, "old").expect("written");
        let mut response = Response::from_text(http::StatusCode::OK, "a,b");
        response
            .headers
            .insert(http::header::CONTENT_LENGTH, 3.into());
        let mut seen = Vec::new();
        let saved = Streamed::<ResponseReader>::from(response).save_with(&path, |progress| {
            seen.push((progress.received, progress.total));
        });
        assert_eq!(saved.expect("saved"), 3);
        assert_eq!(seen, [(3, Some(3))]);
        assert_eq!(fs::read_to_string(&path).expect("a file"), "a,b");
        assert_eq!(folder.names(), ["report.csv"]);
    }

    #[test]
    fn a_body_that_breaks_off_leaves_the_folder_as_it_was() {
        let folder = Folder::new("broken");
        let reader = io::Read::chain(&b"a,"[..], Broken);
        let response = Streamed {
            status: http::StatusCode::OK,
            headers: http::HeaderMap::new(),
            body: ResponseReader::new(reader),
        };
        let error = response
            .save(folder.0.join("report.csv"))
            .expect_err("broken");
        assert_eq!(error.to_string(), "broken off");
        assert!(folder.names().is_empty());
    }

    /// A connection that fails.
    struct Broken;

    impl io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("broken off"))
        }
    }
}
