//! Signs of a list of values in a description: broad on purpose, see the module above.

/// A family of phrases that list values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Signal {
    /// `(This can only be one of a,b)`.
    Converter,
    /// "must be one of", "one of the following".
    OneOf,
    /// "Possible values", "allowed types", "the options are".
    NamedValues,
    /// "Enum: a, b".
    Enum,
    /// "either a or b".
    Either,
    /// Codes, bold or quoted words, each with its own text.
    DescribedWords,
    /// "1 - one, 2 - two".
    DescribedNumbers,
    /// Items of a list.
    Bullets,
    /// Codes, bold or quoted words, one after the other.
    MarkedWords,
    /// "A or B", "A/B/C", "(a, b, c)".
    BareWords,
}

impl Signal {
    /// All of them; a text with several counts for the first.
    pub const ALL: [Self; 10] = [
        Self::Converter,
        Self::OneOf,
        Self::NamedValues,
        Self::Enum,
        Self::Either,
        Self::DescribedWords,
        Self::DescribedNumbers,
        Self::Bullets,
        Self::MarkedWords,
        Self::BareWords,
    ];

    /// Its name in the table.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Converter => "the converter's list",
            Self::OneOf => "one of",
            Self::NamedValues => "named values",
            Self::Enum => "enum",
            Self::Either => "either x or y",
            Self::DescribedWords => "`a` - text",
            Self::DescribedNumbers => "1 - text",
            Self::Bullets => "list items",
            Self::MarkedWords => "`a`, `b`",
            Self::BareWords => "A or B, A/B, (a, b)",
        }
    }

    /// The first family that a text shows signs of.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.is_in(text))
    }

    fn is_in(self, text: &str) -> bool {
        let lower = text.to_lowercase();
        match self {
            Self::Converter => lower.contains("(this can only be one of"),
            Self::OneOf => lower.contains("one of"),
            Self::NamedValues => has_named_values(&lower),
            Self::Enum => lower.contains("enum"),
            Self::Either => words(&lower).any(|word| word == "either"),
            Self::DescribedWords => {
                2 <= spans(text).filter(|span| is_explained(span.after)).count()
            }
            Self::DescribedNumbers => 2 <= explained_numbers(text),
            Self::Bullets => 2 <= bullets(text),
            Self::MarkedWords => spans(text).any(|span| is_joined(span.after)),
            Self::BareWords => has_bare_words(text),
        }
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// "possible values", "valid limits", "the options are".
fn has_named_values(lower: &str) -> bool {
    const KINDS: [&str; 9] = [
        "possible",
        "allowed",
        "supported",
        "valid",
        "permitted",
        "accepted",
        "available",
        "acceptable",
        "optional",
    ];
    const NOUNS: [&str; 9] = [
        "value",
        "values",
        "option",
        "options",
        "limits",
        "types",
        "statuses",
        "enums",
        "encodings",
    ];
    let pairs = words(lower).zip(words(lower).skip(1));
    let named = pairs
        .into_iter()
        .any(|(kind, noun)| KINDS.contains(&kind) && NOUNS.contains(&noun));
    let phrases = [
        "options are",
        "values are",
        "values:",
        "options:",
        "value can be",
        "can be set to",
        "values from",
    ];
    named || phrases.iter().any(|phrase| lower.contains(phrase))
}

/// A word in backticks, bold or quotes, with the text after it.
struct Span<'t> {
    after: &'t str,
}

fn spans(text: &str) -> impl Iterator<Item = Span<'_>> {
    const MARKS: [(&str, &str); 5] = [
        ("`", "`"),
        ("**", "**"),
        ("\"", "\""),
        ("“", "”"),
        ("'", "'"),
    ];
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let (at, open, close) = MARKS
                .iter()
                .filter_map(|&(open, close)| Some((rest.find(open)?, open, close)))
                .min_by_key(|&(at, ..)| at)?;
            let inner = &rest[at + open.len()..];
            // An apostrophe is not a quote.
            let in_word = rest[..at].ends_with(char::is_alphanumeric);
            match inner.find(close) {
                Some(end) if (1..40).contains(&end) && !in_word => {
                    rest = &inner[end + close.len()..];
                    return Some(Span { after: rest });
                }
                _ => rest = inner,
            }
        }
    })
}

