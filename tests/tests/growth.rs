//! The work of the generator grows with its input, and not with the square of it.
//!
//! Instructions are counted, which do not depend on the machine's load. Without valgrind, nothing is compared.

use std::fs;

use tests::binary::binary;
use tests::scaling::{KINDS, word};
use tests::valgrind::{self, Count};

/// By how much the work may grow, beyond that for the smallest collection, if the input doubles: it is 2 if the work is linear,
/// and 4 if it is quadratic.
const LIMIT: f64 = 2.6;

/// The instructions of `codegen list` for a collection and its `codegen.toml`, in thousands.
fn instructions(collection: &str, config: &str) -> f64 {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), collection).unwrap();
    fs::write(dir.path().join("codegen.toml"), config).unwrap();
    let path = dir.path().to_str().unwrap();
    let count = Count::Instructions.of(binary(), &["list", path]).unwrap();
    f64::from(u32::try_from(count / 1_000).unwrap())
}

/// A kind of input with a number of things, half of it in the smaller of two runs; and the table of `codegen.toml` for each of
/// them.
struct Input {
    kind: &'static str,
    count: usize,
    table: fn(usize) -> String,
}

const fn input(kind: &'static str, count: usize) -> Input {
    Input {
        kind,
        count,
        table: |_| String::new(),
    }
}

fn assert_linear(inputs: &[Input]) {
    if !valgrind::is_installed() {
        eprintln!("valgrind is not installed: no instructions are counted");
        return;
    }
    let smallest = instructions(
        r#"{"item":[{"name":"a","request":{"url":"http://h/a"}}]}"#,
        "",
    );
    for Input { kind, count, table } in inputs {
        let text = KINDS.iter().find(|it| it.name == *kind).unwrap().text;
        let [half, all] = [count / 2, *count].map(|count| {
            let config: String = (0..count).map(table).collect();
            instructions(&text(count), &config) - smallest
        });
        let growth = all / half;
        assert!(growth < LIMIT, "{kind}: {growth:.2}");
    }
}

#[test]
fn the_work_grows_with_the_elements_and_keys_of_an_example_and_not_with_their_square() {
    assert_linear(&[input("elements", 800), input("wide", 1_200)]);
}

#[test]
fn the_work_grows_with_the_fields_of_a_schema_and_not_with_their_square() {
    assert_linear(&[input("schemas", 1_200)]);
}

#[test]
fn the_work_grows_with_the_operations_that_share_types_and_not_with_their_square() {
    assert_linear(&[input("pairs-of-types", 240)]);
}

#[test]
fn the_work_grows_with_the_values_of_a_description_and_not_with_their_square() {
    assert_linear(&[input("values", 1_000)]);
}

#[test]
fn the_work_grows_with_the_length_of_a_description_and_not_with_its_square() {
    assert_linear(&[input("open-brackets", 16_000), input("defaults", 4_000)]);
}

#[test]
fn the_work_grows_with_the_placeholders_and_ids_of_a_path_and_not_with_their_square() {
    assert_linear(&[input("placeholders", 2_000), input("ids", 2_000)]);
}

#[test]
fn the_work_grows_with_the_length_of_a_key_and_not_with_its_square() {
    assert_linear(&[input("brackets", 200_000)]);
}

/// As many corrections as things.
#[test]
fn the_work_grows_with_the_corrections_and_not_with_their_product_with_the_items() {
    assert_linear(&[
        Input {
            kind: "names",
            count: 300,
            table: |i| {
                let renamed = format!("[item.\"a {i}\"]\nrename = \"Item{i}X\"\n");
                let skipped = format!("[item.A{i}]\nskip = true\n");
                let unknown = format!("[item.\"b {i}\"]\nskip = true\n");
                [renamed, skipped, unknown][i % 3].clone()
            },
        },
        Input {
            kind: "query",
            count: 300,
            table: |i| format!("[item.a.parameter.k{i}]\nrename = \"r{i}\"\n"),
        },
        Input {
            kind: "objects",
            count: 300,
            table: |i| {
                // `aaab_name` → `AaabName`.
                let name = word(i).replacen('a', "A", 1).replace("_n", "N");
                let ty = format!("[type.{name}]\nrename = \"New{i}\"\nderive = [\"Copy\"]\n");
                ty + &format!("[type.{name}.field.a]\nrename = \"b\"\n")
            },
        },
        Input {
            kind: "members",
            count: 300,
            table: |i| format!("[type.A.field.key_{i}]\nrename = \"r{i}\"\n"),
        },
    ]);
}
