//! One writer at a time: a lock on a file in the folder, which is removed at the end.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use same_file::Handle;

use super::disk::Disk;
use super::error::WriteError;

/// The name of the file that is locked.
pub(super) const LOCK: &str = ".codegen-lock";

/// How long to wait for another run.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long to wait between two attempts.
const PAUSE: Duration = Duration::from_millis(10);

/// The lock on a folder, held until [`release`](Lock::release), or until the process ends.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Waits for the lock of a folder that exists.
    pub(super) fn take(dir: &Path) -> Result<Self, WriteError> {
        let path = dir.join(LOCK);
        let start = Instant::now();
        loop {
            let file = open(&path).map_err(WriteError::at(&path))?;
            match file.try_lock() {
                Ok(()) => {
                    // The run before may have removed the file after it was opened here.
                    if is_at(&file, &path) {
                        return Ok(Self { path, _file: file });
                    }
                }
                Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
                // Some network file systems have no locks; better to go on than never to write.
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                    return Ok(Self { path, _file: file });
                }
                Err(TryLockError::Error(error)) => return Err(WriteError::at(&path)(error)),
            }
            if start.elapsed() > PATIENCE {
                return Err(WriteError::Busy {
                    dir: dir.to_owned(),
                });
            }
        }
    }

    /// Removes the file while it is still locked.
    pub(super) fn release(self, disk: &impl Disk) {
        // The next run removes it otherwise.
        let _ = disk.remove_file(&self.path);
    }
}

/// Opens the file for writing, which locks on network file systems need; a symbolic link there is removed.
fn open(path: &Path) -> io::Result<File> {
    if fs::symlink_metadata(path).is_ok_and(|data| !data.is_file()) {
        fs::remove_file(path)?;
    }
    File::options()
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
}

fn is_at(file: &File, path: &Path) -> bool {
    let handle = file.try_clone().and_then(Handle::from_file);
    matches!((handle, Handle::from_path(path)), (Ok(a), Ok(b)) if a == b)
}
