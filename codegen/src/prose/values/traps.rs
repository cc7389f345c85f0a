//! What only looks like a list of values.

/// Whether the words before a list make examples or something else of it: "e.g.", "such as".
pub(super) fn are_examples(before: &str) -> bool {
    let lower = before.to_ascii_lowercase();
    let lower = lower.trim_end_matches([' ', ':', ',', '(', '\n', '-']);
    [
        "e.g.",
        "e.g",
        "eg",
        "eg.",
        "ex.",
        "for example",
        "for instance",
        "examples",
        "example",
        "such as",
        "like",
        "i.e.",
        "i.e",
        "including",
        "sample",
    ]
    .iter()
    .any(|words| ends_with_word(lower, words))
}

/// Whether the words after a list turn its values into other parameters: "`a` or `b` is required".
pub(super) fn are_others(after: &str) -> bool {
    let lower = after
        .trim_start_matches([' ', ')', ']', '*', '('])
        .to_ascii_lowercase();
    let verbs = [
        "is",
        "are",
        "must",
        "should",
        "shall",
        "has",
        "have",
        "needs",
        "need",
        "can",
        "cannot",
        "may",
        "will",
        "parameter",
        "parameters",
        "field",
        "fields",
        "required",
        "mandatory",
        "query",
        "to be",
    ];
    verbs.iter().any(|verb| {
        let rest = lower.strip_prefix(verb);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// Whether the words after a list make it conditional: "must be `a` or `b` if it is open".
pub(super) fn are_conditional(after: &str) -> bool {
    let lower = after
        .trim_start_matches([' ', ',', '('])
        .to_ascii_lowercase();
    ["if ", "when ", "unless ", "for ", "where ", "while "]
        .iter()
        .any(|word| lower.starts_with(word))
}

/// What the names in a list belong to, if it explains the parts of something rather than values.
const PARTS: [&str; 22] = [
    "fields",
    "properties",
    "keys",
    "attributes",
    "columns",
    "parameters",
    "params",
    "object",
    "members",
    "placeholders",
    "variables",
    "tokens",
    "operators",
    "syntax",
    "structure",
    "json",
    "elements",
    "headers",
    "arguments",
    "examples",
    "limits:",
    "schema",
];

/// Whether the words before explained names announce the parts of something.
pub(super) fn are_parts(before: &str) -> bool {
    let lower = before.to_ascii_lowercase();
    let sentence = lower
        .trim_end()
        .trim_end_matches(':')
        .rsplit(['.', '\n'])
        .next()
        .unwrap_or_default();
    PARTS.iter().any(|part| {
        sentence
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| word == *part)
    })
}

fn ends_with_word(text: &str, words: &str) -> bool {
    text.strip_suffix(words)
        .is_some_and(|before| !before.ends_with(char::is_alphanumeric))
}
