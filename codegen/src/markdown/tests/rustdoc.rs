//! rustdoc reads what became of random texts.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use super::soup::{FRAGMENTS, Random, seed};
use crate::markdown::{clean, code, escaped};

/// How many random texts are documented.
const COUNT: usize = 800;

/// The lints of rustdoc that are off unless asked for.
const LINTS: [&str; 2] = ["rustdoc::all", "rustdoc::unescaped_backticks"];

#[test]
fn rustdoc_accepts_whatever_became_of_a_text() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("lib.rs");
    fs::write(&file, documented()).unwrap();

    let documented = rustdoc(&file, dir.path(), &[]);
    assert!(
        documented.status.success(),
        "{}",
        String::from_utf8_lossy(&documented.stderr)
    );

    let tests = rustdoc(&file, dir.path(), &["--test"]);
    let report = String::from_utf8_lossy(&tests.stdout);
    assert!(report.contains("running 0 tests"), "{report}");
}

fn rustdoc(file: &Path, out: &Path, arguments: &[&str]) -> Output {
    let rustdoc = std::env::var_os("RUSTDOC").unwrap_or_else(|| "rustdoc".into());
    let lints = LINTS.iter().flat_map(|lint| ["-D", lint]);
    let mut command = Command::new(rustdoc);
    command
        .args(["--edition=2024", "--crate-type=lib", "-Dwarnings"])
        .args(lints);
    command.arg("-o").arg(out).args(arguments).arg(file);
    command.output().expect("rustdoc comes with the compiler")
}

/// A crate with an item for each text.
fn documented() -> String {
    let mut random = Random(seed());
    let soups = std::iter::repeat_with(|| random.soup()).take(COUNT);
    let texts: Vec<String> = FRAGMENTS
        .iter()
        .map(|it| (*it).to_owned())
        .chain(soups)
        .collect();
    let mut crate_ = "//! Documented.\n".to_owned();
    for (index, text) in texts.iter().enumerate() {
        let lines = clean(text).lines().join("\n/// ");
        let (name, code) = (escaped(text), code(text));
        crate_ += &format!(
            "/// {lines}\n///\n/// # Request\n///\n/// {code}: *{name}*.\npub struct Item{index};\n"
        );
    }
    crate_
}
