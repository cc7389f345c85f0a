//! Splits a text into the words of a name: lower-case ASCII letters and digits.

mod server;

use std::borrow::Cow;
use std::mem;

pub(crate) use server::{split_host, split_server};

use heck::ToSnakeCase;

/// How many characters of a text are read: many more than a name can have.
const TEXT_LIMIT: usize = 2000;

/// The words of a text, without Markdown, HTML, emoji, hosts of URLs and the number of a list item.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    if let Some(words) = of_plain_name(text) {
        return words;
    }
    let end = text
        .char_indices()
        .nth(TEXT_LIMIT)
        .map_or(text.len(), |(end, _)| end);
    let text = without_markup(&text[..end]);
    let text = without_list_number(without_host(text.trim()));
    let text = without_acronym_traps(ascii(text));
    text.to_snake_case()
        .split('_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether the last word of a name is one of these.
#[must_use]
pub fn ends_in(name: &str, last_words: &[&str]) -> bool {
    let words = words(name);
    words
        .last()
        .is_some_and(|word| last_words.contains(&word.as_str()))
}

/// The words of a name like most: `first_name`, `Page-Size`, `createUser`. [`None`] for one with other characters, a number in
/// front, or capitals side by side.
///
/// It is one loop over the bytes, because iterators are slow in build scripts, which Cargo does not optimize.
fn of_plain_name(text: &str) -> Option<Vec<String>> {
    let bytes = text.as_bytes();
    if bytes.len() > TEXT_LIMIT || bytes.first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let mut words = Vec::new();
    let mut word = String::new();
    let mut has_letter = false;
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        at += 1;
        match byte {
            b'a'..=b'z' => has_letter = true,
            b'0'..=b'9' => {}
            b'A'..=b'Z' if at < bytes.len() && bytes[at].is_ascii_lowercase() => {
                // A number in front of the first letter belongs to its word.
                if has_letter {
                    words.push(mem::take(&mut word));
                }
                has_letter = true;
            }
            b'_' | b'-' | b' ' => {
                if !word.is_empty() {
                    words.push(mem::take(&mut word));
                }
                has_letter = false;
                continue;
            }
            _ => return None,
        }
        word.push(char::from(byte.to_ascii_lowercase()));
    }
    if !word.is_empty() {
        words.push(word);
    }
    Some(words)
}

/// Whether a name is a path, with or without a method before it: `/users/{id}`, `GET /users`.
#[must_use]
pub fn is_path_like(text: &str) -> bool {
    let text = text.trim();
    let path = match text.split_once(' ') {
        Some((method, path)) if method.chars().all(|c| c.is_ascii_uppercase()) => path.trim(),
        _ => text,
    };
    let starts = path.starts_with('/') || path.starts_with("{{") || path.contains("://");
    let is_one_token = !path.contains(char::is_whitespace);
    is_one_token && (starts || path.matches('/').count() > 1)
}

/// Words for a text without ASCII letters and digits: the names of its symbols, or else its code points.
pub(crate) fn of_symbols(text: &str) -> Vec<String> {
    text.trim()
        .chars()
        .take(8)
        .flat_map(|c| match symbol(c) {
            Some(name) => name.split('_').map(str::to_owned).collect(),
            None => vec![format!("u{:x}", u32::from(c))],
        })
        .collect()
}

/// `plus` or `minus` where a value begins with a sign that belongs to it.
pub(crate) fn leading_sign(text: &str) -> Option<&'static str> {
    let rest = text.strip_prefix(['+', '-'])?;
    if !rest.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    symbol(text.chars().next()?)
}

fn symbol(c: char) -> Option<&'static str> {
    Some(match c {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '<' => "less_than",
        '>' => "greater_than",
        '=' => "equals",
        '!' => "not",
        '&' => "and",
        '|' => "or",
        '%' => "percent",
        '#' => "hash",
        '$' => "dollar",
        '€' => "euro",
        '@' => "at",
        '?' => "question",
        '.' => "dot",
        ',' => "comma",
        ';' => "semicolon",
        ':' => "colon",
        '_' => "underscore",
        '~' => "tilde",
        '^' => "caret",
        '"' | '\'' | '`' => "quote",
        '(' | '[' | '{' => "open",
        ')' | ']' | '}' => "close",
        ' ' => "blank",
        _ => return None,
    })
}

