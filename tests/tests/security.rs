//! SECURITY.md and docs/behaviours.md are true: each promise names a test that exists.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The names of all tests in a folder of Rust files.
fn collect_tests(folder: &Path, names: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect_tests(&path, names);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("text");
            let tests = text.split("#[test]").skip(1);
            names.extend(tests.filter_map(|test| {
                let (_, rest) = test.split_once("fn ")?;
                Some(rest.split_once('(')?.0.to_owned())
            }));
        }
    }
}

/// The last cell of each row of the tables whose last column is `test`.
fn named_tests(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut in_table = false;
    for line in text.lines() {
        let cell = line.trim_end_matches('|').rsplit('|').next();
        match cell.map(str::trim).filter(|_| line.starts_with('|')) {
            None => in_table = false,
            Some("test") => in_table = true,
            Some(cell) if in_table && !cell.starts_with("---") => names.push(cell),
            Some(_) => {}
        }
    }
    names
}

#[test]
fn each_promise_names_a_test_that_exists() {
    let mut tests = BTreeSet::new();
    for folder in ["client/src", "client/tests", "codegen/src", "tests/tests"] {
        collect_tests(&root().join(folder), &mut tests);
    }
    for (document, least) in [("SECURITY.md", 40), ("docs/behaviours.md", 60)] {
        let text = fs::read_to_string(root().join(document)).expect(document);
        let named = named_tests(&text);
        assert!(named.len() > least, "{document}: {} rows", named.len());
        for name in named {
            let name = name.trim_matches('`');
            assert!(
                tests.contains(name),
                "{document}: no test is called `{name}`"
            );
        }
    }
}

#[test]
fn each_behaviour_that_is_tested_is_in_the_table() {
    assert_listed("tests/tests/manners", "docs/behaviours.md");
}

/// A fault without a promise would be found by nobody.
#[test]
fn each_test_of_faults_is_in_the_table() {
    assert_listed("tests/tests/faults", "SECURITY.md");
}

/// Asserts that a document names each test in a folder.
fn assert_listed(folder: &str, document: &str) {
    let mut tests = BTreeSet::new();
    collect_tests(&root().join(folder), &mut tests);
    let text = fs::read_to_string(root().join(document)).expect(document);
    for name in tests {
        assert!(text.contains(&format!("`{name}`")), "`{name}` is missing");
    }
}