/// Whether a text goes on to explain what comes before it.
fn is_explained(after: &str) -> bool {
    let after = after.trim_start();
    ["-", "–", "—", ":", "=", "(", "for "]
        .iter()
        .any(|mark| after.starts_with(mark))
}

/// Whether another marked word follows directly, after a comma or the like.
fn is_joined(after: &str) -> bool {
    let after = after.trim_start();
    let joints = [",", "/", "|", "or ", "and ", ";"];
    let Some(rest) = joints.iter().find_map(|joint| after.strip_prefix(joint)) else {
        return false;
    };
    let rest = rest.trim_start();
    let rest = rest.strip_prefix("or ").unwrap_or(rest);
    rest.starts_with(['`', '"', '“', '\'']) || rest.starts_with("**")
}

/// Numbers that are followed by their own text.
fn explained_numbers(text: &str) -> usize {
    let bytes = text.as_bytes();
    let starts = (0..bytes.len()).filter(|&at| {
        bytes[at].is_ascii_digit()
            && (at == 0 || !bytes[at - 1].is_ascii_alphanumeric() && bytes[at - 1] != b'.')
    });
    starts
        .filter(|&at| {
            let after = text[at..]
                .trim_start_matches(|c: char| c.is_ascii_digit())
                .trim_start();
            let text = ["-", "–", ":", "=", "—"]
                .iter()
                .find_map(|mark| after.strip_prefix(mark));
            text.is_some_and(|text| text.trim_start().starts_with(char::is_alphabetic))
        })
        .count()
}

/// Items of a list, on their own lines or in one.
fn bullets(text: &str) -> usize {
    let lines = text
        .lines()
        .filter(|line| {
            ["- ", "* ", "• ", "<li>"]
                .iter()
                .any(|mark| line.trim_start().starts_with(mark))
        })
        .count();
    lines
        .max(text.matches("<li>").count())
        .max(text.matches(" * **").count() + text.matches(" - **").count())
}

/// Words in capitals around "or", words around slashes or bars, three words in brackets.
fn has_bare_words(text: &str) -> bool {
    let list: Vec<&str> = words(text).collect();
    let is_loud = |word: &str| word.len() > 1 && word.chars().all(|c| c.is_uppercase() || c == '_');
    let or = list
        .windows(3)
        .any(|three| three[1] == "or" && is_loud(three[0]) && is_loud(three[2]));
    let slashes = text.split_whitespace().any(|token| {
        let parts: Vec<&str> = token.split(['/', '|']).collect();
        !token.contains(['.', ':'])
            && parts.len() > 1
            && parts.iter().all(|part| words(part).count() == 1)
    });
    let brackets = text.split('(').skip(1).any(|rest| {
        let inner = rest.split(')').next().unwrap_or_default();
        let items: Vec<&str> = inner.split([',', '/', '|']).collect();
        items.len() > 2 && items.iter().all(|item| words(item).count() == 1)
    });
    or || slashes || brackets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_family_shows_its_sign() {
        for (text, family) in [
            ("x (This can only be one of a,b)", Signal::Converter),
            ("Must be one of a or b", Signal::OneOf),
            ("Supported values: a, b", Signal::NamedValues),
            ("ENUM: a, b", Signal::Enum),
            ("Either a or b", Signal::Either),
            ("`a` - first<br>`b` - second", Signal::DescribedWords),
            ("0: first, 1: second", Signal::DescribedNumbers),
            ("Which:\n- first\n- second", Signal::Bullets),
            ("“a”, “b”", Signal::MarkedWords),
            ("ASC or DESC", Signal::BareWords),
            ("Which (one, two, three)", Signal::BareWords),
        ] {
            assert_eq!(Signal::of(text), Some(family), "{text}");
        }
    }

    #[test]
    fn plain_words_show_none() {
        for text in [
            "The user's name and the group's name.",
            "From 1 to 10",
            "See https://example.com/a",
        ] {
            assert_eq!(Signal::of(text), None, "{text}");
        }
    }
}
