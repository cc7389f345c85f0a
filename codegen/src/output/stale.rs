//! Which files of a folder are not what they should be.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use super::{files_below, is_generated};

/// A file that is not what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// Its path, with forward slashes, relative to the folder.
    pub path: String,
    /// What is the matter with it.
    pub why: Why,
    /// The text on disk, where there is any.
    pub old: Option<Vec<u8>>,
}

/// What is the matter with a stale file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It is not there.
    Missing,
    /// It holds another text.
    Differs,
    /// It holds the same text with other line ends: a checkout that converts them.
    LineEnds,
    /// It was generated once and is generated no longer.
    LeftOver,
    /// A file that is not ours stands in its place.
    Foreign,
}

impl Why {
    /// The reason for people.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Differs => "differs",
            Self::LineEnds => "differs in its line ends only (CRLF)",
            Self::LeftOver => "left over",
            Self::Foreign => "not generated, and in the way",
        }
    }
}

/// Compares files with a folder.
pub(super) fn check(files: &BTreeMap<String, String>, dir: &Path) -> io::Result<Vec<Stale>> {
    let mut stale = Vec::new();
    for (path, text) in files {
        let old = match fs::read(dir.join(path)) {
            Ok(old) => Some(old),
            Err(error) if is_absent(&error) => None,
            Err(error) => return Err(error),
        };
        if let Some(why) = compare(old.as_deref(), text) {
            stale.push(Stale {
                path: path.clone(),
                why,
                old,
            });
        }
    }
    for path in files_below(dir)? {
        if files.contains_key(&path) {
            continue;
        }
        let old = fs::read(dir.join(&path))?;
        if is_generated(&old) {
            stale.push(Stale {
                path,
                why: Why::LeftOver,
                old: Some(old),
            });
        }
    }
    stale.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(stale)
}

/// Not there, or below something that is a file.
fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

fn compare(old: Option<&[u8]>, text: &str) -> Option<Why> {
    let Some(old) = old else {
        return Some(Why::Missing);
    };
    if old == text.as_bytes() {
        None
    } else if !is_generated(old) {
        Some(Why::Foreign)
    } else if String::from_utf8_lossy(old).replace("\r\n", "\n") == text {
        Some(Why::LineEnds)
    } else {
        Some(Why::Differs)
    }
}
