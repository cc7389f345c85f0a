//! Requiredness and optionality, in words.

/// How many characters between brackets are read.
const IN_BRACKETS: usize = 200;

/// When something must be given, as a description says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demand {
    /// By the converter's `(Required) ` mark.
    Marked,
    /// It must.
    Always,
    /// It need not.
    Never,
    /// On a condition, which callers have to see to: "Required if `a` is not given".
    Sometimes,
}

/// When something must be given, where a description says so.
pub(super) fn demand(text: &str) -> Option<Demand> {
    let lower = text.to_lowercase().replace("<br>", "\n");
    let lower = lower
        .replace("**required**", "(required)")
        .replace("**optional**", "(optional)")
        .replace(['*', '_'], "");
    match required(&lower) {
        Some(true) => Some(Demand::Always),
        Some(false) => Some(Demand::Never),
        None => depends(&lower).then_some(Demand::Sometimes),
    }
}

/// Whether a description says that something must, or need not, be given; conditions say neither.
fn required(lower: &str) -> Option<bool> {
    let required: Vec<bool> = tag(lower)
        .into_iter()
        .chain(brackets(lower).filter_map(bracket))
        .chain(sentences(lower).filter_map(sentence))
        .collect();
    // Optional words go first: "Optional. This is required with `a`."
    match required.as_slice() {
        [] => None,
        required => Some(!required.contains(&false)),
    }
}

/// Whether a description names a condition for what must be given: "[Required] If …", "Either a or b is required".
fn depends(lower: &str) -> bool {
    let names_condition = |text: &str| {
        // "Required for all doors" and "Required in the morning" can hold of each request.
        let conditions = ["if", "when", "unless", "only", "either", "without"];
        let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
        matches!(first_of(text), Some((true, rest))
            if words(rest).next().is_some_and(|word| conditions.contains(&word)))
    };
    let is_choice = |sentence: &str| {
        let begins = ["either ", "one of ", "at least one of ", "exactly one of "];
        let ends = [" is required", " are required", " must be "];
        begins.iter().any(|words| sentence.starts_with(words))
            && ends.iter().any(|words| sentence.contains(words))
    };
    let inner = |text: &str| brackets(text).any(|(inner, _)| names_condition(inner));
    sentences(lower).any(|text| names_condition(text) || is_choice(text) || inner(text))
}

const OPTIONAL: [&str; 3] = ["optional", "not required", "not mandatory"];
const REQUIRED: [&str; 3] = ["required", "mandatory", "compulsory"];

/// The word that a description begins with: "Optional: …", "Required. …", "required: false".
fn tag(text: &str) -> Option<bool> {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let (word, rest) = first_of(text)?;
    // "Optional: if it is given, …" is optional all the same; "Optional for small doors" depends.
    let is_set_off = rest.starts_with([':', '.', ';', ']', ')']);
    let rest = rest.trim_start_matches([']', ')', '}', '"']);
    if begins_with_condition(rest) && (word || !is_set_off) {
        return None;
    }
    // "Optional header", but "Required length".
    let is_tag = rest.is_empty()
        || !rest.starts_with(|c: char| c.is_alphanumeric() || c == ' ')
        || rest.starts_with(" -")
        || rest.starts_with(" –");
    flag(word, rest).or_else(|| (is_tag || !word).then_some(word))
}

/// "required: false" is optional.
fn flag(word: bool, rest: &str) -> Option<bool> {
    let value = rest.trim_start().strip_prefix([':', '='])?;
    let required = match words(value).next()? {
        "true" | "yes" => true,
        "false" | "no" => false,
        _ => return None,
    };
    Some(word == required)
}

/// One of the words at the start of a text: what it says, and what follows.
fn first_of(text: &str) -> Option<(bool, &str)> {
    let find = |words: &[&str], required| {
        let rest = words.iter().find_map(|word| text.strip_prefix(word))?;
        (!rest.starts_with(|c: char| c.is_alphanumeric() || c == '-')).then_some((required, rest))
    };
    find(&OPTIONAL, false).or_else(|| find(&REQUIRED, true))
}

/// The text in brackets, and what follows.
fn brackets(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let opened = text.match_indices(['(', '[']);
    opened.filter_map(|(at, _)| {
        let inner = &text[at + 1..];
        let mut characters = inner.char_indices().take(IN_BRACKETS);
        let (end, _) = characters.find(|(_, c)| matches!(c, ')' | ']' | '}'))?;
        Some((&inner[..end], &inner[end + 1..]))
    })
}

fn bracket((inner, after): (&str, &str)) -> Option<bool> {
    alone(inner).filter(|required| !required || !begins_with_condition(after))
}

