//! Names of saved responses: what happened, and error codes.

use super::super::docs;
use crate::api::Docs;

/// The longest name that Postman exports, in characters; longer ones are cut there.
///
/// Seen in the golden item: `/response/2/name` is 255 long and ends inside a word.
const NAME_LIMIT: usize = 255;

/// What the name of a saved response says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AnswerName {
    /// What happened, without status, reason phrase and error codes.
    pub docs: Docs,
    /// Error codes with their texts.
    pub codes: Vec<(String, String)>,
    /// Whether the name was cut.
    pub truncated: bool,
}

/// Reads the name of a saved response of an item.
#[must_use]
pub fn answer_name(name: &str, status: Option<u16>, item_name: &str) -> AnswerName {
    let truncated = name.chars().count() >= NAME_LIMIT;
    if matches!(
        name.trim(),
        "" | "Untitled Example" | "Untitled Response" | "response"
    ) || name.trim() == item_name.trim()
    {
        return AnswerName::default();
    }
    let mut parts = split_codes(name);
    let words = without_status(&docs::plain(&parts.remove(0)), status);
    let mut codes: Vec<(String, String)> = parts.iter().filter_map(|part| code(part)).collect();
    let mut words = words;
    if truncated {
        match codes.last_mut() {
            Some((_, text)) => text.push('…'),
            None if !words.is_empty() => words.push('…'),
            None => {}
        }
    }
    AnswerName {
        docs: docs::clean(&words),
        codes,
        truncated,
    }
}

/// The text before the first error code, and one part for each code.
fn split_codes(name: &str) -> Vec<String> {
    let lower = name.to_ascii_lowercase();
    let mut starts = vec![0];
    let mut from = 0;
    while let Some(at) = lower[from..].find("error code").map(|at| from + at) {
        let after =
            lower[at + "error code".len()..].trim_start_matches(['s', ':', '*', ' ', '`', '#']);
        if after.starts_with(|c: char| c.is_ascii_digit())
            || lower[at + "error code".len()..]
                .trim_start_matches([':', '*', ' '])
                .starts_with('`')
        {
            starts.push(at);
        }
        from = at + "error code".len();
    }
    starts.push(name.len());
    starts
        .windows(2)
        .map(|pair| {
            name[pair[0]..pair[1]]
                .trim_end_matches(['*', ' ', '\n'])
                .to_owned()
        })
        .collect()
}

/// "Error Code:** `300`<br>\nText": the code and its text.
fn code(part: &str) -> Option<(String, String)> {
    let rest =
        part["error code".len().min(part.len())..].trim_start_matches(['s', ':', '*', ' ', '#']);
    let (code, text) = match rest.strip_prefix('`') {
        Some(inner) => inner.split_once('`')?,
        None => rest.split_at(
            rest.find(|c: char| !c.is_ascii_digit())
                .unwrap_or(rest.len()),
        ),
    };
    let code = code.trim();
    let is_code = !code.is_empty()
        && code.len() <= 60
        && code
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let text = docs::plain(text);
    is_code.then(|| {
        (
            code.to_owned(),
            text.trim_start_matches([':', '-', ',', '.', ' '])
                .to_owned(),
        )
    })
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
    if let Some(reason) = super::super::reason::phrase(status) {
        rest = strip_prefix(rest, reason).unwrap_or(rest);
    }
    rest.trim_start_matches([':', '-', '–', '.', ',', ' '])
        .to_owned()
}

/// A prefix in any case, where a word ends behind it.
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
        let read = answer_name(name, Some(409), "Item");
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
        let docs = |name: &str, status| answer_name(name, Some(status), "Item").docs.summary();
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
        let read = answer_name(&name, Some(400), "Item");
        assert!(read.truncated && read.codes[0].1.ends_with("x…"));
    }
}
