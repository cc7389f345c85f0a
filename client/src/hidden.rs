//! What `Debug` shows in place of secrets.

use std::fmt;

/// A field with a secret. `Debug` shows `***`.
pub struct Hidden;

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// A URL or a part of one. `Debug` hides user info and the query.
pub struct PublicUrl<'a>(pub &'a str);

impl fmt::Debug for PublicUrl<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (rest, query) = match self.0.split_once('?') {
            Some((rest, _)) => (rest, "?***"),
            None => (self.0, ""),
        };
        match rest.rsplit_once('@') {
            None => write!(f, "\"{}{query}\"", rest.escape_debug()),
            Some((user_info, address)) => {
                let scheme = user_info
                    .find("://")
                    .map_or("", |end| &user_info[..end + 3]);
                write!(
                    f,
                    "\"{}***@{}{query}\"",
                    scheme.escape_debug(),
                    address.escape_debug()
                )
            }
        }
    }
}

/// Formats a struct with these fields, for generated `Debug` implementations.
///
/// # Errors
///
/// If the formatter fails.
pub fn debug_struct(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    fields: &[(&str, &dyn fmt::Debug)],
) -> fmt::Result {
    let mut output = f.debug_struct(name);
    for (name, value) in fields {
        output.field(name, value);
    }
    output.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_printed_without_their_secrets() {
        for (url, expected) in [
            ("https://h/a", "https://h/a"),
            ("http://user:hush@h/?token=hush", "http://***@h/?***"),
            ("user:hu/sh@h", "***@h"),
            ("a?key=a@b", "a?***"),
        ] {
            assert_eq!(format!("{:?}", PublicUrl(url)), format!("\"{expected}\""));
        }
    }
}
