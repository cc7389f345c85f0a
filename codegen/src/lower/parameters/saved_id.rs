//! Ids that the collection saved as values of variables. A request that changes something must not do so unasked to what belongs
//! to whoever saved the collection, so callers give them.

use crate::api::TextFormat;
use crate::words::words;

use super::variant;

/// What is in front of `id` in the names of ids that belong to the program that calls, and not to data.
const OF_PROGRAMS: [&str; 3] = ["app", "application", "client"];

/// The lengths of ids that are hexadecimal numbers: object ids of 96 bits, and hashes of 128, 160 and 256 bits.
const HEXADECIMAL: [usize; 4] = [24, 32, 40, 64];

/// How often letters and digits take turns in a random text of at least [`RANDOM_LENGTH`].
const TURNS: usize = 6;

const RANDOM_LENGTH: usize = 12;

/// How often small letters, capital letters and digits take turns in a random text with few digits.
const TURNS_OF_CASE: usize = 8;

/// The most small letters in a row in such a text: words have more.
const SMALL_LETTERS: usize = 3;

/// Whether the value of a parameter is an id of data, according to the name of the parameter, or that of its variable, or to the
/// form of the value.
pub(super) fn is_id(names: [&str; 2], value: &str) -> bool {
    let names = names.map(words);
    let selects = |name: &Vec<String>| match name.split_last() {
        Some((last, rest)) if is_word(last) => {
            variant::names_variant(rest)
                || rest
                    .last()
                    .is_some_and(|it| OF_PROGRAMS.contains(&it.as_str()))
        }
        _ => variant::names_variant(name),
    };
    let names_id = |name: &Vec<String>| name.last().is_some_and(|it| is_word(it));
    !names.iter().any(selects) && (names.iter().any(names_id) || has_form(value))
}

fn is_word(word: &str) -> bool {
    matches!(word, "guid" | "id" | "ids" | "uuid")
}

/// Whether a value looks like an id, whatever its name is: a UUID, a long hexadecimal number, or several, a random text of letters
/// and digits, or a token with a prefix for what it refers to, such as `cus_9s6XKzkNRiz8i3`.
pub(in crate::lower) fn has_form(value: &str) -> bool {
    let has_digit = value.bytes().any(|byte| byte.is_ascii_digit());
    let has_letter = value.bytes().any(|byte| byte.is_ascii_alphabetic());
    if !has_digit || !has_letter {
        return false;
    }
    let is_hexadecimal =
        HEXADECIMAL.contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hexadecimal
        || TextFormat::of(value) == Some(TextFormat::Uuid)
        || has_prefix(value)
        || is_random(value)
        || has_groups(value)
}

/// `puwWrv32YOU24y8MNoUr793chFAI36aC` or `nlhKjdVaS3uJjFtb`
fn is_random(value: &str) -> bool {
    let is_alphanumeric = value.bytes().all(|byte| byte.is_ascii_alphanumeric());
    value.len() >= RANDOM_LENGTH && is_alphanumeric && (mixes_digits(value) || mixes_case(value))
}

fn mixes_digits(value: &str) -> bool {
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    let turns = value.as_bytes().chunk_by(|a, b| is_digit(a) == is_digit(b));
    turns.count() > TURNS
}

fn mixes_case(value: &str) -> bool {
    let kind = |byte: &u8| (byte.is_ascii_digit(), byte.is_ascii_lowercase());
    let mut turns = value.as_bytes().chunk_by(|a, b| kind(a) == kind(b));
    let is_short = |turn: &[u8]| turn.len() <= SMALL_LETTERS || !turn[0].is_ascii_lowercase();
    turns.clone().count() > TURNS_OF_CASE && turns.all(is_short)
}

/// Hexadecimal numbers of 32 bits: `0541c9eb-00000006-0bbd5d2c`.
fn has_groups(value: &str) -> bool {
    let is_group =
        |group: &str| group.len() == 8 && group.bytes().all(|byte| byte.is_ascii_hexdigit());
    value.contains('-') && value.split('-').all(is_group)
}

fn has_prefix(value: &str) -> bool {
    value.split_once('_').is_some_and(|(prefix, rest)| {
        let is_prefix =
            (2..=8).contains(&prefix.len()) && prefix.bytes().all(|byte| byte.is_ascii_lowercase());
        let is_token = rest.len() >= 8 && rest.bytes().all(|byte| byte.is_ascii_alphanumeric());
        is_prefix && is_token && rest.bytes().any(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_forms_tell_ids() {
        for (name, variable, value) in [
            ("id", "x", "7"),
            ("customer", "customer_id", "cus_1"),
            ("orderId", "order", "4711"),
            ("ids", "all", "1,2"),
            ("branchID", "branchID", "1"),
            ("customer", "c", "cus_9s6XKzkNRiz8i3"),
            ("owner", "o", "9b2f0c1e-7a43-4c61-9d2e-5f0a1b2c3d4e"),
            ("item", "i", "507f1f77bcf86cd799439011"),
            ("job", "j", "puwWrv32YOU24y8MNoUr793chFAI36aC"),
            ("video", "v", "nlhKjdVaS3uJjFtb"),
            ("backup", "b", "0541c9eb-00000006-0bbd5d2c"),
            ("commit", "c", "b2d93db6b9048c2eac77a66657dc0a1da9297d98"),
        ] {
            assert!(is_id([name, variable], value), "{name}={value}");
        }
        for (name, variable, value) in [
            ("client_id", "clientId", "4711"),
            ("applicationId", "x", "9b2f0c1e-7a43-4c61-9d2e-5f0a1b2c3d4e"),
            ("localeId", "l", "de"),
            ("api_version", "v", "2024-10-01"),
            ("scope", "scope", "core:*:*"),
            ("grant_type", "g", "client_credentials"),
            ("price", "price", "1000000000"),
            ("date", "d", "20240131"),
            ("kind", "k", "order_completed"),
            ("word", "w", "deadbeefdeadbeefdeadbeef"),
            ("paid", "paid", "1"),
            ("hybrid", "h", "Corn2300ISUAbendroth"),
            ("file", "f", "oauth2v1token2"),
            ("method", "m", "getAllUsersByIdV2"),
            ("device", "d", "iOS17Pro256GB"),
            ("time", "t", "20240131-10203040"),
        ] {
            assert!(!is_id([name, variable], value), "{name}={value}");
        }
    }
}
