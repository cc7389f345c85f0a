//! The words that name an item.

use crate::lower::types::is_version;
use crate::names;

/// What an item is called.
#[derive(Debug)]
pub(super) struct ItemName {
    pub(super) words: Vec<String>,
    /// The words of its name, if that is a sentence.
    pub(super) sentence: Vec<String>,
}

impl ItemName {
    /// An item is named by its name; by its method and path if it has none or if the name is a sentence; and by its method and
    /// name if the name is a path or begins with a digit.
    pub(super) fn of(name: &str, method: &str, template: &str) -> Self {
        let mut words = match path_in_name(name) {
            Some(path) => words_of_path(path),
            None => names::words(name),
        };
        without_repetitions(&mut words);
        let is_sentence = is_sentence(name, &words) && !names::words(template).is_empty();
        let is_path = words.is_empty() || is_sentence || names::is_path_like(name);
        let own = words.clone();
        if words.is_empty() || is_sentence {
            words = words_of_path(template);
        }
        let begins_with_digit = words
            .first()
            .is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        if (is_path || begins_with_digit) && words.first().is_none_or(|word| word != method) {
            words.insert(0, method.to_owned());
        }
        Self {
            words,
            sentence: if is_sentence { own } else { Vec::new() },
        }
    }
}

/// The path that a name consists of, without a method and the front of a URL; [`None`] for a URL with a literal host.
fn path_in_name(name: &str) -> Option<&str> {
    if !names::is_path_like(name) || name.contains("://") {
        return None;
    }
    let name = name.trim();
    let path = name.split_once(' ').map_or(name, |(_, path)| path.trim());
    match path.split_once("}}/") {
        Some((front, rest)) if front.starts_with("{{") => Some(rest),
        _ => Some(path),
    }
}

/// The words of a path that name an item: without versions, and without variables in front of another segment.
///
/// `/v2.1/accounts/:accountId/users/:userId` is `accounts users user id`.
fn words_of_path(template: &str) -> Vec<String> {
    let segments = template.split('/').filter(|segment| !segment.is_empty());
    let mut segments = segments.peekable();
    let mut short = Vec::new();
    while let Some(segment) = segments.next() {
        let is_variable = segment.starts_with([':', '{']);
        if !is_version(segment) && (!is_variable || segments.peek().is_none()) {
            short.push(segment);
        }
    }
    let words = names::words(&short.join("/"));
    if words.is_empty() {
        return names::words(template);
    }
    words
}

/// Whether a name is a sentence, as converters write it when an operation has only a description. Titles can end
/// with a full stop too (`Put one branding logo.`), but they are shorter.
fn is_sentence(name: &str, words: &[String]) -> bool {
    const LONGEST_TITLE: usize = 10;
    const LONGEST_TITLE_WITH_STOP: usize = 6;
    let longest = if name.trim_end().ends_with(['.', '!', '?']) {
        LONGEST_TITLE_WITH_STOP
    } else {
        LONGEST_TITLE
    };
    words.len() > longest && !names::is_path_like(name)
}

/// Leaves out a word that is the same as the one before it: `messages?language={language}`, `Computer - Computer activity`.
/// Equal numbers stay, as they count different things.
fn without_repetitions(words: &mut Vec<String>) {
    words
        .dedup_by(|word, before| word == before && word.starts_with(|c: char| !c.is_ascii_digit()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_in_the_name_of_an_item_twice_in_a_row() {
        let words = |name: &str| {
            let mut words = names::words(name);
            without_repetitions(&mut words);
            words.join(" ")
        };
        assert_eq!(words("Computer - Computer activity"), "computer activity");
        assert_eq!(
            words("who/messages?language={language}"),
            "who messages language"
        );
        assert_eq!(words("Error 4 4"), "error 4 4");
    }
}
