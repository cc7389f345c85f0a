//! Collections on disk: which files make which API.
//!
//! A folder of collections holds one file or one folder for each API, in the order of their names:
//!
//! ```text
//! collections/
//!   petstore.json                          an API of one file
//!   petstore.toml                          its configuration, or else `codegen.toml` in the same folder
//!   zoom/                                  an API of all `.json` files below
//!     codegen.toml                         its configuration
//!     users.json
//!     meetings.json
//!   shop/                                 a collection of format 3, as Postman stores it in a repository
//!     .resources/definition.yaml
//!     List orders.request.yaml
//!     live.postman_environment.json        no collection: values for variables, where the configuration lists it
//! ```
//!
//! A file that cannot be read is an error, and the rest is still generated.

mod api_input;
mod format3;
mod label;
mod overlap;
mod text;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Source;
use crate::suggest;
use crate::v3;

pub use api_input::{ApiInput, Origins};
#[cfg(feature = "cli")]
pub(crate) use overlap::absolute;
pub(crate) use overlap::overlap;
use text::Text;

/// The name of the configuration in the folder of an API.
const CONFIG: &str = "codegen.toml";

/// What was found on disk.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Inputs {
    /// One for each API, in the order of their paths.
    pub apis: Vec<ApiInput>,
    /// What could not be read.
    pub diagnostics: Diagnostics,
    /// All files and folders that were looked at.
    pub read: BTreeSet<PathBuf>,
    /// The folders that were read, without symbolic links.
    folders: BTreeSet<PathBuf>,
    /// For the API that is being read: see [`ApiInput::origins`].
    origins: Vec<Origins>,
    /// See [`ApiInput::texts`].
    texts: Vec<Source>,
}

impl Inputs {
    /// Adds each API of a folder of collections.
    pub fn add_collections(&mut self, dir: &Path) {
        if !self.enter(dir) {
            return;
        }
        let entries = self.list(dir);
        if entries.is_empty() && self.diagnostics.is_empty() {
            self.diagnostics.push(
                Diagnostic::new(Code::NoCollection, "", "no collections found")
                    .in_file(slashed(dir))
                    .help("add a `.json` file or a folder for each API"),
            );
        }
        for path in entries {
            self.add(&path);
        }
    }

    /// Adds one API: a file, a folder, or `-` for standard input.
    pub fn add(&mut self, path: &Path) {
        if path == Path::new("-") {
            self.add_standard_input();
        } else if path.is_dir() {
            self.add_folder(path);
        } else {
            self.add_file(path);
        }
    }

    /// Reads an environment or globals file. If it cannot be read, reports that and returns [`None`].
    pub fn environment(&mut self, path: &Path) -> Option<Source> {
        self.open_environment(path)
            .map_err(|error| self.report(path, &error))
            .ok()?
    }

    fn add_standard_input(&mut self) {
        match text::read(io::stdin().lock()) {
            Ok(text) => {
                let source = self.source("-".to_owned(), text);
                self.apis.push(ApiInput::of(source));
            }
            Err(error) => {
                let error = unreadable("-", &error);
                self.diagnostics.push(error.in_file("-"));
            }
        }
    }

    fn add_file(&mut self, path: &Path) {
        let Some(source) = self.open_source(path) else {
            return;
        };
        let own = path.with_extension("toml");
        let shared = path.with_file_name(CONFIG);
        let config = [own.clone(), shared]
            .into_iter()
            .find(|path| path.is_file());
        let mut api = self.api_of(source);
        let is_own = config.as_ref() == Some(&own);
        let environments = self.configure(&mut api, config);
        api.config_is_shared = !is_own && shares_config(path, &environments);
        self.apis.push(api);
    }

