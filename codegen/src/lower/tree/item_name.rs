//! The words that name an item.

use std::borrow::Cow;

use crate::lower::types::is_version;
use crate::names;
use crate::words::{split_host, split_server};

/// What an item is called.
#[derive(Debug)]
pub(super) struct ItemName {
    pub(super) words: Vec<String>,
    /// The words of its name, if that is a sentence.
    pub(super) sentence: Vec<String>,
    /// Whether the words are those of a path.
    is_path: bool,
}

impl ItemName {
    /// An item is named by its name; by its method and path if it has none or if the name is a sentence; and by its method and
    /// name if the name is a path or begins with a digit.
    pub(super) fn of(name: &str, method: &str, template: &str) -> Self {
        let path = path_in_name(name, method);
        let mut words = match path {
            Some(path) => words_of_path(path),
            None => names::words(&with_paths(name)),
        };
        without_repetitions(&mut words);
        let has_path = !names::words(template).is_empty();
        let is_sentence = path.is_none() && is_sentence(name, &words) && has_path;
        let own = words.clone();
        if words.is_empty() || is_sentence {
            words = words_of_path(template);
        }
        if words.is_empty() {
            words = names::words(name);
        }
        let begins_with_digit = words
            .first()
            .is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        let is_path = own.is_empty() || is_sentence || path.is_some() || begins_with_url(name);
        if (is_path || begins_with_digit) && words.first().is_none_or(|word| word != method) {
            words.insert(0, method.to_owned());
        }
        Self {
            words,
            sentence: if is_sentence { own } else { Vec::new() },
            is_path,
        }
    }

    /// What a GraphQL request asks for, where the path would be the name: all of them have the same.
    pub(super) fn or_by_query(self, asked: Option<&str>) -> Self {
        let words = asked.map(names::words).unwrap_or_default();
        if !self.is_path || words.is_empty() {
            return self;
        }
        Self { words, ..self }
    }
}

/// The path that a name consists of, without a method and the server; [`None`] for any other name.
fn path_in_name<'a>(name: &'a str, method: &str) -> Option<&'a str> {
    let name = name.trim();
    let is_method = |word: &str| {
        word.eq_ignore_ascii_case(method) || word.chars().all(|c| c.is_ascii_uppercase())
    };
    let path = match name.split_once(' ') {
        Some((word, path)) if is_method(word.trim_end_matches(':')) => path.trim(),
        _ => name,
    };
    if path.contains(char::is_whitespace) {
        return None;
    }
    let path = path.trim_matches(['(', ')', '<', '>', '"', '`', '\'']);
    let url = split_server(path).or_else(|| split_host(path));
    match url {
        Some((_, path)) => Some(path),
        None => names::is_path_like(path).then_some(path),
    }
}

/// A name with paths in place of URLs.
fn with_paths(name: &str) -> Cow<'_, str> {
    if !name.contains("://") && !name.contains("{{") {
        return Cow::Borrowed(name);
    }
    let words = name.split_whitespace().map(|word| match url_in(word) {
        Some((before, path, after)) => {
            let path = words_of_path(path).join(" ");
            Cow::Owned(format!("{before}{path}{after}"))
        }
        None => Cow::Borrowed(word),
    });
    Cow::Owned(words.collect::<Vec<_>>().join(" "))
}

/// What is before the URL in a word, its path, and what is after it.
fn url_in(word: &str) -> Option<(&str, &str, &str)> {
    let end = word.trim_end_matches([')', ']', '>', '"', '`', '\'', '.', ',', ';', ':', '!']);
    let bracket = end.find(['(', '<', '"', '`', '\'']).map(|at| at + 1);
    [Some(0), bracket].into_iter().flatten().find_map(|start| {
        let (server, path) = split_server(&end[start..])?;
        let is_url = path.starts_with('/') || server.contains("://");
        is_url.then(|| (&word[..start], path, &word[end.len()..]))
    })
}

fn begins_with_url(name: &str) -> bool {
    let first = name.split_whitespace().next().and_then(url_in);
    first.is_some_and(|(before, ..)| before.is_empty())
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
    words.len() > longest
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

    fn name(name: &str, template: &str) -> String {
        ItemName::of(name, "get", template).words.join("_")
    }

    #[test]
    fn a_url_is_named_by_its_method_and_path() {
        let template = "/v1/users/:id";
        for url in [
            "https://api.example.com/v1/users/:id",
            "GET https://api.example.com/v1/users/:id",
            "get http://localhost:8080/users/:id",
            "GET: https://api.example.com/users/:id",
            "{{protocol}}://{{host}}/v1/users/{id}",
            "{{protocol}}{{host}}:{{port}}/users/:id",
            "{{base}}users/:id",
            "GET {{base}}/users/:id",
            "api.example.com/users/:id",
            "localhost:8080/users/:id",
            "127.0.0.1:8080/users/:id",
        ] {
            assert_eq!(name(url, template), "get_users_id", "{url}");
        }
        let orders = "https://api.example.com/accounts/:account/orders";
        assert_eq!(name(orders, "/x"), "get_accounts_orders");
        // The request was changed, and its name was not.
        assert_eq!(name("https://api.example.com", "/users"), "get_users");
        assert_eq!(name("{{url}}", "/users"), "get_users");
        assert_eq!(name("https://example.com", "/"), "get_example_com");
        assert_eq!(name("{{url}}", "/"), "get_url");
    }

    #[test]
    fn a_url_in_a_name_is_its_path() {
        for (text, expected) in [
            ("https://api.example.com/v1/users Copy", "get_users_copy"),
            ("Users, see https://api.example.com", "users_see"),
            ("Get ({{base}}/users/:id)", "get_users_id"),
            ("[Docs](https://example.com/x) of users", "docs_of_users"),
            ("Get {{type}} list", "get_type_list"),
            ("{{base}}/Users('7') of all", "get_users_7_of_all"),
        ] {
            assert_eq!(name(text, "/x"), expected, "{text}");
        }
    }

    #[test]
    fn words_with_dots_and_slashes_are_no_url() {
        for (text, expected) in [
            ("Node.js/Express client", "node_js_express_client"),
            ("Enable/disable user", "enable_disable_user"),
            ("add/link", "add_link"),
        ] {
            assert_eq!(name(text, "/x"), expected, "{text}");
        }
    }

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
