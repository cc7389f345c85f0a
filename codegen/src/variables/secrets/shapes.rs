//! Secrets with a shape of their own, whatever they are called: tokens of well-known providers, JSON web tokens, access
//! keys and private keys.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::random::{changes, is_masked, is_random};
use super::scan::{Marks, prefix};
use super::{Kind, Secret};

/// How tokens of well-known providers begin, and the least number of bytes that follow; in the order of bytes.
const PREFIXES: &[(&str, usize)] = &[
    ("AGE-SECRET-KEY-", 20),
    ("AIza", 30),
    ("AQVN", 30),
    ("ATATT3", 20),
    ("ATBB", 24),
    ("ATCTT3", 20),
    ("CCIPAT_", 20),
    ("CCIPRJ_", 20),
    ("CFPAT-", 16),
    ("CLOJARS_", 20),
    ("EAAA", 50),
    ("EAAC", 16),
    ("EZAK", 40),
    ("EZTK", 40),
    ("FLWSECK-", 20),
    ("FLWSECK_TEST-", 20),
    ("GOCSPX-", 16),
    ("HRKU-", 20),
    ("LTAI", 16),
    ("NRAK-", 20),
    ("NRII-", 20),
    ("NRIQ-", 20),
    ("NRRA-", 20),
    ("PMAK-", 20),
    ("PMAT-", 20),
    ("SG.", 20),
    ("bkua_", 20),
    ("cmVmdGtu", 20),
    ("dG9rO", 30),
    ("dapi", 32),
    ("dckr_oat_", 16),
    ("dckr_pat_", 16),
    ("doo_v1_", 16),
    ("dop_v1_", 16),
    ("dor_v1_", 16),
    ("dp.audit.", 20),
    ("dp.ct.", 20),
    ("dp.pt.", 20),
    ("dp.sa.", 20),
    ("dp.scim.", 20),
    ("dp.st.", 20),
    ("dt0c01.", 20),
    ("duffel_live_", 20),
    ("duffel_test_", 20),
    ("figd_", 20),
    ("fio-u-", 20),
    ("fm2_", 20),
    ("fo1_", 20),
    ("gho_", 16),
    ("ghp_", 16),
    ("ghr_", 16),
    ("ghs_", 16),
    ("ghu_", 16),
    ("github_pat_", 16),
    ("glagent-", 16),
    ("glc_", 20),
    ("glcbt-", 16),
    ("gldt-", 16),
    ("glft-", 16),
    ("glimt-", 16),
    ("gloas-", 16),
    ("glpat-", 16),
    ("glptt-", 16),
    ("glrt-", 16),
    ("glsa_", 20),
    ("glsoat-", 16),
    ("gsk_", 20),
    ("hf_", 30),
    ("hvb.", 20),
    ("hvr.", 20),
    ("hvs.", 20),
    ("lin_api_", 20),
    ("lin_oauth_", 20),
    ("lsv2_pt_", 20),
    ("lsv2_sk_", 20),
    ("nfc_", 20),
    ("nfo_", 20),
    ("nfp_", 20),
    ("nfu_", 20),
    ("npm_", 20),
    ("ntn_", 20),
    ("nvapi-", 20),
    ("ops_eyJ", 20),
    ("pat-ap1-", 30),
    ("pat-eu1-", 30),
    ("pat-na1-", 30),
    ("pat-na2-", 30),
    ("pcsk_", 20),
    ("pdl_live_apikey_", 16),
    ("pdl_sdbx_apikey_", 16),
    ("phx_", 20),
    ("pnb_", 20),
    ("pnu_", 20),
    ("pplx-", 20),
    ("pscale_oauth_", 20),
    ("pscale_pw_", 20),
    ("pscale_tkn_", 20),
    ("pul-", 20),
    ("pylf_v1_", 20),
    ("pypi-", 40),
    ("r8_", 20),
    ("rdme_", 20),
    ("rk_live_", 12),
    ("rk_test_", 12),
    ("rnd_", 20),
    ("rpa_", 20),
    ("rubygems_", 20),
    ("sb_secret_", 20),
    ("sbp_", 30),
    ("sgp_", 20),
    ("shippo_live_", 16),
    ("shippo_test_", 16),
    ("shpat_", 16),
    ("shpca_", 16),
    ("shppa_", 16),
    ("shpss_", 16),
    ("sk-", 32),
    ("sk.eyJ", 20),
    ("sk_live_", 12),
    ("sk_sbox_", 12),
    ("sk_test_", 12),
    ("sntrys_", 20),
    ("sntryu_", 20),
    ("snyk_uat.", 20),
    ("sq0atp-", 20),
    ("sq0csp-", 20),
    ("sqa_", 20),
    ("sqp_", 20),
    ("squ_", 20),
    ("tfp_", 20),
    ("tskey-", 20),
    ("tvly-", 20),
    ("vca_", 20),
    ("vci_", 20),
    ("vck_", 20),
    ("vcp_", 20),
    ("vcr_", 20),
    ("vercel_blob_rw_", 16),
    ("whsec_", 16),
    ("xaat-", 20),
    ("xai-", 20),
    ("xapp-", 16),
    ("xapt-", 20),
    ("xkeysib-", 20),
    ("xoxa-", 16),
    ("xoxb-", 16),
    ("xoxc-", 16),
    ("xoxd-", 16),
    ("xoxe-", 16),
    ("xoxp-", 16),
    ("xoxr-", 16),
    ("xoxs-", 16),
    ("xsmtpsib-", 20),
    ("xwfp-", 16),
    ("y0_AgAA", 20),
    ("ya29.", 16),
];

