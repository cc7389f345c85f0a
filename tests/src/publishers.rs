//! Publishers for tuning and publishers for reporting, so that rules are not judged by what they were made for.
//!
//! A publisher is a folder in a folder of collections. A hash of its name decides, so a new publisher moves no other.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::corpus;

/// Which publishers are read.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Publishers {
    /// All of them.
    #[default]
    All,
    /// Those that rules may be tuned on.
    Tuning,
    /// Those that are only read for figures.
    Reporting,
}

impl Publishers {
    /// The JSON files of these publishers below a folder, sorted.
    #[must_use]
    pub fn files(self, dir: &Path) -> Vec<PathBuf> {
        let mut files = corpus::files(dir);
        files.retain(|file| self.include(dir, file));
        files
    }

    fn include(self, dir: &Path, file: &Path) -> bool {
        let below = file.strip_prefix(dir).unwrap_or(file);
        let publisher = below.components().next();
        let name = publisher.map_or_else(Vec::new, |name| {
            name.as_os_str().as_encoded_bytes().to_vec()
        });
        match self {
            Self::All => true,
            Self::Tuning => !is_kept_aside(&name),
            Self::Reporting => is_kept_aside(&name),
        }
    }
}

/// Whether a bit of the hash of a name is set (FNV-1a, whose values never change). It is a bit by which both halves of the
/// corpus have saved responses.
fn is_kept_aside(name: &[u8]) -> bool {
    let hash = name.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    hash >> 6 & 1 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_folder_decides_who_is_kept_aside() {
        let dir = Path::new("apis");
        let is_reported = |file: &str| Publishers::Reporting.include(dir, Path::new(file));
        assert!(is_reported("apis/c/one.json") && is_reported("apis/c/a/two.json"));
        assert!(!is_reported("apis/a/one.json") && !is_reported("apis/a/c/two.json"));
    }

    #[test]
    fn each_publisher_is_in_one_half() {
        let dir = Path::new("apis");
        for name in ["a", "b", "Shop+api", "ä"] {
            let file = dir.join(name).join("x.json");
            let halves = [Publishers::Tuning, Publishers::Reporting];
            let including = halves.iter().filter(|half| half.include(dir, &file));
            assert_eq!(including.count(), 1, "{name}");
            assert!(Publishers::All.include(dir, &file));
        }
    }
}