    /// Makes one API of all the files in a folder.
    fn add_folder(&mut self, dir: &Path) {
        let repository = self.collections_of_repository(dir);
        if !repository.is_empty() {
            for path in repository {
                self.add_folder(&path);
            }
            return;
        }
        if !self.enter(dir) {
            return;
        }
        let mut api = ApiInput {
            path: slashed(dir),
            ..ApiInput::default()
        };
        let config = Some(dir.join(CONFIG)).filter(|path| path.is_file());
        let environments = self.configure(&mut api, config);
        let files = if format3::is_collection(dir) {
            vec![dir.to_owned()]
        } else {
            self.files_below(dir)
        };
        let files = files.iter().filter(|path| !environments.contains(*path));
        for path in files {
            let source = self.open_source(path);
            api.sources.extend(source);
        }
        api.origins = std::mem::take(&mut self.origins);
        api.texts = std::mem::take(&mut self.texts);
        if api.sources.len() > 1 {
            api.name = dir
                .file_name()
                .map(|name| name.to_string_lossy().into_owned());
        }
        if api.sources.is_empty() {
            self.diagnostics.push(
                Diagnostic::new(Code::NoCollection, "", "no collections found")
                    .in_file(&api.path)
                    .help("add the collection's `.json` files to this folder"),
            );
        } else {
            self.apis.push(api);
        }
    }

    /// Reads the configuration of an API and the environments that it lists, whose paths it gives.
    fn configure(&mut self, api: &mut ApiInput, path: Option<PathBuf>) -> BTreeSet<PathBuf> {
        let Some(path) = path else {
            return BTreeSet::new();
        };
        api.config = self.open(&path);
        // Its errors are reported when it is applied.
        let config = Config::read(api.config.as_ref(), &mut Diagnostics::default());
        let mut paths = BTreeSet::new();
        for environment in &config.environments {
            let path = path.with_file_name(&environment.key);
            match self.open_environment(&path) {
                Ok(source) => api.environments.extend(source),
                Err(error) => {
                    let error = unreadable(&slashed(&path), &error);
                    let error = config.locate(error, environment.position);
                    self.diagnostics.push(error);
                }
            }
            paths.insert(path);
        }
        paths
    }

    /// All `.json` files below a folder that can be collections, sorted.
    fn files_below(&mut self, dir: &Path) -> Vec<PathBuf> {
        let mut files = Vec::new();
        for path in self.list(dir) {
            if !path.is_dir() || format3::is_collection(&path) {
                files.push(path);
            } else if self.enter(&path) {
                files.extend(self.files_below(&path));
            }
        }
        files
    }

    /// Whether a folder has not been read yet: symbolic links can lead to one several times, or endlessly.
    fn enter(&mut self, dir: &Path) -> bool {
        // One that does not exist is reported when it is listed.
        dir.canonicalize()
            .map_or(true, |real| self.folders.insert(real))
    }

    /// The folders and the collections in a folder, sorted by name; hidden ones, environments and globals left out.
    fn list(&mut self, dir: &Path) -> Vec<PathBuf> {
        let mut paths = self.entries(dir);
        paths.retain(|path| {
            path.is_dir() || is_json(path) || format3::stem(path, "request").is_some()
        });
        paths
    }

    /// All that is in a folder, sorted by name; hidden entries left out.
    fn entries(&mut self, dir: &Path) -> Vec<PathBuf> {
        self.read.insert(dir.to_owned());
        let entries = fs::read_dir(dir).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let entries = match entries {
            Ok(entries) => entries,
            Err(error) => {
                let path = slashed(dir);
                let error = unreadable(&path, &error);
                self.diagnostics.push(error.in_file(path));
                return Vec::new();
            }
        };
        let mut paths: Vec<PathBuf> = entries
            .into_iter()
            .filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
            .map(|entry| entry.path())
            .collect();
        paths.sort();
        paths
    }

    /// Reads a collection: a JSON file, or the folder or the request of format 3.
    fn open_source(&mut self, path: &Path) -> Option<Source> {
        if path.is_dir() {
            self.enter(path);
            Some(self.open_collection(path))
        } else if format3::stem(path, "request").is_some() {
            self.open_request(path)
        } else {
            self.open(path)
        }
    }

    /// An API of one source, with what was noted while it was read.
    fn api_of(&mut self, source: Source) -> ApiInput {
        ApiInput {
            origins: std::mem::take(&mut self.origins),
            texts: std::mem::take(&mut self.texts),
            ..ApiInput::of(source)
        }
    }

