//! Objects whose keys are data: maps from ids, dates or codes to values of one shape.

use crate::words::ends_in;

use super::codes;
use super::declared;
use super::{Json, Members};

/// From how many keys on values that are objects of equal keys make a map.
const ALIKE_LIMIT: usize = 8;

/// Words for what is measured or paid.
const QUANTITIES: [&str; 33] = [
    "amount",
    "average",
    "balance",
    "confidence",
    "cost",
    "discount",
    "distance",
    "duration",
    "earnings",
    "fee",
    "height",
    "hours",
    "income",
    "lat",
    "latitude",
    "lng",
    "lon",
    "longitude",
    "pay",
    "percent",
    "percentage",
    "price",
    "progress",
    "rate",
    "ratio",
    "salary",
    "score",
    "tax",
    "temperature",
    "units",
    "weight",
    "width",
    "window",
];

/// Words for types.
const TYPES: [&str; 6] = ["format", "formats", "subtype", "subtypes", "type", "types"];

/// Whether the keys of all these objects together are data. If a converter wrote them from a schema (`is_declared`), they are the
/// names of that schema, or `key_0`.
pub(super) fn are_data(objects: &[&Members], is_declared: bool) -> bool {
    let mut keys: Vec<&str> = objects
        .iter()
        .flat_map(|members| members.iter().map(|(key, _)| key.as_str()))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    if keys.is_empty() || !values_are_alike(objects) {
        return false;
    }
    if is_declared {
        return keys.iter().all(|key| is_id(key));
    }
    keys.iter().all(|key| is_id(key))
        || keys.len() >= 2 && keys.iter().all(|key| is_code(key))
        || codes::are_listed(&keys)
        || keys.len() >= 3 && keys.iter().filter(|key| is_path(key)).count() * 2 > keys.len()
        || keys.len() >= ALIKE_LIMIT && values_are_equal_objects(objects)
}

/// Whether a key is data rather than a name in a schema: a number, a date, an id, a placeholder, a variable.
fn is_id(key: &str) -> bool {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_number = is_digits(key.trim_start_matches('-'));
    // A day, or a month without one.
    let date: Vec<&str> = key.get(..10).unwrap_or(key).split('-').collect();
    let is_date = date.len() > 1 && date[0].len() == 4 && date.iter().all(|part| is_digits(part));
    let is_email = key.contains('@') && key.contains('.');
    let is_address = key.contains("://") || key.starts_with('/') || key.starts_with("urn:");
    is_number
        || is_date
        || is_numbered(key)
        || is_email
        || is_address
        || is_hexadecimal(key)
        || is_random(key)
        || crate::variables::template::has_variable(key)
        || declared::declared(key).is_some()
}

