//! No secret of the input is in any output: hundreds are planted in every kind of location, each of them unique.

#[path = "secrets/plants.rs"]
mod plants;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tests::binary::{Ran, run_in};

use plants::Garden;

/// All APIs.
const APIS: &[&str] = &[
    "apis/a",
    "apis/b.json",
    "apis/c.json",
    "apis/d",
    "apis/m.json",
    "apis/n.json",
    "apis/p.json",
];

/// The environments.
const ENVIRONMENTS: &[&str] = &[
    "--environment",
    "e.json",
    "--environment",
    "g.json",
    "--environment",
    "y.environment.yaml",
];

/// All files below a folder, as one text.
fn text_of(dir: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(dir).expect("a folder") {
        let path = entry.expect("an entry").path();
        text.push_str(&path.display().to_string());
        if path.is_dir() {
            text.push_str(&text_of(&path));
        } else {
            text.push_str(&fs::read_to_string(&path).expect("text"));
        }
    }
    text
}

/// Letters and digits only: words of names are written in several ways.
fn normalized(text: &str) -> String {
    let letters = text.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|c| c.to_ascii_lowercase()).collect()
}

/// The planted secrets that an output contains, each with where it was planted.
fn leaks<'g>(garden: &'g Garden, output: &str) -> Vec<&'g str> {
    let output = normalized(output);
    let plants = garden.plants.iter();
    let leaked = plants.filter(|plant| output.contains(&normalized(&plant.secret)));
    leaked.map(|plant| plant.location.as_str()).collect()
}

fn run(garden: &Garden, dir: &Path, arguments: &[&str]) -> Ran {
    let ran = run_in(dir, arguments);
    let output = format!("{}{}", ran.out, ran.err);
    let none: Vec<&str> = Vec::new();
    assert_eq!(leaks(garden, &output), none, "printed by {arguments:?}");
    ran
}

#[test]
fn no_planted_secret_is_in_any_output() {
    let garden = Garden::of_every_location();
    assert!(
        garden.plants.len() >= 1600,
        "{} plants",
        garden.plants.len()
    );
    let dir = tempfile::tempdir().expect("a folder");
    garden.write(dir.path());

    let new = [
        &["new"],
        APIS,
        ENVIRONMENTS,
        &["--out", "new", "--examples", "--tests", "--verbose"],
    ];
    let ran = run(&garden, dir.path(), &new.concat());
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let package = text_of(&dir.path().join("new"));
    let none: Vec<&str> = Vec::new();
    assert_eq!(leaks(&garden, &package), none, "in the package");

    let site = ["site", "--collections", "apis", "--out", "pages"];
    let environment = ["--environment", "e.json", "--verbose"];
    let ran = run(&garden, dir.path(), &[&site[..], &environment].concat());
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let pages = text_of(&dir.path().join("pages"));
    assert_eq!(leaks(&garden, &pages), none, "on pages");

    for api in APIS {
        let environment = ["--environment", "e.json", "--verbose"];
        run(
            &garden,
            dir.path(),
            &[&["curl", *api][..], &environment].concat(),
        );
        run(&garden, dir.path(), &["init", "--print", *api]);
    }
    let list = |options: &[&'static str]| [&["list"], APIS, ENVIRONMENTS, options].concat();
    run(&garden, dir.path(), &list(&["--verbose"]));
    let ran = run(&garden, dir.path(), &list(&["--format", "json"]));
    each_is_reported(&garden, &ran.out);
}

/// Each file and location with a secret has a note.
fn each_is_reported(garden: &Garden, list: &str) {
    let list: Value = serde_json::from_str(list).expect("JSON");
    let diagnostics = list["diagnostics"].as_array().expect("diagnostics");
    let notes: Vec<&Value> = diagnostics
        .iter()
        .filter(|it| it["code"] == "redacted-secret")
        .collect();
    let is_located = |note: &&Value| note["line"].as_u64() > Some(0) && note["help"].is_string();
    assert!(notes.iter().all(is_located), "{notes:#?}");
    let texts: BTreeSet<&str> = garden
        .plants
        .iter()
        .map(|plant| plant.text.as_str())
        .collect();
    assert!(
        notes.len() >= texts.len(),
        "{} notes for {} texts",
        notes.len(),
        texts.len()
    );
}

#[test]
fn an_excerpt_of_a_broken_file_shows_no_planted_secret() {
    let garden = Garden::of_every_location();
    let dir = tempfile::tempdir().expect("a folder");
    garden.write(dir.path());
    for (path, text) in &garden.files {
        let is_json = std::path::Path::new(path)
            .extension()
            .is_some_and(|extension| extension == "json");
        // Each file breaks in several places, each after other secrets. All of what is before a YAML or TOML error is read.
        let cuts = if is_json { 5 } else { 2 };
        for cut in 1..=cuts {
            let start: Vec<&str> = text.split_inclusive('\n').collect();
            let start = &start[..(start.len() * cut / (cuts + 1)).max(1)];
            let broken = start.concat() + "]]";
            fs::write(dir.path().join(path), broken).expect("written");
            let ran = run(&garden, dir.path(), &list_with(path));
            let is_collection = is_json && path.starts_with("apis/");
            assert!(ran.code == Some(1) || !is_collection, "{path}: {}", ran.err);
        }
        fs::write(dir.path().join(path), text).expect("written");
    }
}

/// Lists the input that a file is part of.
fn list_with(path: &str) -> Vec<&str> {
    let folder = path.match_indices('/').nth(1).map(|(at, _)| &path[..at]);
    match folder {
        Some(folder) => vec!["list", folder],
        None if path.starts_with("apis/") => vec!["list", path],
        None => vec!["list", "apis/c.json", "--environment", path],
    }
}

#[test]
fn a_secret_fails_the_run_if_secrets_are_denied() {
    let dir = tempfile::tempdir().expect("a folder");
    let collection = |key: &str| {
        format!(r#"{{"item": [{{"name": "a", "request": "http://h/a?api_key={key}"}}]}}"#)
    };
    for (key, code) in [
        ("k3y-0123456789", 1),
        ("{{api_key}}", 0),
        ("your-api-key", 0),
    ] {
        fs::write(dir.path().join("a.json"), collection(key)).expect("written");
        for verb in [&["list", "a.json"][..], &["new", "a.json", "--out", "x"]] {
            let ran = run_in(dir.path(), &[verb, &["--deny-secrets"]].concat());
            assert_eq!(ran.code, Some(code), "{key}: {}", ran.err);
            assert_eq!(run_in(dir.path(), verb).code, Some(0), "{key}");
        }
    }
}
