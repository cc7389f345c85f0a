//! Defaults, in words: what a server takes where a parameter is not given.

use super::Subject;

/// How often the word is looked at. Each time, the sentence around it is read, which can be the whole text.
const WORDS: usize = 32;

/// The default that the description of a parameter names; none if it names several, or a conditional one.
pub(super) fn default(text: &str, subject: &Subject<'_>) -> Option<String> {
    let text = text
        .replace("<br>", "\n")
        .replace("<br/>", "\n")
        .replace("&nbsp;", " ");
    let lower = text.to_ascii_lowercase();
    let mut found: Vec<String> = Vec::new();
    for (at, word) in lower.match_indices("default").take(WORDS) {
        // The word can be a value itself: "the `default` category".
        let is_value = lower[..at].ends_with(['`', '"', '\''])
            && lower[at + word.len()..].starts_with(['`', '"', '\'']);
        let is_word = !is_value && !lower[..at].ends_with(char::is_alphanumeric);
        let is_own = is_word && !is_of_another(&text[..at], &text[at + word.len()..], subject);
        if is_own && let Some(value) = named(&text, at, at + word.len()) {
            match value {
                Named::Always(value) => found.push(value),
                Named::Sometimes => return None,
            }
        }
    }
    found.dedup();
    match found.as_slice() {
        [value] => Some(value.clone()),
        _ => None,
    }
}

/// Words after "default" that begin something else: "the default for the account", "by default the API returns all".
const OF: [&str; 8] = ["for", "of", "in", "from", "on", "the", "a", "an"];

/// A default that is named.
#[derive(Debug, PartialEq, Eq)]
enum Named {
    Always(String),
    /// Under a condition.
    Sometimes,
}

/// Whether a sentence is about another parameter of the request: "Distance defaults to 25 miles."
fn is_of_another(before: &str, after: &str, subject: &Subject<'_>) -> bool {
    let is_no_name = |c: char| !c.is_alphanumeric() && c != '_' && c != '-';
    let name = before.trim_end_matches([' ', '`', '*', '"', '\'']);
    let name = name.rsplit(is_no_name).next().unwrap_or(name);
    let mut keys = subject.keys.iter();
    after.starts_with('s')
        && !name.eq_ignore_ascii_case(subject.key)
        && keys.any(|key| key.eq_ignore_ascii_case(name))
}

/// What the word "default" at a place names.
fn named(text: &str, start: usize, end: usize) -> Option<Named> {
    let rest = &text[end..];
    // "(One - 1, Default - 2)" is a list.
    let is_listed =
        text[..start].trim_end().ends_with([',', '/']) && rest.trim_start().starts_with(['-', '–']);
    if is_listed {
        return None;
    }
    let sentence = text[..start].rsplit(['.', ';', '\n']).next();
    if sentence.is_some_and(is_conditional) {
        return Some(Named::Sometimes);
    }
    after(rest).or_else(|| before(&text[..start], rest))
}

/// "default: 10", "defaults to 10", "default value is `10`", "default 10".
fn after(text: &str) -> Option<Named> {
    let mut rest = text
        .strip_prefix('s')
        .or_else(|| text.strip_prefix("ed"))
        .unwrap_or(text);
    let mut is_linked = false;
    // "default sort order is": a few words can come between.
    for _ in 0..4 {
        rest = rest.trim_start_matches([' ', '*', '_']);
        if let Some(after) = ["to ", "is:", "is ", ":", "=", "-", "–", "will be "]
            .iter()
            .find_map(|link| rest.strip_prefix(link))
        {
            is_linked = true;
            rest = after.trim_start_matches([' ', '\u{a0}', ':']);
            // "**Default:** 10" closes its marks here.
            if let Some(after) = rest
                .strip_prefix("**")
                .filter(|after| after.starts_with([' ', ':']))
            {
                rest = after.trim_start_matches([' ', ':']);
            }
            rest = rest
                .strip_prefix("to ")
                .or_else(|| rest.strip_prefix("set to "))
                .unwrap_or(rest);
            break;
        }
        if let Some((value, after)) = value(rest, false) {
            return qualified(value, after);
        }
        let word = rest
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(rest.len());
        let goes_on = word > 0 && rest[word..].starts_with([' ', ':', '*', '=']);
        if !goes_on || OF.contains(&rest[..word].to_ascii_lowercase().as_str()) {
            return None;
        }
        rest = &rest[word..];
    }
    let (value, after) = value(rest, is_linked)?;
    qualified(value, after)
}