/// Leaves out HTML tags and the targets of links.
fn without_markup(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', ']', '&']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skipped = match c {
            '<' => html_tag(rest),
            ']' if rest.starts_with("](") => rest.find(')').map(|end| end + 1),
            '&' => ["&amp;", "&lt;", "&gt;", "&quot;", "&nbsp;", "&#39;"]
                .iter()
                .find(|entity| rest.starts_with(**entity))
                .map(|entity| entity.len()),
            _ => None,
        };
        if let Some(length) = skipped {
            out.push_str(if rest.starts_with("&amp;") { "&" } else { " " });
            rest = &rest[length..];
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    Cow::Owned(out)
}

/// The length of the HTML tag at the start of a text. `<id>` is not a tag: people write placeholders like this.
fn html_tag(text: &str) -> Option<usize> {
    const TAGS: &[&str] = &[
        "a", "b", "br", "code", "div", "em", "h1", "h2", "h3", "h4", "hr", "i", "li", "ol", "p",
        "pre", "s", "small", "span", "strong", "sub", "sup", "table", "td", "th", "tr", "u", "ul",
    ];
    let end = text.find('>')?;
    let inner = text[1..end].trim_matches('/').trim();
    let name = inner.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    TAGS.contains(&name.to_ascii_lowercase().as_str())
        .then_some(end + 1)
}

/// Leaves out the server before a path: `{{baseUrl}}/users`, `https://api.example.com/users`.
fn without_host(text: &str) -> &str {
    match split_server(text) {
        Some((_, path)) if path.starts_with('/') => path,
        Some((server, "")) => server.rsplit("://").next().unwrap_or(text),
        _ => text,
    }
}

/// Leaves out the number of an item in a list of steps: `1. Create`, `02) Create`, `3 - Create`, `4.1.2 Create`, `5a. Create`.
fn without_list_number(text: &str) -> &str {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    if !number.starts_with(|c: char| c.is_ascii_digit()) {
        return text;
    }
    let is_dotted = number.contains('.');
    let rest = rest
        .strip_prefix(|c: char| c.is_ascii_lowercase())
        .filter(|rest| rest.starts_with(['.', ')', ':', ' ']))
        .unwrap_or(rest);
    let mark = [". ", ") ", " - ", " – ", ": ", " "]
        .into_iter()
        .find(|mark| rest.starts_with(mark));
    match mark {
        Some(" ") if !is_dotted => text,
        Some(mark) if rest.contains(|c: char| c.is_ascii_alphabetic()) => {
            rest[mark.len()..].trim_start()
        }
        _ => text,
    }
}

/// Latin letters without diacritics. Any other character that is not ASCII becomes a space.
fn ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\'' | '\u{2019}' | '`' | '*' if !out.ends_with(' ') => {}
            '&' => out.push_str(" and "),
            c if c.is_ascii() => out.push(c),
            c => out.push_str(latin(c).unwrap_or(" ")),
        }
    }
    out
}

