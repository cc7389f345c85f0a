//! Input and output must not contain each other: a run would read what another one wrote.

use std::path::{Component, Path, PathBuf};

/// What is wrong with writing to the folder `out` what is generated from the folder `collections`, if anything is.
#[must_use]
pub fn overlap(collections: &Path, out: &Path) -> Option<String> {
    let (from, to) = (absolute(collections)?, absolute(out)?);
    let relation = if from == to {
        "is"
    } else if to.starts_with(&from) {
        "is inside"
    } else if from.starts_with(&to) {
        "contains"
    } else {
        return None;
    };
    Some(format!(
        "the output folder `{}` {relation} the folder of collections, `{}`; choose another output folder",
        out.display(),
        collections.display()
    ))
}

/// An absolute path without `..`, and without symbolic links as far as it exists.
pub(crate) fn absolute(path: &Path) -> Option<PathBuf> {
    let mut plain = PathBuf::new();
    for part in std::path::absolute(path).ok()?.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
        if let Ok(real) = plain.canonicalize() {
            plain = real;
        }
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_that_lie_in_each_other_are_found() {
        let relation = |from: &str, to: &str| overlap(Path::new(from), Path::new(to));
        for (from, to, expected) in [
            ("/x/a", "/x/a/", "is"),
            ("/x/a", "/x/b/../a/out/src", "is inside"),
            ("/x/a/b", "/x/./a", "contains"),
        ] {
            let message = relation(from, to).unwrap();
            assert!(
                message.contains(&format!("` {expected} the folder")),
                "{message}"
            );
        }
        assert_eq!(relation("/x/a", "/x/ab"), None);
        assert_eq!(relation("/x/collections", "/x/src"), None);
    }
}
