//! Makes a folder hold an output, as a whole or not at all.
//!
//! There are two ways. [`swap`] exchanges the whole folder with a new one, so that the change is one operation: on
//! Linux, Android and Apple systems, where the file system can do so and the folder holds only files and folders.
//! Otherwise [`journal`] changes file by file, and the next run takes an unfinished change back before it starts its own.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use super::disk::Disk;
use super::error::WriteError;
use super::lock::{LOCK, Lock};
use super::stale::{self, Why};
use super::tree::{self, OURS};
use super::{journal, swap};

/// What a write changed, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that were not there.
    pub created: Vec<String>,
    /// Files that held another text.
    pub changed: Vec<String>,
    /// Files that are generated no longer.
    pub deleted: Vec<String>,
    /// How many were as they should be.
    pub unchanged: usize,
}

impl Written {
    /// The files that get a new text.
    pub(super) fn new_texts(&self) -> impl Iterator<Item = &String> {
        self.created.iter().chain(&self.changed)
    }

    /// The files whose old text is replaced or deleted.
    pub(super) fn old_texts(&self) -> impl Iterator<Item = &String> {
        self.changed.iter().chain(&self.deleted)
    }

    fn is_fresh(&self) -> bool {
        self.created.is_empty() && self.changed.is_empty() && self.deleted.is_empty()
    }
}

/// Makes `dir` hold the files.
pub(super) fn write(
    disk: &impl Disk,
    files: &BTreeMap<String, String>,
    dir: &Path,
) -> Result<Written, WriteError> {
    match plan(files, dir) {
        // Another run may be writing: the lock is needed to be sure.
        _ if has_leftovers(dir) => {}
        Ok(written) if written.is_fresh() => return Ok(written),
        Err(error @ WriteError::Foreign { .. }) => return Err(error),
        _ => {}
    }
    let is_new = !dir.exists();
    fs::create_dir_all(dir).map_err(WriteError::at(dir))?;
    // From here on the folder itself, in case that `dir` is a link to it.
    let real = dir.canonicalize().map_err(WriteError::at(dir))?;
    let lock = Lock::take(&real)?;
    let result = write_locked(disk, files, &real);
    lock.release(disk);
    if is_new && result.is_err() {
        // It stays if it is not empty.
        let _ = fs::remove_dir(&real);
    }
    result
}

fn write_locked(
    disk: &impl Disk,
    files: &BTreeMap<String, String>,
    dir: &Path,
) -> Result<Written, WriteError> {
    recover(disk, dir)?;
    let written = plan(files, dir)?;
    if !written.is_fresh() && swap::write(disk, files, &written, dir).is_err() {
        journal::write(disk, files, &written, dir)?;
    }
    Ok(written)
}

/// What has to change.
pub(super) fn plan(files: &BTreeMap<String, String>, dir: &Path) -> Result<Written, WriteError> {
    let stale = stale::check(files, dir).map_err(WriteError::at(dir))?;
    let (mut written, mut foreign) = (Written::default(), Vec::new());
    for stale in stale {
        let list = match stale.why {
            Why::Foreign => &mut foreign,
            Why::Missing => &mut written.created,
            Why::LeftOver => &mut written.deleted,
            Why::Differs | Why::LineEnds => &mut written.changed,
        };
        list.push(stale.path);
    }
    if !foreign.is_empty() {
        return Err(WriteError::Foreign {
            dir: dir.to_owned(),
            paths: foreign,
        });
    }
    written.unchanged = files.len() - written.created.len() - written.changed.len();
    Ok(written)
}

/// Repairs what an earlier run did not finish, and removes what it left.
fn recover(disk: &impl Disk, dir: &Path) -> Result<(), WriteError> {
    journal::recover(disk, dir)?;
    let removed = swap::recover(disk, dir).and_then(|()| {
        leftovers(dir)?
            .iter()
            .filter(|name| *name != LOCK)
            .try_for_each(|name| tree::remove(disk, &dir.join(name)))
    });
    removed.map_err(WriteError::at(dir))
}

fn has_leftovers(dir: &Path) -> bool {
    let work = dir.canonicalize().ok().and_then(|dir| swap::work_of(&dir));
    let has_work = work.is_some_and(|work| fs::symlink_metadata(work).is_ok());
    has_work || leftovers(dir).is_ok_and(|names| !names.is_empty())
}

/// The names of our temporary files in a folder.
fn leftovers(dir: &Path) -> io::Result<Vec<String>> {
    let names = fs::read_dir(dir)?.map(|entry| Ok(entry?.file_name()));
    let names = names.collect::<io::Result<Vec<_>>>()?;
    let names = names.into_iter().filter_map(|name| name.into_string().ok());
    Ok(names.filter(|name| name.starts_with(OURS)).collect())
}
