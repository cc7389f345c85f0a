//! A build script that runs again with the same input has nothing to do.
//!
//! Cargo runs a build script again when the time of a file has changed, even if its content has not: for example when
//! another branch was checked out in between. The stamp is a file in `OUT_DIR` with hashes of what was read and written.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::Output;

/// The name of the file.
const FILE: &str = ".codegen-stamp";

/// What a run read and wrote.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// The hash of the input.
    pub(super) input: u64,
    /// The hash of the output.
    output: u64,
    /// The files of the output, relative to its folder.
    pub(super) files: Vec<String>,
    /// The warnings for Cargo, which forgets those of the run before.
    pub(super) warnings: Vec<String>,
}

impl Stamp {
    /// The stamp of a run, from the hash of its input.
    pub(super) fn new(input: u64, output: &Output, warnings: &[String]) -> Self {
        let texts = output.iter().map(|(_, text)| text.as_bytes());
        Self {
            input,
            output: hash(texts),
            files: output.iter().map(|(path, _)| path.to_owned()).collect(),
            warnings: warnings.to_vec(),
        }
    }

    /// The stamp in a folder, if the input is the same and nobody has changed the output.
    pub(super) fn of_same(input: u64, dir: &Path) -> Option<Self> {
        let stamp = Self::parse(&fs::read_to_string(dir.join(FILE)).ok()?)?;
        if stamp.input != input {
            return None;
        }
        let files = stamp.files.iter().map(|path| fs::read(dir.join(path)));
        let texts: Vec<Vec<u8>> = files.collect::<io::Result<_>>().ok()?;
        (hash(texts.iter().map(Vec::as_slice)) == stamp.output).then_some(stamp)
    }

    /// Writes the stamp. Without one, the next run only takes longer, so errors are ignored.
    pub(super) fn write(&self, dir: &Path) {
        let _ = fs::write(dir.join(FILE), self.text());
    }

    fn text(&self) -> String {
        let mut lines = vec![format!(
            "{} {} {}",
            self.input,
            self.output,
            self.files.len()
        )];
        lines.extend_from_slice(&self.files);
        lines.extend_from_slice(&self.warnings);
        lines.join("\n")
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.split('\n').map(str::to_owned);
        let head = lines.next()?;
        let mut numbers = head.split(' ').map(str::parse);
        let mut number = || numbers.next()?.ok();
        let (input, output) = (number()?, number()?);
        let count = usize::try_from(number()?).ok()?;
        let files: Vec<String> = lines.by_ref().take(count).collect();
        Some(Self {
            input,
            output,
            files,
            warnings: lines.collect(),
        })
    }
}

/// The hash of everything that the output depends on: the settings, the files, and this generator.
pub(super) fn input<'p>(settings: &str, read: impl IntoIterator<Item = &'p PathBuf>) -> u64 {
    let mut hasher = DefaultHasher::new();
    (settings, generator()).hash(&mut hasher);
    for path in read {
        // A folder has no content: its files are among what was read.
        (path, fs::read(path).ok()).hash(&mut hasher);
    }
    hasher.finish()
}

/// The version, and the size and time of the program that contains the generator: it can change without a new version.
fn generator() -> String {
    let program = std::env::current_exe().and_then(fs::metadata);
    let program = program.map(|it| {
        let time = it.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        (it.len(), time)
    });
    format!("{} {:?}", env!("CARGO_PKG_VERSION"), program.ok())
}

fn hash<'a>(texts: impl Iterator<Item = &'a [u8]>) -> u64 {
    let mut hasher = DefaultHasher::new();
    texts.for_each(|text| text.hash(&mut hasher));
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp() -> Stamp {
        Stamp {
            input: 1,
            output: hash([b"text".as_slice()].into_iter()),
            files: vec!["mod.rs".to_owned()],
            warnings: vec!["cargo::warning=a".to_owned()],
        }
    }

    #[test]
    fn a_stamp_is_read_as_it_was_written() {
        assert_eq!(Stamp::parse(&stamp().text()), Some(stamp()));
        let without = Stamp {
            warnings: Vec::new(),
            ..stamp()
        };
        assert_eq!(Stamp::parse(&without.text()), Some(without));
        for text in ["", "1", "1 2", "1 2 x", "a b c"] {
            assert_eq!(Stamp::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_stamp_holds_for_the_same_input_and_an_unchanged_output() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("mod.rs");
        fs::write(&file, "text").unwrap();
        assert_eq!(Stamp::of_same(1, dir.path()), None);
        stamp().write(dir.path());
        assert_eq!(Stamp::of_same(1, dir.path()), Some(stamp()));
        assert_eq!(Stamp::of_same(2, dir.path()), None);
        fs::write(&file, "other").unwrap();
        assert_eq!(Stamp::of_same(1, dir.path()), None);
        fs::remove_file(&file).unwrap();
        assert_eq!(Stamp::of_same(1, dir.path()), None);
    }

    #[test]
    fn the_input_is_the_settings_and_the_content_of_files() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("a.json");
        fs::write(&file, "{}").unwrap();
        let read = [file.clone()];
        let before = input("", &read);
        assert_eq!(input("", &read), before);
        assert_ne!(input("strict", &read), before);
        fs::write(&file, "[]").unwrap();
        assert_ne!(input("", &read), before);
    }
}
