//! Whether a parameter takes several values at once.

/// How many values a description asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Several {
    /// One.
    No,
    /// Several, with commas between them.
    Commas,
    /// Several, in an unknown or unsupported way: then a set of values would be the wrong type.
    Unclear,
}

const COMMAS: [&str; 11] = [
    "comma-separated",
    "comma separated",
    "comma-delimited",
    "comma delimited",
    "separated by comma",
    "separated by a comma",
    "separated by `,`",
    "separated by \",\"",
    "separated with comma",
    "delimited by comma",
    "csv list",
];

const OTHERS: [&str; 17] = [
    "space-separated",
    "space separated",
    "space-delimited",
    "space delimited",
    "pipe-separated",
    "pipe separated",
    "semicolon-separated",
    "separated by space",
    "separated by pipe",
    "separated by semicolon",
    "json array",
    "one or more of",
    "any of the following",
    "any combination of",
    "combination of",
    "multiple values",
    "bitmask",
];

/// What a description that begins so is about.
const LISTS: [&str; 6] = [
    "list of",
    "a list of",
    "an array of",
    "array of",
    "contains a list of",
    "set of",
];

impl Several {
    pub(super) fn of(text: &str) -> Self {
        let lower = text.to_lowercase();
        let start = lower
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .trim_start_matches("optional")
            .trim_start_matches("required")
            .trim_start_matches(|c: char| !c.is_alphanumeric());
        if COMMAS.iter().any(|words| lower.contains(words)) {
            Self::Commas
        } else if OTHERS.iter().any(|words| lower.contains(words))
            || LISTS.iter().any(|words| start.starts_with(words))
        {
            Self::Unclear
        } else {
            Self::No
        }
    }
}
