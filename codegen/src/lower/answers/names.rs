//! What the name of a saved response tells: often a sentence, a status, or a list of error codes.

use crate::lower::report::Report;
use crate::postman::{Item, Response};

use super::reason;

/// The longest name that Postman exports, in characters; longer ones are cut there.
///
/// Seen in the golden item: `/response/2/name` is 255 long and ends inside a word.
const NAME_LIMIT: usize = 255;

/// A name, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Reading {
    /// What it says of the answer, in Markdown; empty where it says nothing of its own.
    pub text: String,
    /// The error codes that it lists, with their texts on one line.
    pub codes: Vec<(String, String)>,
}

/// Reads the name of a saved response of an item.
pub(super) fn read(item: &Item, response: &Response, report: &mut Report<'_>) -> Reading {
    if is_filler(&response.name, &item.name) {
        return Reading::default();
    }
    let mut reading = parse(&response.name, response.code);
    if is_cut(&response.name) {
        report.warning(
            "cut-text",
            &format!("{}/name", response.pointer),
            format!(
                "the name is cut at {NAME_LIMIT} characters, so its last sentence is incomplete"
            ),
        );
        let last = match reading.codes.last_mut() {
            Some((_, text)) => text,
            None => &mut reading.text,
        };
        if !last.is_empty() {
            last.push('…');
        }
    }
    reading
}

fn is_cut(name: &str) -> bool {
    name.chars().count() == NAME_LIMIT && !name.ends_with(['.', '!', '?', '>', '`', '\n'])
}

/// Whether a name is what tools write where nobody gave one, or only repeats the item's.
fn is_filler(name: &str, item_name: &str) -> bool {
    let plain = name.trim().to_ascii_lowercase();
    let is_plain = matches!(
        plain.as_str(),
        "" | "untitled example"
            | "untitled response"
            | "default"
            | "null response"
            | "response"
            | "example"
            | "success"
            | "successful"
            | "success response"
            | "successful response"
            | "successful operation"
            | "error"
            | "fail"
            | "failure"
            | "none"
    );
    is_plain || plain == item_name.trim().to_ascii_lowercase()
}

fn parse(name: &str, status: Option<u16>) -> Reading {
    let mut reading = Reading::default();
    let mut text: Vec<String> = Vec::new();
    for line in lines(name) {
        if let Some(rest) = after_label(
            &line,
            &[
                "http status code",
                "http status",
                "http code",
                "status code",
            ],
        ) {
            let rest = without_status(rest, status);
            if !rest.is_empty() {
                text.push(rest);
            }
        } else if let Some((codes, rest)) =
            after_label(&line, &["error codes", "error code"]).and_then(codes_of)
        {
            for code in codes {
                reading.codes.push((code, rest.to_owned()));
            }
        } else if let Some((_, description)) = reading.codes.last_mut() {
            if !description.is_empty() && !line.is_empty() {
                description.push(' ');
            }
            description.push_str(line.trim());
        } else {
            text.push(line);
        }
    }
    let text = text.join("\n");
    reading.text = without_status(text.trim(), status);
    // Codes that stand together share the text behind the last of them.
    for index in (0..reading.codes.len().saturating_sub(1)).rev() {
        if reading.codes[index].1.is_empty() {
            reading.codes[index].1 = reading.codes[index + 1].1.clone();
        }
    }
    reading
}

/// The lines of a name; HTML breaks end lines, and labels begin them.
fn lines(name: &str) -> Vec<String> {
    let mut text = name.to_owned();
    for tag in ["<br>", "<br/>", "<br />", "</p>", "<p>"] {
        text = text.replace(tag, "\n");
    }
    for label in ["**Error Code", "**HTTP Status"] {
        text = text.replace(label, &format!("\n{label}"));
    }
    text.lines().map(|line| line.trim().to_owned()).collect()
}

/// What stands behind a label such as `**Error Code:**`.
fn after_label<'a>(line: &'a str, labels: &[&str]) -> Option<&'a str> {
    let bare = line.trim_start_matches(['*', '_', '#', ' ']);
    let label = labels.iter().find(|label| {
        bare.get(..label.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(label))
    })?;
    let rest = &bare[label.len()..];
    let value = rest.trim_start_matches(['*', '_', ' ', ':']);
    let has_mark = rest[..rest.len() - value.len()].contains([':', '*']) || value.starts_with('`');
    has_mark.then_some(value)
}

