//! Whether a new crate is a member of the workspace that it is written into.

use std::fs;
use std::path::Path;

use toml::Table;

use crate::pattern::is_simple_match;

/// Whether a folder above has a workspace that neither lists the crate as a member nor excludes it: Cargo refuses to
/// build such a crate, unless it is the root of a workspace.
pub(super) fn excludes(dir: &Path) -> bool {
    let Ok(dir) = std::path::absolute(dir) else {
        return false;
    };
    let mut above = dir.ancestors().skip(1);
    let found = above.find_map(|root| {
        let manifest = fs::read_to_string(root.join("Cargo.toml")).ok()?;
        let manifest: Table = manifest.parse().ok()?;
        let workspace = manifest.get("workspace")?.as_table()?.clone();
        Some((root, workspace))
    });
    let Some((root, workspace)) = found else {
        return false;
    };
    let path = dir.strip_prefix(root).unwrap_or(&dir);
    let path = path.display().to_string().replace('\\', "/");
    let lists = |key: &str, matches: fn(&str, &str) -> bool| {
        let patterns = workspace.get(key).and_then(|value| value.as_array());
        let mut patterns = patterns.into_iter().flatten().filter_map(|it| it.as_str());
        patterns.any(|pattern| matches(pattern.trim_end_matches('/'), &path))
    };
    !lists("members", is_match)
        && !lists("exclude", |folder, path| {
            Path::new(path).starts_with(folder)
        })
}

/// Whether a path matches a pattern in which `*` stands for any part of a name.
fn is_match(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<&str>, Vec<&str>) =
        (pattern.split('/').collect(), path.split('/').collect());
    pattern.len() == path.len()
        && pattern
            .iter()
            .zip(path)
            .all(|(pattern, name)| is_simple_match(pattern, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_matched_name_by_name() {
        for (pattern, path) in [
            ("crates/*", "crates/shop"),
            ("*/*-api", "x/shop-api"),
            ("shop", "shop"),
        ] {
            assert!(is_match(pattern, path), "{pattern}");
        }
        for (pattern, path) in [
            ("crates/*", "crates/a/b"),
            ("*-api", "shop"),
            ("shop", "shops"),
        ] {
            assert!(!is_match(pattern, path), "{pattern}");
        }
    }

    #[test]
    fn a_crate_in_a_workspace_that_does_not_list_it_is_excluded() {
        let dir = tempfile::tempdir().unwrap();
        let crate_dir = dir.path().join("crates/shop");
        for (workspace, is_excluded) in [
            ("[workspace]\nmembers = [\"app\"]\n", true),
            ("[workspace]\nmembers = [\"crates/*\"]\n", false),
            ("[workspace]\nexclude = [\"crates\"]\n", false),
            ("[package]\nname = \"app\"\n", false),
        ] {
            fs::write(dir.path().join("Cargo.toml"), workspace).unwrap();
            assert_eq!(excludes(&crate_dir), is_excluded, "{workspace}");
        }
    }
}
