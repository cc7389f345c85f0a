//! The way in for build scripts.

mod stamp;

use std::cmp::Reverse;
use std::env;
use std::error::Error;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::api::external::is_absolute_path;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::inputs::{Inputs, overlap};
use crate::options::{Options, Root};
use crate::output::{WriteError, Written};
use crate::render::{self, Limit, Sources, Style};
use crate::{Output, generate};
use stamp::Stamp;

/// How many warnings are passed to Cargo. The others are only counted.
const WARNINGS: usize = 20;

/// Generates clients in a build script.
///
/// ```no_run
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// // build.rs
/// codegen::Builder::new().file("zoom.json").generate()?;
/// # Ok(())
/// # }
/// ```
///
/// The crate includes the result with `include!(concat!(env!("OUT_DIR"), "/mod.rs"));`, usually in a module.
///
/// Paths are relative to the package, because Cargo runs build scripts in its folder. The script runs again when a file
/// that was read changes.
#[derive(Debug, Clone, Default)]
#[must_use = "nothing happens until `generate` is called"]
pub struct Builder {
    collections: Vec<PathBuf>,
    files: Vec<PathBuf>,
    environments: Vec<PathBuf>,
    options: Options,
    strict: bool,
    out_dir: Option<PathBuf>,
}

/// Whether a folder has a stamp: only `OUT_DIR` does, as nobody keeps it in a repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stamped {
    Yes,
    No,
}

impl Builder {
    /// A builder that reads nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a folder of collections: one file or folder for each API (see [`inputs`](crate::inputs)).
    pub fn collections(mut self, dir: impl Into<PathBuf>) -> Self {
        self.collections.push(dir.into());
        self
    }

    /// Adds one API: a file, or a folder of them.
    pub fn file(mut self, path: impl Into<PathBuf>) -> Self {
        self.files.push(path.into());
        self
    }

    /// Adds an environment or globals file, whose variables go before those of a collection; later ones go before
    /// earlier ones.
    pub fn environment(mut self, path: impl Into<PathBuf>) -> Self {
        self.environments.push(path.into());
        self
    }

