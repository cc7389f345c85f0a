//! Writes file by file, with a journal from which the next run takes back what was not finished.
//!
//! All new files and a second name for each old one are first put into a folder inside the output. Then a journal that
//! lists the changes is written there, and the changes are made. Removing the journal completes them: as long as it
//! exists, the next run restores the old files from the folder.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::disk::Disk;
use super::error::WriteError;
use super::stale::{is_ours, start_of};
use super::tree::{self, create_parents, folders_of, is_inside, remove_empty_folders};
use super::write::Written;

/// The folder, in the output, that holds the new and the old files and the journal.
const WORK: &str = ".codegen-work";

/// Where things are.
struct Places<'a> {
    dir: &'a Path,
    work: PathBuf,
    new: PathBuf,
    old: PathBuf,
    journal: PathBuf,
}

impl<'a> Places<'a> {
    fn of(dir: &'a Path) -> Self {
        let work = dir.join(WORK);
        Self {
            dir,
            new: work.join("new"),
            old: work.join("old"),
            journal: work.join("journal.json"),
            work,
        }
    }
}

/// Makes the changes in `written` to `dir`.
pub(super) fn write(
    disk: &impl Disk,
    files: &BTreeMap<String, String>,
    written: &Written,
    dir: &Path,
) -> Result<(), WriteError> {
    let places = Places::of(dir);
    if let Err(source) = prepare(disk, files, written, &places) {
        // The next run removes what is left.
        let _ = tree::remove(disk, &places.work);
        return Err(WriteError::Io {
            path: dir.to_owned(),
            source,
        });
    }
    let applied = apply(disk, written, &places).and_then(|()| disk.remove_file(&places.journal));
    if let Err(source) = applied {
        return Err(match revert(disk, written, &places) {
            Ok(()) => WriteError::Io {
                path: dir.to_owned(),
                source,
            },
            Err(_) => WriteError::Unfinished {
                dir: dir.to_owned(),
                source,
            },
        });
    }
    // The journal is gone, so the change counts; what is left is removed by the next run.
    let _ = disk
        .sync(&places.work)
        .and_then(|()| tree::remove(disk, &places.work));
    Ok(())
}

/// Takes back what an earlier run did not finish.
pub(super) fn recover(disk: &impl Disk, dir: &Path) -> Result<(), WriteError> {
    let places = Places::of(dir);
    let journal = match fs::read(&places.journal) {
        Ok(journal) if is_inside(dir, &format!("{WORK}/journal.json")) => journal,
        _ => return Ok(()),
    };
    let unfinished = read(&journal);
    revert(disk, &unfinished, &places).map_err(|source| WriteError::Unfinished {
        dir: dir.to_owned(),
        source,
    })
}

/// Puts new and old files into the work folder, and writes the journal.
fn prepare(
    disk: &impl Disk,
    files: &BTreeMap<String, String>,
    written: &Written,
    places: &Places<'_>,
) -> io::Result<()> {
    for folder in [&places.work, &places.new, &places.old] {
        disk.create_dir(folder, None)?;
    }
    for path in written.new_texts() {
        create_parents(disk, &places.new, path, None)?;
        disk.write(&places.new.join(path), files[path].as_bytes())?;
    }
    let texts = written.new_texts().map(|path| places.new.join(path));
    disk.sync_each(&texts.collect::<Vec<_>>())?;
    for path in written.old_texts() {
        create_parents(disk, &places.old, path, None)?;
        keep(disk, &places.dir.join(path), &places.old.join(path))?;
    }
    sync_folders(disk, &places.new, written.new_texts())?;
    sync_folders(disk, &places.old, written.old_texts())?;
    let draft = places.work.join("draft.json");
    let journal = json!({
        "created": written.created,
        "changed": written.changed,
        "deleted": written.deleted,
    });
    disk.write(&draft, journal.to_string().as_bytes())?;
    disk.sync(&draft)?;
    disk.rename(&draft, &places.journal)?;
    disk.sync(&places.work)?;
    disk.sync(places.dir)
}

/// Gives a file a second name, or a copy where the file system has no second names.
fn keep(disk: &impl Disk, file: &Path, copy: &Path) -> io::Result<()> {
    if disk.link(file, copy).is_ok() {
        return Ok(());
    }
    disk.write(copy, &fs::read(file)?)?;
    disk.sync(copy)
}

fn apply(disk: &impl Disk, written: &Written, places: &Places<'_>) -> io::Result<()> {
    // Deleted first: a folder `a/` can take the place of a file `a`, and the reverse.
    for path in &written.deleted {
        disk.remove_file(&places.dir.join(path))?;
    }
    for path in written.new_texts() {
        let place = places.dir.join(path);
        if place.is_dir() && !place.is_symlink() {
            tree::remove_folders(disk, &place)?;
        }
        create_parents(disk, places.dir, path, None)?;
        disk.rename(&places.new.join(path), &place)?;
    }
    // The other folders that are now empty stay until here, because a full disk could not create them again.
    remove_empty_folders(disk, places.dir, &written.deleted);
    sync_all(disk, written, places)
}

/// Restores the old files. Each step can be repeated, so this can be interrupted as well.
fn revert(disk: &impl Disk, written: &Written, places: &Places<'_>) -> io::Result<()> {
    let is_ours = |path: &str| {
        is_inside(places.dir, path)
            && fs::symlink_metadata(places.dir.join(path)).is_ok_and(|data| data.is_file())
            && start_of(&places.dir.join(path)).is_ok_and(|start| is_ours(&start))
    };
    for path in written.created.iter().filter(|path| is_ours(path)) {
        disk.remove_file(&places.dir.join(path))?;
    }
    remove_empty_folders(disk, places.dir, &written.created);
    for path in written.old_texts() {
        let (kept, place) = (places.old.join(path), places.dir.join(path));
        let is_free = fs::symlink_metadata(&place).is_err();
        if fs::symlink_metadata(&kept).is_ok()
            && is_inside(places.dir, path)
            && (is_free || is_ours(path))
        {
            create_parents(disk, places.dir, path, None)?;
            disk.rename(&kept, &place)?;
            if fs::symlink_metadata(&kept).is_ok() {
                // Two names of one file are not renamed.
                disk.remove_file(&kept)?;
            }
        }
    }
    sync_all(disk, written, places)?;
    tree::remove(disk, &places.journal)?;
    disk.sync(&places.work)?;
    tree::remove(disk, &places.work)
}

/// Waits for the names in all folders that a change touched.
fn sync_all(disk: &impl Disk, written: &Written, places: &Places<'_>) -> io::Result<()> {
    sync_folders(
        disk,
        places.dir,
        written.new_texts().chain(&written.deleted),
    )
}

fn sync_folders<'a>(
    disk: &impl Disk,
    dir: &Path,
    paths: impl Iterator<Item = &'a String>,
) -> io::Result<()> {
    let folders = folders_of(paths).into_iter();
    let folders = folders
        .map(|folder| dir.join(folder))
        .chain([dir.to_owned()]);
    let folders = folders.filter(|folder| folder.is_dir());
    disk.sync_each(&folders.collect::<Vec<_>>())
}

/// The changes that a journal lists.
fn read(journal: &[u8]) -> Written {
    let journal: Value = serde_json::from_slice(journal).unwrap_or_default();
    let paths = |name: &str| {
        let paths = journal[name].as_array().into_iter().flatten();
        paths
            .filter_map(|path| path.as_str().map(str::to_owned))
            .collect()
    };
    Written {
        created: paths("created"),
        changed: paths("changed"),
        deleted: paths("deleted"),
        unchanged: 0,
    }
}
