//! The operations that change a disk, so that tests can fail or stop at each of them.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::thread;

/// Changes files and folders.
pub(super) trait Disk {
    /// Creates a folder, which must not exist, with the owner and the permissions of another one if that is given.
    fn create_dir(&self, path: &Path, like: Option<&Path>) -> io::Result<()>;
    /// Creates a file, which must not exist, with this content.
    fn write(&self, path: &Path, content: &[u8]) -> io::Result<()>;
    /// Waits until a file or the list of names in a folder would survive a power loss.
    fn sync(&self, path: &Path) -> io::Result<()>;
    /// Creates several files as [`write`](Self::write) does, in any order, and waits for them.
    fn write_each(&self, files: &[(PathBuf, &[u8])]) -> io::Result<()> {
        files
            .iter()
            .try_for_each(|(path, content)| self.write(path, content))?;
        files.iter().try_for_each(|(path, _)| self.sync(path))
    }
    /// Waits for several files and folders, in any order.
    fn sync_each(&self, paths: &[PathBuf]) -> io::Result<()> {
        paths.iter().try_for_each(|path| self.sync(path))
    }
    /// Gives a file a second name.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Renames a file or a folder; replaces a file atomically.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Exchanges two folders atomically.
    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()>;
    /// Removes a file or a symbolic link.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Removes an empty folder.
    fn remove_dir(&self, path: &Path) -> io::Result<()>;
}

/// How many threads create files and wait for them. A file system writes at once what several threads wait for.
const THREADS: usize = 8;

/// The disk of this machine.
#[derive(Debug, Clone, Copy)]
pub(super) struct RealDisk;

impl Disk for RealDisk {
    fn create_dir(&self, path: &Path, like: Option<&Path>) -> io::Result<()> {
        fs::create_dir(path)?;
        like.map_or(Ok(()), |like| take_after(path, &fs::metadata(like)?))
    }

    fn write(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        create(path, content).map(drop)
    }

    fn write_each(&self, files: &[(PathBuf, &[u8])]) -> io::Result<()> {
        for_each(files, |(path, content)| create(path, content)?.sync_all())
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        // Windows opens no folders as files, and needs no such call for them.
        if cfg!(windows) && path.is_dir() {
            return Ok(());
        }
        let file = if cfg!(windows) {
            OpenOptions::new().write(true).open(path)?
        } else {
            File::open(path)?
        };
        file.sync_all()
    }

    fn sync_each(&self, paths: &[PathBuf]) -> io::Result<()> {
        for_each(paths, |path| self.sync(path))
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
    }

    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    fn exchange(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }
}

/// Creates a file, which must not exist, with this content.
fn create(path: &Path, content: &[u8]) -> io::Result<File> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(content)?;
    Ok(file)
}

/// Works on items with several threads, each of which stops at its first error.
fn for_each<T: Sync>(items: &[T], work: impl Fn(&T) -> io::Result<()> + Sync) -> io::Result<()> {
    let share = items.len().div_ceil(THREADS).max(1);
    let work = &|items: &[T]| items.iter().try_for_each(&work);
    thread::scope(|scope| {
        let start = |share| thread::Builder::new().spawn_scoped(scope, move || work(share));
        let started = items.chunks(share).map(|share| (share, start(share)));
        let started: Vec<_> = started.collect();
        started
            .into_iter()
            .try_for_each(|(share, thread)| match thread {
                Ok(thread) => thread.join().unwrap_or(Err(io::ErrorKind::Other.into())),
                // The system starts no more threads.
                Err(_) => work(share),
            })
    })
}

#[cfg(unix)]
fn take_after(path: &Path, model: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, chown};
    let is = fs::metadata(path)?;
    if (is.uid(), is.gid()) != (model.uid(), model.gid()) {
        chown(path, Some(model.uid()), Some(model.gid()))?;
    }
    fs::set_permissions(path, model.permissions())
}

#[cfg(not(unix))]
fn take_after(_: &Path, _: &fs::Metadata) -> io::Result<()> {
    Ok(())
}