/// The codes at the beginning of a text, and what follows them: `` `300`, `301`: Denied ``.
fn codes_of(text: &str) -> Option<(Vec<String>, &str)> {
    let mut codes = Vec::new();
    let mut rest = text;
    loop {
        let (code, behind) = code_of(rest)?;
        codes.push(code.to_owned());
        let next = behind.trim_start_matches([',', '/', ' ']);
        if next.len() < behind.len() && code_of(next).is_some_and(|_| next.starts_with('`')) {
            rest = next;
            continue;
        }
        return Some((
            codes,
            behind.trim_start_matches(['*', '-', '–', ':', ',', ' ']),
        ));
    }
}

/// A code in backticks, or a bare number.
fn code_of(text: &str) -> Option<(&str, &str)> {
    let is_code = |code: &str| {
        !code.is_empty()
            && code.len() <= 60
            && code
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
    };
    if let Some(quoted) = text.strip_prefix('`') {
        let (code, rest) = quoted.split_once('`')?;
        return is_code(code.trim()).then_some((code.trim(), rest));
    }
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// A text without the status and the reason phrase that it begins with: `401 Unauthorized - Invalid Token`.
fn without_status(text: &str, status: Option<u16>) -> String {
    let Some(status) = status else {
        return text.to_owned();
    };
    let marks: &[char] = &['*', '`', ' ', '-', '–', ':', '.', ',', '\n'];
    let mut rest = text.trim_start_matches(['*', '`', ' ']);
    let number = status.to_string();
    let mut found = false;
    if let Some(behind) = rest.strip_prefix(&number)
        && !behind.starts_with(|c: char| c.is_alphanumeric())
    {
        rest = behind.trim_start_matches(marks);
        found = true;
    }
    for phrase in reason::registered(status)
        .into_iter()
        .chain(["Success", "Fail", "Error"])
    {
        let behind = rest
            .get(..phrase.len())
            .filter(|start| start.eq_ignore_ascii_case(phrase))
            .map(|_| &rest[phrase.len()..]);
        let Some(behind) = behind else { continue };
        let next = behind.trim_start_matches(['*', '`', ' ']);
        let is_mark = next.is_empty() || next.starts_with(['-', '–', ':', '.', ',', '\n']);
        if is_mark || (found && phrase.len() > 2) {
            rest = behind.trim_start_matches(marks);
            found = true;
            break;
        }
    }
    if found {
        rest.trim().to_owned()
    } else {
        text.trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(name: &str, status: u16) -> (String, Vec<(String, String)>) {
        let reading = parse(name, Some(status));
        (reading.text, reading.codes)
    }

    fn pair(code: &str, text: &str) -> (String, String) {
        (code.to_owned(), text.to_owned())
    }

    #[test]
    fn error_codes_stand_behind_their_label_with_their_text() {
        let name = "**HTTP Status Code:** `400` **Bad Request**<br><br>\n**Error Code:** `200`<br>\nThe room is full.<br><br>\n**Error Code:** `300`<br>\nThe room is\nclosed.";
        assert_eq!(
            codes(name, 400),
            (
                String::new(),
                vec![
                    pair("200", "The room is full."),
                    pair("300", "The room is closed.")
                ]
            )
        );
    }

    #[test]
    fn codes_that_stand_together_share_their_text() {
        assert_eq!(
            codes("**Error Code:** `1`, `2`<br>Denied.", 400).1,
            [pair("1", "Denied."), pair("2", "Denied.")]
        );
        assert_eq!(
            codes("Error code: `invalid_grant`: Expired.", 400).1,
            [pair("invalid_grant", "Expired.")]
        );
        assert!(codes("An error code is sent.", 400).1.is_empty());
    }

    #[test]
    fn status_and_reason_phrase_go() {
        let text = |name: &str, status| codes(name, status).0;
        assert_eq!(
            text("**HTTP Status Code:** `204`<br>\nStatus updated.", 204),
            "Status updated."
        );
        assert_eq!(
            text("401 Unauthorized - Invalid Token", 401),
            "Invalid Token"
        );
        assert_eq!(text("OK - it worked.", 200), "it worked.");
        assert_eq!(text("Not Found", 404), "");
        assert_eq!(text("404", 404), "");
        assert_eq!(text("Found nothing", 302), "Found nothing");
        assert_eq!(text("Okay then", 200), "Okay then");
        assert_eq!(text("200 items", 404), "200 items");
    }

    #[test]
    fn filler_says_nothing() {
        assert!(is_filler("Untitled Example", "A"));
        assert!(is_filler("get user ", "Get user"));
        assert!(!is_filler("User is gone", "Get user"));
    }
}
