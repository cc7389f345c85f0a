//! The output as a value: files by path, to be written to a folder or compared with one.
//!
//! Only files whose first line says that they are `@generated` by this are ever replaced or deleted.

mod disk;
mod error;
mod journal;
mod lock;
pub(crate) mod mark;
mod stale;
mod swap;
mod tree;
mod write;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

pub use error::WriteError;
pub use stale::{Stale, Why};
pub use write::Written;

use disk::RealDisk;

/// Files to write: their texts by path, with forward slashes, relative to the folder that they go to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Output(BTreeMap<String, String>);

impl Output {
    /// The files, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The text of one file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All files in a folder of this name.
    #[must_use]
    pub fn below(self, folder: &str) -> Self {
        self.0
            .into_iter()
            .map(|(path, text)| (format!("{folder}/{path}"), text))
            .collect()
    }

    /// Compares with a folder: which files a [`write`](Self::write) would change, by path.
    ///
    /// # Errors
    ///
    /// Where the folder or a file in it cannot be read.
    pub fn check(&self, dir: &Path) -> io::Result<Vec<Stale>> {
        stale::check(&self.0, dir)
    }

    /// What [`write`](Self::write) would change in a folder.
    ///
    /// # Errors
    ///
    /// Those of [`write`](Self::write), as far as they can be known before.
    pub fn plan(&self, dir: &Path) -> Result<Written, WriteError> {
        write::plan(&self.0, dir)
    }

    /// Makes a folder hold this output: writes what differs, deletes what was generated and is no longer, and leaves
    /// all other files alone. Files that stay as they are keep their times.
    ///
    /// All of it happens or nothing, even if the process is killed, the power fails or another run writes as well:
    ///
    /// * On Linux, Android and Apple systems the folder is exchanged as a whole, so that it holds the old or the new
    ///   files at every moment. This needs a file system that can exchange folders and give files second names, a folder
    ///   above that is on the same disk and can be written to, and no hidden folder, cache folder (such as `target`),
    ///   symbolic link or special file in the folder.
    /// * Otherwise, and always on Windows, single files are replaced, each atomically. During that time the folder holds
    ///   old and new files. If the run does not finish, the next one that writes restores the old files first.
    ///
    /// A second run waits up to 30 seconds for the first.
    ///
    /// # Errors
    ///
    /// [`WriteError::Foreign`] where a file that is not ours is in the way, [`WriteError::Busy`] where another run does
    /// not finish, [`WriteError::Io`] where the disk fails, and [`WriteError::Unfinished`] where it also fails when
    /// the change is taken back.
    pub fn write(&self, dir: &Path) -> Result<Written, WriteError> {
        write::write(&RealDisk, &self.0, dir)
    }
}

impl FromIterator<(String, String)> for Output {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(iter: I) -> Self {
        Self(iter.into_iter().collect())
    }
}

impl Extend<(String, String)> for Output {
    fn extend<I: IntoIterator<Item = (String, String)>>(&mut self, iter: I) {
        self.0.extend(iter);
    }
}

#[cfg(all(test, unix))]
mod tests;
