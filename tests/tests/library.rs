//! A collection that shows each thing that is read out of one: what is generated for it, and what that code sends and
//! reads.
//!
//! The collection and its corrections are in `collections/library`. The snapshots are to be read like code that someone
//! wrote.

use std::path::Path;

use codegen::inputs::Inputs;
use codegen::list::json;
use codegen::{Generation, Options, generate};
use serde_json::Value;

#[path = "library/agreement.rs"]
mod agreement;
#[path = "library/answers.rs"]
mod answers;
#[path = "library/reality.rs"]
mod reality;
#[path = "library/requests.rs"]
mod requests;

mod api {
    include!(concat!(env!("OUT_DIR"), "/collections/mod.rs"));
}

fn generation() -> Generation {
    let mut inputs = Inputs::default();
    inputs.add_collections(&Path::new(env!("CARGO_MANIFEST_DIR")).join("collections"));
    let options = Options {
        crate_name: Some("apis".to_owned()),
        ..Options::default()
    };
    generate(&inputs.apis, &options)
}

/// Status and body of each answer that the collection saved of an item.
fn saved(item: &str) -> Vec<(u16, String)> {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/collections/library/library.json"
    );
    let text = std::fs::read_to_string(file).unwrap();
    let collection: Value = serde_json::from_str(&text).unwrap();
    let folders = collection["item"].as_array().unwrap().iter();
    let mut items = folders.flat_map(|folder| folder["item"].as_array().unwrap());
    let item = items.find(|known| known["name"] == item).unwrap();
    let responses = item["response"].as_array().unwrap().iter();
    responses
        .map(|saved| {
            let code = saved["code"].as_u64().unwrap().try_into().unwrap();
            (code, saved["body"].as_str().unwrap_or_default().to_owned())
        })
        .collect()
}

#[test]
fn the_emitted_modules_are_the_golden_ones() {
    let generation = generation();
    let files = generation.output.iter();
    for (path, text) in files.filter(|(path, _)| path.starts_with("library")) {
        insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true, snapshot_path => "snapshots/library"}, {
            insta::assert_snapshot!(path.replace('/', "_"), text);
        });
    }
}

#[test]
fn the_list_says_what_was_understood_and_why() {
    let Generation {
        apis, diagnostics, ..
    } = generation();
    // Files are named as the user named them, which is not the same on each machine.
    let here = format!("{}/", env!("CARGO_MANIFEST_DIR"));
    let list = json::list(&apis, &diagnostics).replace(&here, "");
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true, snapshot_path => "snapshots/library"}, {
        insta::assert_snapshot!("list.json", list);
    });
}