/// The same for prefixes that begin other texts, too: what follows must look random.
const WORDS: &[(&str, usize)] = &[
    ("cio", 32),
    ("key-", 32),
    ("live_", 28),
    ("oy2", 43),
    ("pat", 70),
    ("re_", 28),
    ("secret_", 32),
    ("sk_", 40),
    ("test_", 28),
];

/// The longest private key, and the longest label of one, in bytes.
const KEY_LIMIT: usize = 1 << 14;
const LABEL_LIMIT: usize = 40;

/// The shortest token, and the shortest private or secret access key, in bytes.
const SHORTEST: usize = 16;
const SHORTEST_KEY: usize = 32;

/// Finds secrets by their shape.
pub(super) fn find(text: &str, marks: &Marks, found: &mut Vec<Secret>) {
    for (start, word) in long_words(text) {
        let word = word.trim_end_matches(['.', '-', '_']);
        // A token can follow a prefix of the name that it is in, as in `X-ghp_…`.
        let after_mark = word.find('-').map(|at| at + 1);
        let starts = [Some(0), after_mark].into_iter().flatten();
        let token = starts.map(|at| &word[at..]).find(|part| is_token(part));
        let end = start + word.len();
        if let Some(token) = token {
            found.push(Secret::new(end - token.len()..end, Kind::Token, None));
        } else if follows_part_of_token(&text[..start], word) {
            found.push(Secret::new(start..end, Kind::Token, None));
        }
    }
    if text.len() >= SHORTEST_KEY {
        find_private_keys(text, marks, found);
        find_encoded_private_keys(text, marks, found);
        find_keys_of_putty(text, marks, found);
        find_access_keys(text, marks, found);
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
    let rest_of = |(prefix, length): &(&'static str, usize)| {
        let rest = word.strip_prefix(prefix)?;
        (rest.len() >= *length).then_some(rest)
    };
    // Few prefixes begin with the same letter.
    let first = word.as_bytes()[0];
    let start = PREFIXES.partition_point(|(prefix, _)| prefix.as_bytes()[0] < first);
    let prefixes = PREFIXES[start..].iter();
    let mut prefixes = prefixes.take_while(|(prefix, _)| prefix.as_bytes()[0] == first);
    let is_varied = |rest: &str| {
        rest.contains(|c: char| c.is_ascii_digit())
            && rest.contains(|c: char| c.is_ascii_alphabetic())
    };
    prefixes.any(|prefix| rest_of(prefix).is_some_and(is_varied))
        || WORDS.iter().filter_map(rest_of).any(is_random)
        || is_jwt(word)
        || is_access_key_id(word)
        || is_token_of_discord(word)
        || is_token_of_terraform(word)
}

/// The token of a bot of Discord: its ID in base64, a time and a signature.
fn is_token_of_discord(word: &str) -> bool {
    if !word.starts_with(['M', 'N', 'O']) {
        return false;
    }
    let parts: Vec<usize> = word.split('.').map(str::len).collect();
    matches!(parts.as_slice(), [24..=28, 6, (27..)]) && changes(word) * 5 >= word.len()
}

fn is_token_of_terraform(word: &str) -> bool {
    let parts = word.split_once(".atlasv1.");
    parts.is_some_and(|(id, secret)| id.len() >= 10 && is_random(secret))
}

/// Whether a word is what is secret of a token, after a mark that is not part of words: the token of a bot of Telegram
/// has a number and a colon before it, and a secret of Azure a tilde.
fn follows_part_of_token(before: &str, word: &str) -> bool {
    if word.len() < 30 {
        return false;
    }
    let is_of_telegram = || {
        let number = before.strip_suffix(':').unwrap_or_default();
        word.starts_with("AA") && number.ends_with(|c: char| c.is_ascii_digit())
    };
    (before.ends_with("Q~") || is_of_telegram()) && is_random(word)
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
fn find_private_keys(text: &str, marks: &Marks, found: &mut Vec<Secret>) {
    const BEGIN: &str = "-----BEGIN ";
    const END: &str = "-----END ";
    let mut end = 0;
    for start in marks.of_word(BEGIN) {
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
fn find_encoded_private_keys(text: &str, marks: &Marks, found: &mut Vec<Secret>) {
    // `-----BEGIN`, as far as it is the same whatever follows.
    const BEGIN: &str = "LS0tLS1CRUdJTi";
    const HEAD: usize = 64;
    let is_encoded = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
    let mut end = 0;
    for start in marks.of_word(BEGIN) {
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

/// A character of the body of a key, also where its line breaks are escaped.
fn is_armor(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || c.is_ascii_whitespace()
        || matches!(c, '+' | '/' | '=' | '\\' | ':' | ',' | '-')
}

/// Secret access keys of AWS, which are 40 characters of base64, in texts about them.
fn find_access_keys(text: &str, marks: &Marks, found: &mut Vec<Secret>) {
    const LENGTH: usize = 40;
    const WORDS: [&str; 5] = [
        "AKIA",
        "ASIA",
        "aws_secret",
        "secret access key",
        "Secret Access Key",
    ];
    let mut words = WORDS.into_iter().flat_map(|word| marks.of_word(word));
    if words.next().is_none() {
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

/// The private part of the files of `PuTTY`, up to the next header.
fn find_keys_of_putty(text: &str, marks: &Marks, found: &mut Vec<Secret>) {
    const BEGIN: &str = "Private-Lines:";
    for at in marks.of_word(BEGIN) {
        let start = at + BEGIN.len();
        let body = prefix(&text[start..], KEY_LIMIT);
        let body = &body[..body.find("Private-").unwrap_or(body.len())];
        let body = &body[..body.find(|c| !is_armor(c)).unwrap_or(body.len())];
        let body = body.trim_end();
        if changes(body) >= 6 {
            found.push(Secret::new(
                start..start + body.len(),
                Kind::PrivateKey,
                None,
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_are_in_the_order_of_bytes() {
        assert!(PREFIXES.is_sorted_by(|a, b| a.0 < b.0));
    }

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
