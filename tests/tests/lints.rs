//! Generated code has no warnings under clippy, whatever limits a user's `clippy.toml` sets.

use std::fs;
use std::path::Path;

use codegen::inputs::Inputs;
use codegen::internals::{Client, Package};
use codegen::{Options, generate};
use tests::binary::{Ran, cargo, project};

/// Limits that almost every function and struct exceeds, and limits that none does.
const CONFIGURATIONS: [(&str, &str); 2] = [
    (
        "strict",
        "too-many-lines-threshold = 5\nmax-struct-bools = 0\nmax-fn-params-bools = 0\n\
         struct-field-name-threshold = 1\nsingle-char-binding-names-threshold = 0\n",
    ),
    (
        "lax",
        "too-many-lines-threshold = 2000\nmax-struct-bools = 99\nmax-fn-params-bools = 99\n\
         struct-field-name-threshold = 99\nsingle-char-binding-names-threshold = 99\n",
    ),
];

fn write_crate(dir: &Path, name: &str, configuration: &str) {
    let mut inputs = Inputs::default();
    inputs.add_collections(&project().join("tests/collections"));
    let options = Options {
        examples: true,
        ..Options::default()
    };
    let generation = generate(&inputs.apis, &options);
    let package = Package {
        name: Some(name.to_owned()),
        client: Client::Path(project().join("client").display().to_string()),
        ..Package::default()
    };
    let output = package.output(&generation.apis, generation.output).unwrap();
    output.write(&dir.join(name)).unwrap();
    fs::write(dir.join(name).join("clippy.toml"), configuration).unwrap();
}

fn clippy(dir: &Path) -> Ran {
    let run = cargo()
        .current_dir(dir)
        .args(["clippy", "--quiet", "--workspace", "-j2"])
        .args(["--no-default-features", "--features", "serde", "--"])
        .args(["-Dwarnings", "-Wclippy::pedantic", "-Wmissing_docs"])
        .env("CARGO_TARGET_DIR", project().join("target/lints"))
        .output();
    run.unwrap().into()
}

#[test]
fn no_limit_in_a_clippy_toml_makes_generated_code_warn() {
    let dir = tempfile::tempdir().unwrap();
    for (name, configuration) in CONFIGURATIONS {
        write_crate(dir.path(), name, configuration);
    }
    let workspace = "[workspace]\nresolver = \"3\"\nmembers = [\"strict\", \"lax\"]\n";
    fs::write(dir.path().join("Cargo.toml"), workspace).unwrap();
    // The versions of this project.
    fs::copy(project().join("Cargo.lock"), dir.path().join("Cargo.lock")).unwrap();
    let ran = clippy(dir.path());
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));

    // The limits are read: a function of our own exceeds them.
    let own = "\n#[allow(missing_docs)]\npub fn flags(_: bool) {}\n";
    let root = dir.path().join("strict/src/lib.rs");
    let text = fs::read_to_string(&root).unwrap();
    fs::write(&root, text + own).unwrap();
    let ran = clippy(dir.path());
    assert!(ran.err.contains("more than 0 bools"), "{}", ran.err);
}
