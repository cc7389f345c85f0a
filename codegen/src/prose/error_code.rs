//! Error codes in the names of saved responses, with their texts.
//!
//! | family | example |
//! |---|---|
//! | labelled | ``**Error Code:** `300` Too many``, `Error codes: 300, 301`, `(error code: E17)` |
//! | items | ``* `not_found` when it is gone`` |
//! | leading | `resource_not_found - it is gone`, `` `E17`: it is gone `` |
//! | in a sentence | ``Returns a `not_found` error if …``, ``… with a code of `not_found` `` |
//!
//! Only failures have codes of the last three families: in other names such words are anything.

use crate::markdown;

/// What a name says: its words without the codes, and the codes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Coded {
    pub words: String,
    /// Each code with its text.
    pub codes: Vec<(String, String)>,
}

/// Reads the codes of a name; `is_cut` says that its end is missing.
pub(super) fn read(name: &str, is_failure: bool, is_cut: bool) -> Coded {
    let text = marked(name);
    let mut coded = labelled(&text, is_cut);
    if coded.codes.is_empty() && is_failure {
        coded = items(&text)
            .or_else(|| leading(&text))
            .or_else(|| sentence(&text))
            .unwrap_or(coded);
    }
    coded
}

/// HTML that marks codes, as Markdown.
fn marked(name: &str) -> String {
    const SAME: [(&str, &str); 8] = [
        ("<code>", "`"),
        ("</code>", "`"),
        ("<b>", "**"),
        ("</b>", "**"),
        ("<strong>", "**"),
        ("</strong>", "**"),
        ("\r\n", "\n"),
        ("&nbsp;", " "),
    ];
    let mut text = name.to_owned();
    for (from, to) in SAME {
        if text.contains(from) {
            text = text.replace(from, to);
        }
    }
    text
}

/// What can be a code: one short word.
fn is_code(text: &str) -> bool {
    (1..=60).contains(&text.len())
        && text.contains(|c: char| c.is_ascii_alphanumeric())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// What can be nothing but a code: digits, or a word that no sentence has.
fn is_plain_code(text: &str) -> bool {
    let is_loud = text.len() > 2 && !text.contains(|c: char| c.is_ascii_lowercase());
    let has_digit = text.contains(|c: char| c.is_ascii_digit());
    is_code(text) && (has_digit || is_loud || text.contains('_'))
}

/// "Error Code: `300`" and what follows, once or more.
fn labelled(text: &str, is_cut: bool) -> Coded {
    let starts: Vec<(usize, Label<'_>)> = labels(text).collect();
    let end_of_words = starts.first().map_or(text.len(), |(at, _)| *at);
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    let mut codes = Vec::new();
    for ((_, label), end) in starts.iter().zip(ends) {
        let own = &text[text.len() - label.rest.len()..end];
        let own = markdown::plain(own.trim_end_matches(['*', ' ', '\n', '(']));
        let own = own.trim_start_matches([':', '-', '–', ',', '.', ')', ' ']);
        for code in &label.codes {
            // The end of a name that was cut can be the middle of a code.
            if !(is_cut && text.ends_with(code)) {
                codes.push(((*code).to_owned(), own.to_owned()));
            }
        }
    }
    Coded {
        words: text[..end_of_words]
            .trim_end_matches(['*', ' ', '\n', '('])
            .to_owned(),
        codes,
    }
}

/// A label with its codes.
struct Label<'t> {
    codes: Vec<&'t str>,
    rest: &'t str,
}

fn labels(text: &str) -> impl Iterator<Item = (usize, Label<'_>)> {
    let lower = text.to_ascii_lowercase();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let (start, words) = ["error code", "errorcode", "error_code"]
                .iter()
                .filter_map(|words| Some((at + lower[at..].find(words)?, words)))
                .min_by_key(|(start, _)| *start)?;
            at = start + words.len();
            let after = &text[at..];
            let after = after
                .strip_prefix("(s)")
                .or_else(|| after.strip_prefix('s'))
                .unwrap_or(after);
            if after.starts_with(|c: char| c.is_alphanumeric()) {
                continue;
            }
            if let Some(label) = label(after.trim_start_matches([':', '*', ' ', '#', '='])) {
                return Some((start, label));
            }
        }
    })
}

