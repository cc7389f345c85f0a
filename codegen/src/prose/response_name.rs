//! Names of saved responses: what happened, and error codes.

use crate::markdown::{self, Docs};

use super::error_code::{self, Coded};

/// The longest name that Postman exports, in characters; longer ones are cut there.
///
/// Seen in the golden item: `/response/2/name` is 255 long and ends inside a word.
const NAME_LIMIT: usize = 255;

/// What the name of a saved response says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ResponseName {
    /// What happened, without status, reason phrase and error codes.
    pub docs: Docs,
    /// Error codes with their texts.
    pub codes: Vec<(String, String)>,
    /// Whether the name was cut.
    pub truncated: bool,
}

/// Reads the name of a saved response of an item.
#[must_use]
pub fn response_name(name: &str, status: Option<u16>, item_name: &str) -> ResponseName {
    let truncated = name.chars().count() >= NAME_LIMIT;
    if matches!(
        name.trim(),
        "" | "Untitled Example" | "Untitled Response" | "response"
    ) || name.trim() == item_name.trim()
    {
        return ResponseName::default();
    }
    let is_failure = status.is_none_or(|status| status >= 400);
    let Coded { words, mut codes } = error_code::read(name, is_failure, truncated);
    let mut words = without_status(&markdown::plain(&words), status);
    if truncated {
        match codes.last_mut() {
            Some((_, text)) => text.push('…'),
            None if !words.is_empty() => words.push('…'),
            None => {}
        }
    }
    ResponseName {
        docs: markdown::clean(&words),
        codes,
        truncated,
    }
}

/// Takes "HTTP Status Code: 400 Bad Request" and the like from the front.
fn without_status(words: &str, status: Option<u16>) -> String {
    let mut rest = words.trim();
    if let Some(after) = strip_prefix(rest, "HTTP Status Code:") {
        rest = after;
    }
    let Some(status) = status else {
        return rest.to_owned();
    };
    rest = strip_prefix(rest, &status.to_string()).unwrap_or(rest);
    if let Some(reason) = crate::reason::phrase(status) {
        rest = strip_prefix(rest, reason).unwrap_or(rest);
    }
    rest.trim_start_matches([':', '-', '–', '.', ',', ' '])
        .to_owned()
}

/// A prefix in any case, if a word ends after it.
fn strip_prefix<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let head = text.get(..prefix.len())?;
    let rest = &text[prefix.len()..];
    let ends = !rest.starts_with(char::is_alphanumeric) || prefix.ends_with(':');
    (head.eq_ignore_ascii_case(prefix) && ends).then(|| rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn error_codes_come_with_their_texts() {
        let name = "**HTTP Status Code:** `409` **Conflict**<br><br>\n**Error Code:** `12`<br>\nTaken.<br><br>\n**Error Code:** `13`<br>\nGone: $id.\n";
        let read = response_name(name, Some(409), "Item");
        assert!(read.docs.is_empty());
        assert_eq!(
            read.codes,
            [
                ("12".to_owned(), "Taken.".to_owned()),
                ("13".to_owned(), "Gone: $id.".to_owned())
            ]
        );
    }

    #[test]
    fn what_happened_is_told_without_status_and_reason() {
        let docs = |name: &str, status| response_name(name, Some(status), "Item").docs.summary();
        assert_eq!(
            docs("**HTTP Status Code:** `204`<br>\nStatus updated.", 204),
            "Status updated."
        );
        assert_eq!(
            docs("401 Unauthorized - Invalid token", 401),
            "Invalid token"
        );
        assert_eq!(docs("OK", 200), "");
        assert_eq!(docs("Okay then", 200), "Okay then");
        assert_eq!(docs("Untitled Example", 200), "");
        assert_eq!(docs("Item", 200), "");
    }

    #[test]
    fn a_cut_name_ends_in_an_ellipsis() {
        let name = format!("Error code: `7`<br>{}", "x".repeat(NAME_LIMIT));
        let read = response_name(&name, Some(400), "Item");
        assert!(read.truncated && read.codes[0].1.ends_with("x…"));
    }
}
