//! The golden item after parse.

use super::parse;
use crate::diagnostic::Diagnostics;

#[test]
fn the_golden_item_says_what_its_file_says() {
    let text = include_str!("../../../collections/zoom/update-user-status.json");
    let mut diagnostics = Diagnostics::default();
    let collection = parse(text, &mut diagnostics).expect("one item");
    insta::assert_debug_snapshot!(collection);
    assert!(diagnostics.is_empty());
}
