//! Variables of the shell in a request.

use std::collections::BTreeSet;
use std::fmt::Write as _;

const START: &str = "codegenvariable";
const END: char = 'z';

/// What stands for a variable of the shell until the command is written: letters and digits, which nothing encodes.
pub(super) fn marker(name: &str) -> String {
    let mut marker = START.to_owned();
    for byte in name.bytes() {
        // Writing to a string does not fail.
        let _ = write!(marker, "{byte:02x}");
    }
    marker.push(END);
    marker
}

/// The variables whose markers are in a text.
pub(super) fn names(text: &str) -> BTreeSet<String> {
    let markers = text.split(START).skip(1);
    markers
        .filter_map(|rest| decoded(rest.split_once(END)?.0))
        .collect()
}

fn decoded(hex: &str) -> Option<String> {
    let pairs = (0..hex.len()).step_by(2);
    let byte = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
    let bytes: Option<Vec<u8>> = pairs.map(byte).collect();
    String::from_utf8(bytes?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_marker_in_a_text_has_the_name_of_its_variable() {
        let text = format!("a{}b {}", marker("ID"), marker("SHOP_TOKEN"));
        let found = names(&text);
        assert_eq!(found.iter().collect::<Vec<_>>(), ["ID", "SHOP_TOKEN"]);
        assert!(names("codegenvariable codegenvariable0z codegenvariable4gz").is_empty());
    }
}
