//! Variables of the shell in a request.

use std::fmt::Write as _;

/// What stands for a variable of the shell until the command is written: letters and digits, which nothing encodes.
pub(super) fn marker(name: &str) -> String {
    let mut marker = "codegenvariable".to_owned();
    for byte in name.bytes() {
        // Writing to a string does not fail.
        let _ = write!(marker, "{byte:02x}");
    }
    marker + "z"
}