    /// Sets the default of each base URL that `codegen.toml` does not set.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.options.base_url = Some(url.into());
        self
    }

    /// Whether to emit the modules `examples`, with the requests that the collections themselves would send.
    pub fn examples(mut self, yes: bool) -> Self {
        self.options.examples = yes;
        self
    }

    /// Whether each folder at the top of an API is compiled only with a feature of this package, named for both, such
    /// as `shop-orders`; `codegen.toml` can say so for one API.
    pub fn features(mut self, yes: bool) -> Self {
        self.options.features = yes;
        self
    }

    /// Whether an error in a single item fails the build. By default, it is a warning, and the item is left out.
    pub fn strict(mut self, yes: bool) -> Self {
        self.strict = yes;
        self
    }

    /// Whether a secret in the input fails the build. It is left out of the output in any case.
    pub fn deny_secrets(mut self, yes: bool) -> Self {
        self.options.deny_secrets = yes;
        self
    }

    /// Sets the path of the runtime in generated code: the name of a dependency other than `client`, or a path that begins
    /// with `crate::`. A `client-path` in `codegen.toml` takes precedence.
    pub fn client_path(mut self, path: impl Into<String>) -> Self {
        self.options.client_path = Some(path.into());
        self
    }

    /// Writes to this folder in place of `OUT_DIR`.
    pub fn out_dir(mut self, dir: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(dir.into());
        self
    }

    /// Generates and writes, and tells Cargo what was read and what there is to warn of.
    ///
    /// # Errors
    ///
    /// If a file cannot be read, `codegen.toml` is wrong, or nothing can be written. With [`strict`](Self::strict), also if
    /// an item has an error, and with [`deny_secrets`](Self::deny_secrets), if there is a secret. The message is made for people, and everything without an error has been written.
    pub fn generate(self) -> Result<Written, BuildError> {
        let mut out = Vec::new();
        let result = self.run(&mut |line| out.push(line));
        for line in out {
            println!("{line}");
        }
        result
    }

    fn run(self, tell: &mut dyn FnMut(String)) -> Result<Written, BuildError> {
        let Some(dir) = &self.out_dir else {
            let dir = env::var_os("OUT_DIR").ok_or(BuildError::NoOutDir)?;
            return self.refresh(Path::new(&dir), Stamped::Yes, tell);
        };
        self.refresh(dir, Stamped::No, tell)
    }

    /// Brings a folder up to date.
    fn refresh(
        &self,
        dir: &Path,
        stamped: Stamped,
        tell: &mut dyn FnMut(String),
    ) -> Result<Written, BuildError> {
        let mut collections = self.collections.iter();
        if let Some(problem) = collections.find_map(|from| overlap(from, dir)) {
            return Err(BuildError::Overlap(problem));
        }
        let mut client_path = self.options.client_path.iter();
        if let Some(path) = client_path.find(|path| !is_absolute_path(path)) {
            return Err(BuildError::ClientPath(path.clone()));
        }
        let (inputs, options) = self.read();
        let watched = inputs.read.iter().map(PathBuf::as_path);
        for path in watched.chain(self.folders_of_files()) {
            tell(format!("cargo::rerun-if-changed={}", path.display()));
        }
        let input = stamp::input(&format!("{self:?}"), &inputs.read);
        if stamped == Stamped::Yes
            && let Some(stamp) = Stamp::of_same(input, dir)
        {
            stamp.warnings.into_iter().for_each(tell);
            return Ok(Written {
                unchanged: stamp.files.len(),
                ..Written::default()
            });
        }
        let generation = generate(&inputs.apis, &options);
        let mut diagnostics = inputs.diagnostics;
        diagnostics.extend(generation.diagnostics);

        let written = write(&generation.output, dir)?;
        if diagnostics.iter().any(|found| self.fails_build(found)) {
            let sources = Sources::of(&inputs.apis, &options);
            let text =
                render::diagnostics(&diagnostics, &sources, Style::Plain, Limit::OfEachKind(3));
            return Err(BuildError::Collections(text));
        }
        let warnings = warnings(&diagnostics);
        if stamped == Stamped::Yes {
            Stamp::new(input, &generation.output, &warnings).write(dir);
        }
        warnings.into_iter().for_each(tell);
        Ok(written)
    }

    /// Whether the build stops. Errors in files and in `codegen.toml` have no pointer into a collection.
    fn fails_build(&self, diagnostic: &Diagnostic) -> bool {
        let is_in_item = !diagnostic.pointer.is_empty();
        let is_fatal = self.strict || !is_in_item || diagnostic.code == Code::RedactedSecret;
        diagnostic.severity == Severity::Error && is_fatal
    }

    /// The folders of single files, in which a `codegen.toml` can be added later. A package's own folder is not one of
    /// them: its build output changes all the time.
    fn folders_of_files(&self) -> impl Iterator<Item = &Path> {
        let files = self.files.iter().filter(|path| path.is_file());
        let folders = files.filter_map(|path| path.parent());
        folders.filter(|folder| folder.file_name().is_some())
    }

    fn read(&self) -> (Inputs, Options) {
        let mut inputs = Inputs::default();
        for dir in &self.collections {
            inputs.add_collections(dir);
        }
        for path in &self.files {
            inputs.add(path);
        }
        let mut options = Options {
            root: Root::Include,
            ..self.options.clone()
        };
        for path in &self.environments {
            options.environments.extend(inputs.environment(path));
        }
        (inputs, options)
    }
}

fn write(output: &Output, dir: &Path) -> Result<Written, BuildError> {
    output.write(dir).map_err(BuildError::Write)
}

/// What Cargo is told of diagnostics.
fn warnings<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> Vec<String> {
    let mut shown: Vec<&Diagnostic> = diagnostics.into_iter().collect();
    shown.retain(|diagnostic| diagnostic.severity >= Severity::Warning);
    // Errors come first.
    shown.sort_by_key(|diagnostic| Reverse(diagnostic.severity));
    let texts = shown.iter().take(WARNINGS);
    let mut lines: Vec<String> = texts
        .map(|diagnostic| format!("cargo::warning={}", on_one_line(diagnostic)))
        .collect();
    if let Some(more @ 1..) = shown.len().checked_sub(WARNINGS) {
        lines.push(format!(
            "cargo::warning=and {more} more; `codegen list` shows them"
        ));
    }
    lines
}

fn on_one_line(diagnostic: &Diagnostic) -> String {
    let place = format!(
        "{}:{}:{}",
        diagnostic.file, diagnostic.line, diagnostic.column
    );
    let help = diagnostic.help.as_ref().map(|help| format!(" ({help})"));
    let severity = match diagnostic.severity {
        Severity::Error => "error: ",
        Severity::Warning | Severity::Note => "",
    };
    let line = format!(
        "{place}: {severity}{}{}",
        diagnostic.message,
        help.unwrap_or_default()
    );
    line.replace(['\r', '\n'], " ")
}

/// Why a build script did not generate all that it was to.
#[non_exhaustive]
pub enum BuildError {
    /// There is no `OUT_DIR`: this is not a build script, and [`out_dir`](Builder::out_dir) was not called.
    NoOutDir,
    /// Collections hold errors: the diagnostics, rendered. All else was written.
    Collections(String),
    /// The output cannot be written; the error says whether anything was.
    Write(WriteError),
    /// One of the output folder and a folder of collections contains the other. Nothing was written.
    Overlap(String),
    /// The path of the runtime is not the path of a crate or module. Nothing was written.
    ClientPath(String),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoOutDir => f.write_str(
                "there is no `OUT_DIR`: call this in a build script, or give it an `out_dir`",
            ),
            Self::Collections(text) => {
                write!(f, "the collections hold errors\n\n{}", text.trim_end())
            }
            Self::Write(error) => error.fmt(f),
            Self::ClientPath(path) => write!(
                f,
                "nothing was written: `{path}` is not the path of a crate or module, such as `my_client`"
            ),
            Self::Overlap(problem) => write!(f, "nothing was written: {problem}"),
        }
    }
}