/// A text that says nothing else, or "optional, default 10".
fn alone(text: &str) -> Option<bool> {
    let (word, rest) = first_of(text.trim())?;
    let goes_on = rest.starts_with([',', ';', ':']) && !is_conditional(rest);
    flag(word, rest).or_else(|| (rest.is_empty() || goes_on).then_some(word))
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', ';'])
        .flat_map(|line| line.split(". "))
        .map(|sentence| sentence.trim().trim_end_matches('.'))
}

/// "This field is required", "Optional", "An optional note".
fn sentence(text: &str) -> Option<bool> {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    if let Some(required) = alone(text) {
        return Some(required);
    }
    let begins = ["an optional ", "the optional "];
    if begins.iter().any(|words| text.starts_with(words)) || text.ends_with(", optional") {
        return Some(false);
    }
    if is_conditional(text) {
        return None;
    }
    let find = |verbs: [&str; 3], required| {
        let at = verbs
            .iter()
            .find_map(|verb| Some((text.find(verb)?, verb)))?;
        let after = &text[at.0 + at.1.len()..];
        let subject = text[..at.0]
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        // Anything else could be required of someone else.
        let is_this = [
            "this",
            "it",
            "parameter",
            "field",
            "header",
            "value",
            "argument",
            "property",
            "attribute",
            "option",
            "which",
        ]
        .contains(&subject);
        let ends = after.is_empty() || after.starts_with([',', '.', ')', ':']);
        (is_this && ends).then_some(required)
    };
    find(
        [" is optional", " is not required", " is not mandatory"],
        false,
    )
    .or_else(|| find([" is required", " is mandatory", " is compulsory"], true))
}

/// Words that a condition begins with.
const CONDITIONS: [&str; 16] = [
    "if",
    "when",
    "unless",
    "for",
    "only",
    "by",
    "with",
    "without",
    "either",
    "neither",
    "except",
    "depending",
    "once",
    "in",
    "case",
    "both",
];

fn begins_with_condition(text: &str) -> bool {
    words(text)
        .next()
        .is_some_and(|word| CONDITIONS.contains(&word))
}

/// Whether a sentence depends on something, or is about several parameters.
fn is_conditional(text: &str) -> bool {
    let is_condition = |word| matches!(word, "if" | "when" | "unless" | "either" | "both");
    begins_with_condition(text) || text.contains("one of") || words(text).any(is_condition)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requiredness_is_read_in_every_wording() {
        for text in [
            "Required. The id.",
            "Required: The id.",
            "REQUIRED - the id",
            "[REQUIRED] The id.",
            "[Required]: the id",
            "(required) The id",
            "The id (required)",
            "The id [required]",
            "**Required** id",
            "**Required.** The id",
            "The id. This field is required.",
            "The id. Required.",
            "Mandatory. The id.",
            "The id (mandatory)",
            "required: true\nthe id",
            "Required",
        ] {
            assert_eq!(demand(text), Some(Demand::Always), "{text}");
        }
    }

    #[test]
    fn optionality_is_read_in_every_wording() {
        for text in [
            "Optional. The id.",
            "Optional: the id",
            "Optional - defaults to none",
            "Optional; which one.",
            "[OPTIONAL] The id",
            "(optional) ",
            "The id (optional)",
            "The id (optional, default 10)",
            "The id, optional",
            "This is optional",
            "Not required.",
            "The id (not required)",
            "Optional id of the door",
            "An optional note.",
            "An optional header for use when things go wrong.",
            "[Optional] If it is there, the door opens.",
            "(optional) A key for doors",
            "required: false\nthe id",
            "required: false\nwhen it is there, the door opens",
            "required = no",
            "Optional: Needed with `a`. This parameter is required for big doors.",
        ] {
            assert_eq!(demand(text), Some(Demand::Never), "{text}");
        }
    }

    #[test]
    fn a_condition_is_one() {
        for text in [
            "Required if `a` is set",
            "[Required] If no other id is given",
            "**Required** when the door is big",
            "The id (required unless `a` is given)",
            "The id. Required only for doors.",
            "One of `a` or `b` is required",
            "Either height or width is required",
            "Either height or width must be given.",
        ] {
            assert_eq!(demand(text), Some(Demand::Sometimes), "{text}");
        }
    }

    #[test]
    fn other_words_say_nothing() {
        for text in [
            "Mandatory for big doors. Optional for small doors.",
            "If the door is shut, this field is required.",
            "Required for each door",
            "One of `a` or `b`",
            "If given, the other_one is required.",
            "The required length",
            "Requires an id",
            "\"Colour\" is required.",
            "A login is required.",
            "The options of the door.",
        ] {
            assert_eq!(demand(text), None, "{text}");
        }
    }
}
