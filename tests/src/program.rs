//! What the programs of this package share: a folder of collections as an argument, and the exit code.

use std::fmt::Display;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::publishers::Publishers;

/// A folder of collections, as an argument of a program.
#[derive(Debug, Args)]
pub struct Folder {
    /// The folder of collections.
    #[arg(value_parser = existing)]
    pub dir: PathBuf,
    /// Whose collections are read: each folder in `DIR` is a publisher.
    #[arg(long, value_enum, default_value_t)]
    pub publishers: Publishers,
}

impl Folder {
    /// The JSON files of the chosen publishers, sorted.
    #[must_use]
    pub fn files(&self) -> Vec<PathBuf> {
        self.publishers.files(&self.dir)
    }
}

/// The absolute path of a folder that exists, so that programs in other folders find it.
///
/// # Errors
///
/// A message, if there is none of this name.
pub fn existing(text: &str) -> Result<PathBuf, String> {
    match fs::canonicalize(text) {
        Ok(dir) if dir.is_dir() => Ok(dir),
        _ => Err("this is not a folder".to_owned()),
    }
}

/// The exit code of a program: 0 if everything it checked is right, 1 if something is wrong or it failed, which is printed.
pub fn exit_code(result: Result<bool, impl Display>) -> ExitCode {
    match result {
        Ok(is_right) => ExitCode::from(u8::from(!is_right)),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
