//! The output as a value: files by path, to be written to a folder or compared with one.
//!
//! Only files whose first line says that they are `@generated` by this program are ever replaced or deleted.

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

/// Files to write: texts by path. Paths have forward slashes and are relative to the output folder.
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
    /// If the folder or a file in it cannot be read.
    pub fn check(&self, dir: &Path) -> io::Result<Vec<Stale>> {
        stale::check(&self.0, dir)
    }

    /// What [`write`](Self::write) would change in a folder.
    ///
    /// # Errors
    ///
    /// Those of [`write`](Self::write) that can be predicted.
    pub fn plan(&self, dir: &Path) -> Result<Written, WriteError> {
        write::plan(&self.0, dir)
    }

    /// Updates a folder to this output: writes files that differ, deletes generated files that are no longer needed, and
    /// does not touch any other file. Files that do not change keep their times.
    ///
    /// Either all of it happens or nothing, even if the process is killed, the power fails or another run writes as well:
    ///
    /// * On Linux, Android and Apple systems, the folder is exchanged as a whole, so that it contains the old or the new
    ///   files at every moment. This needs a file system that supports the exchange of folders and hard links, a writable
    ///   parent folder on the same disk, and no hidden folder, cache folder (such as `target`), symbolic link or special
    ///   file in the folder.
    /// * Otherwise, and always on Windows, files are replaced one by one, each atomically. Meanwhile, the folder contains
    ///   old and new files. If the run does not finish, the next one that writes restores the old files first.
    ///
    /// A second run waits up to 30 seconds for the first.
    ///
    /// # Errors
    ///
    /// [`WriteError::Foreign`] if a file that is not generated is in the way, [`WriteError::Busy`] if another run does not
    /// finish, [`WriteError::Io`] if the disk fails, and [`WriteError::Unfinished`] if it also fails while the change is
    /// undone.
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
