//! What a folder holds, and the removal of whole folders. Symbolic links are never followed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::disk::Disk;

/// The start of the names of our own files and folders in the output, which exist only during a write.
pub(super) const OURS: &str = ".codegen-";

/// What is at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Folder,
    Link,
    /// A folder that is not entered, because it is hidden or a cache such as Cargo's `target`.
    Closed,
    /// A pipe, a device or a socket.
    Special,
}

/// Everything below a folder by path, with forward slashes, except our own temporary files. A folder that does not
/// exist is empty.
pub(super) fn entries(dir: &Path) -> io::Result<BTreeMap<String, Kind>> {
    let mut all = BTreeMap::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(dir.join(&folder)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && folder.is_empty() => break,
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            // A name that is not Unicode cannot be generated.
            let name = entry.file_name();
            let kind = kind(&entry.path(), entry.file_type()?);
            let Some(name) = name.to_str() else {
                all.insert(format!("{folder}{}", name.display()), Kind::Special);
                continue;
            };
            if folder.is_empty() && name.starts_with(OURS) {
                continue;
            }
            let path = format!("{folder}{name}");
            if kind == Kind::Folder {
                folders.push(format!("{path}/"));
            }
            all.insert(path, kind);
        }
    }
    Ok(all)
}

fn kind(path: &Path, file_type: fs::FileType) -> Kind {
    if file_type.is_symlink() {
        Kind::Link
    } else if file_type.is_file() {
        Kind::File
    } else if !file_type.is_dir() {
        Kind::Special
    } else if is_closed(path) {
        Kind::Closed
    } else {
        Kind::Folder
    }
}

fn is_closed(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    name.as_encoded_bytes().starts_with(b".") || path.join("CACHEDIR.TAG").exists()
}

/// Removes a file, a link, or a folder with everything in it, if it exists.
pub(super) fn remove(disk: &impl Disk, path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Ok(data) if !data.is_dir() => return disk.remove_file(path),
        Ok(_) => {}
        Err(error) => return Err(error),
    }
    let (folders, files) = contents(path)?;
    files.iter().try_for_each(|file| disk.remove_file(file))?;
    folders
        .iter()
        .rev()
        .try_for_each(|folder| disk.remove_dir(folder))
}

/// Removes a folder in which there are only folders.
pub(super) fn remove_folders(disk: &impl Disk, path: &Path) -> io::Result<()> {
    let (folders, _) = contents(path)?;
    folders
        .iter()
        .rev()
        .try_for_each(|folder| disk.remove_dir(folder))
}

/// A folder and all folders in it, each before those in it, and all files in them.
fn contents(path: &Path) -> io::Result<(Vec<PathBuf>, Vec<PathBuf>)> {
    let (mut folders, mut files) = (vec![path.to_owned()], Vec::new());
    let mut next = 0;
    while let Some(folder) = folders.get(next).cloned() {
        next += 1;
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let is_folder = entry.file_type()?.is_dir();
            if is_folder { &mut folders } else { &mut files }.push(entry.path());
        }
    }
    Ok((folders, files))
}

/// Removes the folders that held these paths, where nothing else is in them.
pub(super) fn remove_empty_folders(disk: &impl Disk, dir: &Path, paths: &[String]) {
    for folder in folders_of(paths).into_iter().rev() {
        // A folder that is not empty stays.
        let _ = disk.remove_dir(&dir.join(folder));
    }
}

/// Creates the folders above a path in `dir` that do not exist, each as [`Disk::create_dir`] says.
pub(super) fn create_parents(
    disk: &impl Disk,
    dir: &Path,
    path: &str,
    like: Option<&Path>,
) -> io::Result<()> {
    let folders = path
        .match_indices('/')
        .map(|(end, _)| dir.join(&path[..end]));
    for folder in folders.filter(|folder| !folder.is_dir()) {
        disk.create_dir(&folder, like)?;
    }
    Ok(())
}

/// All folders above some paths, parents first, without the root.
pub(super) fn folders_of<'a>(paths: impl IntoIterator<Item = &'a String>) -> BTreeSet<&'a str> {
    let folders = |path: &'a String| path.match_indices('/').map(|(end, _)| &path[..end]);
    paths.into_iter().flat_map(folders).collect()
}

/// Whether a relative path stays in `dir`: it has no `..`, and no folder above it is a symbolic link.
pub(super) fn is_inside(dir: &Path, path: &str) -> bool {
    let is_plain = Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let is_real = |end: usize| {
        let folder = fs::symlink_metadata(dir.join(&path[..end]));
        folder.map_or(true, |folder| folder.is_dir())
    };
    is_plain && path.match_indices('/').all(|(end, _)| is_real(end))
}
