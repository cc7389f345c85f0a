//! Collections of format 3 on disk: folders of YAML files.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::source::Source;
use crate::v3::{self, Folder, RequestFile};

use super::{Inputs, Origins, slashed};

/// The endings of the files of a format 3 collection.
const ENDINGS: [&str; 2] = [".yaml", ".yml"];

/// How deep folders can be nested.
const DEPTH: usize = 64;

/// Whether a folder is the root of a collection: it has a definition or a request.
pub(super) fn is_collection(dir: &Path) -> bool {
    definition(dir).is_some()
        || fs::read_dir(dir).is_ok_and(|entries| {
            entries
                .flatten()
                .any(|entry| stem(&entry.path(), "request").is_some())
        })
}

/// Whether a file is YAML by its name.
pub(super) fn is_yaml(path: &Path) -> bool {
    let name = path.to_string_lossy();
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// The name of a file without `.KIND.yaml`; [`None`] for a file of another kind.
pub(super) fn stem(path: &Path, kind: &str) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let name = ENDINGS
        .iter()
        .find_map(|ending| name.strip_suffix(ending))?;
    let stem = name.strip_suffix(kind)?.strip_suffix('.')?;
    (!stem.is_empty()).then(|| stem.to_owned())
}

fn definition(dir: &Path) -> Option<PathBuf> {
    let inner = dir.join(".resources");
    let mut paths = ENDINGS
        .iter()
        .map(|ending| inner.join(format!("definition{ending}")));
    paths.find(|path| path.is_file())
}

impl Inputs {
    /// Reads a collection, and rewrites it as one document.
    pub(super) fn open_collection(&mut self, dir: &Path) -> Source {
        let folder = self.folder(dir, DEPTH);
        self.rewritten(slashed(dir), &folder)
    }

    /// Reads one request, with its examples, as a collection of its own.
    pub(super) fn open_request(&mut self, path: &Path) -> Option<Source> {
        let request = self.request(path)?;
        let folder = Folder {
            stem: request.stem.clone(),
            requests: vec![request],
            ..Folder::default()
        };
        Some(self.rewritten(slashed(path), &folder))
    }

    fn rewritten(&mut self, path: String, folder: &Folder) -> Source {
        let rewritten = v3::rewritten(folder);
        self.diagnostics.extend(rewritten.diagnostics);
        self.origins.push(Origins {
            path: path.clone(),
            of: rewritten.origins,
        });
        Source {
            path,
            text: rewritten.text,
        }
    }

    fn folder(&mut self, dir: &Path, depth: usize) -> Folder {
        let name = dir.file_name().or_else(|| dir.parent()?.file_name());
        let stem = match name {
            Some(name) => name.to_string_lossy().into_owned(),
            None => String::new(),
        };
        let mut folder = Folder {
            stem,
            definition: definition(dir).and_then(|path| self.open_text(&path)),
            ..Folder::default()
        };
        for path in self.entries(dir) {
            if !path.is_dir() {
                folder.requests.extend(self.request(&path));
            } else if depth > 0 && self.enter(&path) {
                folder.folders.push(self.folder(&path, depth - 1));
            }
        }
        folder
    }

    fn request(&mut self, path: &Path) -> Option<RequestFile> {
        let stem = stem(path, "request")?;
        let source = self.open_text(path)?;
        let inner = format!(".resources/{stem}.resources/examples");
        let examples = path.with_file_name(inner);
        let mut found = Vec::new();
        if examples.is_dir() {
            for path in self.entries(&examples) {
                let Some(stem) = self::stem(&path, "example") else {
                    continue;
                };
                found.extend(self.open_text(&path).map(|source| (stem, source)));
            }
        }
        Some(RequestFile {
            stem,
            source,
            examples: found,
        })
    }

    /// Reads a YAML file, which is kept for excerpts in messages.
    fn open_text(&mut self, path: &Path) -> Option<Source> {
        let source = self.open(path)?;
        self.texts.push(source.clone());
        Some(source)
    }

    /// The collections that a repository names in `.postman/resources.yaml`, and those in `postman/collections`.
    pub(super) fn collections_of_repository(&mut self, dir: &Path) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let folder = dir.join("postman/collections");
        if folder.is_dir() {
            let entries = self.entries(&folder);
            found.extend(entries.into_iter().filter(|path| is_collection(path)));
        }
        let resources = dir.join(".postman/resources.yaml");
        if resources.is_file()
            && let Some(source) = self.open(&resources)
        {
            let named = v3::collections(&source).unwrap_or_else(|problem| {
                self.diagnostics.push(*problem);
                Vec::new()
            });
            let paths = named.iter().map(|path| resources.with_file_name(path));
            let known = found.iter().map(|path| path.canonicalize().ok());
            let mut known: HashSet<Option<PathBuf>> = known.collect();
            for path in paths.filter(|path| is_collection(path)) {
                if known.insert(path.canonicalize().ok()) {
                    found.push(path);
                }
            }
        }
        found
    }
}
