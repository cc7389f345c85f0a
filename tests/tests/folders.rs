//! Each folder of a collection as a feature of its crate: all of them, none, and each alone compile without a warning.

use std::fs;
use std::path::Path;

use codegen::inputs::Inputs;
use codegen::internals::{Client, Package};
use codegen::{Options, generate};
use tests::binary::{cargo_says_nothing, project};
use tests::synthetic::{self, Layout};

/// Writes the crate for a collection as `codegen new` does, and gives its features for folders.
fn write_crate(collection: &Path, dir: &Path) -> Vec<String> {
    let mut inputs = Inputs::default();
    inputs.add(collection);
    let options = Options {
        examples: true,
        features: true,
        ..Options::default()
    };
    let generation = generate(&inputs.apis, &options);
    let package = Package {
        name: Some("folders".to_owned()),
        client: Client::Path(project().join("client").display().to_string()),
        has_own_workspace: true,
        ..Package::default()
    };
    let features = generation.apis.iter().flat_map(codegen::api::Api::features);
    let features = features.collect();
    let output = package.output(&generation.apis, generation.output).unwrap();
    output.write(dir).unwrap();
    // The versions of this project; Cargo downloads those that only features need.
    fs::copy(project().join("Cargo.lock"), dir.join("Cargo.lock")).unwrap();
    features
}

fn check(dir: &Path, features: &[&str]) {
    cargo_says_nothing(dir, &[&["check"], features].concat());
}

/// Checks the synthetic collection; and those that the variable `COLLECTIONS` names, with `:` between them.
#[test]
fn each_folder_compiles_without_the_others() {
    let dir = tempfile::tempdir().unwrap();
    let own = dir.path().join("synthetic.json");
    fs::write(&own, synthetic::text(60, synthetic::SEED, Layout::Tabs)).unwrap();
    let given = std::env::var_os("COLLECTIONS");
    let given = given.iter().flat_map(std::env::split_paths);
    for (index, collection) in std::iter::once(own).chain(given).enumerate() {
        let package = dir.path().join(format!("crate-{index}"));
        let features = write_crate(&collection, &package);
        assert!(features.len() > 1, "{} has folders", collection.display());
        let manifest = fs::read_to_string(package.join("Cargo.toml")).unwrap();
        let manifest: toml::Table = manifest.parse().unwrap();
        let declared = &manifest["features"];
        assert_eq!(declared["default"], vec!["reqwest", "folders"].into());
        let mut all = features.clone();
        all.sort();
        assert_eq!(declared["folders"], all.into());
        check(&package, &["--all-features"]);
        check(&package, &["--no-default-features"]);
        // No link leads to what is left out.
        let none = ["doc", "--no-deps", "--no-default-features"];
        cargo_says_nothing(&package, &none);
        let only = ["--features", features[0].as_str()];
        cargo_says_nothing(&package, &[&none[..], &only].concat());
        for feature in &features {
            check(&package, &["--no-default-features", "--features", feature]);
        }
        println!("{}: {} folders", collection.display(), features.len());
    }
}
