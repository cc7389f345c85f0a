//! Secrets with a shape of their own, whatever they are called: tokens of well-known providers, JSON web tokens, access
//! keys and private keys.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::random::{changes, is_masked};
use super::{Kind, Secret};

/// How tokens of well-known providers begin, and the least number of bytes that follow.
const PREFIXES: &[(&str, usize)] = &[
    ("AGE-SECRET-KEY-", 20),
    ("AIza", 30),
    ("ATATT3", 20),
    ("CFPAT-", 16),
    ("EAAA", 50),
    ("EAAC", 16),
    ("GOCSPX-", 16),
    ("NRAK-", 20),
    ("PMAT-", 20),
    ("PMAK-", 20),
    ("SG.", 20),
    ("atlasv1.", 20),
    ("dapi", 32),
    ("dckr_pat_", 16),
    ("dop_v1_", 16),
    ("figd_", 20),
    ("fo1_", 20),
    ("gho_", 16),
    ("ghp_", 16),
    ("ghr_", 16),
    ("ghs_", 16),
    ("ghu_", 16),
    ("github_pat_", 16),
    ("gldt-", 16),
    ("glpat-", 16),
    ("glptt-", 16),
    ("glrt-", 16),
    ("glsa_", 20),
    ("gsk_", 20),
    ("hf_", 30),
    ("hvs.", 20),
    ("lin_api_", 20),
    ("npm_", 20),
    ("ntn_", 20),
    ("pat-eu1-", 30),
    ("pat-na1-", 30),
    ("pypi-", 40),
    ("rk_live_", 12),
    ("rk_test_", 12),
    ("rpa_", 20),
    ("rubygems_", 20),
    ("sbp_", 30),
    ("shippo_live_", 16),
    ("shippo_test_", 16),
    ("shpat_", 16),
    ("shpca_", 16),
    ("shpss_", 16),
    ("sk-", 32),
    ("sk.eyJ", 20),
    ("sk_live_", 12),
    ("sk_test_", 12),
    ("sq0csp-", 20),
    ("whsec_", 16),
    ("xapp-", 16),
    ("xoxa-", 16),
    ("xoxb-", 16),
    ("xoxc-", 16),
    ("xoxd-", 16),
    ("xoxe-", 16),
    ("xoxp-", 16),
    ("xoxr-", 16),
    ("xoxs-", 16),
    ("y0_AgAA", 20),
    ("ya29.", 16),
];

/// The longest private key, and the longest label of one, in bytes.
const KEY_LIMIT: usize = 1 << 14;
const LABEL_LIMIT: usize = 40;

/// The shortest token, and the shortest private or secret access key, in bytes.
const SHORTEST: usize = 16;
const SHORTEST_KEY: usize = 32;

/// Finds secrets by their shape.
pub(super) fn find(text: &str, found: &mut Vec<Secret>) {
    for (start, word) in long_words(text) {
        let word = word.trim_end_matches(['.', '-', '_']);
        // A token can follow a prefix of the name that it is in, as in `X-ghp_…`.
        let after_mark = word.find('-').map(|at| at + 1);
        let starts = [Some(0), after_mark].into_iter().flatten();
        let token = starts.map(|at| &word[at..]).find(|part| is_token(part));
        if let Some(token) = token {
            let end = start + word.len();
            found.push(Secret::new(end - token.len()..end, Kind::Token, None));
        }
    }
    if text.len() >= SHORTEST_KEY {
        find_private_keys(text, found);
        find_encoded_private_keys(text, found);
        find_access_keys(text, found);
    }
}

/// The words that are long enough for a token, with their positions.
///
/// Most words are short: looking backwards from where a long one would reach passes over them without reading all of them.
fn long_words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    let bytes = text.as_bytes();
    let mut start = 0;
    std::iter::from_fn(move || {
        while let Some(window) = bytes.get(start..start + SHORTEST) {
            if let Some(end) = window.iter().rposition(|byte| !is_word(byte)) {
                start += end + 1;
                continue;
            }
            let rest = &bytes[start + SHORTEST..];
            let more = rest.iter().position(|byte| !is_word(byte));
            let word = start..start + SHORTEST + more.unwrap_or(rest.len());
            start = word.end + 1;
            return Some((word.start, &text[word]));
        }
        None
    })
}

fn is_token(word: &str) -> bool {
    if word.len() < SHORTEST || is_masked(word) {
        return false;
    }
    let rest_of = |(prefix, length): &(&str, usize)| {
        let rest = word.strip_prefix(prefix)?;
        (rest.len() >= *length).then_some(rest)
    };
    let is_varied = |rest: &str| {
        rest.contains(|c: char| c.is_ascii_digit())
            && rest.contains(|c: char| c.is_ascii_alphabetic())
    };
    PREFIXES.iter().filter_map(rest_of).any(is_varied) || is_jwt(word) || is_access_key_id(word)
}

