//! Why an output could not be written.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why an output was not written.
#[derive(Debug)]
#[non_exhaustive]
pub enum WriteError {
    /// These files are in the way, and their first line does not say that they are generated. Nothing was written.
    Foreign {
        /// The folder.
        dir: PathBuf,
        /// Their paths in it.
        paths: Vec<String>,
    },
    /// Another run is writing to the folder. Nothing was written.
    Busy {
        /// The folder.
        dir: PathBuf,
    },
    /// The disk failed. Nothing was written.
    Io {
        /// What was read or written.
        path: PathBuf,
        /// How it failed.
        source: io::Error,
    },
    /// The disk failed, and went on to fail when the change was taken back. The folder may hold old and new files; no
    /// old file is lost, and the next run continues from there.
    Unfinished {
        /// The folder.
        dir: PathBuf,
        /// How it failed at first.
        source: io::Error,
    },
}

impl WriteError {
    /// For an operation on this path that fails before anything has changed.
    pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }
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
            Self::Busy { dir } => write!(
                f,
                "nothing was written: another run is writing to `{}`; try again when it has finished",
                dir.display()
            ),
            Self::Io { path, source } => {
                write!(f, "nothing was written: `{}`: {source}", path.display())
            }
            Self::Unfinished { dir, source } => write!(
                f,
                "`{0}` may hold old and new files: {source}; no old file is lost, and the next run that writes to \
                 `{0}` repairs it first",
                dir.display()
            ),
        }
    }
}

impl Error for WriteError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Foreign { .. } | Self::Busy { .. } => None,
            Self::Io { source, .. } | Self::Unfinished { source, .. } => Some(source),
        }
    }
}
