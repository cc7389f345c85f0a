//! The golden item after this stage, to be read by people.

use crate::diagnostic::Diagnostics;
use crate::postman;

use super::{Input, LowerOptions, lower};

const PATH: &str = "collections/zoom/update-user-status.json";

#[test]
fn the_golden_item_becomes_one_operation() {
    let mut diagnostics = Diagnostics::default();
    let text = include_str!("../../../collections/zoom/update-user-status.json");
    let collection = postman::parse(text, &mut diagnostics).expect("the golden item can be read");
    let inputs = [Input {
        source_path: PATH.to_owned(),
        collection,
    }];
    let options = LowerOptions {
        name: Some("zoom".to_owned()),
        base_url: Some("https://api.zoom.us/v2".to_owned()),
        ..LowerOptions::default()
    };
    let api = lower(&inputs, &options, &mut diagnostics).expect("the golden item can be sent");
    insta::assert_debug_snapshot!(api);
    insta::assert_debug_snapshot!("diagnostics", diagnostics);
}
