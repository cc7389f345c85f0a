//! Writes files to a folder, all or none.
//!
//! New texts are first written to a folder beside the target, on the same disk. Then each is moved into place, the
//! old one aside; where a move fails, all earlier ones are taken back.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::stale::{self, Why};

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

/// Why nothing was written.
#[derive(Debug)]
#[non_exhaustive]
pub enum WriteError {
    /// These files are in the way, and their first line does not say that they are generated.
    Foreign {
        /// The folder.
        dir: PathBuf,
        /// Their paths in it.
        paths: Vec<String>,
    },
    /// The disk failed.
    Io {
        /// What was read or written.
        path: PathBuf,
        /// How it failed.
        source: io::Error,
    },
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign { dir, paths } => {
                let names: Vec<String> = paths
                    .iter()
                    .map(|path| format!("`{}`", dir.join(path).display()))
                    .collect();
                let (is, its, it) = match paths.as_slice() {
                    [_] => ("is", "its first line does", "it"),
                    _ => ("are", "their first lines do", "them"),
                };
                write!(
                    f,
                    "nothing was written: {} {is} in the way and not generated ({its} not say `@generated`); \
                     move {it} away or choose another folder",
                    names.join(", ")
                )
            }
            Self::Io { path, source } => {
                write!(f, "nothing was written: `{}`: {source}", path.display())
            }
        }
    }
}

impl Error for WriteError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Foreign { .. } => None,
            Self::Io { source, .. } => Some(source),
        }
    }
}

/// Makes `dir` hold the files.
pub(super) fn write(files: &BTreeMap<String, String>, dir: &Path) -> Result<Written, WriteError> {
    let stale = stale::check(files, dir).map_err(at(dir))?;
    let foreign: Vec<String> = stale
        .iter()
        .filter(|stale| stale.why == Why::Foreign)
        .map(|stale| stale.path.clone())
        .collect();
    if !foreign.is_empty() {
        return Err(WriteError::Foreign {
            dir: dir.to_owned(),
            paths: foreign,
        });
    }
    let mut written = Written::default();
    for stale in &stale {
        let list = match stale.why {
            Why::Missing => &mut written.created,
            Why::LeftOver => &mut written.deleted,
            _ => &mut written.changed,
        };
        list.push(stale.path.clone());
    }
    written.unchanged = files.len() - written.created.len() - written.changed.len();
    if !stale.is_empty() {
        fs::create_dir_all(dir).map_err(at(dir))?;
        let stage = tempfile::Builder::new()
            .prefix(".codegen-")
            .tempdir_in(dir)
            .map_err(at(dir))?;
        replace(files, &written, dir, stage.path())?;
        remove_empty_folders(dir, &written.deleted);
    }
    Ok(written)
}

/// Stages all new texts, then moves them into place.
fn replace(
    files: &BTreeMap<String, String>,
    written: &Written,
    dir: &Path,
    stage: &Path,
) -> Result<(), WriteError> {
    let new = stage.join("new");
    let old = stage.join("old");
    for path in written.created.iter().chain(&written.changed) {
        let staged = new.join(path);
        make_parent(&staged)?;
        fs::write(&staged, &files[path]).map_err(at(&staged))?;
    }
    let mut moves = Moves::default();
    let moved = move_all(written, dir, (&new, &old), &mut moves);
    if moved.is_err() {
        moves.undo();
    }
    moved
}

fn move_all(
    written: &Written,
    dir: &Path,
    (new, old): (&Path, &Path),
    moves: &mut Moves,
) -> Result<(), WriteError> {
    // Deleted first: a folder `a/` can take the place of a file `a`.
    for path in written.deleted.iter().chain(&written.changed) {
        let aside = old.join(path);
        make_parent(&aside)?;
        moves.rename(&dir.join(path), &aside)?;
    }
    for path in written.created.iter().chain(&written.changed) {
        let place = dir.join(path);
        make_parent(&place)?;
        moves.rename(&new.join(path), &place)?;
    }
    Ok(())
}

/// Renames that were done, so that they can be taken back.
#[derive(Debug, Default)]
struct Moves(Vec<(PathBuf, PathBuf)>);

impl Moves {
    fn rename(&mut self, from: &Path, to: &Path) -> Result<(), WriteError> {
        fs::rename(from, to).map_err(at(to))?;
        self.0.push((from.to_owned(), to.to_owned()));
        Ok(())
    }

    fn undo(self) {
        for (from, to) in self.0.into_iter().rev() {
            // The first error is the one to report.
            let _ = fs::rename(to, from);
        }
    }
}

fn make_parent(path: &Path) -> Result<(), WriteError> {
    let parent = path.parent().unwrap_or(path);
    fs::create_dir_all(parent).map_err(at(parent))
}

/// Removes the folders that held deleted files, where nothing else is in them.
fn remove_empty_folders(dir: &Path, deleted: &[String]) {
    let folders: BTreeSet<&Path> = deleted
        .iter()
        .flat_map(|path| Path::new(path).ancestors().skip(1))
        .filter(|folder| !folder.as_os_str().is_empty())
        .collect();
    for folder in folders.into_iter().rev() {
        // A folder that is not empty stays.
        let _ = fs::remove_dir(dir.join(folder));
    }
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> WriteError {
    let path = path.to_owned();
    move |source| WriteError::Io { path, source }
}
