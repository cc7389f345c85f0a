//! `--watch`: the same again after each change.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use notify::{Event, RecursiveMode, Watcher as _};

/// How long files have to stay the same: editors write them in several steps.
const QUIET: Duration = Duration::from_millis(100);

/// Changes of files below some folders.
pub(super) struct Changes {
    events: Receiver<notify::Result<Event>>,
    /// Stops watching when it is dropped.
    _watcher: notify::RecommendedWatcher,
}

impl Changes {
    /// Starts to watch folders with everything in them, and single files.
    ///
    /// # Errors
    ///
    /// If one of them does not exist, or the system does not allow it.
    pub(super) fn of(
        folders: impl IntoIterator<Item = impl AsRef<Path>>,
        files: &[PathBuf],
    ) -> io::Result<Self> {
        let (sender, events) = mpsc::channel();
        let mut watcher = notify::recommended_watcher(sender).map_err(io::Error::other)?;
        for folder in folders {
            watcher
                .watch(folder.as_ref(), RecursiveMode::Recursive)
                .map_err(io::Error::other)?;
        }
        // Editors replace files, so the folders of files are watched.
        let folders: BTreeSet<&Path> = files.iter().filter_map(|file| file.parent()).collect();
        for folder in folders {
            let folder = if folder == Path::new("") {
                Path::new(".")
            } else {
                folder
            };
            watcher
                .watch(folder, RecursiveMode::NonRecursive)
                .map_err(io::Error::other)?;
        }
        Ok(Self {
            events,
            _watcher: watcher,
        })
    }

    /// Waits until something has changed and then nothing for a short time.
    ///
    /// # Errors
    ///
    /// If the system reports no changes any more.
    pub(super) fn wait(&self) -> io::Result<()> {
        loop {
            let event = self.events.recv().map_err(io::Error::other)?;
            if !event.map_err(io::Error::other)?.kind.is_access() {
                break;
            }
        }
        while self.events.recv_timeout(QUIET).is_ok() {}
        Ok(())
    }
}