/// The codes at the start of a text.
fn label(text: &str) -> Option<Label<'_>> {
    let mut codes = Vec::new();
    let mut rest = text;
    let mut next = rest;
    while let Some((code, after)) = code(next) {
        codes.push(code);
        rest = after;
        let after = after.trim_start_matches(' ');
        let Some(joined) = [",", "/", "or ", "and "]
            .iter()
            .find_map(|joint| after.strip_prefix(joint))
        else {
            break;
        };
        next = joined.trim_start_matches(' ');
    }
    (!codes.is_empty()).then_some(Label { codes, rest })
}

/// One code at the start of a text, and what follows.
fn code(text: &str) -> Option<(&str, &str)> {
    if let Some(inner) = text.strip_prefix('`') {
        let (code, rest) = inner.split_once('`')?;
        return is_code(code.trim()).then(|| (code.trim(), rest));
    }
    let end = text
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')))
        .unwrap_or(text.len());
    let code = text[..end].trim_end_matches(['.', '-']);
    is_plain_code(code).then(|| (code, &text[code.len()..]))
}

/// A code in backticks at the start of a text.
fn ticked(text: &str) -> Option<(&str, &str)> {
    code(text).filter(|(code, _)| text.starts_with('`') && !is_status(code))
}

/// Names contain statuses too.
fn is_status(code: &str) -> bool {
    code.len() == 3
        && code
            .parse::<u16>()
            .is_ok_and(|code| (100..600).contains(&code))
}

/// Items that begin with a code each; those of them that do not are words.
fn items(text: &str) -> Option<Coded> {
    let mut coded = Coded::default();
    let mut is_open = false;
    for line in text.lines() {
        let item = ["* ", "- ", "• "]
            .iter()
            .find_map(|bullet| line.trim_start().strip_prefix(bullet));
        match (
            item.map(str::trim_start).and_then(ticked),
            coded.codes.last_mut(),
        ) {
            (Some((code, own)), _) => {
                let own = own.trim_start_matches([':', '-', '–', ' ']);
                coded.codes.push((code.to_owned(), markdown::plain(own)));
                is_open = true;
            }
            // An item goes on where a line is indented.
            (None, Some((_, own))) if is_open && item.is_none() && line.starts_with("  ") => {
                own.push(' ');
                own.push_str(&markdown::plain(line));
            }
            _ => {
                is_open = false;
                coded.words += line;
                coded.words.push('\n');
            }
        }
    }
    coded.words.truncate(coded.words.trim_end().len());
    (!coded.codes.is_empty()).then_some(coded)
}

/// `not_found - it is gone`: the code is the name of the failure.
fn leading(text: &str) -> Option<Coded> {
    let (code, rest) =
        ticked(text).or_else(|| code(text).filter(|(code, _)| code.contains('_')))?;
    let own = [" - ", ": ", " – "]
        .iter()
        .find_map(|mark| rest.strip_prefix(mark))?;
    Some(Coded {
        words: String::new(),
        codes: vec![(code.to_owned(), markdown::plain(own))],
    })
}

