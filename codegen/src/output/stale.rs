//! Which files of a folder are not what they should be.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use super::mark::{header, is_generated};
use super::tree::{self, Kind};

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
    /// A file that is not ours is in its place.
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
    let entries = tree::entries(dir)?;
    let mut stale = left_over(files, dir, &entries)?;
    let removed: Vec<String> = stale.keys().cloned().collect();
    for (path, text) in files {
        if let Some(obstacle) = obstacle(path, &entries, &removed) {
            stale.insert(obstacle.to_owned(), (Why::Foreign, None));
            continue;
        }
        match entries.get(path) {
            Some(Kind::File) => {
                let old = fs::read(dir.join(path))?;
                if let Some(why) = compare(&old, text) {
                    stale.insert(path.clone(), (why, Some(old)));
                }
            }
            // The link is replaced, and what it points to stays as it is.
            Some(Kind::Link) => drop(stale.insert(path.clone(), (Why::Differs, None))),
            _ => drop(stale.insert(path.clone(), (Why::Missing, None))),
        }
    }
    let stale = stale.into_iter();
    Ok(stale
        .map(|(path, (why, old))| Stale { path, why, old })
        .collect())
}

/// What is wrong with files, by path, and the old text.
type Found = BTreeMap<String, (Why, Option<Vec<u8>>)>;

/// The generated files on disk that are no longer in the output.
fn left_over(
    files: &BTreeMap<String, String>,
    dir: &Path,
    entries: &BTreeMap<String, Kind>,
) -> io::Result<Found> {
    let mut found = Found::new();
    for (path, kind) in entries {
        if *kind == Kind::File && !files.contains_key(path) {
            let file = dir.join(path);
            if is_generated(&start_of(&file)?) {
                found.insert(path.clone(), (Why::LeftOver, Some(fs::read(file)?)));
            }
        }
    }
    Ok(found)
}

/// As much of a file as shows whether it is generated: files of other programs can be large.
pub(super) fn start_of(path: &Path) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    File::open(path)?.take(4096).read_to_end(&mut start)?;
    Ok(start)
}

/// What prevents a file at `path`: something else in its place, or above it, that is not ours to remove.
fn obstacle<'a>(
    path: &'a str,
    entries: &BTreeMap<String, Kind>,
    removed: &[String],
) -> Option<&'a str> {
    let is_removed = |path: &str| removed.binary_search_by(|it| it.as_str().cmp(path)).is_ok();
    let above = path.match_indices('/').map(|(end, _)| &path[..end]);
    for folder in above {
        match entries.get(folder) {
            Some(Kind::Folder) => {}
            Some(Kind::File) if is_removed(folder) => return None,
            None => return None,
            Some(_) => return Some(folder),
        }
    }
    match entries.get(path)? {
        Kind::File | Kind::Link => None,
        Kind::Folder => {
            let prefix = format!("{path}/");
            let inside = entries
                .range(prefix.clone()..)
                .map(|(path, kind)| (path.as_str(), kind));
            let mut inside = inside
                .take_while(|(path, _)| path.starts_with(&prefix))
                .peekable();
            let is_emptied = inside.peek().is_some()
                && inside.all(|(path, kind)| match kind {
                    Kind::Folder => removed.iter().any(|it| it.starts_with(&format!("{path}/"))),
                    _ => is_removed(path),
                });
            (!is_emptied).then_some(path)
        }
        Kind::Closed | Kind::Special => Some(path),
    }
}

fn compare(old: &[u8], text: &str) -> Option<Why> {
    if old == text.as_bytes() {
        None
    } else if !is_ours(old) {
        Some(Why::Foreign)
    } else if String::from_utf8_lossy(old).replace("\r\n", "\n") == text {
        Some(Why::LineEnds)
    } else {
        Some(Why::Differs)
    }
}

/// Whether a file may be replaced: it is generated, or what a crash left of such a file, which is a part of its first
/// line, or zeros, or nothing.
pub(super) fn is_ours(text: &[u8]) -> bool {
    let is_cut = |comment| header(comment, "").as_bytes().starts_with(text);
    is_generated(text) || text.iter().all(|byte| *byte == 0) || COMMENTS.into_iter().any(is_cut)
}

/// How comments start in the files that are generated: Rust, TOML, Markdown.
const COMMENTS: [&str; 3] = ["//", "#", "<!--"];
