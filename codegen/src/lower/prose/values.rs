//! Enumerations in prose.

use super::super::docs;
use crate::api::Docs;

/// The values that a description lists.
#[derive(Debug, Clone, PartialEq)]
pub struct Values {
    /// Whether there are no others.
    pub exact: bool,
    /// Whether several can be given, separated by commas.
    pub list: bool,
    /// The values in their order, each with its own text.
    pub values: Vec<(String, Docs)>,
    /// The words they were read from.
    pub phrase: String,
}

impl Values {
    /// Whether they are just `true` and `false`.
    #[must_use]
    pub fn is_boolean(&self) -> bool {
        self.values.len() == 2
            && self
                .values
                .iter()
                .all(|(value, _)| matches!(value.as_str(), "true" | "false"))
    }
}

/// Values with the description that is left without them.
pub(super) type Found = (Values, String);

impl Values {
    /// Whether an example goes with them: one that is not among the values speaks against them.
    pub(super) fn agree_with(&self, example: &str) -> bool {
        let is_known = |value: &str| self.values.iter().any(|(known, _)| known == value.trim());
        super::is_filler(example) || example.contains("{{") || example.split(',').all(is_known)
    }
}

/// The converter's list: values joined by commas, without blanks or quotes. The list wins over the prose.
pub(super) fn exact(list: &str, text: &str) -> Found {
    let mut values: Vec<(String, Docs)> = Vec::new();
    for value in list.split(',') {
        if !value.is_empty() && !values.iter().any(|(known, _)| known == value) {
            values.push((value.to_owned(), Docs::default()));
        }
    }
    let pieces = pieces(text);
    let mut words = Vec::new();
    let mut own: Vec<(usize, String)> = Vec::new();
    for piece in &pieces {
        match described(piece).and_then(|(value, text)| Some((position(&values, &value)?, text))) {
            Some(found) => own.push(found),
            None => words.push(piece.as_str()),
        }
    }
    // The texts go to the values only where they say something.
    for (index, text) in own {
        values[index].1 = docs::clean(&text);
    }
    let phrase = format!("This can only be one of {list}");
    let list = is_list(text);
    (
        Values {
            exact: true,
            list,
            values,
            phrase,
        },
        without_colon(words.join("\n\n")),
    )
}

/// Text that announced a list which is gone.
fn without_colon(text: String) -> String {
    match text.trim_end().strip_suffix(':') {
        Some(text) => format!("{text}."),
        None => text,
    }
}

fn position(values: &[(String, Docs)], value: &str) -> Option<usize> {
    values.iter().position(|(known, _)| known == value)
}