/// As [`Display`](fmt::Display), since a build script that returns an error shows it so.
impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for BuildError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Write(error) => Some(error),
            Self::NoOutDir | Self::Collections(_) | Self::Overlap(_) | Self::ClientPath(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// What a builder tells Cargo about a collection with a good and a bad item, and the result.
    fn run(is_strict: bool) -> (Vec<String>, Result<Written, BuildError>) {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("apis");
        fs::create_dir(&folder).unwrap();
        let items = r#"[{"name": "a", "request": "http://h/a"}, {"name": "b", "request": {}}]"#;
        let file = folder.join("a.json");
        fs::write(&file, format!("{{\"item\": {items}}}")).unwrap();
        let mut told = Vec::new();
        let builder = Builder::new().file(file).strict(is_strict);
        let builder = builder.out_dir(dir.path().join("out"));
        let result = builder.run(&mut |line| told.push(line));
        let root = dir.path().display().to_string();
        let told = told.iter().map(|line| line.replace(&root, "")).collect();
        (told, result)
    }

    #[test]
    fn an_error_in_an_item_is_a_warning_unless_the_build_is_strict() {
        let (told, result) = run(false);
        assert!(result.is_ok());
        let warning = "cargo::warning=/apis/a.json:1:51: error: ";
        assert!(
            told.iter().any(|line| line.starts_with(warning)),
            "{told:?}"
        );

        let (told, result) = run(true);
        assert!(matches!(result, Err(BuildError::Collections(_))));
        assert!(
            !told.iter().any(|line| line.contains("warning")),
            "{told:?}"
        );
    }

    #[test]
    fn a_second_run_with_the_same_input_repeats_the_warnings_and_writes_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let (file, out) = (dir.path().join("a.json"), dir.path().join("out"));
        let items = r#"[{"name": "a", "request": "http://h/a"}, {"name": "b", "request": {}}]"#;
        fs::write(&file, format!("{{\"item\": {items}}}")).unwrap();
        let builder = Builder::new().file(&file);
        let run = |builder: &Builder| {
            let mut told = Vec::new();
            let tell = &mut |line| told.push(line);
            let written = builder.refresh(&out, Stamped::Yes, tell).unwrap();
            (told, written)
        };
        let (told, written) = run(&builder);
        assert!(!written.created.is_empty());
        let time = |name: &str| fs::metadata(out.join(name)).unwrap().modified().unwrap();
        let stamped = time(".codegen-stamp");
        let (told_again, again) = run(&builder);
        assert_eq!(told_again, told);
        assert_eq!(again.unchanged, written.created.len());
        assert_eq!(time(".codegen-stamp"), stamped);

        let (_, with_examples) = run(&builder.clone().examples(true));
        assert!(!with_examples.created.is_empty());
        let generated = out.join("mod.rs");
        fs::write(
            &generated,
            fs::read_to_string(&generated).unwrap() + "// edited",
        )
        .unwrap();
        let (_, mended) = run(&builder.examples(true));
        assert_eq!(mended.changed, ["mod.rs"]);
    }

    #[test]
    fn a_secret_fails_the_build_if_secrets_are_denied() {
        let dir = tempfile::tempdir().unwrap();
        let build = |url: &str, is_denied: bool| {
            let file = dir.path().join("a.json");
            fs::write(
                &file,
                format!(r#"{{"item": [{{"name": "a", "request": "{url}"}}]}}"#),
            )
            .unwrap();
            let builder = Builder::new().file(file).deny_secrets(is_denied);
            builder.out_dir(dir.path().join("out")).run(&mut |_| {})
        };
        let secret = "http://h/a?api_key=k3y-0123456789";
        let Err(BuildError::Collections(text)) = build(secret, true) else {
            panic!("the build has to fail")
        };
        assert!(
            text.contains("redacted-secret") && !text.contains("k3y"),
            "{text}"
        );
        assert!(build(secret, false).is_ok());
        assert!(build("http://h/a?api_key={{api_key}}", true).is_ok());
    }

    #[test]
    fn a_configuration_that_is_added_later_is_noticed() {
        let (told, _) = run(false);
        assert!(
            told.contains(&"cargo::rerun-if-changed=/apis".to_owned()),
            "{told:?}"
        );
    }
}
