//! Where the runtime of a new crate comes from.

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::api::external::is_absolute_path;
use crate::inputs::absolute;
use crate::package::Client;

/// What `--client` names: the source, and the name of the package if a folder shows it.
pub(super) fn find(
    given: Option<&str>,
    package: Option<&str>,
    out: &Path,
) -> Result<(Client, Option<String>), String> {
    let named = package.map(str::to_owned);
    let Some(given) = given else {
        return Ok((Client::Included, named));
    };
    if is_version(given) {
        return match named {
            Some(_) => Ok((Client::Version(given.to_owned()), named)),
            None => Err(format!(
                "the runtime is not published, so version `{given}` could be anybody's package; name the package that you \
                 published with `--client-package NAME`"
            )),
        };
    }
    if is_url(given) {
        let (url, rev) = match given.split_once('#') {
            Some((url, rev)) => (url, Some(rev.to_owned())),
            None => (given, None),
        };
        let url = url.to_owned();
        return Ok((Client::Git { url, rev }, named));
    }
    match package_in(Path::new(given)) {
        Some(found) => Ok((Client::Path(relative(Path::new(given), out)), Some(found))),
        None => Err(format!(
            "`{given}` is not the folder of a package with the library `client`"
        )),
    }
}

/// A name that Cargo accepts as the key of a dependency, and Rust as the name of a crate.
pub(super) fn key(text: &str) -> Result<String, String> {
    let name = text.replace('-', "_");
    if is_absolute_path(&name) && !name.contains(':') && name != "crate" {
        Ok(text.to_owned())
    } else {
        Err("not the name of a crate".to_owned())
    }
}

fn is_version(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | '^' | '~' | '=' | '*');
    text.starts_with(is_part)
        && text.chars().all(is_part)
        && text.contains(|c: char| c.is_ascii_digit())
}

fn is_url(text: &str) -> bool {
    text.contains("://") || text.starts_with("git@")
}

/// The name of the package in a folder, if it is a runtime.
fn package_in(dir: &Path) -> Option<String> {
    let manifest = fs::read_to_string(dir.join("Cargo.toml")).ok()?;
    let manifest: toml::Table = manifest.parse().ok()?;
    let library = manifest.get("lib")?.get("name")?.as_str()?;
    let name = manifest.get("package")?.get("name")?.as_str()?;
    (library == "client").then(|| name.to_owned())
}

/// The path from the folder `out`, which need not exist, to `path`.
fn relative(path: &Path, out: &Path) -> String {
    let path = match (absolute(path), absolute(out)) {
        (Some(path), Some(out)) => path_from(&out, &path),
        _ => path.to_owned(),
    };
    path.display().to_string().replace('\\', "/")
}

fn path_from(from: &Path, to: &Path) -> PathBuf {
    let same = from.components().zip(to.components());
    let same = same.take_while(|(a, b)| a == b).count();
    if same == 0 {
        return to.to_owned();
    }
    let up = from.components().skip(same).map(|_| Component::ParentDir);
    up.chain(to.components().skip(same)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_to_the_runtime_leads_over_the_common_folder() {
        let path = |from, to| {
            path_from(Path::new(from), Path::new(to))
                .display()
                .to_string()
        };
        assert_eq!(path("/a/b/c", "/a/client"), "../../client");
        assert_eq!(path("/a", "/a/client"), "client");
    }

    #[test]
    fn a_source_is_recognized_by_its_form() {
        let source =
            |given| find(Some(given), Some("mine"), Path::new("/out")).map(|(client, _)| client);
        let git = |url: &str, rev: Option<&str>| Client::Git {
            url: url.to_owned(),
            rev: rev.map(str::to_owned),
        };
        assert_eq!(source("0.1"), Ok(Client::Version("0.1".to_owned())));
        assert_eq!(source("=1.2.3"), Ok(Client::Version("=1.2.3".to_owned())));
        let url = "https://example.com/codegen";
        assert_eq!(source(url), Ok(git(url, None)));
        assert_eq!(
            source("git@example.com:codegen#v1"),
            Ok(git("git@example.com:codegen", Some("v1")))
        );
        assert!(source("no/such/folder").is_err());
        assert!(find(Some("0.1"), None, Path::new("/out")).is_err());
    }

    #[test]
    fn a_key_is_the_name_of_a_crate() {
        assert!(key("my-client").is_ok());
        for text in ["", "a b", "self", "crate", "a::b", "fn", "a\"\n[x]"] {
            assert!(key(text).is_err(), "{text}");
        }
    }
}
