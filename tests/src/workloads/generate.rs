//! Generating from a synthetic collection, and the least that a generator with the same tools does: read the input, and
//! parse, format and write the same output.

use std::fs;
use std::path::{Path, PathBuf};

use codegen::inputs::Inputs;
use codegen::{Options, Output};
use rayon::{ThreadPool, ThreadPoolBuilder};
use serde_json::Value;
use tempfile::TempDir;

use crate::synthetic::{self, Layout};

/// A collection on disk.
#[derive(Debug)]
pub struct Input {
    folder: TempDir,
}

impl Input {
    /// A synthetic collection of this many operations.
    ///
    /// # Panics
    ///
    /// If it cannot be written.
    #[must_use]
    pub fn new(operations: usize) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let text = synthetic::text(operations, synthetic::SEED, Layout::Tabs);
        fs::write(folder.path().join("api.json"), text).expect("a file");
        Self { folder }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("api.json")
    }

    /// An output folder that does not exist yet.
    ///
    /// # Panics
    ///
    /// If the previous one cannot be removed.
    #[must_use]
    pub fn fresh(&self) -> PathBuf {
        let out = self.folder.path().join("out");
        if out.exists() {
            fs::remove_dir_all(&out).expect("a folder that can be removed");
        }
        out
    }

    /// Reads the collection and generates from it, without writing.
    #[must_use]
    pub fn output(&self) -> Output {
        let mut inputs = Inputs::default();
        inputs.add(&self.file());
        codegen::generate(&inputs.apis, &Options::default()).output
    }

    /// Generates into a folder.
    ///
    /// # Panics
    ///
    /// If the folder cannot be written.
    pub fn generate(&self, out: &Path) {
        self.output().write(out).expect("a writable folder");
    }

    /// Reads the input, and parses, formats and writes an output that was generated before.
    ///
    /// # Panics
    ///
    /// If the input is not JSON, the output is not Rust, or the folder cannot be written.
    pub fn floor(&self, output: &Output, out: &Path) {
        for (path, text) in self.floor_without_writing(output) {
            let path = out.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
    }

    /// Reads the input, and parses and formats an output that was generated before.
    ///
    /// # Panics
    ///
    /// If the input is not JSON, or the output is not Rust.
    #[must_use]
    pub fn floor_without_writing<'o>(&self, output: &'o Output) -> Vec<(&'o str, String)> {
        let text = fs::read_to_string(self.file()).expect("a file");
        let collection: Value = serde_json::from_str(&text).expect("JSON");
        assert!(collection.is_object());
        let formatted = |text| prettyplease::unparse(&syn::parse_file(text).expect("Rust"));
        let files = output.iter();
        files.map(|(path, text)| (path, formatted(text))).collect()
    }
}

/// This many threads.
///
/// # Panics
///
/// If they cannot be started.
#[must_use]
pub fn threads(count: usize) -> ThreadPool {
    let pool = ThreadPoolBuilder::new().num_threads(count).build();
    pool.expect("threads")
}
