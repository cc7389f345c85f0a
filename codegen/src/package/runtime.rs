//! The runtime as a package in the folder `client` of a new crate.

use toml_edit::{DocumentMut, Item, Table, value};

use crate::output::mark::header;

/// The files of the package `codegen-client`, by path.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/runtime.rs"));

/// The files to write, with paths in the new crate.
///
/// Without a name from the user, the package is called `codegen-client` and cannot be published by mistake.
pub(super) fn files(name: Option<&str>) -> impl Iterator<Item = (String, String)> {
    let manifest = FILES.iter().find(|(path, _)| *path == "Cargo.toml");
    let manifest = manifest.map(|(_, text)| manifest_text(text, name));
    FILES.iter().map(move |(path, text)| {
        let text = match *path {
            "Cargo.toml" => format!(
                "{}\n{}",
                first_line("#"),
                manifest.clone().unwrap_or_default()
            ),
            source if source.starts_with("src/") => format!("{}\n{text}", first_line("//")),
            _ => format!("{}\n\n{text}", first_line("#")),
        };
        (format!("client/{path}"), text)
    })
}

fn first_line(comment: &str) -> String {
    header(
        comment,
        concat!("the runtime of version ", env!("CARGO_PKG_VERSION")),
    )
}

/// The manifest without what only this repository has: its workspace, its lints, its tests and benchmarks.
fn manifest_text(text: &str, name: Option<&str>) -> String {
    let mut manifest: DocumentMut = text.parse().expect("the runtime's manifest is TOML");
    for key in ["lints", "bench"] {
        manifest.remove(key);
    }
    let package = &mut manifest["package"];
    for (key, inherited) in [
        ("version", env!("CARGO_PKG_VERSION")),
        ("edition", "2024"),
        ("license", "MIT OR Apache-2.0"),
    ] {
        package[key] = value(inherited);
    }
    match name {
        Some(name) => {
            package["name"] = value(name);
            package
                .as_table_mut()
                .map(|package| package.remove("publish"));
        }
        None => package["publish"] = value(false),
    }
    let library = manifest.entry("lib").or_insert(Item::Table(Table::new()));
    for key in ["test", "doctest", "bench"] {
        library[key] = value(false);
    }
    manifest.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::mark::is_generated;

    #[test]
    fn the_runtime_stands_alone_and_is_replaced_by_later_runs() {
        let files: Vec<_> = files(None).collect();
        let text = |path: &str| &files.iter().find(|(known, _)| known == path).unwrap().1;
        assert!(text("client/src/lib.rs").contains("pub mod auth;"));
        assert!(files.iter().all(|(_, text)| is_generated(text.as_bytes())));
        let manifest = text("client/Cargo.toml");
        assert!(!manifest.contains("workspace = true"), "{manifest}");
        let manifest: toml::Table = manifest.parse().unwrap();
        assert_eq!(manifest["package"]["name"].as_str(), Some("codegen-client"));
        assert_eq!(manifest["package"]["publish"].as_bool(), Some(false));
        assert!(!manifest.contains_key("lints") && !manifest.contains_key("bench"));
    }

    #[test]
    fn a_runtime_that_the_user_named_can_be_published() {
        let files: Vec<_> = files(Some("shop-runtime")).collect();
        let (_, manifest) = files
            .iter()
            .find(|(path, _)| path == "client/Cargo.toml")
            .unwrap();
        let manifest: toml::Table = manifest.parse().unwrap();
        assert_eq!(manifest["package"]["name"].as_str(), Some("shop-runtime"));
        assert!(manifest["package"].get("publish").is_none());
    }
}