fn latin(c: char) -> Option<&'static str> {
    Some(match c {
        'À'..='Å' | 'Ā' | 'Ă' | 'Ą' => "A",
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'Æ' => "Ae",
        'æ' => "ae",
        'Ç' | 'Ć' | 'Č' => "C",
        'ç' | 'ć' | 'č' => "c",
        'Ď' | 'Đ' | 'Ð' => "D",
        'ď' | 'đ' | 'ð' => "d",
        'È'..='Ë' | 'Ē' | 'Ę' | 'Ě' => "E",
        'è'..='ë' | 'ē' | 'ę' | 'ě' => "e",
        'Ğ' => "G",
        'ğ' => "g",
        'Ì'..='Ï' | 'Ī' | 'İ' => "I",
        'ì'..='ï' | 'ī' | 'ı' => "i",
        'Ł' => "L",
        'ł' => "l",
        'Ñ' | 'Ń' | 'Ň' => "N",
        'ñ' | 'ń' | 'ň' => "n",
        'Ò'..='Ö' | 'Ø' | 'Ő' => "O",
        'ò'..='ö' | 'ø' | 'ő' => "o",
        'Œ' => "Oe",
        'œ' => "oe",
        'Ř' => "R",
        'ř' => "r",
        'Ś' | 'Š' | 'Ş' => "S",
        'ś' | 'š' | 'ş' => "s",
        'ß' => "ss",
        'Ť' | 'Ţ' => "T",
        'ť' | 'ţ' => "t",
        'Ù'..='Ü' | 'Ů' | 'Ű' => "U",
        'ù'..='ü' | 'ů' | 'ű' => "u",
        'Ý' | 'Ÿ' => "Y",
        'ý' | 'ÿ' => "y",
        'Ź' | 'Ż' | 'Ž' => "Z",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

/// Rewrites words that would be split at their capitals: `userIDs` → `userIds`, `OAuth` → `Oauth`.
fn without_acronym_traps(mut text: String) -> String {
    // All of them have two capitals side by side, which most texts have not.
    let is_capital = u8::is_ascii_uppercase;
    let mut pairs = text.as_bytes().windows(2);
    if !pairs.any(|pair| pair.iter().all(is_capital)) {
        return text;
    }
    for (from, to) in [
        ("OAuth", "Oauth"),
        ("GraphQL", "Graphql"),
        ("IPv", "Ipv"),
        ("iOS", "Ios"),
        ("macOS", "Macos"),
    ] {
        text = text.replace(from, to);
    }
    plural_acronyms(&text)
}

/// Lowers the tail of an acronym's plural: `IDs` → `Ids`, `URLs` → `Urls`.
fn plural_acronyms(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = letters.clone();
    for (index, letter) in letters.iter().enumerate() {
        let ends_word = letters
            .get(index + 1)
            .is_none_or(|next| !next.is_ascii_lowercase());
        if *letter != 's' || !ends_word {
            continue;
        }
        let start = letters[..index]
            .iter()
            .rposition(|c| !c.is_ascii_uppercase())
            .map_or(0, |before| before + 1);
        if index - start >= 2 {
            for lowered in &mut out[start + 1..index] {
                lowered.make_ascii_lowercase();
            }
        }
    }
    out.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_from_sentences() {
        assert!(is_path_like("/users/{id}"));
        assert!(is_path_like("GET /users"));
        assert!(is_path_like("{{baseUrl}}/users"));
        assert!(!is_path_like("Enable/disable user"));
        assert!(!is_path_like("Users"));
    }

    #[test]
    fn a_plain_name_has_the_words_of_the_same_name_with_capitals() {
        for (plain, other) in [
            ("first_name", "First Name"),
            ("-page--size ", "Page Size"),
            ("address 2nd", "Address 2nd"),
            ("1 create user", "1 Create User"),
            ("1 - create user", "1 - Create User"),
            ("", "**"),
        ] {
            assert_eq!(words(plain), words(other), "{plain}");
        }
    }

    #[test]
    fn plain_names_have_the_words_that_heck_finds() {
        const PARTS: [&str; 12] = [
            "a", "b", "user", "1", "22", "A", "User", "Id", "_", "-", " ", "x9",
        ];
        let mut plain = 0;
        for index in 0..PARTS.len().pow(4) {
            let parts = (0..4).map(|place| PARTS[index / PARTS.len().pow(place) % PARTS.len()]);
            let name: String = parts.collect();
            let Some(words) = of_plain_name(&name) else {
                continue;
            };
            plain += 1;
            let expected = name.to_snake_case();
            let expected: Vec<&str> = expected
                .split('_')
                .filter(|word| !word.is_empty())
                .collect();
            assert_eq!(words, expected, "{name}");
        }
        assert!(plain > 10_000, "{plain}");
    }

    #[test]
    fn the_number_of_a_step_is_left_out() {
        for (name, expected) in [
            ("02) Sync users", "sync users"),
            ("02b - Sync users", "sync users"),
            ("5a. Sync users", "sync users"),
            ("4.0a Sync users", "sync users"),
            ("3d secure", "3d secure"),
            ("24hr: prices", "24hr prices"),
            ("5b.", "5b"),
        ] {
            assert_eq!(words(name).join(" "), expected, "{name}");
        }
    }

    #[test]
    fn tags_go_and_placeholders_stay() {
        assert_eq!(words("Get <br/>user <id>"), ["get", "user", "id"]);
        assert_eq!(
            words("[Docs](https://example.com/x) of users"),
            ["docs", "of", "users"]
        );
    }
}