/// `key_0`, as the `OpenAPI` converter names the keys of a map.
pub(super) fn is_numbered(key: &str) -> bool {
    let number = key.strip_prefix("key_").unwrap_or_default();
    !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a key names what is measured or paid, such as `price` or `taxRate`: a whole number there is a coincidence.
pub(super) fn is_quantity(key: &str) -> bool {
    ends_in(key, &QUANTITIES)
}

/// Whether a key names the type of something, such as `resource_subtype`.
pub(super) fn names_a_type(key: &str) -> bool {
    ends_in(key, &TYPES)
}

/// UUIDs and other long hexadecimal ids.
fn is_hexadecimal(key: &str) -> bool {
    let digits = key.bytes().filter(u8::is_ascii_digit).count();
    key.len() >= 16 && digits >= 4 && key.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-')
}

/// Ids of letters and digits, with or without a prefix: `usr_9s6XKzkNRiz8i3`. No word changes so often between the two.
fn is_random(key: &str) -> bool {
    let last = key.rsplit(['_', '-', ':']).next().unwrap_or_default();
    let bytes = last.as_bytes();
    let changes = bytes.windows(2);
    let changes = changes.filter(|pair| pair[0].is_ascii_digit() != pair[1].is_ascii_digit());
    bytes.len() >= 8 && bytes.iter().all(u8::is_ascii_alphanumeric) && changes.count() >= 4
}

/// Currencies, countries and languages: `EUR`, `DE`, `en-US`.
fn is_code(key: &str) -> bool {
    let is_upper = |text: &str| text.bytes().all(|b| b.is_ascii_uppercase());
    let is_lower = |text: &str| text.bytes().all(|b| b.is_ascii_lowercase());
    match key.split_once(['-', '_']) {
        Some((language, country)) => {
            language.len() == 2 && is_lower(language) && country.len() == 2 && is_upper(country)
        }
        None => matches!(key.len(), 2 | 3) && is_upper(key) && key != "ID" && key != "URL",
    }
}

/// Steps of a tree or a media type: `Garden>Doors`, `text/html`. Their parents can be next to them.
fn is_path(key: &str) -> bool {
    key.contains(['>', '/', '|'])
}

fn values_are_alike(objects: &[&Members]) -> bool {
    let mut kinds = objects
        .iter()
        .flat_map(|members| members.iter())
        .filter_map(|(_, value)| kind(value));
    match kinds.next() {
        Some(first) => kinds.all(|kind| kind == first),
        None => true,
    }
}

/// The kind of a value; [`None`] for null and holes, which can be any.
fn kind(value: &Json) -> Option<u8> {
    match value {
        Json::Null | Json::Hole(_) => None,
        Json::Bool(_) => Some(0),
        Json::Number(_) => Some(1),
        Json::String(_) => Some(2),
        Json::Array(_) => Some(3),
        Json::Object(_) => Some(4),
    }
}

fn values_are_equal_objects(objects: &[&Members]) -> bool {
    let mut values = objects.iter().flat_map(|members| members.iter());
    let keys = |value: &Json| match value {
        Json::Object(members) if members.len() >= 2 => Some(
            members
                .iter()
                .map(|(key, _)| key.clone())
                .collect::<Vec<_>>(),
        ),
        _ => None,
    };
    let Some(first) = values.next().and_then(|(_, value)| keys(value)) else {
        return false;
    };
    values.all(|(_, value)| keys(value).as_ref() == Some(&first))
}

#[cfg(test)]
mod tests {
    use super::super::lenient;
    use super::*;

    fn is_map(text: &str) -> bool {
        match lenient(text, &|_| None).unwrap() {
            Json::Object(members) => are_data(&[&members], false),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn ids_dates_and_codes_are_data() {
        assert!(is_map(r#"{"17": "a", "18": "b"}"#));
        assert!(is_map(r#"{"2024-01-31": 1.5}"#));
        assert!(is_map(
            r#"{"5f9c2a1e-8d7b-4c3a-9e1f-0a1b2c3d4e5f": {"a": 1}}"#
        ));
        assert!(is_map(r#"{"EUR": 1, "USD": 2}"#));
        assert!(is_map(r#"{"en-US": "a", "de-DE": "b"}"#));
        assert!(is_map(r#"{"2024-01": 3, "2024-02": 4}"#));
        assert!(is_map(
            r#"{"usr_1a2b3c4d5e": {"a": 1}, "usr_9z8y7x6w5v": {"a": 2}}"#
        ));
        assert!(is_map(r#"{"01ARZ3NDEKTSV4RRFFQ69G5FAV": "a"}"#));
        assert!(is_map(r#"{"key_0": "<string>", "key_1": "<string>"}"#));
        assert!(is_map(
            r#"{"Garden>Doors": 0.9, "Garden": 0.4, "House & Home>Doors": 1}"#
        ));
        assert!(is_map(r#"{"text/html": 1, "image/png": 2, "other": 3}"#));
    }

    #[test]
    fn the_last_word_of_a_key_names_a_quantity() {
        for key in ["price", "taxRate", "total_amount", "geo.lat", "Balance"] {
            assert!(is_quantity(key), "{key}");
        }
        for key in ["corporate", "rateLimit", "price_id", "", "PRICES"] {
            assert!(!is_quantity(key), "{key}");
        }
    }

    #[test]
    fn one_locale_or_currency_is_data() {
        assert!(is_map(r#"{"en": "Title"}"#));
        assert!(is_map(r#"{"EN": "Title", "DE": "Titel"}"#));
        assert!(is_map(r#"{"pt-BR": "Titulo", "de-at": "Titel"}"#));
        assert!(is_map(r#"{"zh_Hant": "a"}"#));
        assert!(is_map(r#"{"en": "Title", "it": "Titolo", "no": "Tittel"}"#));
        assert!(is_map(r#"{"USD": 1.5}"#));
        assert!(is_map(r#"{"eur": 1.5, "usd": 1, "try": 30}"#));
    }

    #[test]
    fn short_words_that_are_codes_as_well_are_names() {
        assert!(!is_map(r#"{"id": "a"}"#));
        assert!(!is_map(r#"{"to": "a", "no": "b"}"#));
        assert!(!is_map(r#"{"all": 1, "top": 2}"#));
        assert!(!is_map(r#"{"en": "a", "from": "b"}"#));
        assert!(!is_map(r#"{"is_in": true, "de": false}"#));
        assert!(!is_map(r#"{"to-do": "a"}"#));
        assert!(!is_map(r#"{"fi_id": "a"}"#));
        assert!(!is_map(r#"{"sha256_checksum": "a", "address_line1": "b"}"#));
    }

    #[test]
    fn names_are_not() {
        assert!(!is_map(r#"{"id": 1, "name": 2}"#));
        assert!(!is_map(r#"{"1": 1, "2": "a"}"#));
        assert!(!is_map(r"{}"));
        assert!(!is_map(
            r#"{"Expected Result": "a", "Due date": "b", "Step (1)": "c"}"#
        ));
        assert!(!is_map(r#"{"and/or": "a", "b": "b", "c": "c"}"#));
        assert!(!is_map(
            r#"{"billing": {"a": 1, "b": 2}, "shipping": {"a": 1, "b": 2}}"#
        ));
    }
}