/// "`10` (default)", "`10` is the default", "10 (the default)".
fn before(before: &str, after: &str) -> Option<Named> {
    if before.ends_with(" is the ") && !after.starts_with(" for") {
        let line = before.rsplit('\n').next().unwrap_or_default();
        let item = line.trim_start_matches(['-', '•', ' ', '*']);
        if let Some((value, _)) = quoted(item) {
            return Some(Named::Always(value));
        }
    }
    let closes = after.starts_with([')', ']']);
    let is_told = after.is_empty() || after.starts_with(['.', ',', ';', '\n', ' ']);
    let before = before.trim_end_matches([' ', '(', '[', '*']);
    let before = before
        .strip_suffix("the")
        .unwrap_or(before)
        .trim_end_matches([' ', '(', '[']);
    let subject = before
        .strip_suffix(" is")
        .or_else(|| before.strip_suffix(" as"))
        .filter(|_| is_told && !after.starts_with(" for"));
    let subject = match subject {
        Some(subject) => subject,
        None if closes => before,
        None => return None,
    };
    let subject = subject.trim_end();
    let close = subject
        .chars()
        .next_back()
        .filter(|c| matches!(c, '`' | '"' | '”' | '\'' | '*'))?;
    let open = if close == '”' { '“' } else { close };
    let inner = subject.trim_end_matches(close);
    let value = &inner[inner.rfind(open)? + open.len_utf8()..];
    is_value(value).then(|| Named::Always(value.to_owned()))
}

/// A value with the words that follow it.
fn qualified(value: String, after: &str) -> Option<Named> {
    // "7 days ago" is not a constant.
    let mut near = after.split_whitespace().take(3);
    if near.any(|word| {
        matches!(
            word.trim_end_matches(['.', ',']),
            "ago" | "from" | "before" | "after"
        )
    }) {
        return None;
    }
    let after = after
        .trim_start_matches([' ', ',', '.'])
        .to_ascii_lowercase();
    let conditions = [
        "for ",
        "if ",
        "when ",
        "unless ",
        "in ",
        "on ",
        "value when",
        "value for",
        "value if",
        "otherwise",
    ];
    let is_conditional =
        conditions.iter().any(|words| after.starts_with(words)) && !is_absence(&after);
    Some(if is_conditional {
        Named::Sometimes
    } else {
        Named::Always(value)
    })
}

/// Whether a sentence begins with a condition, other than that the parameter is not given.
fn is_conditional(sentence: &str) -> bool {
    let lower = sentence.trim_start().to_ascii_lowercase();
    let conditions = ["if ", "when ", "unless "];
    conditions.iter().any(|words| lower.starts_with(words)) && !is_absence(&lower)
}

/// "if omitted" and the like: a default under this condition is a plain one.
fn is_absence(lower: &str) -> bool {
    [
        "if not",
        "if no ",
        "if it is not",
        "if omitted",
        "if unspecified",
        "if this",
        "if empty",
        "if absent",
        "if none",
        "if null",
        "if left",
        "when not",
        "when omitted",
        "when this",
        "unless otherwise",
        "unless specified",
    ]
    .iter()
    .any(|words| lower.starts_with(words))
}

fn is_value(text: &str) -> bool {
    !text.trim().is_empty() && text.len() <= 60 && !text.contains(['\n', '<', '{'])
}

/// The marked value that a text begins with, and what follows.
fn quoted(text: &str) -> Option<(String, &str)> {
    let marks = [
        ("**", "**"),
        ("`", "`"),
        ("\"", "\""),
        ("“", "”"),
        ("'", "'"),
    ];
    let (inner, after) = marks
        .iter()
        .find_map(|(open, close)| text.strip_prefix(open)?.split_once(close))?;
    let inner = inner.trim().trim_matches(['`', '"']);
    is_value(inner).then(|| (inner.to_owned(), after))
}