/// Lines, with `<br>` as line ends.
fn pieces(text: &str) -> Vec<String> {
    let text = text
        .replace("<br/>", "\n")
        .replace("<br />", "\n")
        .replace("<br>", "\n")
        .replace("</li>", "\n")
        .replace("<li>", "\n- ");
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A line that says what one value means: "`a` - text", "* **a**: text", "1 - text".
fn described(line: &str) -> Option<(String, String)> {
    let line = line
        .trim_start_matches(['*', '-', '•', '+', ' '])
        .trim_start();
    let line = if line.starts_with("**") || !line.starts_with('*') {
        line
    } else {
        line.trim_start_matches('*')
    };
    let (value, rest) = quoted(line).or_else(|| {
        let end = line.find([' ', ':'])?;
        let word = line[..end].trim_end_matches('*');
        let rest = line[end..].trim_start();
        let separated = rest.starts_with("- ")
            || rest.starts_with("– ")
            || rest.starts_with("— ")
            || rest.starts_with(": ");
        (separated && is_value(word)).then(|| (word.to_owned(), rest))
    })?;
    let text = rest.trim_start();
    let text = ["-", "–", "—", ":", "=", "=>"]
        .iter()
        .find_map(|mark| text.strip_prefix(mark))
        .or_else(|| {
            // A bare value in a list.
            text.trim_matches(['.', ',', ' ']).is_empty().then_some("")
        })?;
    Some((
        value,
        text.trim_start_matches(['-', '>', ' ', '*'])
            .trim()
            .to_owned(),
    ))
}

/// A value in backticks, bold or quotes at the start of a text, and what follows.
fn quoted(text: &str) -> Option<(String, &str)> {
    for (open, close) in [
        ("`", "`"),
        ("**", "**"),
        ("\"", "\""),
        ("“", "”"),
        ("'", "'"),
    ] {
        if let Some(inner) = text.strip_prefix(open)
            && let Some(end) = inner.find(close)
        {
            let value = inner[..end].trim_matches(['`', '"', ' ', ':']);
            let rest = &inner[end + close.len()..];
            return is_value(value).then(|| (value.to_owned(), rest));
        }
    }
    None
}

/// What can be a value: short, no sentence.
fn is_value(text: &str) -> bool {
    !text.is_empty()
        && text.chars().count() <= 50
        && text.split(' ').count() <= 3
        && text.chars().any(char::is_alphanumeric)
        && text.chars().all(|c| {
            c.is_alphanumeric()
                || matches!(c, '_' | '-' | '.' | ':' | '/' | '+' | ' ' | '@' | '#' | '*')
        })
}

/// Phrases that a list of values follows.
const LEADS: [&str; 24] = [
    "can be one of",
    "must be one of",
    "should be one of",
    "may be one of",
    "one of the following",
    "one of these",
    "possible values",
    "possible value",
    "allowed values",
    "allowable values",
    "valid values",
    "supported values",
    "permitted values",
    "accepted values",
    "available values",
    "acceptable values",
    "allowed value",
    "valid options",
    "available options",
    "possible options",
    "one of:",
    "enum:",
    "must be either",
    "either ",
];

/// Values that are listed in words; never exact.
pub(super) fn loose(text: &str) -> Option<Found> {
    let lower = text.to_ascii_lowercase();
    if lower.len() == text.len() {
        for lead in LEADS {
            if let Some(found) = lower
                .find(lead)
                .and_then(|at| after_lead(text, &lower, at, lead))
            {
                return Some(found);
            }
        }
    }
    described_list(text)
}

fn after_lead(text: &str, lower: &str, at: usize, lead: &str) -> Option<Found> {
    // "e.g. one of …" and "one of `a` or `b` is required" are about something else.
    let before = &lower[..at];
    if before.trim_end().ends_with("e.g.") || before.trim_end().ends_with("such as") {
        return None;
    }
    let rest = text.get(at + lead.len()..)?;
    let sentence_end = rest
        .find("\n\n")
        .or_else(|| rest.find(". "))
        .map_or(rest.len(), |end| end + 1);
    let sentence = &rest[..sentence_end];
    if lower[at..at + lead.len() + sentence.len()].contains("required") && lead != "enum:" {
        return None;
    }
    let values = marked(sentence).or_else(|| bare(sentence)).or_else(|| {
        // The values stand in the lines below, each with its text.
        described_list(rest).map(|(values, _)| values.values)
    })?;
    let phrase: String = text.get(at..)?.chars().take(120).collect();
    let phrase = phrase.split_whitespace().collect::<Vec<_>>().join(" ");
    let listed: Vec<(String, Docs)> = match described_list(rest) {
        Some((described, _)) if described.values.len() >= values.len() => described.values,
        _ => values,
    };
    Some((
        Values {
            exact: false,
            list: is_list(text),
            values: listed,
            phrase,
        },
        text.to_owned(),
    ))
}

/// Two or more values in backticks, bold or quotes.
fn marked(sentence: &str) -> Option<Vec<(String, Docs)>> {
    let mut values = Vec::new();
    for (open, close) in [('`', '`'), ('"', '"'), ('“', '”'), ('\'', '\'')] {
        let mut rest = sentence;
        while let Some(at) = rest.find(open) {
            let inner = &rest[at + open.len_utf8()..];
            let Some(end) = inner.find(close) else { break };
            let value = inner[..end].trim();
            if is_value(value)
                && !values
                    .iter()
                    .any(|(known, _): &(String, Docs)| known == value)
            {
                values.push((value.to_owned(), Docs::default()));
            }
            rest = &inner[end + close.len_utf8()..];
        }
        if values.len() > 1 {
            return Some(values);
        }
        values.clear();
    }
    None
}

/// Two or more words, separated by commas, slashes, bars or "or".
fn bare(sentence: &str) -> Option<Vec<(String, Docs)>> {
    let list = sentence.trim_start_matches([' ', ':', '-', '*']);
    let list = ["are:", "are", "is:", "include:", "include"]
        .iter()
        .find_map(|word| list.strip_prefix(word))
        .unwrap_or(list);
    let list = list.trim_start_matches([' ', ':', '-', '*', '[', '(']);
    let line = list.lines().next()?.trim();
    let line = line.split([')', ']']).next()?.trim_end_matches('.');
    let separated = line
        .replace(" or ", ",")
        .replace(" and ", ",")
        .replace(['|', '/', ';'], ",");
    let values: Vec<&str> = separated
        .split(',')
        .map(str::trim)
        .filter(|value| !value.is_empty())
        .collect();
    let plausible = values.len() > 1
        && values.len() < 60
        && values
            .iter()
            .all(|value| is_value(value) && !value.contains(' ') && !value.ends_with(':'))
        && !values.iter().any(|value| {
            matches!(
                value.to_ascii_lowercase().as_str(),
                "the" | "a" | "an" | "etc" | "etc."
            )
        });
    plausible.then(|| {
        values
            .into_iter()
            .map(|value| (value.to_owned(), Docs::default()))
            .collect()
    })
}

/// Two or more lines that each say what one value means.
fn described_list(text: &str) -> Option<Found> {
    let pieces = pieces(text);
    let mut values: Vec<(String, Docs)> = Vec::new();
    let mut words = Vec::new();
    let mut marks = 0;
    for piece in &pieces {
        let is_marked = piece.contains('`')
            || piece
                .trim_start_matches(['-', '*', ' '])
                .starts_with(|c: char| c.is_ascii_digit());
        match described(piece) {
            Some((value, text)) if is_marked && position(&values, &value).is_none() => {
                marks += 1;
                values.push((value, docs::clean(&text)));
            }
            _ => words.push(piece.as_str()),
        }
    }
    let lower = text.to_ascii_lowercase();
    let example = ["e.g.", "for example", "such as", "default"]
        .iter()
        .any(|phrase| lower.contains(phrase))
        && marks < 3;
    if marks < 2 || example || values.iter().any(|(value, _)| value.contains(' ')) {
        return None;
    }
    let phrase: String = values
        .iter()
        .map(|(value, _)| format!("`{value}` - …"))
        .collect::<Vec<_>>()
        .join(", ");
    Some((
        Values {
            exact: false,
            list: is_list(text),
            values,
            phrase,
        },
        words.join("\n\n"),
    ))
}

/// Whether several values can be given at once.
fn is_list(text: &str) -> bool {
    let lower = text.to_lowercase();
    [
        "comma-separated",
        "comma separated",
        "separated by comma",
        "csv list",
    ]
    .iter()
    .any(|phrase| lower.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(found: Option<Found>) -> Vec<String> {
        found
            .map(|(values, _)| values.values.into_iter().map(|(value, _)| value).collect())
            .unwrap_or_default()
    }

    #[test]
    fn each_value_of_an_exact_list_keeps_its_own_text() {
        let text = "The door:<br>`open` - Opens it.<br>`shut` - Shuts it.";
        let (values, words) = exact("open,shut", text);
        assert_eq!(words, "The door.");
        assert_eq!(values.values[0].1.lines(), ["Opens it."]);
        assert!(values.exact);
    }

    #[test]
    fn the_list_wins_over_the_prose() {
        let (values, words) = exact("a,b,b,", "`A` - One.<br>`b` - Two.");
        assert_eq!(values.values.len(), 2);
        assert_eq!(words, "`A` - One.");
    }

    #[test]
    fn listed_values_are_read_in_every_family() {
        for text in [
            "Must be one of `red`, `green` or `blue`.",
            "Possible values: red, green, blue.",
            "Allowed values are \"red\", \"green\" and \"blue\"",
            "The colour, one of: red/green/blue",
            "Enum: [red|green|blue]",
            "The colour:\n* `red` - warm\n* `green` - calm\n* `blue` - cold",
        ] {
            assert_eq!(names(loose(text)), ["red", "green", "blue"], "{text}");
        }
        assert_eq!(names(loose("It is either `up` or `down`.")), ["up", "down"]);
        assert_eq!(
            names(loose("The plan:<br>`1` - Basic<br>`2` - Pro")),
            ["1", "2"]
        );
    }

    #[test]
    fn what_only_looks_like_a_list_is_none() {
        for text in [
            "A colour, e.g. `red` or `green`.",
            "One of `name` or `email` is required.",
            "The maximum allowed value is 1440.",
            "Between 1 and 10.",
            "Either the id of the user or their address, as you like.",
            "The name of the thing.",
        ] {
            assert_eq!(names(loose(text)), [""; 0], "{text}");
        }
    }
}
