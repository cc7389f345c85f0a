//! The work of the generator grows with its input, and not with the square of it.
//!
//! Instructions are counted, which do not depend on the machine's load. Without valgrind, nothing is compared.

use std::fs;

use tests::binary::binary;
use tests::scaling::KINDS;
use tests::valgrind::{self, Count};

/// By how much the additional work may grow if the additional input doubles: it is 2 if the work is linear, and 4 if it
/// is quadratic.
const LIMIT: f64 = 2.6;

/// The instructions of `codegen list` for a collection, in thousands.
fn instructions(collection: &str) -> f64 {
    let file = tempfile::NamedTempFile::with_suffix(".json").unwrap();
    fs::write(&file, collection).unwrap();
    let path = file.path().to_str().unwrap();
    let count = Count::Instructions.of(binary(), &["list", path]).unwrap();
    f64::from(u32::try_from(count / 1_000).unwrap())
}

/// The instructions of `codegen list` for items and as many corrections of them, in thousands.
fn of_corrections(correction: fn(usize) -> String, count: usize) -> f64 {
    let names = KINDS.iter().find(|it| it.name == "names").unwrap();
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), (names.text)(count)).unwrap();
    let config: String = (0..count).map(correction).collect();
    fs::write(dir.path().join("codegen.toml"), config).unwrap();
    let path = dir.path().to_str().unwrap();
    let count = Count::Instructions.of(binary(), &["list", path]).unwrap();
    f64::from(u32::try_from(count / 1_000).unwrap())
}

/// How the work grows for a kind of input with `count`, two and four times as many things.
fn growth(kind: &str, count: usize) -> f64 {
    let kind = KINDS.iter().find(|it| it.name == kind).unwrap();
    let [one, two, four] = [1, 2, 4].map(|factor| instructions(&(kind.text)(count * factor)));
    (four - two) / (two - one)
}

fn assert_linear(kinds: &[(&str, usize)]) {
    if !valgrind::is_installed() {
        eprintln!("valgrind is not installed: no instructions are counted");
        return;
    }
    for (kind, count) in kinds {
        let growth = growth(kind, *count);
        assert!(growth < LIMIT, "{kind}: {growth:.2}");
    }
}

#[test]
fn the_work_grows_with_the_elements_and_keys_of_an_example_and_not_with_their_square() {
    assert_linear(&[("elements", 200), ("wide", 300)]);
}

#[test]
fn the_work_grows_with_the_fields_of_a_schema_and_not_with_their_square() {
    assert_linear(&[("schemas", 300)]);
}

#[test]
fn the_work_grows_with_the_operations_that_share_types_and_not_with_their_square() {
    assert_linear(&[("pairs-of-types", 60)]);
}

#[test]
fn the_work_grows_with_the_values_of_a_description_and_not_with_their_square() {
    assert_linear(&[("values", 250)]);
}

#[test]
fn the_work_grows_with_the_corrections_and_not_with_their_product_with_the_items() {
    type Table = fn(usize) -> String;

    if !valgrind::is_installed() {
        eprintln!("valgrind is not installed: no instructions are counted");
        return;
    }
    let kinds: [(&str, Table); 3] = [
        ("renamed", |i| {
            format!("[item.\"a {i}\"]\nrename = \"Item{i}X\"\n")
        }),
        ("skipped by type", |i| {
            format!("[item.A{}]\nskip = true\n", i + 1)
        }),
        ("unknown", |i| format!("[item.\"b {i}\"]\nskip = true\n")),
    ];
    for (kind, correction) in kinds {
        let [one, two, four] = [1, 2, 4].map(|factor| of_corrections(correction, 150 * factor));
        let growth = (four - two) / (two - one);
        assert!(growth < LIMIT, "{kind}: {growth:.2}");
    }
}