/// The first value of a text, and what follows: in backticks, bold or quotes, or one word that can be nothing else.
fn value(text: &str, is_linked: bool) -> Option<(String, &str)> {
    if let Some(found) = quoted(text) {
        return Some(found);
    }
    let end = text
        .find(|c: char| {
            c.is_whitespace() || matches!(c, ',' | ';' | ')' | '<' | '(' | '*' | ']' | '\'')
        })
        .unwrap_or(text.len());
    let word = text[..end].trim_end_matches(['.', ':', '!']);
    let is_plain = word
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '+'));
    let is_loud = word.len() > 1
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && word
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
    // "10", "-1.5", "30s"
    let digits = word.strip_prefix('-').unwrap_or(word);
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit());
    let is_code = is_linked && word.contains(|c: char| c.is_ascii_digit() || c == '_');
    let is_alone = is_linked
        && is_only_word(&text[end..])
        && !NO_VALUES.contains(&word.to_ascii_lowercase().as_str());
    let tells = is_number || is_loud || is_code || is_alone || matches!(word, "true" | "false");
    (is_plain && !word.is_empty() && tells && word != "-").then(|| (word.to_owned(), &text[end..]))
}

/// Words that name no constant.
const NO_VALUES: [&str; 14] = [
    "the",
    "a",
    "an",
    "this",
    "today",
    "now",
    "yesterday",
    "current",
    "none",
    "nothing",
    "empty",
    "unlimited",
    "infinite",
    "null",
];

/// Whether a word ends the sentence: "defaults to all."
fn is_only_word(after: &str) -> bool {
    after.is_empty() || after.starts_with([')', ']', '\n'])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The default that is read from a text about the first of some keys.
    fn default_of(keys: &[&str], text: &str) -> Option<String> {
        let subject = Subject {
            key: keys.first().copied().unwrap_or_default(),
            value: "",
            keys: &keys.iter().copied().collect::<BTreeSet<&str>>(),
        };
        super::default(text, &subject)
    }

    fn default(text: &str) -> Option<String> {
        default_of(&[], text)
    }

    #[test]
    fn a_default_of_another_parameter_is_not_read() {
        let text = "A number near it, within `distance`. Distance defaults to 25 miles.";
        assert_eq!(default_of(&["NearNumber", "Distance"], text), None);
        assert_eq!(
            default_of(&["Distance", "NearNumber"], text).as_deref(),
            Some("25")
        );
        let text = "How many are on a page. Defaults to 15";
        assert_eq!(
            default_of(&["per_page", "page"], text).as_deref(),
            Some("15")
        );
    }

    #[test]
    fn defaults_are_read_in_every_wording() {
        for (text, expected) in [
            ("How many. Default is 30.", "30"),
            ("How many. The default value is 30", "30"),
            ("How many (defaults to `all`)", "all"),
            ("How many (default: 30)", "30"),
            ("How many, default 30, at most 100", "30"),
            ("How many. Default: 30; Max: 90", "30"),
            ("**Default:** 10.", "10"),
            ("Default: **10**.", "10"),
            ("Default value: **up**.", "up"),
            ("Which, default 10s", "10s"),
            ("Default value: \"name asc\".", "name asc"),
            ("Whether. Defaults to true", "true"),
            ("Whether, default false.", "false"),
            ("`UP` or `DOWN`, default `UP`", "UP"),
            ("Which way; default GO_UP.", "GO_UP"),
            ("Which way. Default: “UP”", "UP"),
            ("The default sort order is `up`.", "up"),
            ("How. Default to `FULL`.", "FULL"),
            ("defaults to down", "down"),
            ("Defaults to `2` if not given.", "2"),
            ("`up` (default) or `down`", "up"),
            (
                "* `up` goes up and is the default\n* `down` goes down",
                "up",
            ),
            ("Seconds. Default: 86400 (one day).", "86400"),
            ("If not provided, the limit defaults to 300.", "300"),
            ("If omitted, the default is `up`.", "up"),
        ] {
            assert_eq!(default(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_constant_is_no_default() {
        for text in [
            "The default: whatever the account says",
            "Defaults to 7 days ago.",
            "Default: 90 days from today",
            "Defaults to today.",
            "It defaults to the\ncurrent one.",
            "Which (All - 0, Default - 1, Own - 2)",
            "Defaults to the current time.",
            "The default folder of the user.",
            "By default, 10 are returned.",
            "By default the API returns all types.",
            "`error`: Errors (includes `default` and `security` events)",
            "Default as the latest price",
            "Default `ONE` for small ones, `TWO` for big ones",
            "Big ones default to `TWO`; all others default to `ONE`",
            "The default false value when listing several",
            "Everything is returned by default.",
            "If omitted, the default for the account will be used.",
            "If `state=all`, `1000` are returned instead of the default `30`.",
            "When given, the default is 5",
        ] {
            assert_eq!(default(text), None, "{text}");
        }
    }
}
