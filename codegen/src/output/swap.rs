//! Writes a whole folder next to the output and exchanges the two, which is one operation of the file system.
//!
//! The new folder holds the new files, and second names of all files that stay, so that these keep their times. Nobody
//! ever sees a mixture. After a crash, a marker in the new folder shows which of the two folders is which.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use same_file::is_same_file;

use super::disk::Disk;
use super::lock::LOCK;
use super::stale::{is_ours, start_of};
use super::tree::{self, Kind, OURS, create_parents, folders_of, remove_empty_folders};
use super::write::Written;

/// The name of the marker, a file in the new folder.
const MARKER: &str = ".codegen-new";

/// Where things are: all of them next to the output, on the same disk.
struct Places<'a> {
    dir: &'a Path,
    parent: &'a Path,
    work: PathBuf,
    /// The new folder until the exchange, the old one after it.
    tree: PathBuf,
    /// The old folder, once all that is not ours has been taken from it.
    old: PathBuf,
}

impl<'a> Places<'a> {
    fn of(dir: &'a Path) -> Option<Self> {
        let parent = dir.parent()?;
        let mut name = OsString::from(OURS);
        name.push(dir.file_name()?);
        let work = parent.join(name);
        Some(Self {
            dir,
            parent,
            tree: work.join("tree"),
            old: work.join("old"),
            work,
        })
    }
}

/// Makes the changes in `written` to `dir`, which exists.
///
/// # Errors
///
/// Where this folder cannot be exchanged: it is unchanged then, and can be written in another way.
pub(super) fn write(
    disk: &impl Disk,
    files: &BTreeMap<String, String>,
    written: &Written,
    dir: &Path,
) -> io::Result<()> {
    let places = Places::of(dir).ok_or(io::ErrorKind::Unsupported)?;
    let exchanged =
        stage(disk, files, written, &places).and_then(|()| disk.exchange(&places.tree, places.dir));
    if let Err(error) = exchanged {
        // The next run removes what is left.
        let _ = tree::remove(disk, &places.work);
        return Err(error);
    }
    // The change is made; the next run completes what fails from here on.
    let _ = disk
        .sync(places.parent)
        .and_then(|()| disk.sync(&places.work));
    let _ = finish(disk, &places);
    Ok(())
}

/// The folder next to `dir` that exists only during a write.
pub(super) fn work_of(dir: &Path) -> Option<PathBuf> {
    Places::of(dir).map(|places| places.work)
}

/// Completes what an earlier run left.
pub(super) fn recover(disk: &impl Disk, dir: &Path) -> io::Result<()> {
    match Places::of(dir) {
        Some(places) if fs::symlink_metadata(&places.work).is_ok() => finish(disk, &places),
        _ => tree::remove(disk, &dir.join(MARKER)),
    }
}

/// Builds the new folder.
fn stage(
    disk: &impl Disk,
    files: &BTreeMap<String, String>,
    written: &Written,
    places: &Places<'_>,
) -> io::Result<()> {
    let entries = tree::entries(places.dir)?;
    let is_movable = |kind: &Kind| matches!(kind, Kind::File | Kind::Folder);
    if !entries.values().all(is_movable) {
        return Err(io::ErrorKind::Unsupported.into());
    }
    disk.create_dir(&places.work, None)?;
    disk.create_dir(&places.tree, Some(places.dir))?;
    let at = |path: &str| (places.dir.join(path), places.tree.join(path));
    let replaced: BTreeSet<&String> = written.old_texts().collect();
    for (path, kind) in &entries {
        let (old, new) = at(path);
        match kind {
            Kind::Folder => disk.create_dir(&new, Some(&old))?,
            _ if replaced.contains(path) => {}
            _ => disk.link(&old, &new)?,
        }
    }
    remove_empty_folders(disk, &places.tree, &written.deleted);
    let mut texts = Vec::new();
    for path in written.new_texts() {
        create_parents(disk, &places.tree, path, Some(places.dir))?;
        texts.push((places.tree.join(path), files[path].as_bytes()));
    }
    disk.write_each(&texts)?;
    disk.write(&places.tree.join(MARKER), b"")?;
    disk.link(&places.dir.join(LOCK), &places.tree.join(LOCK))?;
    let all: Vec<String> = entries.into_keys().chain(files.keys().cloned()).collect();
    let folders = folders_of(&all);
    let folders = folders.iter().map(|folder| places.tree.join(folder));
    let folders = folders.filter(|folder| folder.is_dir());
    let ends = [places.tree.clone(), places.work.clone()];
    disk.sync_each(&folders.chain(ends).collect::<Vec<_>>())
}

/// Removes the folder that is not in use, after the files that others put there have been moved.
fn finish(disk: &impl Disk, places: &Places<'_>) -> io::Result<()> {
    let was_exchanged = places.tree.is_dir() && !places.tree.join(MARKER).exists();
    if was_exchanged && places.dir.join(MARKER).exists() {
        rescue(disk, places)?;
        disk.rename(&places.tree, &places.old)?;
    }
    tree::remove(disk, &places.work)?;
    tree::remove(disk, &places.dir.join(MARKER))
}

/// Moves files that someone else has written to the old folder between its listing and the exchange.
fn rescue(disk: &impl Disk, places: &Places<'_>) -> io::Result<()> {
    for (path, kind) in tree::entries(&places.tree)? {
        let (old, new) = (places.tree.join(&path), places.dir.join(&path));
        let is_foreign = match kind {
            Kind::File => !is_ours(&start_of(&old)?) && !is_same_file(&old, &new).unwrap_or(false),
            Kind::Folder => false,
            Kind::Link | Kind::Closed | Kind::Special => true,
        };
        if is_foreign {
            create_parents(disk, places.dir, &path, None)?;
            disk.rename(&old, &new)?;
        }
    }
    Ok(())
}
