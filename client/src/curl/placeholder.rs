//! Texts that a command shows as variables of the shell.

use std::fmt::Write as _;
use std::ops::Range;

const START: &[u8] = b"codegenvariable";
const END: u8 = b'z';

/// The text that a command shows as the environment variable with this name: letters and digits, which nothing encodes.
///
/// Put it into a request in place of a value, before the request becomes a [`Curl`](super::Curl).
#[must_use]
pub fn placeholder(variable: &str) -> String {
    let mut text = String::from_utf8_lossy(START).into_owned();
    for byte in variable.bytes() {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
    }
    text.push(char::from(END));
    text
}

/// The first placeholder in a text: where it is, and the name of its variable. The names of headers have no case, so it may
/// begin with a capital letter there.
pub(super) fn first(text: &[u8]) -> Option<(Range<usize>, String)> {
    let mut from = 0;
    loop {
        let mut windows = text[from..].windows(START.len());
        let start = from + windows.position(|window| window.eq_ignore_ascii_case(START))?;
        from = start + START.len();
        let length = text[from..].iter().position(|byte| *byte == END)?;
        if let Some(name) = decoded(&text[from..from + length]) {
            return Some((start..from + length + 1, name));
        }
    }
}

fn decoded(hex: &[u8]) -> Option<String> {
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let pairs = hex.chunks(2);
    let bytes: Option<Vec<u8>> = pairs
        .map(|pair| byte(pair).filter(|_| pair.len() == 2))
        .collect();
    String::from_utf8(bytes?).ok().filter(|it| !it.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_has_the_name_of_its_variable() {
        let text = format!("a{}b {}", placeholder("ID"), placeholder("SHOP_TOKEN"));
        let (range, name) = first(text.as_bytes()).unwrap();
        assert_eq!((range.start, name.as_str()), (1, "ID"));
        let (_, name) = first(&text.as_bytes()[range.end..]).unwrap();
        assert_eq!(name, "SHOP_TOKEN");
    }

    #[test]
    fn a_placeholder_in_the_name_of_a_header_is_found() {
        let text = format!("X-C{}: a", &placeholder("ID")[1..]);
        let (range, name) = first(text.as_bytes()).unwrap();
        assert_eq!((&text[range.end..], name.as_str()), (": a", "ID"));
    }

    #[test]
    fn what_is_no_placeholder_is_skipped() {
        let text = format!("codegenvariablez codegenvariable0z {}", placeholder("ID"));
        assert_eq!(first(text.as_bytes()).unwrap().1, "ID");
        assert_eq!(first(b"codegenvariable codegenvariable4gz"), None);
    }
}