/// "Returns a `not_found` error if it is gone": the whole name is the code's text.
fn sentence(text: &str) -> Option<Coded> {
    let lower = text.to_ascii_lowercase();
    let after = [
        "code of `",
        "code `",
        "returns a `",
        "returns an `",
        "return a `",
    ];
    let (code, rest) = after
        .iter()
        .find_map(|words| ticked(&text[lower.find(words)? + words.len() - 1..]))?;
    let rest = rest.trim_start().to_ascii_lowercase();
    let is_told = ["error", "if ", "when ", ".", "will be "]
        .iter()
        .any(|word| rest.starts_with(word))
        || rest.is_empty();
    (is_told && is_plain_code(code)).then(|| Coded {
        words: String::new(),
        codes: vec![(code.to_owned(), markdown::plain(text))],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(name: &str) -> Vec<(String, String)> {
        read(name, true, false).codes
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        let owned = |(code, text): &(&str, &str)| ((*code).to_owned(), (*text).to_owned());
        expected.iter().map(owned).collect()
    }

    #[test]
    fn labels_name_one_code_or_several() {
        for name in [
            "**Error Code:** `12`<br>Taken.",
            "<b>Error Code:</b> <code>12</code><br>\nTaken.",
            "Error code 12: Taken.",
            "Error Code: 12 - Taken.",
            "ErrorCode=12, Taken.",
            "error_code: 12\nTaken.",
        ] {
            assert_eq!(codes(name), pairs(&[("12", "Taken.")]), "{name}");
        }
        assert_eq!(
            codes("**Error Code:** `12`<br>Taken.<br><br>\n**Error Code:** `13`<br>\nGone: $id.\n"),
            pairs(&[("12", "Taken."), ("13", "Gone: $id.")])
        );
        assert_eq!(
            codes("Error codes: `12`, `13` or `E_14`<br>Taken."),
            pairs(&[("12", "Taken."), ("13", "Taken."), ("E_14", "Taken.")])
        );
        assert_eq!(codes("Taken (error code: E12)"), pairs(&[("E12", "")]));
        assert_eq!(
            codes("Error code: NO_ROOM. No room."),
            pairs(&[("NO_ROOM", "No room.")])
        );
    }

    #[test]
    fn words_before_the_first_label_stay() {
        assert_eq!(read("Bad. **Error Code:** `12`", true, false).words, "Bad.");
        assert_eq!(read("Nothing of it", true, false).words, "Nothing of it");
    }

    #[test]
    fn items_and_sentences_name_codes_of_failures() {
        let name = "It fails if something is amiss.\n\n* `no_room` when the house\n  is full.\n* `too_long`: a name is too long.";
        let read_name = read(name, true, false);
        assert_eq!(read_name.words, "It fails if something is amiss.");
        assert_eq!(
            read_name.codes,
            pairs(&[
                ("no_room", "when the house is full."),
                ("too_long", "a name is too long.")
            ])
        );
        assert_eq!(
            codes("no_room - the house is full"),
            pairs(&[("no_room", "the house is full")])
        );
        assert_eq!(codes("`E12`: full"), pairs(&[("E12", "full")]));
        for name in [
            "Returns a `no_room` error if the house is full.",
            "It fails with a code of `no_room`.",
        ] {
            assert_eq!(
                codes(name),
                pairs(&[("no_room", &name.replace('`', ""))]),
                "{name}"
            );
        }
        assert_eq!(read("no_room - the house is full", false, false).codes, []);
    }

    #[test]
    fn what_only_looks_like_a_code_is_none() {
        for name in [
            "An error code is returned.",
            "Error codes are listed elsewhere",
            "Returns a `User` if all goes well",
            "Returns an error if the `If-Match` header fails",
            "`404` - not found",
            "mark_as_paid",
            "404: gone",
            "The `name` is too long",
            "Fails if `user_id` is wrong",
        ] {
            assert_eq!(codes(name), [], "{name}");
        }
    }

    #[test]
    fn a_code_at_the_end_of_a_name_that_was_cut_is_none() {
        assert_eq!(
            read("Error Code: 12 a. Error Code: 3", true, true).codes,
            pairs(&[("12", "a.")])
        );
        assert_eq!(
            read("Error Code: `12` a. Error Code: `3", true, true)
                .codes
                .len(),
            1
        );
    }
}
