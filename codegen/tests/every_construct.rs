//! Every construct that `emit` can write, as Rust that stands in this repository: `tests/src/every_construct.rs` and the
//! files below it. There it is compiled, linted, documented and run like any other code.
//!
//! `INSTA_UPDATE=always cargo test -p codegen --test every_construct` writes it anew.

#[path = "every_construct/bodies.rs"]
mod bodies;
#[path = "every_construct/build.rs"]
mod build;
#[path = "every_construct/json.rs"]
mod json;
#[path = "every_construct/model.rs"]
mod model;
#[path = "every_construct/parameters.rs"]
mod parameters;
#[path = "every_construct/responses.rs"]
mod responses;

use std::path::Path;

use codegen::Output;
use codegen::emit::{EmitOptions, emit};

fn output() -> Output {
    let options = EmitOptions { examples: true };
    emit(&model::api(), &options).into_iter().collect()
}

#[test]
fn the_checked_in_modules_are_what_is_emitted() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/src");
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        output().write(&folder).unwrap();
    }
    let stale: Vec<String> = output()
        .check(&folder)
        .unwrap()
        .into_iter()
        .map(|stale| format!("{}: {}", stale.path, stale.why.as_str()))
        .collect();
    assert!(stale.is_empty(), "{stale:#?}");
}

#[test]
fn emitting_twice_gives_the_same_bytes() {
    assert_eq!(output(), output());
}

#[test]
fn no_line_ends_in_a_blank_and_each_file_ends_in_one_line_break() {
    for (path, text) in output().iter() {
        assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{path}");
        for line in text.lines() {
            assert_eq!(line.trim_end(), line, "{path}");
        }
    }
}
