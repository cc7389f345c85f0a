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
use crate::source::{self, Source};
use crate::v3;

#[cfg(feature = "cli")]
pub(crate) use overlap::absolute;
pub(crate) use overlap::overlap;
use text::Text;

/// The name of the configuration in the folder of an API.
const CONFIG: &str = "codegen.toml";

/// What one API is generated from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ApiInput {
    /// The file or folder, as the user gave it; `-` for standard input.
    pub path: String,
    /// Its name where neither the configuration nor a collection gives one.
    pub name: Option<String>,
    /// The collections, or parts of one.
    pub sources: Vec<Source>,
    /// The configuration, where there is one.
    pub config: Option<Source>,
    /// Whether the configuration is made for more than these sources, so that not all of it has to match.
    pub config_is_shared: bool,
    /// Environment and globals files that the configuration lists.
    pub environments: Vec<Source>,
    /// Where the values of the sources come from that were made of several files.
    pub origins: Vec<Origins>,
    /// The texts of these files.
    pub texts: Vec<Source>,
}

/// Where the values of a source come from that was made of several files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origins {
    /// The path of the source.
    pub path: String,
    /// The origin of each value.
    pub of: source::Origins,
}

impl ApiInput {
    /// An API of one file, without configuration.
    #[must_use]
    pub fn of(source: Source) -> Self {
        Self {
            path: source.path.clone(),
            sources: vec![source],
            ..Self::default()
        }
    }

    /// The path as generated code names it: the same wherever the folder of collections lies.
    #[must_use]
    pub fn label(&self) -> String {
        label::of(&self.path)
    }

    /// The same of one of its sources.
    pub(crate) fn label_of(&self, path: &str) -> String {
        match path.strip_prefix(&self.path) {
            Some(rest) => format!("{}{rest}", self.label()),
            None => label::of(path),
        }
    }
}

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
        let path = slashed(path);
        let error = unreadable(&path, error);
        self.diagnostics.push(error.in_file(path));
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
mod tests {
    use super::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for file in files {
            let path = dir.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "environment = [\"live.json\"]").unwrap();
        }
        dir
    }

    fn found(dir: &Path) -> Vec<(String, Vec<String>)> {
        let mut inputs = Inputs::default();
        inputs.add_collections(dir);
        let root = format!("{}/", slashed(dir));
        let short = |path: &str| path.replace(&root, "");
        let api = |api: &ApiInput| {
            let sources = api.sources.iter().map(|source| short(&source.path));
            (short(&api.path), sources.collect())
        };
        inputs.apis.iter().map(api).collect()
    }

    #[test]
    fn each_file_and_each_folder_is_an_api() {
        let dir = folder(&[
            "b.json",
            "a/two.json",
            "a/deep/one.json",
            "a/notes.md",
            ".x.json",
        ]);
        assert_eq!(
            found(dir.path()),
            [
                (
                    "a".to_owned(),
                    vec!["a/deep/one.json".to_owned(), "a/two.json".to_owned()]
                ),
                ("b.json".to_owned(), vec!["b.json".to_owned()]),
            ]
        );
    }

    #[test]
    fn environments_are_no_collections() {
        let dir = folder(&[
            "a/codegen.toml",
            "a/api.json",
            "a/live.json",
            "a/x.postman_environment.json",
        ]);
        assert_eq!(
            found(dir.path()),
            [("a".to_owned(), vec!["a/api.json".to_owned()])]
        );
    }

    #[test]
    fn a_configuration_is_shared_where_several_files_have_it() {
        for (files, is_shared) in [
            (&["codegen.toml", "a.json"][..], false),
            (&["codegen.toml", "a.json", "live.json"], false),
            (&["codegen.toml", "a.json", "b/c.json"], false),
            (&["codegen.toml", "a.json", "b.json", "b.toml"], false),
            (&["codegen.toml", "a.json", "b.json"], true),
            (&["codegen.toml", "a.toml", "a.json", "b.json"], false),
        ] {
            let mut inputs = Inputs::default();
            inputs.add(&folder(files).path().join("a.json"));
            assert_eq!(inputs.apis[0].config_is_shared, is_shared, "{files:?}");
        }
    }

    #[test]
    fn a_file_that_cannot_be_read_does_not_cost_the_others() {
        let dir = folder(&["a.json"]);
        fs::write(dir.path().join("b.json"), [0, 0, 0xfe, 0xff]).unwrap();
        let mut inputs = Inputs::default();
        inputs.add_collections(dir.path());
        inputs.add(Path::new("missing.json"));
        assert_eq!(inputs.apis.len(), 1);
        let codes: Vec<_> = inputs
            .diagnostics
            .iter()
            .map(|diagnostic| diagnostic.code)
            .collect();
        assert_eq!(codes, [Code::UnreadableFile, Code::UnreadableFile]);
    }

    #[cfg(unix)]
    #[test]
    fn folders_that_symbolic_links_repeat_are_read_once() {
        let dir = folder(&["a/one.json", "a/deep/two.json"]);
        for (target, link) in [
            (".", "loop"),
            ("a", "b"),
            ("a", "a/deep/up"),
            ("x.json", "x.json"),
        ] {
            let target = dir.path().join(target);
            std::os::unix::fs::symlink(target, dir.path().join(link)).unwrap();
        }
        let mut inputs = Inputs::default();
        inputs.add_collections(dir.path());
        let files: Vec<_> = inputs.apis.iter().map(|api| api.sources.len()).collect();
        assert_eq!(files, [2]);
        let codes: Vec<_> = inputs.diagnostics.iter().map(|it| it.code).collect();
        assert_eq!(codes, [Code::UnreadableFile]);
    }

    #[cfg(unix)]
    #[test]
    fn sockets_are_refused() {
        let dir = folder(&["a.json"]);
        let _socket = std::os::unix::net::UnixListener::bind(dir.path().join("s.json")).unwrap();
        let mut inputs = Inputs::default();
        inputs.add_collections(dir.path());
        assert_eq!(inputs.apis.len(), 1);
        let diagnostic = inputs.diagnostics.iter().next().unwrap();
        assert!(
            diagnostic.message.contains("not a file"),
            "{}",
            diagnostic.message
        );
    }

    #[test]
    fn a_missing_environment_is_reported_where_it_is_listed() {
        let dir = folder(&["a/codegen.toml", "a/api.json"]);
        let mut inputs = Inputs::default();
        inputs.add(&dir.path().join("a"));
        let found = inputs.diagnostics.iter().next().unwrap();
        assert_eq!(found.code, Code::UnreadableFile);
        assert!(found.file.ends_with("a/codegen.toml"), "{}", found.file);
        assert_eq!((found.line, found.column), (1, 16));
    }

    #[test]
    fn an_empty_folder_is_an_error() {
        let mut inputs = Inputs::default();
        inputs.add_collections(folder(&[]).path());
        assert!(inputs.diagnostics.has_errors());
    }
}
