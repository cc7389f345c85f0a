//! Sentences that a review found unclear, and that were rewritten, do not come back.

use super::files;

/// This file, which contains all of them.
const SELF: &str = "tests/tests/docs/phrases.rs";

/// The part of each sentence that is unlikely to occur elsewhere, in lower case.
const REWRITTEN: [&str; 35] = [
    "byte for byte, what",
    "what it cannot do it says",
    "claimed by nobody",
    "stand in the documentation of",
    "names in vain",
    "as whom the api is called",
    "\"none yet.\"",
    "gives a bearer token",
    "too few to say whether",
    "a value that the collection does not document",
    "it goes by what it is",
    "is not known; requests are sent without",
    "gives way to the",
    "is sent as it is by postman",
    "is no environment",
    "give the collection as collection",
    "is no path of a type",
    "nothing here can be sent",
    "is none of parameter",
    "text behind the value",
    "the end in place of a value",
    "a string without end",
    "a wrong argument is exit 2",
    "what there is to say",
    "or written by this before",
    "so many items",
    "so many nodes",
    "what is to be said is said",
    "items that stand with feature",
    "where it gives false, the key",
    "types of texts of a form",
    "the response enum is it with",
    "types of other crates, in and out",
    "vectors that the text names are not",
    "costs only itself",
];

/// A text with its line breaks and the markers of comments removed: sentences are on one line.
pub(super) fn unwrapped(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let line = line.trim().trim_start_matches(['/', '!', '#', '>']);
        line.trim().trim_end_matches('\\').trim_end()
    });
    lines.collect::<Vec<_>>().join(" ")
}

#[test]
fn rewritten_sentences_do_not_come_back() {
    let mut found = Vec::new();
    let extensions = [".rs", ".md", ".toml", ".json", ".snap", ".yml", "run"];
    for (path, text) in files(&extensions) {
        if path == SELF {
            continue;
        }
        let text = unwrapped(&text).to_lowercase();
        let old = REWRITTEN.iter().filter(|phrase| text.contains(**phrase));
        found.extend(old.map(|phrase| format!("{path}: {phrase}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn sentences_are_found_across_lines_of_comments_and_strings() {
    assert_eq!(
        unwrapped("//! One\n//! Two\n    /// three\n  \"four \\\n   five\"\n> six"),
        "One Two three \"four five\" six"
    );
}
