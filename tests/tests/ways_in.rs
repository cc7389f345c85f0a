//! A build script of another crate gives the same code as the command line.

use std::fs;
use std::path::{Path, PathBuf};

use tests::binary::{Ran, cargo, project};

/// A program that prints where its build script wrote to and the request it would send, behind README's `mod api`.
const MAIN: &str = r#"
use api::zoom::UpdateUserStatus;
use api::zoom::update_user_status::Action;

fn main() {
    println!("{}", env!("OUT_DIR"));
    println!("{:?}", UpdateUserStatus::new("me", Action::Deactivate));
}
"#;

/// The code block of README that holds `words`.
fn readme_block(words: &str) -> String {
    let readme = fs::read_to_string(project_file("README.md")).unwrap();
    let mut blocks = readme.split("```").skip(1).step_by(2);
    let block = blocks.find(|block| block.contains(words));
    let block = block.unwrap_or_else(|| panic!("README has no code with `{words}`"));
    let (_, text) = block.split_once('\n').unwrap();
    text.to_owned()
}

/// A crate outside of the workspace, made as README says.
fn new_crate() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let project = project().display().to_string();
    let dependencies = readme_block("[build-dependencies]")
        .replace("../codegen", &project)
        .replace("client\" }", "client\", default-features = false }");
    let package = "[package]\nname = \"way-in\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
    let build =
        readme_block("// build.rs").replace("collections/", &format!("{project}/collections/"));
    let files = [
        ("Cargo.toml", format!("{package}\n{dependencies}")),
        ("build.rs", build),
        ("src/main.rs", readme_block("include!(") + MAIN),
    ];
    fs::create_dir(dir.path().join("src")).unwrap();
    for (path, text) in files {
        fs::write(dir.path().join(path), text).unwrap();
    }
    // The versions of this project.
    fs::copy(project_file("Cargo.lock"), dir.path().join("Cargo.lock")).unwrap();
    dir
}

fn project_file(path: &str) -> PathBuf {
    project().join(path)
}

fn run(dir: &Path) -> Ran {
    let run = cargo()
        .current_dir(dir)
        .arg("run")
        .env("CARGO_TARGET_DIR", project_file("target/ways-in"))
        .output();
    run.unwrap().into()
}

fn files_below(dir: &Path, prefix: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{prefix}{}", path.file_name().unwrap().display());
        if path.is_dir() {
            files.extend(files_below(&path, &format!("{name}/")));
        } else {
            files.push((name, fs::read_to_string(path).unwrap()));
        }
    }
    files.sort();
    files
}

/// Files without the examples in their documentation, which are doctests only if the crate is known.
fn without_examples(mut files: Vec<(String, String)>) -> Vec<(String, String)> {
    for (_, text) in &mut files {
        let mut is_example = false;
        let kept = text.lines().filter(|line| {
            let is_fence = ["/// ```", "//! ```"].iter().any(|it| line.starts_with(it));
            let is_kept = !is_fence && !is_example;
            is_example ^= is_fence;
            is_kept
        });
        let mut kept: Vec<&str> = kept.collect();
        // The blank line before an example.
        kept.dedup_by(|line, before| line == before && *line == "//!");
        *text = kept.join("\n");
    }
    files
}

#[test]
fn a_build_script_gives_the_same_code_as_the_command_line() {
    let dir = new_crate();
    let ran = run(dir.path());
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(!ran.err.contains("warning: unused"), "{}", ran.err);
    let (out_dir, request) = ran.out.split_once('\n').unwrap();
    assert!(request.starts_with("UpdateUserStatus"), "{request}");

    let mut from_build = files_below(Path::new(out_dir), "");
    from_build.retain(|(path, _)| path != "mod.rs" && path != ".codegen-stamp");
    let mut checked_in = files_below(&project_file("generated/src"), "");
    checked_in.retain(|(path, _)| path != "lib.rs");
    assert!(
        without_examples(from_build) == without_examples(checked_in),
        "the files differ"
    );

    // A build script that fails says what is wrong with the collection.
    let broken = dir.path().join("broken.json");
    fs::write(&broken, "{\n  \"item\": [,]\n}").unwrap();
    fs::write(
        dir.path().join("build.rs"),
        "fn main() -> Result<(), codegen::BuildError> {\n    \
             codegen::Builder::new().file(\"broken.json\").generate().map(drop)\n}\n",
    )
    .unwrap();
    let ran = run(dir.path());
    assert_ne!(ran.code, Some(0));
    assert!(ran.err.contains("error[not-json]"), "{}", ran.err);
    assert!(ran.err.contains("--> broken.json:2:12"), "{}", ran.err);
}