    /// Reads an environment; one in YAML is rewritten as JSON. [`None`] if that has been reported as impossible.
    fn open_environment(&mut self, path: &Path) -> io::Result<Option<Source>> {
        let mut source = self.read_file(path)?;
        if format3::is_yaml(path) {
            match v3::environment(&source) {
                Ok(text) => source.text = text,
                Err(problem) => {
                    self.diagnostics.push(*problem);
                    return Ok(None);
                }
            }
        }
        Ok(Some(source))
    }

    fn open(&mut self, path: &Path) -> Option<Source> {
        let read = self.read_file(path);
        read.map_err(|error| self.report(path, &error)).ok()
    }

    fn report(&mut self, path: &Path, error: &io::Error) {
        let shown = slashed(path);
        let mut diagnostic = unreadable(&shown, error);
        if error.kind() == io::ErrorKind::NotFound
            && let Some(nearest) = nearest(path)
        {
            diagnostic = diagnostic.help(format!("did you mean `{nearest}`?"));
        }
        self.diagnostics.push(diagnostic.in_file(shown));
    }

    fn read_file(&mut self, path: &Path) -> io::Result<Source> {
        self.read.insert(path.to_owned());
        let text = text::read_file(path)?;
        Ok(self.source(slashed(path), text))
    }

    fn source(&mut self, path: String, Text { text, broken }: Text) -> Source {
        let diagnostic = broken.map(|position| not_unicode(&path, position));
        self.diagnostics.extend(diagnostic);
        Source { path, text }
    }
}

fn unreadable(path: &str, error: &io::Error) -> Diagnostic {
    let message = format!("cannot read `{path}`: {error}");
    let help = match error.kind() {
        io::ErrorKind::InvalidData => "save the file as UTF-8",
        io::ErrorKind::NotFound => "check the spelling of the path",
        io::ErrorKind::InvalidInput => "copy its content to a file",
        io::ErrorKind::FileTooLarge => "split the collection into several files in one folder",
        _ => "check the permissions of the file",
    };
    Diagnostic::new(Code::UnreadableFile, "", message).help(help)
}

/// The path of the file next to `path` that has the most similar name.
fn nearest(path: &Path) -> Option<String> {
    let dir = path.parent().filter(|dir| *dir != Path::new(""));
    let entries = fs::read_dir(dir.unwrap_or(Path::new("."))).ok()?;
    let mut names: Vec<String> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let name = path.file_name()?.to_string_lossy();
    let nearest = suggest::nearest(&name, names.iter().map(String::as_str))?;
    Some(slashed(&path.with_file_name(nearest)))
}

fn not_unicode(path: &str, (line, column): (u32, u32)) -> Diagnostic {
    let message = "here and maybe elsewhere are bytes that are no text in UTF-8; they are replaced";
    let mut diagnostic = Diagnostic::new(Code::NotUnicode, "", message)
        .in_file(path)
        .help("save the file as UTF-8");
    (diagnostic.line, diagnostic.column) = (line, column);
    diagnostic
}

/// Whether other collections in this folder use the same `codegen.toml`.
fn shares_config(path: &Path, environments: &BTreeSet<PathBuf>) -> bool {
    let dir = match path.parent() {
        Some(dir) if dir != Path::new("") => dir,
        _ => Path::new("."),
    };
    let Ok(entries) = fs::read_dir(dir) else {
        return false;
    };
    entries.flatten().any(|entry| {
        let other = path.with_file_name(entry.file_name());
        other != path
            && !environments.contains(&other)
            && !entry.file_name().to_string_lossy().starts_with('.')
            && is_json(&other)
            && other.is_file()
            && !other.with_extension("toml").is_file()
    })
}

/// Whether a file can be a collection of format 1 or 2 by its name.
fn is_json(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.extension()
        .is_some_and(|extension| extension == "json")
        && !name.ends_with(".postman_environment.json")
        && !name.ends_with(".postman_globals.json")
}

/// A path as messages show it.
fn slashed(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

#[cfg(test)]
mod tests;