/// Three parts in base64, the first of which is a JSON object.
fn is_jwt(word: &str) -> bool {
    let is_header = word.starts_with("eyJ") || word.starts_with("ewo");
    is_header && word.len() > 36 && word.matches('.').count() == 2 && changes(word) >= 6
}

/// An access key of AWS.
fn is_access_key_id(word: &str) -> bool {
    word.len() == 20
        && (word.starts_with("AKIA") || word.starts_with("ASIA"))
        && word
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// Private keys in PEM, up to their end, or as far as there is base64.
fn find_private_keys(text: &str, found: &mut Vec<Secret>) {
    const BEGIN: &str = "-----BEGIN ";
    const END: &str = "-----END ";
    let mut end = 0;
    for start in positions(text, BEGIN) {
        if start < end {
            continue;
        }
        let from = start + BEGIN.len();
        let Some(label) = prefix(&text[from..], LABEL_LIMIT).find("-----") else {
            continue;
        };
        if !text[from..from + label].contains("PRIVATE KEY") {
            continue;
        }
        let body = prefix(&text[from + label + 5..], KEY_LIMIT);
        let length = match body.find(END) {
            Some(end) => end,
            None => body.find(|c| !is_armor(c)).unwrap_or(body.len()),
        };
        // The body of a placeholder is words or dots.
        if changes(&body[..length]) >= 6 {
            end = from + label + 5 + length;
            found.push(Secret::new(start..end, Kind::PrivateKey, None));
        }
    }
}

/// Private keys in PEM that are encoded in Base64 once more.
fn find_encoded_private_keys(text: &str, found: &mut Vec<Secret>) {
    // `-----BEGIN`, as far as it is the same whatever follows.
    const BEGIN: &str = "LS0tLS1CRUdJTi";
    const HEAD: usize = 64;
    let is_encoded = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
    let mut end = 0;
    for start in positions(text, BEGIN) {
        if start < end {
            continue;
        }
        let key = prefix(&text[start..], KEY_LIMIT);
        let key = &key[..key.find(|c| !is_encoded(c)).unwrap_or(key.len())];
        end = start + key.len();
        let head = STANDARD.decode(&key[..key.len().min(HEAD) / 4 * 4]);
        let head = head.unwrap_or_default();
        if String::from_utf8_lossy(&head).contains("PRIVATE KEY") {
            found.push(Secret::new(start..end, Kind::PrivateKey, None));
        }
    }
}

/// Where a mark occurs that few texts contain. `contains` passes over the others much faster than a search does.
pub(super) fn positions<'t>(text: &'t str, mark: &'static str) -> impl Iterator<Item = usize> + 't {
    let found = text.contains(mark).then(|| text.match_indices(mark));
    found.into_iter().flatten().map(|(at, _)| at)
}

/// At most this many bytes from the start of a text.
pub(super) fn prefix(text: &str, length: usize) -> &str {
    let mut length = length.min(text.len());
    while !text.is_char_boundary(length) {
        length -= 1;
    }
    &text[..length]
}

/// A character of the body of a key, also where its line breaks are escaped.
fn is_armor(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || c.is_ascii_whitespace()
        || matches!(c, '+' | '/' | '=' | '\\' | ':' | ',' | '-')
}

/// Secret access keys of AWS, which are 40 characters of base64, in texts about them.
fn find_access_keys(text: &str, found: &mut Vec<Secret>) {
    const LENGTH: usize = 40;
    if ![
        "AKIA",
        "ASIA",
        "aws_secret",
        "secret access key",
        "Secret Access Key",
    ]
    .iter()
    .any(|mark| text.contains(mark))
    {
        return;
    }
    let is_base64 = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/');
    let mut start = 0;
    for word in text.split_inclusive(|c| !is_base64(c)) {
        let key = word.trim_end_matches(|c| !is_base64(c));
        if key.len() == LENGTH
            && changes(key) * 5 >= LENGTH
            && key.contains(|c: char| c.is_ascii_uppercase())
        {
            found.push(Secret::new(start..start + LENGTH, Kind::Token, None));
        }
        start += word.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_long_enough_for_a_token_are_found_wherever_they_are() {
        let long = "a".repeat(SHORTEST);
        let longer = "b-".repeat(SHORTEST);
        let short = "c".repeat(SHORTEST - 1);
        let words = |text: &str| -> Vec<String> {
            let words =
                long_words(text).inspect(|(at, word)| assert!(text[*at..].starts_with(word)));
            words.map(|(_, word)| word.to_owned()).collect()
        };
        assert_eq!(words(&long), [long.as_str()]);
        assert_eq!(
            words(&format!("é{long}é{short} {longer}")),
            [&*long, &*longer]
        );
        assert_eq!(words(&format!("{short} {short}é{short}")), [""; 0]);
        assert_eq!(words(""), [""; 0]);
    }
}
